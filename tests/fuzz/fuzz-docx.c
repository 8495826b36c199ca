/* Any bytes as the parts of a Word document: text and HTML of known elements, or an
 * error. */
#include <stdint.h>

#include "fuzz-office.h"
#include "read/docx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *) data;
    g_autoptr(GBytes) body = fuzz_next_part(&at, &size);
    g_autoptr(GBytes) styles = fuzz_next_part(&at, &size);
    g_autoptr(GBytes) numbering = fuzz_next_part(&at, &size);
    g_autoptr(GBytes) footnotes = fuzz_next_part(&at, &size);
    g_autoptr(GBytes) header = fuzz_next_part(&at, &size);
    g_autoptr(GPtrArray) headers = g_ptr_array_new();
    const DocxParts parts = { body, styles, numbering, footnotes, footnotes, headers };
    g_autoptr(Document) document = document_new();
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;
    gboolean read = FALSE;

    if (header != NULL)
        g_ptr_array_add(headers, header);
    read = docx_read(&parts, document, &error) && document_finish(document, &out, &error);

    fuzz_check_converted(read, &out, error);
    return 0;
}
