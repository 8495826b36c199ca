tracuu_fuzz_target(body SOURCES fuzz-body.c LIBS tracuu_site tracuu_reading)
