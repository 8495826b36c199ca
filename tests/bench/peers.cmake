# Not asked for by any preset: ctest --test-dir build/dev -L slow -V
add_test(NAME slow.bench-peers COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/run.sh)
set_tests_properties(slow.bench-peers PROPERTIES LABELS slow SKIP_RETURN_CODE 2 RUN_SERIAL ON TIMEOUT 7200)
