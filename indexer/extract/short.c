/* Short forms: «Chỉ thị 16» for 16/CT-TTg (A.3).
 *
 * The rule: resolved only when one candidate exists, and in the notice first.  What
 * the notice has no candidate for is left to the collection (cites/); what it has
 * several for is nobody's.
 */
#include "names.h"
#include "reading.h"
#include "text/run.h"

#include <string.h>

#define NOUN_BYTES 40
#define NEXT_BYTES 24
#define NUMBER_DIGITS 5

/* The last syllables of types that are numbered, as they stand in running text: most
 * digits are no document's, and need no further look. */
static gboolean
may_follow_noun(const char *text, size_t at)
{
    static const char *const ends[] = { "số",   "thị", "định",  "quyết", "tư",
                                        "luận", "dẫn", "báo",   "điện",  "hoạch",
                                        "cáo",  "tri", "trình", "văn",   "lệnh" };

    if (at == 0 || text[at - 1] != ' ')
        return FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        size_t n = strlen(ends[i]);

        if (at > n && memcmp(text + at - 1 - n, ends[i], n) == 0)
            return TRUE;
    }
    return FALSE;
}

/* What may follow the number: a closed list, as «Kế hoạch 5 năm», «Nghị quyết 3 điểm»
 * are no numbers. */
static gboolean
ends_citation(const Extract *extract, size_t end)
{
    static const char *const words[] = {
        "của", "ngày", "về",  "và",    "hoặc", "hay", "được", "đã",  "thì", "là", "cũng",
        "để",  "tại",  "còn", "nhưng", "vì",   "do",  "có",   "quy", "ban", "ra", "nêu",
    };
    const char *next = extract->page->text + end;
    g_autofree char *window = NULL;

    if (*next == '\0' || *next == '\n')
        return TRUE;
    if (strchr(",.;:)\"", *next) != NULL)
        return !g_ascii_isalnum(next[1]);
    if (*next != ' ')
        return FALSE;
    window = extract_after(extract, end + 1, NEXT_BYTES);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(window, words[i]) && window[strlen(words[i])] == ' ')
            return TRUE;
    return FALSE;
}

/* The noun before byte `at`, «số» left out; NULL when none stands there. */
static const Name *
noun_before(const Extract *extract, size_t at)
{
    g_autofree char *window = g_strchomp(extract_before(extract, at, NOUN_BYTES));

    if (g_str_has_suffix(window, " số")) {
        window[strlen(window) - strlen(" số")] = '\0';
        g_strchomp(window);
    }
    return names_at_end(NAME_TYPE, window);
}

static gboolean
has_number(const char *number, const char *digits)
{
    size_t n = 0;

    number += strspn(number, "0");
    digits += strspn(digits, "0");
    n = strlen(digits);
    return strncmp(number, digits, n) == 0 && !g_ascii_isalnum(number[n]);
}

static gboolean
contradicts(const char *one, const char *other)
{
    return one != NULL && other != NULL && strcmp(one, other) != 0;
}

static gboolean
may_be(const Citation *form, const char *type, const char *number, const char *date)
{
    return g_strcmp0(form->type, type) == 0 && number != NULL &&
           has_number(number, form->number) && !contradicts(form->date, date);
}

static gboolean
is_known(const GArray *shorts, const Citation *form)
{
    for (unsigned i = 0; i < shorts->len; i++) {
        const Citation *known = &g_array_index(shorts, Citation, i);

        if (strcmp(known->type, form->type) == 0 &&
            has_number(known->number, form->number) &&
            g_strcmp0(known->issuer, form->issuer) == 0 &&
            g_strcmp0(known->date, form->date) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A further line of the one citation that it may be, or a form of its own. */
static void
resolve(const Extract *extract, Citation *form)
{
    Extraction *out = extract->out;
    const Field *fields = out->fields;
    Citation *found = NULL;

    if (may_be(form, fields[FIELD_TYPE].value, fields[FIELD_NUMBER].value,
               fields[FIELD_DATE].value))
        return; /* the notice itself */
    for (unsigned i = 0; i < out->citations->len; i++) {
        Citation *citation = &g_array_index(out->citations, Citation, i);

        if (!may_be(form, citation->type, citation->number, citation->date) ||
            contradicts(form->issuer, citation->issuer))
            continue;
        if (found != NULL)
            return;
        found = citation;
    }
    if (found != NULL)
        extract_cite_again(found, form->line);
    else if (!is_known(out->shorts, form))
        g_array_append_val(out->shorts, *form);
}

static void
read_form(const Extract *extract, size_t start, size_t end)
{
    const Name *noun = NULL;
    g_autofree char *number = NULL;
    g_autofree char *date = NULL;
    g_autofree char *issuer = NULL;
    Citation form = { .again = NULL };

    if (!ends_citation(extract, end) || extract_is_attached(extract, start))
        return;
    noun = noun_before(extract, start);
    if (noun == NULL)
        return;
    number = g_strndup(extract->page->text + start, end - start);
    extract_after_citation(extract, end, &date, &issuer);
    form.type = extract_keep(extract, noun->display);
    form.number = extract_keep(extract, number);
    form.date = extract_keep(extract, date);
    form.issuer = extract_keep(extract, issuer);
    form.line = page_number_at(extract->page, start);
    form.text = extract_sentence(extract, start, end);
    resolve(extract, &form);
}

void
extract_short_forms(const Extract *extract)
{
    const char *text = extract->page->text;
    size_t len = extract->page->len;
    size_t at = 0;

    while ((at = run_next_digits(text, at, len)) < len) {
        size_t end = at + strspn(text + at, "0123456789");

        if (end - at <= NUMBER_DIGITS && may_follow_noun(text, at))
            read_form(extract, at, end);
        at = end;
    }
}
