tracuu_js_test(text-golden)
tracuu_js_test(twins)
tracuu_js_test(text)
