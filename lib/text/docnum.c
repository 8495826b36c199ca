#include "text/docnum.h"

#include <string.h>

#include "letters.h"
#include "match.h"
#include "repair.h"
#include "run.h"
#include "utf8.h"

#define NUMBER_DIGITS 5   /* at most */
#define ORGAN_CHARS 12    /* at most */
#define ORGANS_MORE 3     /* after the first, at most */
#define ASSEMBLY_DIGITS 2 /* of QH15, at most */
#define BLANKS 2          /* around a dash or slash, at most */

static const char *const types[] = {
#define DOCNUM_TYPE(symbol) symbol,
#include "rules.def"
};

static const struct {
    DocnumKind kind;
    const char *form;
    const char *display;
} forms[] = {
#define DOCNUM_FORM(kind, form, display) { kind, form, display },
#include "rules.def"
};

typedef struct {
    size_t start, end;
} Part;

/* Number with an optional letter: 16, 12a. */
static gboolean
match_number(Subject subject, size_t *at)
{
    guint value = 0;

    if (!match_digits(subject, at, NUMBER_DIGITS, &value)) {
        return FALSE;
    }
    if (*at < subject.len && g_ascii_isalpha(subject.text[*at])) {
        (*at)++;
    }
    return TRUE;
}

static gboolean
is_capital(uint32_t c)
{
    const Letter *letter = letters_get(c);

    return letter != NULL && letter->lower != c;
}

/* One of the type symbols, as a whole word. */
static gboolean
match_type(Subject subject, size_t *at)
{
    if (!is_capital(utf8_peek(subject.text, subject.len, *at))) {
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        size_t n = strlen(types[i]);

        if (subject.len - *at >= n && memcmp(subject.text + *at, types[i], n) == 0 &&
            letters_class(utf8_peek(subject.text, subject.len, *at + n)) == CHAR_OTHER) {
            *at += n;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_organ_char(uint32_t c)
{
    return is_capital(c) || c == U'đ' || c == '&' || (c < 0x80 && g_ascii_isalnum(c));
}

/* A symbol of an organ: TTg, BCSĐCP, LĐTB&XH. */
static gboolean
match_organ(Subject subject, size_t *at)
{
    size_t end = *at;
    guint n = 0;
    uint32_t c = utf8_peek(subject.text, subject.len, end);

    if (!is_capital(c)) {
        return FALSE;
    }
    for (; is_organ_char(c); c = utf8_peek(subject.text, subject.len, end)) {
        if (++n > ORGAN_CHARS) {
            return FALSE;
        }
        utf8_next(subject.text, subject.len, &end);
    }
    if (letters_class(c) != CHAR_OTHER) {
        return FALSE;
    }
    *at = end;
    return TRUE;
}

/* BNV, BNV-VPCP. */
static gboolean
match_organs(Subject subject, size_t *at)
{
    if (!match_organ(subject, at)) {
        return FALSE;
    }
    for (int more = 0; more < ORGANS_MORE; more++) {
        size_t next = *at;

        if (!match_dash(subject, &next) || !match_organ(subject, &next)) {
            break;
        }
        *at = next;
    }
    return TRUE;
}

static gboolean
match_literal(Subject subject, size_t *at, const char *literal)
{
    size_t n = strlen(literal);

    if (subject.len - *at < n || memcmp(subject.text + *at, literal, n) != 0) {
        return FALSE;
    }
    *at += n;
    return TRUE;
}

/* QH15, UBTVQH14. */
static gboolean
match_assembly(Subject subject, size_t *at)
{
    guint term = 0;

    match_literal(subject, at, "UBTV");
    return match_literal(subject, at, "QH") &&
           match_digits(subject, at, ASSEMBLY_DIGITS, &term) &&
           letters_class(utf8_peek(subject.text, subject.len, *at)) == CHAR_OTHER;
}

static gboolean
match_separator(Subject subject, size_t *at, char separator)
{
    match_blanks(subject, at, BLANKS, FALSE);
    if (!(separator == '-' ? match_dash(subject, at) : match_slash(subject, at))) {
        return FALSE;
    }
    match_blanks(subject, at, BLANKS, FALSE);
    return TRUE;
}

static gboolean
match_part(Subject subject, size_t *at, char part)
{
    guint year = 0;

    switch (part) {
    case 'n':
        return match_number(subject, at);
    case 't':
        return match_type(subject, at);
    case 'y':
        return match_year(subject, at, &year);
    case 'q':
        return match_assembly(subject, at);
    case 'c':
        return match_organ(subject, at);
    case 'o':
        return match_organs(subject, at);
    default:
        return match_separator(subject, at, part);
    }
}

/* Appends a part without blanks and with plain dashes. */
static void
append_part(GString *out, Subject subject, Part part)
{
    for (size_t at = part.start; at < part.end;) {
        size_t dash = at;

        if (match_dash(subject, &dash)) {
            g_string_append_c(out, '-');
            at = dash;
        } else {
            utf8_append(out, utf8_next(subject.text, subject.len, &at));
        }
    }
}

static char *
display_of(Subject subject, const char *form, const char *display, const Part *parts)
{
    GString *out = g_string_new(NULL);

    for (; *display != '\0'; display++) {
        const char *place = strchr(form, *display);

        if (g_ascii_isalpha(*display)) {
            append_part(out, subject, parts[place - form]);
        } else {
            g_string_append_c(out, *display);
        }
    }
    return g_string_free(out, FALSE);
}

static gboolean
match_form(Subject subject, size_t at, size_t which, Docnum *found)
{
    Part parts[8];
    const char *form = forms[which].form;
    size_t start = at;

    for (size_t i = 0; form[i] != '\0'; i++) {
        parts[i].start = at;
        if (!match_part(subject, &at, form[i])) {
            return FALSE;
        }
        parts[i].end = at;
    }
    *found = (Docnum){
        .start = start,
        .end = at,
        .display = display_of(subject, form, forms[which].display, parts),
        .kind = forms[which].kind,
    };
    return TRUE;
}

/* What may stand right before a number: no longer number, no path. */
static gboolean
may_start(Subject subject, size_t at)
{
    return at == 0 || (!g_ascii_isdigit(subject.text[at - 1]) &&
                       strchr("/.,", subject.text[at - 1]) == NULL);
}

/* Whether the start of every form may be here; most digits are no number's. */
static gboolean
looks_like_number(Subject subject, size_t at)
{
    guint year = 0;

    if (!may_start(subject, at) || !match_number(subject, &at)) {
        return FALSE;
    }
    match_blanks(subject, &at, BLANKS, FALSE);
    if (!match_dash(subject, &at) && !match_slash(subject, &at)) {
        return FALSE;
    }
    match_blanks(subject, &at, BLANKS, FALSE);
    return is_capital(utf8_peek(subject.text, subject.len, at)) ||
           match_year(subject, &at, &year);
}

gboolean
docnum_match(Subject subject, size_t at, Docnum *found)
{
    if (!looks_like_number(subject, at)) {
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (match_form(subject, at, i, found)) {
            return TRUE;
        }
    }
    return FALSE;
}

void
docnum_clear(Docnum *docnum)
{
    g_clear_pointer(&docnum->display, g_free);
}

static void
clear_element(gpointer element)
{
    docnum_clear(element);
}

GArray *
docnum_find(const char *utf8, size_t len)
{
    g_auto(Repaired) repaired = repair_text(utf8, len);
    Subject subject = { repaired.text, repaired.len };
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Docnum));
    size_t at = 0;

    g_array_set_clear_func(found, clear_element);
    while ((at = run_next_digits(subject.text, at, subject.len)) < subject.len) {
        Docnum docnum;

        if (!docnum_match(subject, at, &docnum)) {
            at++;
            continue;
        }
        at = docnum.end;
        docnum.start = repaired_source_start(&repaired, docnum.start);
        docnum.end = repaired_source_end(&repaired, docnum.end);
        g_array_append_val(found, docnum);
    }
    return found;
}
