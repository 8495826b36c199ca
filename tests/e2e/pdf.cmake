add_executable(make-pdf make-pdf.c)
target_link_libraries(make-pdf PRIVATE tracuu_flags pdf-fixture)
tracuu_e2e_test(t510-pdf.sh e2e COST 20)
