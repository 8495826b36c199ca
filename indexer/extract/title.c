#include "names.h"
#include "reading.h"
#include "text/docnum.h"
#include "text/text.h"

#include <string.h>

#define TITLE_MAX_LINES 12

/* How the lines of a title look. */
typedef struct {
    gboolean apart;    /* a blank line stands between the type and it */
    gboolean capitals; /* the first line is in capitals */
    gboolean small;    /* some line is not */
    unsigned n_lines;
} TitleShape;

static gboolean
starts_with(const char *utf8, const char *canonical)
{
    g_autofree char *start = text_canonical(utf8, strlen(utf8));

    return g_str_has_prefix(start, canonical);
}

/* «về …», «V/v …»; «của …» continues the type («KẾT LUẬN / CỦA BAN THƯỜNG VỤ …»). */
static gboolean
starts_like_title(const char *title)
{
    return starts_with(title, "về ") || starts_with(title, "v/v ") ||
           starts_with(title, "của ");
}

/* Right under the type stands its title.  After a blank line it may be the body,
 * or the office that decides: then only what looks like nothing else will do. */
static gboolean
is_title(const GString *title, const TitleShape *shape)
{
    if (title->len == 0 || strchr(".;:,?!", title->str[title->len - 1]) != NULL)
        return FALSE; /* a heading carries no full stop; a paragraph does */
    return !shape->apart || (shape->capitals && shape->small) ||
           starts_like_title(title->str);
}

/* TRUE when `line` goes on with a title of whose lines the last is `last`: a small
 * letter after one, or capitals after capitals. */
static gboolean
continues_title(const char *last, const char *line)
{
    return g_unichar_islower(g_utf8_get_char(line)) ||
           (page_is_capitals(last, strlen(last)) && page_is_capitals(line, strlen(line)));
}

/* What comes after a title, or stands where one should be.
 *
 * last  the line of the title before it; NULL: none
 */
static gboolean
starts_like_body(const char *last, const char *line)
{
    static const struct {
        const char *start;
        gboolean in_titles; /* a later line of a title may start so too */
    } starts[] = {
        { "căn cứ ", FALSE },   { "kính gửi", FALSE }, { "số ", TRUE },
        { "số:", FALSE },       { "ngày ", TRUE },     { "tại ", TRUE },
        { "thực hiện ", TRUE }, { "theo ", TRUE },
    };

    if (starts_with(line, "điều ") && g_ascii_isdigit(line[strlen("Điều ")]))
        return TRUE; /* «Điều chỉnh …» is a title */
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (starts_with(line, starts[i].start))
            return !starts[i].in_titles || last == NULL || !continues_title(last, line);
    return FALSE;
}

/* Appends a line to the title.  Within it «Về» is no start any more. */
static void
add_words(GString *title, const char *line)
{
    if (title->len > 0)
        g_string_append_c(title, ' ');
    if (title->len > 0 && g_str_has_prefix(line, "Về ")) {
        g_string_append(title, "về ");
        line += strlen("Về ");
    }
    g_string_append(title, line);
}

/* The lines of a title: `lines` holds the plain text of each.  Ends at a blank line,
 * a body's start, or capitals after small letters (the office that decides). */
static void
gather_title(const Extract *extract, GPtrArray *lines, TitleShape *shape)
{
    unsigned n = extract->page->lines->len;
    unsigned at = extract->zones.heading + 1;

    for (; at < n && shape->n_lines < TITLE_MAX_LINES; at++) {
        const PageLine *line = page_line(extract->page, at);
        gboolean capitals = page_is_capitals(line->plain, strlen(line->plain));
        const char *last = lines->len == 0 ? NULL : lines->pdata[lines->len - 1];
        if (page_is_blank(extract->page, at) && lines->len == 0) {
            shape->apart = TRUE;
            continue;
        }
        if (line->paragraph || *line->plain == '\0' || (shape->small && capitals) ||
            starts_like_body(last, line->plain))
            return;
        shape->capitals = shape->n_lines == 0 ? capitals : shape->capitals;
        shape->small = shape->small || !capitals;
        g_ptr_array_add(lines, (gpointer) line->plain);
        extract_evidence(extract, FIELD_TITLE, at);
        shape->n_lines++;
    }
}

/* A heading of capitals above small letters is written small: «KẾT LUẬN CỦA BỘ CHÍNH
 * TRỊ / về …».  A title all of capitals keeps them: its names cannot be told. */
static GString *
join_title(const GPtrArray *lines, const TitleShape *shape)
{
    GString *title = g_string_new(NULL);
    g_autoptr(GString) capitals = g_string_new(NULL);

    for (unsigned i = 0; i <= lines->len; i++) {
        const char *line = i < lines->len ? lines->pdata[i] : NULL;
        if (line != NULL && shape->small && page_is_capitals(line, strlen(line))) {
            add_words(capitals, line);
            continue;
        }
        if (capitals->len > 0) {
            g_autofree char *small = names_small(capitals->str, FALSE);
            add_words(title, small);
            g_string_truncate(capitals, 0);
        }
        if (line != NULL)
            add_words(title, line);
    }
    return title;
}

static void
drop_title(const Extract *extract)
{
    GArray *evidence = extract->out->fields[FIELD_TITLE].evidence;

    g_array_set_size(evidence, 0);
}

/* The type line as the first evidence: the title begins with it. */
static void
add_heading(const Extract *extract)
{
    GArray *evidence = extract->out->fields[FIELD_TITLE].evidence;
    Evidence heading;

    extract_evidence(extract, FIELD_TITLE, extract->zones.heading);
    heading = g_array_index(evidence, Evidence, evidence->len - 1);
    g_array_set_size(evidence, evidence->len - 1);
    g_array_prepend_val(evidence, heading);
}

/* The title under the type line, or none when what stands there may be none. */
static void
read_title(const Extract *extract)
{
    const PageLine *heading = page_line(extract->page, extract->zones.heading);
    const char *rest = heading->plain + extract->zones.type_len;
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    TitleShape shape = { .apart = FALSE };
    g_autoptr(GString) title = NULL;

    rest += strspn(rest, " ");
    if (*rest != '\0') {
        g_ptr_array_add(lines, (gpointer) rest);
        extract_evidence(extract, FIELD_TITLE, extract->zones.heading);
    }
    gather_title(extract, lines, &shape);
    title = join_title(lines, &shape);
    if (shape.n_lines == 0 || !is_title(title, &shape)) {
        drop_title(extract);
        return;
    }
    if (starts_with(title->str, "của ")) {
        g_autofree char *type = g_strndup(heading->plain, extract->zones.type_len);
        g_autofree char *small = shape.small ? names_small(type, FALSE) : g_strdup(type);
        g_autofree char *rest_of_it = g_strdup(title->str);
        if (*rest == '\0')
            add_heading(extract);
        if (shape.small && g_str_has_prefix(rest_of_it, "Của "))
            rest_of_it[0] = 'c';
        g_string_printf(title, "%s %s", small, rest_of_it);
    }
    extract_set(extract, FIELD_TITLE, title->str, BASIS_EXPLICIT);
}

void
extract_type_and_title(const Extract *extract)
{
    const Zones *zones = &extract->zones;

    if (zones->heading != NO_LINE) {
        extract_set(extract, FIELD_TYPE, zones->type, BASIS_EXPLICIT);
        extract_evidence(extract, FIELD_TYPE, zones->heading);
        read_title(extract);
    } else if (zones->letter != NO_LINE) {
        extract_set(extract, FIELD_TYPE, "Công văn", BASIS_INFERRED);
        extract_evidence(extract, FIELD_TYPE, zones->letter);
    }
}
