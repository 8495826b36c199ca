tracuu_e2e_test(t310-site.sh e2e)
