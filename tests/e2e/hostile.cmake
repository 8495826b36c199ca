tracuu_e2e_test(t500-hostile.sh e2e)
