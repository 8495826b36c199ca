/* Any bytes under any name: exactly one of a format that is read and a reason, and the
 * same whatever stands behind the bytes. */
#include <stdint.h>
#include <string.h>

#include "read/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = { "a",     "a.txt",  "a.PDF", "b/a.docx",
                                     "a.doc", "a.html", "a.zip", "a.xls",
                                     "a.b/c", ".jsonl", "a.",    "a.odt" };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Its own size: a read beyond it is seen. */
    g_autofree char *bytes = g_memdup2(data, size);

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        const Format *format = formats_detect(bytes, size, names[i], &error);
        g_assert_true((format == NULL) == (error != NULL));
        g_assert_true(format == NULL ||
                      (format->reader != READER_NONE && format->limits != NULL));
    }
    if (size > 0)
        (void) magic_needs_whole(bytes, size);
    return 0;
}
