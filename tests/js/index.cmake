tracuu_js_test(index-load)
tracuu_js_test(index-store)
tracuu_js_test(packs)
