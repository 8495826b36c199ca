/* Any bytes as .md and as OCR text: a notice or an error; HTML of known elements,
 * attributes and addresses only; OCR text loses no character but its marks. */
#include <stdint.h>
#include <string.h>

#include "encoding.h"
#include "markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean
is_one_of(const char *name, size_t len, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strlen(*names) == len && strncmp(*names, name, len) == 0)
            return TRUE;
    return FALSE;
}

/* A value of an attribute: no quote, no scheme that runs anything. */
static const char *
check_value(const char *at)
{
    static const char *const bad[] = { "javascript:", "vbscript:", "file:", "data:text" };
    const char *end = strchr(at, '"');

    g_assert_nonnull(end);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_true(g_ascii_strncasecmp(at, bad[i], strlen(bad[i])) != 0);
    for (const char *c = at; c < end; c++)
        g_assert_true(*c != '<' && *c != '>');
    return end + 1;
}

/* Checks the tag at `at`, which is its "<"; returns what follows it. */
static const char *
check_tag(const char *at)
{
    static const char *const elements[] = {
        "a",     "blockquote", "br", "code", "del",   "em", "h1", "h2",  "h3",
        "h4",    "h5",         "h6", "hr",   "li",    "ol", "p",  "pre", "strong",
        "table", "tbody",      "td", "th",   "thead", "tr", "ul", NULL,
    };
    static const char *const attributes[] = { "align", "class", "href",
                                              "start", "title", NULL };
    static const char omitted[] = "<!-- raw HTML omitted -->";
    size_t len = 0;

    if (g_str_has_prefix(at, omitted))
        return at + strlen(omitted);
    at += at[1] == '/' ? 2 : 1;
    len = strcspn(at, " />");
    g_assert_true(is_one_of(at, len, elements));
    at += len;
    while (*at == ' ' && at[1] != '/') {
        at++;
        len = strcspn(at, "=");
        g_assert_true(is_one_of(at, len, attributes));
        g_assert_true(at[len + 1] == '"');
        at = check_value(at + len + 2);
    }
    at += g_str_has_prefix(at, " /") ? 2 : 0;
    g_assert_true(*at == '>');
    return at + 1;
}

/* Checks the HTML and returns what it shows.  (transfer full) */
static char *
visible_text(const char *html)
{
    static const char *const references[][2] = {
        { "&lt;", "<" },
        { "&gt;", ">" },
        { "&amp;", "&" },
        { "&quot;", "\"" },
    };
    GString *out = g_string_new(NULL);

    while (*html != '\0') {
        size_t i = 0;
        if (*html == '<') {
            html = check_tag(html);
            continue;
        }
        while (i < 4 && !g_str_has_prefix(html, references[i][0]))
            i++;
        g_assert_true(*html != '&' || i < 4);
        g_string_append(out, i < 4 ? references[i][1] : (const char[]){ *html, '\0' });
        html += i < 4 ? strlen(references[i][0]) : 1;
    }
    return g_string_free(out, FALSE);
}

/* Takes the marks out of `text`, and what a mark may take the place of. */
static char *
without_marks(char *text)
{
    char *out = text;

    for (const char *at = text; *at != '\0'; at++) {
        if (g_str_has_prefix(at, "\xEF\xBB\xBF"))
            at += 2;
        else if (strchr(" \t\n*#|:-", *at) == NULL)
            *out++ = *at;
    }
    *out = '\0';
    return text;
}

static void
check_ocr(const char *source)
{
    g_autofree char *html = markdown_render_ocr(source);
    g_autofree char *shown = NULL;
    g_autofree char *kept = NULL;

    if (html == NULL)
        return;
    shown = without_marks(visible_text(html));
    kept = without_marks(g_strdup(source));
    g_assert_cmpstr(shown, ==, kept);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *source =
        encoding_decode((const char *) data, size, &(EncodingReport){ 0 }, NULL);
    g_autofree char *text = NULL;
    g_autofree char *html = NULL;
    g_autofree char *shown = NULL;
    g_autoptr(GError) error = NULL;

    if (source == NULL)
        return 0;
    g_assert_true(g_utf8_validate(source, -1, NULL));
    check_ocr(source);
    if (!markdown_read(source, &text, &html, &error)) {
        g_assert_nonnull(error);
        return 0;
    }
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_true(g_utf8_validate(html, -1, NULL));
    shown = visible_text(html);
    return 0;
}
