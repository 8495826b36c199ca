# PDF, and text recognition on its pictures.
target_sources(tracuu_reading PRIVATE
  read/ocr.h
  read/ocr-cache.c read/ocr-cache.h
  read/ocr-pages.c read/ocr-pages.h
  read/ocr-words.c read/ocr-words.h
  read/pdf.c
  read/pdf-extent.c
  read/pdf-flow.c
  read/pdf-heads.c
  read/pdf-layout.c
  read/pdf-notes.c
  read/pdf-number.c
  read/pdf-page.h
  read/pdf-poppler.h
  read/pdf-private.h
  read/pdf-region.c
  read/pdf-render.c read/pdf-render.h
  read/pdf-runs.c
  read/pdf-straighten.c
  read/pdf-table.c
  read/pdf-title.c read/pdf-title.h
  read/pdf-words.c)
target_link_libraries(tracuu_reading PRIVATE PkgConfig::POPPLER PkgConfig::CAIRO m)
if(TESSERACT_FOUND)
  target_sources(tracuu_reading PRIVATE read/ocr.c)
  target_link_libraries(tracuu_reading PRIVATE PkgConfig::TESSERACT)
else()
  target_sources(tracuu_reading PRIVATE read/ocr-none.c)
endif()
