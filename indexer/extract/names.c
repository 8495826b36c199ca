#include "names.h"

#include "text/text.h"

#include <string.h>

#define N_KINDS (NAME_TYPE + 1)

static const struct {
    NameKind kind;
    OrganLevel level;
    const char *name;
    const char *display;
} entries[] = {
#define PROVINCE(name) { NAME_PROVINCE, PROVINCIAL, name, name },
#define PLACE_NAME(name, province) { NAME_PLACE, PROVINCIAL, name, province },
#define ORGAN(level, name) { NAME_ORGAN, level, name, name },
#define POSITION(name) { NAME_POSITION, LOCAL, name, name },
#define TYPE(name) { NAME_TYPE, LOCAL, name, name },
#include "names.def"
};

static const char *const proper_names[] = {
#define PROPER(name) name,
#include "names.def"
};

static const struct {
    const char *symbol;
    const char *organ;
} organ_symbols[] = {
#define ORGAN_SYMBOL(symbol, organ) { symbol, organ },
#include "names.def"
};

static const struct {
    char before; /* what follows the number: '/' State, '-' Party */
    const char *symbol;
    const char *type;
} type_symbols[] = {
#define TYPE_SYMBOL(before, symbol, type) { before, symbol, type },
#include "names.def"
};

/* The names with their keys, built once, kept. */
static const Name *
all_names(void)
{
    static Name names[G_N_ELEMENTS(entries)];
    static gsize done = 0;

    if (!g_once_init_enter(&done))
        return names;
    for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
        const char *name = entries[i].name;
        names[i] =
            (Name){ entries[i].kind, entries[i].level, entries[i].display,
                    text_canonical(name, strlen(name)), text_fold(name, strlen(name)) };
    }
    g_once_init_leave(&done, 1);
    return names;
}

static gboolean
is_word_end(const char *at)
{
    return !g_unichar_isalnum(g_utf8_get_char(at));
}

static gboolean
starts_with_words(const char *key, const char *name)
{
    return g_str_has_prefix(key, name) && is_word_end(key + strlen(name));
}

static gboolean
ends_with_words(const char *key, const char *name)
{
    size_t len = strlen(key);
    size_t n = strlen(name);

    return g_str_has_suffix(key, name) &&
           (n == len || !g_unichar_isalnum(
                            g_utf8_get_char(g_utf8_find_prev_char(key, key + len - n))));
}

typedef gboolean (*Matches)(const char *key, const char *name);

static const Name *
longest(NameKind kind, const char *key, gboolean folded, Matches matches)
{
    const Name *names = all_names();
    const Name *found = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
        const Name *name = &names[i];
        if (name->kind == kind && matches(key, folded ? name->folded : name->canonical) &&
            (found == NULL || strlen(name->canonical) > strlen(found->canonical)))
            found = name;
    }
    return found;
}

const Name *
names_at_start(NameKind kind, const char *canonical)
{
    return longest(kind, canonical, FALSE, starts_with_words);
}

const Name *
names_at_end(NameKind kind, const char *canonical)
{
    return longest(kind, canonical, FALSE, ends_with_words);
}

static gboolean
is_equal(const char *key, const char *name)
{
    return strcmp(key, name) == 0;
}

const Name *
names_folded(NameKind kind, const char *folded)
{
    return longest(kind, folded, TRUE, is_equal);
}

const char *
names_province_of_place(const char *place)
{
    g_autofree char *folded = text_fold(place, strlen(place));
    const Name *name = names_folded(NAME_PROVINCE, folded);

    if (name == NULL)
        name = names_folded(NAME_PLACE, folded);
    return name == NULL ? NULL : name->display;
}

const char *
names_repaired_place(const char *place)
{
    g_autofree char *folded = text_fold(place, strlen(place));
    const Name *name = names_folded(NAME_PROVINCE, folded);

    return name == NULL ? place : name->display;
}

const char *
names_province_at_end(const char *heading)
{
    static const char *const before[] = { "tinh ", "tinh uy ", "thanh pho ",
                                          "thanh uy " };
    g_autofree char *folded = text_fold(heading, strlen(heading));
    const Name *name = longest(NAME_PROVINCE, folded, TRUE, ends_with_words);

    if (name == NULL)
        return NULL;
    folded[strlen(folded) - strlen(name->folded)] = '\0';
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
        if (g_str_has_suffix(folded, before[i]))
            return name->display;
    return NULL;
}

/* The `n` bytes are whole words as blanks part them, but for a comma: a line is
 * written small word by word. */
static gboolean
stands_alone(const char *key, size_t n)
{
    const char *end = key + n;

    if (*end == ',' || *end == ';')
        end++;
    return *end == ' ' || *end == '\0';
}

/* The name that starts here, as it is written; NULL when none does. */
static const char *
proper_at(const char *canonical, const char *folded, gboolean scanned)
{
    const Name *name = longest(NAME_ORGAN, folded, TRUE, starts_with_words);

    if (name == NULL)
        name = scanned ? longest(NAME_PROVINCE, folded, TRUE, starts_with_words)
                       : names_at_start(NAME_PROVINCE, canonical);
    if (name != NULL && stands_alone(folded, strlen(name->folded)))
        return name->display;
    for (size_t i = 0; i < G_N_ELEMENTS(proper_names); i++) {
        g_autofree char *key = text_canonical(proper_names[i], strlen(proper_names[i]));
        if (starts_with_words(canonical, key) && stands_alone(canonical, strlen(key)))
            return proper_names[i];
    }
    return NULL;
}

static const char *
skip_words(const char *at, unsigned n)
{
    for (; n > 0 && *at != '\0'; n--)
        at = strchrnul(at, ' ') + (*strchrnul(at, ' ') == ' ');
    return at;
}

static unsigned
count_words(const char *name)
{
    unsigned n = 1;

    for (; *name != '\0'; name++)
        n += *name == ' ';
    return n;
}

static void
capitalise(GString *text)
{
    g_autofree char *first = NULL;
    const char *next = text->len == 0 ? text->str : g_utf8_next_char(text->str);

    first = g_utf8_strup(text->str, next - text->str);
    g_string_erase(text, 0, next - text->str);
    g_string_prepend(text, first);
}

char *
names_small(const char *capitals, gboolean scanned)
{
    g_autofree char *canonical_all = text_canonical(capitals, strlen(capitals));
    g_autofree char *folded_all = text_fold(capitals, strlen(capitals));
    const char *canonical = canonical_all;
    const char *folded = folded_all;
    GString *out = g_string_new(NULL);

    while (*capitals != '\0') {
        const char *name = proper_at(canonical, folded, scanned);
        unsigned n = name == NULL ? 1 : count_words(name);
        const char *next = skip_words(capitals, n);
        size_t len = (size_t) (next - capitals);
        len -= len > 0 && capitals[len - 1] == ' ';
        g_autofree char *small = g_utf8_strdown(capitals, (gssize) len);
        if (out->len > 0)
            g_string_append_c(out, ' ');
        g_string_append(out, name == NULL ? small : name);
        if (name != NULL && len > 0 && strchr(",;", capitals[len - 1]) != NULL)
            g_string_append_c(out, capitals[len - 1]);
        capitals = next;
        canonical = skip_words(canonical, n);
        folded = skip_words(folded, n);
    }
    capitalise(out);
    return g_string_free(out, FALSE);
}

/* Folded symbol → organ, built once, kept: numbers are the same in any case, and scans
 * lose marks. */
static GHashTable *
organs_by_symbol(void)
{
    static GHashTable *table = NULL;
    static gsize done = 0;

    if (!g_once_init_enter(&done))
        return table;
    table = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(organ_symbols); i++) {
        const char *symbol = organ_symbols[i].symbol;

        g_hash_table_insert(table, text_fold(symbol, strlen(symbol)),
                            (gpointer) organ_symbols[i].organ);
    }
    g_once_init_leave(&done, 1);
    return table;
}

const char *
names_organ_of_symbol(const char *symbol)
{
    g_autofree char *folded = text_fold(symbol, strlen(symbol));

    return g_hash_table_lookup(organs_by_symbol(), folded);
}

const char *
names_organ_of_number(const char *number)
{
    const char *symbol = strrchr(number, '/');
    const char *dash = symbol == NULL ? NULL : strchr(symbol, '-');
    const char *organ = NULL;
    g_autofree char *first = NULL;

    if (symbol == NULL)
        return NULL;
    organ = names_organ_of_symbol(dash == NULL ? symbol + 1 : dash + 1);
    if (organ != NULL || dash == NULL)
        return organ;
    first = g_strndup(symbol + 1, (gsize) (dash - symbol - 1)); /* 1979/VPCP-KGVX */
    return names_organ_of_symbol(first);
}

const char *
names_type_of_number(const char *number)
{
    const char *at = number + strcspn(number, "-/");
    char before = *at;
    size_t len = 0;

    if (before == '\0')
        return NULL;
    at++;
    if (before == '/' && g_ascii_isdigit(*at)) { /* the year of a legal act */
        at = strchrnul(at, '/');
        at += *at == '/';
    }
    len = strcspn(at, "-/");
    for (size_t i = 0; i < G_N_ELEMENTS(type_symbols); i++)
        if (type_symbols[i].before == before && strlen(type_symbols[i].symbol) == len &&
            memcmp(at, type_symbols[i].symbol, len) == 0)
            return type_symbols[i].type;
    return NULL;
}
