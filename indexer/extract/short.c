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
#define CANDIDATES_MAX 16 /* as many are none */
#define FORMS_MAX 256

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

/* "Chỉ thị 16": noun and number without zeros and symbol.  (transfer full) */
static char *
key_of(const char *type, const char *number)
{
    number += strspn(number, "0");
    return g_strdup_printf("%s %.*s", type, (int) strspn(number, "0123456789"), number);
}

/* A letter after the digits is part of the number: 12a is not 12. */
static gboolean
is_bare(const char *number)
{
    return !g_ascii_isalpha(number[strspn(number, "0123456789")]);
}

static void
free_list(gpointer list)
{
    g_array_unref(list);
}

/* Key → indices of citations, at most CANDIDATES_MAX. */
static GHashTable *
list_candidates(const GArray *citations)
{
    GHashTable *lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);

    for (unsigned i = 0; i < citations->len; i++) {
        const Citation *citation = &g_array_index(citations, Citation, i);
        char *key = NULL;
        GArray *list = NULL;

        if (citation->type == NULL || citation->number == NULL ||
            !is_bare(citation->number))
            continue;
        key = key_of(citation->type, citation->number);
        list = g_hash_table_lookup(lists, key);
        if (list == NULL) {
            list = g_array_new(FALSE, FALSE, sizeof(unsigned));
            g_hash_table_insert(lists, g_strdup(key), list);
        }
        if (list->len < CANDIDATES_MAX)
            g_array_append_val(list, i);
        g_free(key);
    }
    return lists;
}

static gboolean
contradicts(const char *one, const char *other)
{
    return one != NULL && other != NULL && strcmp(one, other) != 0;
}

/* The notice itself is what it calls «Chỉ thị 16» when that is its own number. */
static gboolean
is_own(const Extract *extract, const Citation *form, const char *key)
{
    const Field *fields = extract->out->fields;
    const char *type = fields[FIELD_TYPE].value;
    const char *number = fields[FIELD_NUMBER].value;
    g_autofree char *own = NULL;

    if (type == NULL || number == NULL || !is_bare(number) ||
        contradicts(form->date, fields[FIELD_DATE].value))
        return FALSE;
    own = key_of(type, number);
    return strcmp(own, key) == 0;
}

/* Sets *found to the only citation that it may be; FALSE when there are several. */
static gboolean
find_only(const Extract *extract,
          const Citation *form,
          const GArray *candidates,
          Citation **found)
{
    for (unsigned i = 0; candidates != NULL && i < candidates->len; i++) {
        Citation *citation = &g_array_index(extract->out->citations, Citation,
                                            g_array_index(candidates, unsigned, i));

        if (contradicts(form->issuer, citation->issuer) ||
            contradicts(form->date, citation->date))
            continue;
        if (*found != NULL)
            return FALSE;
        *found = citation;
    }
    return candidates == NULL || candidates->len < CANDIDATES_MAX;
}

static gboolean
is_known(const GArray *forms, const Citation *form)
{
    for (unsigned i = 0; i < forms->len; i++) {
        const Citation *known = &g_array_index(forms, Citation, i);

        if (strcmp(known->type, form->type) == 0 &&
            strcmp(known->number, form->number) == 0 &&
            g_strcmp0(known->issuer, form->issuer) == 0 &&
            g_strcmp0(known->date, form->date) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Takes a form that this notice has no candidate for. */
static void
add_form(const Extract *extract, Citation *form, size_t start, size_t end)
{
    GArray *forms = extract->out->shorts;

    if (forms->len == FORMS_MAX || is_known(forms, form))
        return;
    form->type = extract_keep(extract, form->type);
    form->number = extract_keep(extract, form->number);
    form->date = extract_keep(extract, form->date);
    form->issuer = extract_keep(extract, form->issuer);
    form->text = extract_sentence(extract, start, end);
    g_array_append_val(forms, *form);
}

static void
read_form(const Extract *extract, GHashTable *candidates, size_t start, size_t end)
{
    const char *text = extract->page->text;
    const Name *noun = NULL;
    g_autofree char *number = NULL;
    g_autofree char *date = NULL;
    g_autofree char *issuer = NULL;
    g_autofree char *key = NULL;
    Citation *found = NULL;

    if (!ends_citation(extract, end) || extract_is_attached(extract, start))
        return;
    noun = noun_before(extract, start);
    if (noun == NULL)
        return;
    number = g_strndup(text + start, end - start);
    key = key_of(noun->display, number);
    extract_after_citation(extract, end, &date, &issuer);
    Citation form = { .type = (char *) noun->display,
                      .number = number,
                      .issuer = issuer,
                      .date = date,
                      .line = page_number_at(extract->page, start) };
    if (is_own(extract, &form, key) ||
        !find_only(extract, &form, g_hash_table_lookup(candidates, key), &found))
        return;
    if (found != NULL)
        extract_cite_again(found, form.line);
    else
        add_form(extract, &form, start, end);
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
    const uint64_t *left = a;
    const uint64_t *right = b;

    return (*left > *right) - (*left < *right);
}

/* Each line once, in order. */
static void
order_lines(GArray *lines)
{
    unsigned kept = 0;

    g_array_sort(lines, compare_lines);
    for (unsigned i = 0; i < lines->len; i++) {
        uint64_t line = g_array_index(lines, uint64_t, i);

        if (kept == 0 || g_array_index(lines, uint64_t, kept - 1) != line)
            g_array_index(lines, uint64_t, kept++) = line;
    }
    g_array_set_size(lines, kept);
}

void
extract_short_forms(const Extract *extract)
{
    const char *text = extract->page->text;
    size_t len = extract->page->len;
    const GArray *citations = extract->out->citations;
    g_autoptr(GHashTable) candidates = list_candidates(citations);
    size_t at = 0;

    while ((at = run_next_digits(text, at, len)) < len) {
        size_t end = at + strspn(text + at, "0123456789");

        if (end - at <= NUMBER_DIGITS && may_follow_noun(text, at))
            read_form(extract, candidates, at, end);
        at = end;
    }
    for (unsigned i = 0; i < citations->len; i++)
        order_lines(g_array_index(citations, Citation, i).again);
}
