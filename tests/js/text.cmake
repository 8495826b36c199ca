tracuu_js_test(text-golden golden)
tracuu_js_test(twins golden)
tracuu_js_test(text unit)
