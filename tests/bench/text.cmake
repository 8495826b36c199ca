# build/release/tests/bench/bench-text FILE
add_executable(bench-text bench-text.c)
target_link_libraries(bench-text PRIVATE tracuu_text)
