tracuu_fuzz_target(json SOURCES fuzz-json.c LIBS tracuu_lib)
tracuu_fuzz_target(markdown SOURCES fuzz-markdown.c LIBS tracuu_reading)
tracuu_fuzz_target(jsonl SOURCES fuzz-jsonl.c LIBS tracuu_reading RUNS 4000)
tracuu_fuzz_target(extract SOURCES fuzz-extract.c LIBS tracuu_reading RUNS 2500)
