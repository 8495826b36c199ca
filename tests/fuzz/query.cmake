tracuu_fuzz_target(query SOURCES fuzz-query.c LIBS tracuu_query_core)
tracuu_fuzz_target(cgi
  SOURCES fuzz-cgi.c ../unit/query-fixture.c ../unit/query-fixture.h
  LIBS tracuu_query_core PkgConfig::CMOCKA)
if(TRACUU_FUZZ)
  target_include_directories(fuzz-cgi PRIVATE ../unit)
endif()
