tracuu_fuzz_target(text SOURCES fuzz-text.c LIBS tracuu_text)
