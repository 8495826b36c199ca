tracuu_unit_test(schema SOURCES schema.c LIBS tracuu_lib)
