# The browser's index.
add_library(web-fixture STATIC web-fixture.c web-fixture.h)
target_link_libraries(web-fixture PUBLIC tracuu_flags tracuu_indexer_core PkgConfig::CMOCKA)
foreach(module check chunk documents index packs pair-list rules store)
  tracuu_unit_test(web-${module} SOURCES test-web-${module}.c LIBS web-fixture)
endforeach()
