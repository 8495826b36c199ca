# PDF and text recognition.
add_library(pdf-fixture STATIC pdf-fixture.c pdf-fixture.h)
target_link_libraries(pdf-fixture PUBLIC tracuu_flags PkgConfig::GLIB PRIVATE PkgConfig::CAIRO m)
target_include_directories(pdf-fixture PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})

tracuu_unit_test(pdf-layout SOURCES test-pdf-layout.c pdf-lines.h LIBS tracuu_reading)
tracuu_unit_test(pdf-margins SOURCES test-pdf-margins.c pdf-lines.h LIBS tracuu_reading)
tracuu_unit_test(pdf SOURCES test-pdf.c LIBS tracuu_reading pdf-fixture)
tracuu_unit_test(ocr
  SOURCES test-ocr.c scratch.h
  LIBS tracuu_indexer_core pdf-fixture PkgConfig::POPPLER)
set_tests_properties(unit.ocr PROPERTIES COST 10)
