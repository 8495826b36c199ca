add_executable(make-pdf make-pdf.c)
target_link_libraries(make-pdf PRIVATE tracuu_flags pdf-fixture)
