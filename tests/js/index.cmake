tracuu_js_test(index-load unit)
