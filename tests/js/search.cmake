tracuu_js_test(search unit)
tracuu_js_test(suggest unit)
tracuu_js_test(complete unit)
tracuu_js_test(search-faults unit)
