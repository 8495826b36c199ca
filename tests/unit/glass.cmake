# The writer of Xapian databases, against Xapian.
tracuu_unit_test(glass
  SOURCES test-glass.cc glass-corpus.cc glass-corpus.h glass-compare.cc glass-compare.h
  LIBS tracuu_glass PkgConfig::XAPIAN)
set_tests_properties(unit.glass PROPERTIES TIMEOUT 300 COST 30)
