tracuu_unit_test(template SOURCES test-template.c LIBS tracuu_lib)
tracuu_unit_test(site-body SOURCES test-site-body.c LIBS tracuu_site)
tracuu_unit_test(site-layout SOURCES test-site-layout.c LIBS tracuu_site)
tracuu_unit_test(site-link SOURCES test-site-link.c LIBS tracuu_site)
tracuu_unit_test(site-notice
  SOURCES test-site-notice.c site-fixture.c site-fixture.h LIBS tracuu_site)
tracuu_unit_test(site
  SOURCES test-site.c site-fixture.c site-fixture.h LIBS tracuu_site)
tracuu_unit_test(site-templates
  SOURCES test-site-templates.c site-fixture.c site-fixture.h LIBS tracuu_site)
tracuu_unit_test(site-script
  SOURCES test-site-script.c site-fixture.c site-fixture.h LIBS tracuu_site)
tracuu_unit_test(site-browse
  SOURCES test-site-browse.c site-fixture.c site-fixture.h LIBS tracuu_site)
tracuu_unit_test(site-colours SOURCES test-site-colours.c LIBS tracuu_site)
foreach(test site site-notice site-browse site-colours site-templates site-script)
  target_compile_definitions(test-${test} PRIVATE
    TEMPLATE_DIR="${CMAKE_BINARY_DIR}/share/tracuu/site-template")
endforeach()
