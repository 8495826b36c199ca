# The binding: one program a subject, all with the same fixture.
tracuu_unit_test(xapian-open
  SOURCES test-xapian-open.c xapian-fixture.c xapian-fixture.h LIBS tracuu_xapian)
tracuu_unit_test(xapian-document
  SOURCES test-xapian-document.c xapian-fixture.c xapian-fixture.h LIBS tracuu_xapian)
tracuu_unit_test(xapian-query
  SOURCES test-xapian-query.c xapian-fixture.c xapian-fixture.h LIBS tracuu_xapian)
tracuu_unit_test(xapian-search
  SOURCES test-xapian-search.c xapian-fixture.c xapian-fixture.h LIBS tracuu_xapian)
tracuu_unit_test(xapian-compact
  SOURCES test-xapian-compact.c xapian-fixture.c xapian-fixture.h LIBS tracuu_xapian)
tracuu_unit_test(xapian-remote
  SOURCES test-xapian-remote.c xapian-fixture.c xapian-fixture.h LIBS tracuu_xapian)
