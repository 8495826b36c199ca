tracuu_unit_test(schema SOURCES test-schema.c LIBS tracuu_lib)
tracuu_unit_test(query-search
  SOURCES test-query-search.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
tracuu_unit_test(query-request SOURCES test-query-request.c LIBS tracuu_query_core)
tracuu_unit_test(query-snippet
  SOURCES test-query-snippet.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
tracuu_unit_test(query-respond
  SOURCES test-query-respond.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
tracuu_unit_test(query-cgi
  SOURCES test-query-cgi.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
tracuu_unit_test(query-bounds SOURCES test-query-bounds.c LIBS tracuu_query_core)
tracuu_unit_test(query-count
  SOURCES test-query-count.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
tracuu_unit_test(query-kwic
  SOURCES test-query-kwic.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
tracuu_unit_test(query-suggest
  SOURCES test-query-suggest.c query-fixture.c query-fixture.h LIBS tracuu_query_core)
