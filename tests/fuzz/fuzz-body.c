/* Any text, as it is and as Markdown, in the zones that extraction finds: a body whose
 * tags are in order, with every letter that the text has. */
#include <stdint.h>
#include <string.h>

#include "encoding.h"
#include "extract/extraction.h"
#include "json.h"
#include "markdown.h"
#include "site-body.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_BYTES 8192 /* of what is looked at: reading is not what is tried here */

/* Passes the tag at `at`; opens or closes it on `open`, whose elements are names. */
static const char *
check_tag(const char *at, GPtrArray *open)
{
    static const char *const single[] = { "br", "hr", "img", "col", "input", NULL };
    const char *end = strchr(at, '>');
    gboolean closes = at[1] == '/';
    const char *start = at + 1 + closes;
    g_autofree char *name = g_strndup(start, strcspn(start, " />"));

    g_assert_nonnull(end);
    if (g_str_has_prefix(at, "<!--"))
        return strstr(at, "-->") + strlen("-->");
    if (closes) {
        g_assert_cmpuint(open->len, >, 0);
        g_assert_cmpstr(name, ==, open->pdata[open->len - 1]);
        g_ptr_array_set_size(open, (int) open->len - 1);
    } else if (!g_strv_contains(single, name)) {
        g_ptr_array_add(open, g_steal_pointer(&name));
    }
    return end + 1;
}

static size_t
count_letters(const char *text, size_t len)
{
    size_t n = 0;

    for (const char *at = text; at < text + len; at = g_utf8_next_char(at))
        n += g_unichar_isalpha(g_utf8_get_char(at));
    return n;
}

/* The letters that `html` shows. */
static size_t
check_html(const char *html)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    size_t n_letters = 0;

    g_assert_true(g_utf8_validate(html, -1, NULL));
    while (*html != '\0') {
        size_t len = strcspn(html, "<&");
        n_letters += count_letters(html, len);
        html += len;
        if (*html == '<')
            html = check_tag(html, open);
        else if (*html == '&')
            html += strcspn(html, ";");
    }
    g_assert_cmpuint(open->len, ==, 0);
    return n_letters;
}

static size_t
check_body(const Notice *notice, const Layout *layout)
{
    g_autoptr(SiteBody) body = site_body_new(notice, layout, "{n}");

    for (unsigned i = 0; i < body->headings->len; i++)
        g_assert_true(g_utf8_validate(g_array_index(body->headings, BodyHeading, i).text,
                                      -1, NULL));
    return check_html(body->html);
}

/* The zones of the text, and its fields into `notice`. */
static void
read_layout(Layout *layout, Notice *notice)
{
    g_autoptr(Extraction) extraction = extraction_read(notice);
    g_autofree char *json = NULL;
    g_autoptr(cJSON) card = NULL;

    extraction_apply(extraction, notice);
    json = extraction_to_json(extraction, notice, FALSE);
    card = json_parse(json, strlen(json), NULL);
    g_assert_nonnull(card);
    layout_read(layout, card);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = encoding_decode((const char *) data, MIN(size, MAX_BYTES),
                                            &(EncodingReport){ 0 }, NULL);
    g_autoptr(Notice) notice = notice_new();
    Layout layout;

    if (text == NULL)
        return 0;
    notice->id = g_strdup("a");
    notice->text = g_strdup(text);
    read_layout(&layout, notice);
    g_assert_cmpuint(check_body(notice, &layout), ==, count_letters(text, strlen(text)));
    g_clear_pointer(&notice->text, g_free);
    if (markdown_read(text, &notice->text, &notice->html, NULL)) {
        size_t shown = check_html(notice->html);
        g_assert_cmpuint(check_body(notice, &layout), ==, shown);
    }
    return 0;
}
