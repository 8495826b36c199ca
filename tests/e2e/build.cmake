tracuu_e2e_test(t100-build.sh e2e)
tracuu_e2e_test(t110-build-errors.sh e2e)
tracuu_e2e_test(t120-verify.sh e2e)
