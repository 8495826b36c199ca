/* make-pdf TEXT PDF [scan]: sets a text on pages, or on pictures of pages. */
#include <stdio.h>
#include <string.h>

#include "pdf-fixture.h"

int
main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_autoptr(GBytes) pdf = NULL;
    size_t len = 0;
    const char *bytes = NULL;

    if (argc < 3 || !g_file_get_contents(argv[1], &text, NULL, NULL)) {
        fputs("usage: make-pdf TEXT PDF [scan]\n", stderr);
        return 2;
    }
    pdf = pdf_typeset(text, argc > 3 ? NULL : "CÔNG BÁO/Số 1/Ngày 01-4-2020", argc > 3);
    bytes = g_bytes_get_data(pdf, &len);
    return g_file_set_contents(argv[2], bytes, (gssize) len, NULL) ? 0 : 1;
}
