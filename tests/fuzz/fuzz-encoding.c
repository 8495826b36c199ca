/* Any bytes as a file of text, and as text and HTML to be repaired: an error, or UTF-8
 * without control characters; tags stay as they are. */
#include <stdint.h>
#include <string.h>

#include "encoding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(const char *text)
{
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        g_assert_true(c == '\n' || c == '\t' || !g_unichar_iscntrl(c));
    }
}

static unsigned
count(const char *text, char c)
{
    unsigned n = 0;

    for (; *text != '\0'; text++)
        n += *text == c;
    return n;
}

static void
check_html(const char *html)
{
    EncodingReport report = { 0 };
    g_autofree char *repaired = encoding_repair_html(g_strdup(html), &report);

    g_assert_true(g_utf8_validate(repaired, -1, NULL));
    g_assert_cmpuint(count(repaired, '<'), ==, count(html, '<'));
    g_assert_cmpuint(count(repaired, '\n'), ==, count(html, '\n'));
    g_assert_true(report.n_replaced == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    EncodingReport report = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *text = encoding_decode((const char *) data, size, &report, &error);
    g_autofree char *warning = encoding_report_warning(&report);
    g_autofree char *valid = g_utf8_make_valid((const char *) data, (gssize) size);

    g_assert_true((text == NULL) == (error != NULL));
    if (text != NULL) {
        check_text(text);
        g_assert_true((warning != NULL) == (report.n_replaced > 0));
    }
    check_html(valid);
    return 0;
}
