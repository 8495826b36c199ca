# What the project stands on: sources, documents, installation.
foreach(test t901-source.sh t903-format.sh t904-tidy.sh t905-shell.sh t990-tap.sh t991-source.sh)
  tracuu_e2e_test(${test} source)
endforeach()
# Takes both cores itself, and long the first time.
set_tests_properties(source.t904-tidy PROPERTIES PROCESSORS 2 TIMEOUT 1200)

foreach(test t900-manual.sh t902-links.sh t910-examples.sh t930-templates.sh)
  tracuu_e2e_test(${test} docs)
endforeach()
tracuu_e2e_test(t920-install.sh e2e)
