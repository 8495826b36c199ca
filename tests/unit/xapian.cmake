# The binding: one program a subject, all with the same fixture.
foreach(subject open)
  tracuu_unit_test(xapian-${subject}
    SOURCES test-xapian-${subject}.c xapian-fixture.c xapian-fixture.h
    LIBS tracuu_xapian)
endforeach()
