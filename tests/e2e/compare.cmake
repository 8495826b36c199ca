# Both engines are asked the same; ask-index asks the index in bulk.
add_executable(ask-index ask-index.c)
target_link_libraries(ask-index PRIVATE tracuu_query_core)
tracuu_e2e_test(t230-engines.sh e2e TIMEOUT 900 COST 60)
