add_executable(test-extract-golden test-extract-golden.c)
target_link_libraries(test-extract-golden PRIVATE tracuu_reading PkgConfig::CMOCKA)
target_compile_definitions(test-extract-golden PRIVATE
  GOLDEN_DIR="${CMAKE_CURRENT_SOURCE_DIR}" CORPUS_DIR="${CMAKE_SOURCE_DIR}/corpus")
add_test(NAME golden.extract COMMAND test-extract-golden)
set_tests_properties(golden.extract PROPERTIES LABELS golden)
