# Office files and web pages.
tracuu_unit_test(document SOURCES test-document.c LIBS tracuu_reading)
foreach(subject doc docx html odt)
  tracuu_unit_test(${subject}
    SOURCES test-${subject}.c office-fixture.c office-fixture.h
    LIBS tracuu_reading PkgConfig::ARCHIVE)
endforeach()
