# From files to notices.
tracuu_unit_test(json SOURCES test-json.c LIBS tracuu_lib)
tracuu_unit_test(notice SOURCES test-notice.c LIBS tracuu_lib)
