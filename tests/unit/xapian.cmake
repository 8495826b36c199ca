# The binding: one program a subject, all with the same fixture.
tracuu_unit_test(xapian-open
  SOURCES test-xapian-open.c xapian-fixture.c xapian-fixture.h LIBS tracuu_xapian)
