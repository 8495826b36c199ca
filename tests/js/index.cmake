tracuu_js_test(index-load unit)
tracuu_js_test(index-store unit)
tracuu_js_test(packs unit)
