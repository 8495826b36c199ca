/* Any bytes as PDF: a text or an error.  Poppler itself is not instrumented; what it
 * gives is. */
#include <stdint.h>

#include "error.h"
#include "read/convert.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const ConvertOptions options = { .name = "a.pdf", .n_jobs = 1 };
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;

    if (convert_pdf((const char *) data, size, &options, &out, &error)) {
        g_assert_true(g_utf8_validate(out.text, -1, NULL));
        g_assert_cmpuint(out.n_pages, >, 0);
        return 0;
    }
    g_assert_true(error->domain == TRACUU_ERROR);
    g_assert_true(error->code == TRACUU_ERROR_NOTICE ||
                  error->code == TRACUU_ERROR_LIMIT);
    return 0;
}
