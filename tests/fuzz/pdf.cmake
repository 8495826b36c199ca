tracuu_fuzz_target(pdf-layout SOURCES fuzz-pdf-layout.c LIBS tracuu_reading)
tracuu_fuzz_target(pdf SOURCES fuzz-pdf.c LIBS tracuu_reading)
