# What the project stands on: sources, documents, installation.
foreach(test t901-source.sh t903-format.sh t905-shell.sh t990-tap.sh t991-source.sh)
  tracuu_e2e_test(${test} source)
endforeach()
# Long the first time: four parts, that other tests may run beside.
foreach(part 1 2 3 4)
  add_test(NAME source.t904-tidy-${part}
    COMMAND env TIDY_PART=${part}/4 bash ${CMAKE_CURRENT_SOURCE_DIR}/t904-tidy.sh)
  tracuu_e2e_properties(source.t904-tidy-${part} source TIMEOUT 1200 COST 100)
endforeach()

foreach(test t900-manual.sh t902-links.sh t910-examples.sh t930-templates.sh)
  tracuu_e2e_test(${test} docs)
endforeach()
tracuu_e2e_test(t920-install.sh e2e)
