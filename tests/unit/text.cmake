tracuu_unit_test(text-analyse SOURCES test-text-analyse.c text-fixture.c text-fixture.h
  LIBS tracuu_text)
tracuu_unit_test(text-words SOURCES test-text-words.c text-fixture.c text-fixture.h
  LIBS tracuu_text)
tracuu_unit_test(text-keys SOURCES test-text-keys.c LIBS tracuu_text)
tracuu_unit_test(docnum-date SOURCES test-docnum-date.c LIBS tracuu_text)
