tracuu_unit_test(template SOURCES template.c LIBS tracuu_lib)
