tracuu_e2e_test(t310-site.sh e2e)
tracuu_e2e_test(t320-around.sh e2e)
