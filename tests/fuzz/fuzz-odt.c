/* Any bytes as the parts of an OpenDocument text: text and HTML of known elements, or
 * an error. */
#include <stdint.h>

#include "fuzz-office.h"
#include "read/odt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *) data;
    g_autoptr(GBytes) content = fuzz_next_part(&at, &size);
    g_autoptr(GBytes) common = fuzz_next_part(&at, &size);
    g_autoptr(Document) document = document_new();
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;
    gboolean read = odt_read(content, common, document, &error) &&
                    document_finish(document, &out, &error);

    fuzz_check_converted(read, &out, error);
    return 0;
}
