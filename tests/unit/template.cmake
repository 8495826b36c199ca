tracuu_unit_test(template SOURCES template.c LIBS tracuu_lib)
tracuu_unit_test(site-body SOURCES site-body.c LIBS tracuu_site)
foreach(test site site-templates)
  tracuu_unit_test(${test} SOURCES ${test}.c site-fixture.c site-fixture.h LIBS tracuu_site)
  target_compile_definitions(test-${test} PRIVATE
    TEMPLATE_DIR="${CMAKE_SOURCE_DIR}/site-template")
endforeach()
