add_executable(test-encoding-golden test-encoding-golden.c
  ../unit/legacy-encode.c ../unit/legacy-encode.h)
target_include_directories(test-encoding-golden PRIVATE ../unit)
target_link_libraries(test-encoding-golden PRIVATE tracuu_reading PkgConfig::CMOCKA)
target_compile_definitions(test-encoding-golden PRIVATE GOLDEN_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
add_test(NAME golden.encoding COMMAND test-encoding-golden)
set_tests_properties(golden.encoding PROPERTIES LABELS golden)
