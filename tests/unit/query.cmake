tracuu_unit_test(schema SOURCES test-schema.c LIBS tracuu_lib)
tracuu_unit_test(query-search
  SOURCES test-query-search.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
