/* The file of a web page: its encoding, its title, its text. */
#include "encoding-legacy.h"
#include "encoding.h"
#include "error.h"
#include "read/convert.h"
#include "read/html-tree.h"
#include "text/text.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

#define MIN_TITLE_WORDS 4 /* «Trang chủ», «Untitled 1» are none */
#define MAX_TITLE_BYTES 500u
#define MAX_CONDITION 200u /* bytes */
#define MAX_ATTRIBUTES 256u
#define BLANKS " \t\r\n"

xmlDoc *
html_parse(const char *utf8, size_t len, GError **error)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_COMPACT;
    htmlParserCtxt *parser = htmlNewParserCtxt();
    xmlDoc *tree = NULL;
    gboolean deep = FALSE;
    gboolean full = FALSE;

    if (len <= INT_MAX)
        tree = htmlCtxtReadMemory(parser, utf8, (int) len, NULL, "UTF-8", options);
    deep = parser->lastError.message != NULL &&
           strstr(parser->lastError.message, "xcessive depth") != NULL;
    full = parser->lastError.code == XML_ERR_NO_MEMORY;
    htmlFreeParserCtxt(parser);
    if (tree != NULL && xmlDocGetRootElement(tree) != NULL && !deep && !full)
        return tree;
    xmlFreeDoc(tree);
    if (deep || full)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "HTML: %s",
                    deep ? "nested too deeply" : "needs too much memory");
    else
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "no text");
    return NULL;
}

/* TRUE when most of what is not ASCII is valid UTF-8: a page with a damaged letter. */
static gboolean
is_mostly_utf8(const char *bytes, size_t len)
{
    const char *end = bytes + len;
    size_t n_good = 0;
    size_t n_bad = 0;

    for (const char *at = bytes; at < end;) {
        gunichar c = g_utf8_get_char_validated(at, end - at);
        if ((unsigned char) *at < 0x80) {
            at++;
        } else if (c == (gunichar) -1 || c == (gunichar) -2) {
            n_bad++;
            at++;
        } else {
            n_good++;
            at = g_utf8_next_char(at);
        }
    }
    return n_good >= 4 * n_bad;
}

/* Bytes that are no UTF-8 as characters of windows-1252, so that encoding_repair_html can
 * tell their encoding without minding tags. */
static char *
widen(const char *bytes, size_t len)
{
    GString *out = g_string_sized_new(len + len / 4);

    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char) bytes[i];
        if (byte < 0x80)
            g_string_append_c(out, byte == '\0' ? ' ' : (char) byte);
        else
            g_string_append_unichar(out, legacy_cp1252(byte));
    }
    return g_string_free(out, FALSE);
}

/* Takes Word's "<![if …]>" and "<![endif]>" out, which are marks to browsers and text to
 * libxml2; what stands between them is shown. */
static void
drop_conditions(char *html)
{
    char *out = html;

    for (const char *at = html; *at != '\0';) {
        const char *end = NULL;
        if (g_ascii_strncasecmp(at, "<![if", 5) == 0 ||
            g_ascii_strncasecmp(at, "<![endif", 8) == 0)
            end = memchr(at, '>', strnlen(at, MAX_CONDITION));
        if (end != NULL && end[-1] == ']') /* "<![endif]-->" ends a comment */
            at = end + 1;
        else
            *out++ = *at++;
    }
    *out = '\0';
}

static gboolean
starts_name(char c)
{
    return g_ascii_isalpha(c) || (c != '\0' && strchr("_:.", c) != NULL);
}

/* The end of the attribute at `at`, or of what is none, exactly as libxml2 sees it. */
static char *
end_of_attribute(char *at)
{
    char *end = at;

    if (!starts_name(*at))
        return at + strcspn(at, BLANKS ">");
    while (starts_name(*end) || g_ascii_isdigit(*end) || *end == '-')
        end++;
    at = end + strspn(end, BLANKS);
    if (*at != '=')
        return end;
    at++;
    at += strspn(at, BLANKS);
    if (*at != '"' && *at != '\'')
        return at + strcspn(at, BLANKS ">");
    end = strchr(at + 1, *at);
    return end == NULL ? at + strlen(at) : end + 1;
}

/* Makes blanks of an attribute.  What looks like a tag may be a script, which must end:
 * "</script" stays. */
static void
drop_attribute(char *at, size_t len)
{
    gboolean quoted = at[len - 1] == '"' || at[len - 1] == '\'';
    const char *tag = quoted ? NULL : memchr(at, '<', len);

    memset(at, ' ', tag == NULL ? len : (size_t) (tag - at));
}

/* Drops the attributes of a tag beyond the limit.  Returns the end of the tag. */
static char *
limit_attributes(char *at)
{
    unsigned n = 0; /* the first is the name of the tag */

    while (*at != '\0' && *at != '>') {
        char *end = end_of_attribute(at);
        if (end > at && n++ > MAX_ATTRIBUTES)
            drop_attribute(at, (size_t) (end - at));
        at = end > at ? end : at + 1;
    }
    return at;
}

/* libxml2 compares each attribute with all before it: of 50,000 in one tag it does not
 * come to an end.  No tag means so many. */
static void
drop_attributes(char *html)
{
    for (char *at = strchr(html, '<'); at != NULL; at = strchr(at, '<'))
        at = g_ascii_isalpha(at[1]) ? limit_attributes(at + 1) : at + 1;
}

static gboolean
is_utf16(const char *bytes, size_t len)
{
    return len >= 2 &&
           (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

/* (transfer full) or NULL */
static char *
decode(const char *bytes, size_t len, Converted *out, GError **error)
{
    EncodingReport report = { 0 };
    char *utf8 = NULL;

    if (!is_utf16(bytes, len) && !is_mostly_utf8(bytes, len)) {
        utf8 = encoding_repair_html(widen(bytes, len), &report);
        out->encoding = g_strdup(report.name);
        return utf8;
    }
    utf8 = encoding_decode(bytes, len, &report, error);
    if (utf8 == NULL)
        return NULL;
    converted_warn_bytes(out, &report);
    return utf8;
}

/* The first element of this name in document order, or NULL. */
static const xmlNode *
find_element(const xmlNode *root, const char *name)
{
    const xmlNode *node = root;

    while (node != NULL && !xml_is(node, name))
        node = node->children != NULL ? node->children : xml_after(node, root);
    return node;
}

/* The text of an element on one line.  (transfer full) or NULL */
static char *
line_of(const HtmlPage *page, const char *name)
{
    const xmlNode *node = find_element(xmlDocGetRootElement(page->tree), name);
    xmlChar *content = node == NULL ? NULL : xmlNodeGetContent(node);
    char *line = encoding_clean_line(g_strdup(content == NULL ? "" : (char *) content));

    xmlFree(content);
    return line;
}

static unsigned
count_legal(const char *line)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    unsigned n = 0;

    text_analyse(analyser, line, strlen(line), tokens);
    for (unsigned i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);
        n += token->kind == TEXT_SYLLABLE && token->word->flags & TEXT_WORD_LEGAL;
    }
    return n;
}

/* TRUE when `title` is the heading and, behind a mark, the name of the site. */
static gboolean
starts_with_heading(const char *title, const char *heading)
{
    const char *rest = NULL;

    if (heading == NULL || !g_str_has_prefix(title, heading))
        return FALSE;
    rest = title + strlen(heading);
    rest += strspn(rest, " ");
    return *rest != '\0' && (strchr("-|:", *rest) != NULL ||
                             g_str_has_prefix(rest, "–") || g_str_has_prefix(rest, "»"));
}

/* A title that says something, on one line; names of sites and files do not.
 * (transfer full) or NULL */
static char *
read_title(const HtmlPage *page)
{
    g_autofree char *title = line_of(page, "title");
    g_autofree char *heading = line_of(page, "h1");

    if (title == NULL || strlen(title) > MAX_TITLE_BYTES ||
        g_str_has_prefix(title, "Microsoft "))
        return NULL;
    if (starts_with_heading(title, heading) && count_legal(heading) >= MIN_TITLE_WORDS)
        return g_steal_pointer(&heading);
    return count_legal(title) >= MIN_TITLE_WORDS ? g_steal_pointer(&title) : NULL;
}

gboolean
convert_html(const char *bytes,
             size_t len,
             G_GNUC_UNUSED const ConvertOptions *options,
             Converted *out,
             GError **error)
{
    g_autofree char *utf8 = decode(bytes, len, out, error);
    g_autoptr(Document) document = document_new();

    if (utf8 == NULL)
        return FALSE;
    drop_conditions(utf8);
    drop_attributes(utf8);
    g_autoptr(HtmlPage) page = html_page_new(utf8, strlen(utf8), error);
    if (page == NULL)
        return FALSE;
    html_read_blocks(
        page->body, out->encoding == NULL ? DOCUMENT_FONT_CAPS : DOCUMENT_CAPS, document);
    out->title = read_title(page);
    return document_finish(document, out, error);
}
