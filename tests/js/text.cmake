tracuu_js_test(text-golden golden)
