tracuu_fuzz_target(pdf-layout SOURCES fuzz-pdf-layout.c LIBS tracuu_reading RUNS 1500 COST 15)
tracuu_fuzz_target(pdf SOURCES fuzz-pdf.c LIBS tracuu_reading RUNS 300)
