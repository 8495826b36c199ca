foreach(module browse cites export merge originals phrases pool publish run script spool stick-names sums terms)
  tracuu_unit_test(${module} SOURCES test-${module}.c LIBS tracuu_indexer_core)
endforeach()
