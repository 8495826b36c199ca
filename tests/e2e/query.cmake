tracuu_e2e_test(t200-answers.sh e2e)
tracuu_e2e_test(t210-command.sh e2e)
tracuu_e2e_test(t220-cgi.sh e2e)
tracuu_e2e_test(t240-kwic.sh e2e)
