add_executable(bench-site bench-site.c)
target_link_libraries(bench-site PRIVATE tracuu_site tracuu_reading)
target_compile_definitions(bench-site PRIVATE TEMPLATE_DIR="${CMAKE_SOURCE_DIR}/site-template")
