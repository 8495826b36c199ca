# From files to notices.
tracuu_unit_test(csv SOURCES test-csv.c LIBS tracuu_lib)
tracuu_unit_test(json SOURCES test-json.c LIBS tracuu_lib)
tracuu_unit_test(notice SOURCES test-notice.c LIBS tracuu_lib)
tracuu_unit_test(utf8-check SOURCES test-utf8-check.c LIBS tracuu_lib)
tracuu_unit_test(markdown SOURCES test-markdown.c LIBS tracuu_reading)
foreach(subject config corpus encoding extract file-name jsonl read)
  tracuu_unit_test(${subject}
    SOURCES test-${subject}.c reading-fixture.c reading-fixture.h
    LIBS tracuu_reading)
endforeach()
tracuu_unit_test(extract-limits SOURCES test-extract-limits.c LIBS tracuu_reading)
set_tests_properties(unit.extract-limits PROPERTIES COST 20)
tracuu_unit_test(child SOURCES test-child.c LIBS tracuu_reading)
tracuu_unit_test(formats SOURCES test-formats.c LIBS tracuu_reading)
tracuu_unit_test(encoding-detect
  SOURCES test-encoding-detect.c legacy-encode.c legacy-encode.h
  LIBS tracuu_reading)
tracuu_unit_test(zip
  SOURCES test-zip.c reading-fixture.c reading-fixture.h
  LIBS tracuu_reading PkgConfig::ARCHIVE)
tracuu_unit_test(quality SOURCES test-quality.c LIBS tracuu_reading)
