/* What a notice cites: numbered documents, and dated ones without a number (A.3). */
#include "names.h"
#include "reading.h"
#include "text/date.h"
#include "text/docnum.h"
#include "text/text.h"

#include <string.h>

#define BEFORE_BYTES 200
#define AFTER_BYTES 320
#define CITATIONS_MAX 10000 /* of a notice; a list of numbers is none */

/* What the text around a number says. */
typedef struct {
    const char *type; /* of the tables */
    char *issuer;     /* (owned) */
    char *date;       /* (owned) */
} Around;

typedef struct {
    const Extract *extract;
    GHashTable *seen;  /* key → index in citations, plus 1 */
    size_t start, end; /* of what is at hand */
    size_t last_end;   /* of the number before; 0: none */
    Around last;       /* of that: a list shares its noun (A.3) */
} Citing;

static void
around_clear(Around *around)
{
    g_free(around->issuer);
    g_free(around->date);
    *around = (Around){ NULL, NULL, NULL };
}

/* Cuts `word` off the end, with the blanks and commas before it. */
static gboolean
cut_end(char *text, const char *word)
{
    size_t n = strlen(word);
    size_t len = strlen(text);

    if (!g_str_has_suffix(text, word) || (len > n && text[len - n - 1] != ' '))
        return FALSE;
    len -= n;
    while (len > 0 && strchr(" ,(", text[len - 1]) != NULL)
        len--;
    text[len] = '\0';
    return TRUE;
}

static const char *
skip_blanks(const char *at)
{
    return at + strspn(at, " ,()");
}

/* A date right here, «ngày» before it or not: moves past it. */
static char *
take_date(const char **at)
{
    const char *from = skip_blanks(*at);
    g_autoptr(GArray) dates = NULL;
    const DateMatch *date = NULL;
    char iso[DATE_ISO_SIZE];

    if (g_str_has_prefix(from, "ban hành "))
        from += strlen("ban hành ");
    if (!g_str_has_prefix(from, "ngày "))
        return NULL;
    dates = date_find(from, strnlen(from, 64));
    date = (const DateMatch *) (gconstpointer) dates->data;
    if (dates->len == 0 || date->start > strlen("ngày "))
        return NULL;
    *at = from + date->end;
    date_format_iso(date, iso);
    return g_strdup(iso);
}

/* «của» (OCR doubles it) and an organ, with its province when that follows. */
static char *
take_organ(const char **at)
{
    const char *from = skip_blanks(*at);
    const Name *name = NULL;
    const Name *province = NULL;

    if (!g_str_has_prefix(from, "của "))
        return NULL;
    while (g_str_has_prefix(from, "của "))
        from += strlen("của ");
    name = names_at_start(NAME_ORGAN, from);
    if (name == NULL)
        return NULL;
    *at = from + strlen(name->canonical);
    if (name->level != PROVINCIAL || **at != ' ')
        return g_strdup(name->display);
    province = names_at_start(NAME_PROVINCE, *at + 1);
    if (province == NULL)
        return g_strdup(name->display);
    *at += 1 + strlen(province->canonical);
    return g_strdup_printf("%s %s", name->display, province->display);
}

void
extract_after_citation(const Extract *extract, size_t end, char **date, char **issuer)
{
    g_autofree char *window = extract_after(extract, end, AFTER_BYTES);
    const char *at = window;

    *date = take_date(&at);
    *issuer = take_organ(&at);
    if (*date == NULL)
        *date = take_date(&at);
}

void
extract_cite_again(Citation *citation, uint64_t line)
{
    const GArray *again = citation->again;

    if (line != citation->line &&
        (again->len == 0 || g_array_index(again, uint64_t, again->len - 1) != line))
        g_array_append_val(citation->again, line);
}

/* «… của ORGAN tại (các) NOUN số»; what is cut from `window` is read. */
static void
read_before(char *window, Around *around)
{
    const Name *name = NULL;

    g_strchomp(window);
    if (!cut_end(window, "số:"))
        cut_end(window, "số");
    name = names_at_end(NAME_TYPE, window);
    if (name == NULL)
        return;
    around->type = name->display;
    cut_end(window, name->canonical);
    if (!cut_end(window, "các"))
        cut_end(window, "những");
    if (around->issuer != NULL || !cut_end(window, "tại"))
        return;
    name = names_at_end(NAME_ORGAN, window);
    if (name != NULL)
        around->issuer = g_strdup(name->display);
}

/* Only dates, «số», «và» and commas since the number before: the same noun. */
static gboolean
is_same_list(const Citing *citing, size_t start)
{
    const char *text = citing->extract->page->text;
    g_autofree char *between = NULL;
    const char *at = NULL;

    if (citing->last_end == 0 || start - citing->last_end > BEFORE_BYTES / 2)
        return FALSE;
    between = text_canonical(text + citing->last_end, start - citing->last_end);
    at = between;
    while (*(at = at + strspn(at, " ,;()\n")) != '\0') {
        g_autofree char *date = take_date(&at);
        if (date != NULL)
            continue;
        if (g_str_has_prefix(at, "số"))
            at += strlen("số");
        else if (g_str_has_prefix(at, "và "))
            at += strlen("và ");
        else
            return FALSE;
    }
    return TRUE;
}

/* Identity within one notice: the number without leading zeros and case. */
static char *
key_of(const Citation *citation)
{
    const char *number = citation->number;

    if (number == NULL)
        return g_strdup_printf("%s %s %s", citation->type, citation->date,
                               citation->issuer == NULL ? "" : citation->issuer);
    return g_utf8_strdown(number + strspn(number, "0"), -1);
}

/* Takes strings that live as long as the extraction. */
static void
add(const Citing *citing, Citation *citation)
{
    GArray *citations = citing->extract->out->citations;
    g_autofree char *key = key_of(citation);
    unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(citing->seen, key));
    Citation *old = NULL;

    if (found > 0)
        old = &g_array_index(citations, Citation, found - 1);
    if (old != NULL && (citation->date == NULL || old->date == NULL ||
                        strcmp(citation->date, old->date) == 0)) {
        if (old->date == NULL)
            old->date = citation->date;
        if (old->issuer == NULL)
            old->issuer = citation->issuer;
        extract_cite_again(old, citation->line);
        return;
    }
    if (citations->len == CITATIONS_MAX)
        return;
    citation->text = extract_sentence(citing->extract, citing->start, citing->end);
    citation->again = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_array_append_val(citations, *citation);
    g_hash_table_replace(citing->seen, g_steal_pointer(&key),
                         GUINT_TO_POINTER(citations->len));
}

/* Cuts the separator of a list off the end: a comma or «và». */
static const char *
cut_separator(const char *window, const char *end)
{
    while (end > window && end[-1] == ' ')
        end--;
    if (end > window && end[-1] == ',')
        end--;
    else if (end - window > (ptrdiff_t) strlen("và") &&
             g_str_has_prefix(end - strlen("và"), "và"))
        end -= strlen("và");
    else
        return NULL;
    while (end > window && end[-1] == ' ')
        end--;
    return end;
}

/* How many bare numbers stand before the end of `window`, after «số», with the
 * separators of a list; 0 when anything else does. */
static unsigned
count_shared(const char *window)
{
    const char *end = window + strlen(window);
    const char *next = NULL;
    unsigned n = 0;

    while ((next = cut_separator(window, end)) != NULL) {
        const char *start = next;

        while (start > window && g_ascii_isdigit(start[-1]))
            start--;
        if (start == next || next - start > 5 || (start > window && start[-1] != ' '))
            return 0;
        end = start;
        n++;
    }
    while (end > window && end[-1] == ' ')
        end--;
    return end - window >= (ptrdiff_t) strlen("số") &&
                   g_str_has_prefix(end - strlen("số"), "số")
               ? n
               : 0;
}

/* «2522, 2523/UBND-VX»: numbers before this one that share its symbol; `n` of them, the
 * last before byte `before`. */
static void
add_shared(Citing *citing, unsigned n, size_t before, Citation citation)
{
    const char *text = citing->extract->page->text;
    const char *symbol = citation.number + strspn(citation.number, "0123456789");
    g_autofree char *number = NULL;
    size_t end = before;
    size_t start = 0;

    if (n == 0)
        return;
    while (end > 0 && !g_ascii_isdigit(text[end - 1]))
        end--;
    for (start = end; start > 0 && g_ascii_isdigit(text[start - 1]);)
        start--;
    add_shared(citing, n - 1, start, citation); /* n is bounded by the window */
    number = g_strdup_printf("%.*s%s", (int) (end - start), text + start, symbol);
    citing->start = start;
    citing->end = end;
    citation.number = extract_keep(citing->extract, number);
    citation.line = page_number_at(citing->extract->page, start);
    citation.date = NULL;
    add(citing, &citation);
}

/* Before a list «2522, 2523/…» stands the noun. */
static void
cut_shared(char *window)
{
    size_t len = strlen(window);

    while (len > 0 &&
           (g_ascii_isdigit(window[len - 1]) || strchr(" ,", window[len - 1]) != NULL))
        len--;
    if (len >= strlen("số") && g_str_has_prefix(window + len - strlen("số"), "số"))
        window[len] = '\0';
}

static gboolean
is_own_number(const Extract *extract, const Docnum *number, uint64_t line)
{
    const Field *own = &extract->out->fields[FIELD_NUMBER];

    return own->value != NULL && own->evidence->len > 0 &&
           strcmp(own->value, number->display) == 0 &&
           g_array_index(own->evidence, Evidence, 0).line == line;
}

static void
carry_over(const Citing *citing, Around *around, size_t start)
{
    if (around->type != NULL || !is_same_list(citing, start))
        return;
    around->type = citing->last.type;
    if (around->issuer == NULL)
        around->issuer = g_strdup(citing->last.issuer);
}

static void
add_numbered(Citing *citing, const Docnum *number)
{
    const Extract *extract = citing->extract;
    g_autofree char *window = NULL;
    unsigned n_shared = 0;
    Around around = { NULL, NULL, NULL };
    Citation citation = { .line = page_number_at(extract->page, number->start) };

    if (extract_is_attached(extract, number->start) ||
        is_own_number(extract, number, citation.line))
        return;
    window = extract_before(extract, number->start, BEFORE_BYTES);
    n_shared = count_shared(window);
    extract_after_citation(extract, number->end, &around.date, &around.issuer);
    cut_shared(window);
    read_before(window, &around);
    carry_over(citing, &around, number->start);
    if (around.type == NULL)
        around.type = names_type_of_number(number->display);
    if (around.issuer == NULL)
        around.issuer = g_strdup(names_organ_of_number(number->display));
    citation.type = extract_keep(extract, around.type);
    citation.number = extract_keep(extract, number->display);
    citation.issuer = extract_keep(extract, around.issuer);
    citation.date = extract_keep(extract, around.date);
    add_shared(citing, n_shared, number->start, citation);
    citing->start = number->start;
    citing->end = number->end;
    add(citing, &citation);
    citing->last_end = number->end;
    around_clear(&citing->last);
    citing->last = around;
}

/* TRUE when the word that starts at the `n`-th byte of the canonical window has a
 * capital in the text: a noun, not a verb. */
static gboolean
is_capital_at(const Extract *extract, size_t at, const char *window, size_t n)
{
    const char *text = extract->page->text;
    glong back = g_utf8_strlen(window + n, -1);
    const char *from = text + at;

    while (back-- > 0 && from > text)
        from = g_utf8_prev_char(from);
    return g_unichar_isupper(g_utf8_get_char(from));
}

/* «Điện của Thường trực Ban Bí thư ngày 14/3/2020»: no number, but a date. */
static void
add_dated(Citing *citing, const DateMatch *date)
{
    const Extract *extract = citing->extract;
    g_autofree char *whole = extract_before(extract, date->start, BEFORE_BYTES);
    g_autofree char *window = g_strchomp(g_strdup(whole));
    Citation citation = { .type = NULL };
    const Name *organ = NULL;
    const Name *type = NULL;
    char iso[DATE_ISO_SIZE];

    cut_end(window, "ngày");
    organ = names_at_end(NAME_ORGAN, window);
    if (organ == NULL || extract_is_attached(extract, date->start))
        return;
    cut_end(window, organ->canonical);
    while (cut_end(window, "của"))
        ;
    type = names_at_end(NAME_TYPE, window);
    if (type == NULL || !is_capital_at(extract, date->start, whole,
                                       strlen(window) - strlen(type->canonical)))
        return;
    date_format_iso(date, iso);
    citation.type = extract_keep(extract, type->display);
    citation.issuer = extract_keep(extract, organ->display);
    citation.date = extract_keep(extract, iso);
    citation.line = page_number_at(extract->page, date->start);
    citing->start = date->start;
    citing->end = date->end;
    add(citing, &citation);
}

void
extract_citations(const Extract *extract)
{
    const Page *page = extract->page;
    g_autoptr(GArray) numbers = docnum_find(page->text, page->len);
    const GArray *dates = extract->dates;
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Citing citing = { .extract = extract, .seen = seen };
    unsigned next = 0;

    for (unsigned i = 0; i < numbers->len; i++) {
        const Docnum *number = &g_array_index(numbers, Docnum, i);
        while (next < dates->len &&
               g_array_index(dates, DateMatch, next).start < number->start)
            add_dated(&citing, &g_array_index(dates, DateMatch, next++));
        add_numbered(&citing, number);
    }
    while (next < dates->len)
        add_dated(&citing, &g_array_index(dates, DateMatch, next++));
    around_clear(&citing.last);
}
