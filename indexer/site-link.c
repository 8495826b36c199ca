#include "site-link.h"

#include <string.h>

typedef struct {
    GString *out;
    const LinkTarget *targets;
    unsigned n;
    size_t run; /* in `out`: where the text behind the last tag starts */
} Linker;

static const char *
skip_blanks(const char *at)
{
    for (;;) {
        if (*at == ' ' || *at == '\n' || *at == '\t')
            at++;
        else if (g_str_has_prefix(at, "\xC2\xA0"))
            at += 2;
        else
            return at;
    }
}

/* The dash at `at`, whichever it is; its length, 0: none. */
static size_t
dash_length(const char *at)
{
    if (*at == '-')
        return 1;
    /* U+2010 to U+2014 */
    return at[0] == '\xE2' && at[1] == '\x80' && at[2] >= '\x90' && at[2] <= '\x94' ? 3
                                                                                    : 0;
}

/* Past the dash or stroke at `at` and the blanks around it; NULL when there is none. */
static const char *
skip_joint(const char *at, char joint)
{
    const char *sign = skip_blanks(at);
    const size_t len = joint == '-' ? dash_length(sign) : *sign == joint;

    return len > 0 ? skip_blanks(sign + len) : NULL;
}

static gboolean
same_letter(const char *a, const char *b)
{
    return g_unichar_tolower(g_utf8_get_char(a)) == g_unichar_tolower(g_utf8_get_char(b));
}

/* The end of the number at `at`; NULL when it is not `number`. */
static const char *
match_number(const char *at, const char *number)
{
    while (*at == '0' && *number != '0' && g_ascii_isdigit(at[1]))
        at++;
    for (; *number != '\0'; number = g_utf8_next_char(number)) {
        if (*number == '-' || *number == '/')
            at = skip_joint(at, *number);
        else
            at = *at != '\0' && same_letter(at, number) ? g_utf8_next_char(at) : NULL;
        if (at == NULL)
            return NULL;
    }
    return g_unichar_isalnum(g_utf8_get_char(at)) ? NULL : at;
}

/* A short form ends where the number does: «Chỉ thị 16/CT-TTg» has none. */
static gboolean
goes_on(const char *at)
{
    return *at == '/' || dash_length(at) > 0 ||
           (strchr(".,", *at) != NULL && g_ascii_isdigit(at[1]));
}

static const char *
match(const LinkTarget *target, const char *at)
{
    const char *end = match_number(at, target->number);

    return end != NULL && target->is_short && goes_on(end) ? NULL : end;
}

/* ---- what stands before the number ---------------------------------------------- */

/* The length of `text` without the blanks at its end. */
static size_t
trimmed(const char *text, size_t len)
{
    while (len > 0 && strchr(" \n\t", text[len - 1]) != NULL)
        len--;
    return len;
}

/* The length of `text` without `word` at its end, which may begin in either case; `len`
 * when it does not end so. */
static size_t
without(const char *text, size_t len, const char *word)
{
    const size_t n = strlen(word);

    if (n == 0 || n > len || !same_letter(text + len - n, word))
        return len;
    const size_t first = (size_t) (g_utf8_next_char(word) - word);
    return memcmp(text + len - n + first, word + first, n - first) == 0 ? len - n : len;
}

/* Where the name of the document starts whose number stands behind `text`: at «Chỉ thị»
 * of «Chỉ thị số », else right at the number. */
static size_t
name_start(const char *text, size_t len, const char *type)
{
    const size_t before = trimmed(text, len);
    const size_t noun_end = trimmed(text, without(text, before, "số"));
    const size_t noun = type != NULL ? without(text, noun_end, type) : noun_end;

    return noun < noun_end ? noun : len;
}

/* ---- the pass ------------------------------------------------------------------- */

/* The target whose number is the longest of those that stand at `at`; its end to *end and
 * in `out` its start to *start. */
static const LinkTarget *
find(const Linker *linker, const char *at, const char **end, size_t *start)
{
    const LinkTarget *found = NULL;

    for (unsigned i = 0; i < linker->n; i++) {
        const LinkTarget *target = &linker->targets[i];
        const char *stop = match(target, at);

        if (stop == NULL || (found != NULL && stop <= *end))
            continue;
        const char *run = linker->out->str + linker->run;
        const size_t len = linker->out->len - linker->run;
        const size_t name = name_start(run, len, target->type);
        if (target->is_short && name == len)
            continue;
        found = target;
        *end = stop;
        *start = linker->run + name;
    }
    return found;
}

/* Copies a number, linked if it is one that is looked for; returns its end. */
static const char *
put_number(Linker *linker, const char *at)
{
    const char *end = at;
    size_t start = 0;
    const LinkTarget *target = find(linker, at, &end, &start);

    if (target == NULL) {
        while (g_ascii_isdigit(*end))
            end++;
        g_string_append_len(linker->out, at, end - at);
        return end;
    }
    g_autofree char *url = g_markup_escape_text(target->url, -1);
    g_autofree char *open = g_strdup_printf("<a class=\"cited\" href=\"%s\">", url);
    g_string_insert(linker->out, (gssize) start, open);
    g_string_append_len(linker->out, at, end - at);
    g_string_append(linker->out, "</a>");
    linker->run = linker->out->len;
    return end;
}

/* Past the tag at `at`, and past a link's end if it begins one. */
static const char *
skip_tag(const char *at)
{
    const char *end = g_str_has_prefix(at, "<a ") ? strstr(at, "</a>") : strchr(at, '>');

    if (end == NULL)
        return at + strlen(at);
    return strchr(end, '>') + 1;
}

/* TRUE when a number may start at `at`, not in the middle of another. */
static gboolean
starts_number(const char *html, const char *at)
{
    return g_ascii_isdigit(*at) &&
           (at == html || (!g_ascii_isalnum(at[-1]) && strchr("/.,#-", at[-1]) == NULL));
}

char *
site_link_citations(const char *html, const LinkTarget *targets, unsigned n)
{
    Linker linker = { g_string_sized_new(strlen(html) + 256), targets, n, 0 };
    const char *done = html;
    const char *at = html;

    while (n > 0 && (at = strpbrk(at, "<0123456789")) != NULL) {
        if (*at != '<' && !starts_number(html, at)) {
            at++;
            continue;
        }
        g_string_append_len(linker.out, done, at - done);
        if (*at == '<') {
            const char *end = skip_tag(at);
            g_string_append_len(linker.out, at, end - at);
            linker.run = linker.out->len;
            at = end;
        } else
            at = put_number(&linker, at);
        done = at;
    }
    g_string_append(linker.out, done);
    return g_string_free(linker.out, FALSE);
}
