#include "extract.h"

#include "text/text.h"

#include <string.h>

/* A header line is short and early; a body paragraph is neither. */
#define HEADER_MAX_LINES 40
#define HEADER_LINE_MAX_BYTES 300
#define TITLE_MAX_LINES 12
#define LETTER_START_BYTES 32 /* holds «Kính gửi» in any normal form */

/* Types of NĐ 30/2020 (State, with those of TT 01/2011), of the Party's list of 33
 * and of the law on legal acts (domain report A.5).  Certified copies are not
 * here: SAO LỤC is the form of a copy. */
static const char *const type_names[] = {
    "Báo cáo",
    "Biên bản",
    "Bản cam kết",
    "Bản ghi nhớ",
    "Bản thỏa thuận",
    "Chiến lược",
    "Chương trình",
    "Chỉ thị",
    "Công văn",
    "Công điện",
    "Cương lĩnh chính trị",
    "Dự án",
    "Giấy biên nhận hồ sơ",
    "Giấy chứng nhận",
    "Giấy giới thiệu",
    "Giấy mời",
    "Giấy nghỉ phép",
    "Giấy đi đường",
    "Giấy ủy quyền",
    "Hiến pháp",
    "Hướng dẫn",
    "Hợp đồng",
    "Kết luận",
    "Kế hoạch",
    "Luật",
    "Lệnh",
    "Lời kêu gọi",
    "Nghị quyết",
    "Nghị quyết liên tịch",
    "Nghị định",
    "Pháp lệnh",
    "Phiếu báo",
    "Phiếu chuyển",
    "Phiếu gửi",
    "Phương án",
    "Quy chế",
    "Quy hoạch",
    "Quy định",
    "Quyết định",
    "Thông báo",
    "Thông cáo",
    "Thông tri",
    "Thông tư",
    "Thông tư liên tịch",
    "Thư công",
    "Tuyên bố",
    "Tờ trình",
    "Văn bản hợp nhất",
    "Điện",
    "Điều lệ Đảng",
    "Đề án",
};

/* Headings of two parts on one line: the type, then the start of the title
 * (doctypes.json "headings"). */
static const struct {
    const char *canonical;
    const char *type;
    unsigned type_words;
} compound_headings[] = {
    { "thông báo kết luận", "Thông báo", 2 },
    { "thông báo ý kiến", "Thông báo", 2 },
};

/* One line of a header without Markdown's marks, white space single. */
typedef struct {
    GString *text;
    size_t glued; /* where "**" stood inside it («THÔNG BÁO**Ý KIẾN»); 0: nowhere */
} Line;

/* What a type line says. */
typedef struct {
    const char *type; /* of the tables */
    GString *words;   /* the type as the line spells it */
    GString *title;   /* what follows it on its line, then the title as it grows */
} Heading;

/* TRUE when it has capital letters and no small one. */
static gboolean
is_capitals(const char *utf8, size_t len)
{
    gboolean upper = FALSE;

    for (const char *at = utf8; at < utf8 + len; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_islower(c))
            return FALSE;
        upper = upper || g_unichar_isupper(c);
    }
    return upper;
}

static void
append_char(Line *line, char c)
{
    GString *text = line->text;

    if (c != ' ' && c != '\t' && c != '*')
        g_string_append_c(text, c);
    else if (text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c(text, ' ');
}

/* The start of the line after that at `at`; NULL at the end, and when the line is
 * too long for a header. */
static const char *
next_line(const char *at)
{
    size_t len = strnlen(at, HEADER_LINE_MAX_BYTES + 1);
    const char *newline = memchr(at, '\n', len);

    return newline == NULL ? NULL : newline + 1;
}

/* Reads the line at `at`, of one too long nothing; returns next_line. */
static const char *
read_line(const char *at, Line *line)
{
    const char *next = next_line(at);
    const char *end =
        next != NULL ? next - 1 : at + strnlen(at, HEADER_LINE_MAX_BYTES + 1);

    g_string_truncate(line->text, 0);
    line->glued = 0;
    if (end - at > HEADER_LINE_MAX_BYTES)
        return NULL;
    at += strspn(at, " \t#");
    for (; at < end; at++) {
        if (at[0] == '*' && at[1] == '*' && line->glued == 0)
            line->glued = line->text->len;
        append_char(line, *at);
    }
    if (line->text->len > 0 && line->text->str[line->text->len - 1] == ' ')
        g_string_truncate(line->text, line->text->len - 1);
    return next;
}

/* K1 → type as it is shown.  Built once, kept. */
static GHashTable *
type_table(void)
{
    static GHashTable *table = NULL;
    static gsize done = 0;

    if (!g_once_init_enter(&done))
        return table;
    table = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(type_names); i++)
        g_hash_table_insert(table, text_canonical(type_names[i], strlen(type_names[i])),
                            (gpointer) type_names[i]);
    g_once_init_leave(&done, 1);
    return table;
}

static gboolean
starts_with(const char *utf8, size_t len, const char *canonical)
{
    g_autofree char *start = text_canonical(utf8, len);

    return g_str_has_prefix(start, canonical);
}

static void
set_heading(Heading *heading, const char *type, const GString *line, size_t words_len)
{
    heading->type = type;
    g_string_truncate(heading->words, 0);
    g_string_append_len(heading->words, line->str, (gssize) words_len);
    g_string_assign(heading->title, g_strchug(line->str + words_len));
}

/* The length of the first `n` words. */
static size_t
words_length(const char *text, unsigned n)
{
    const char *at = text;

    while (n-- > 0)
        at = strchrnul(at + (*at == ' '), ' ');
    return (size_t) (at - text);
}

/* Reads a type line: "THÔNG BÁO", "THÔNG BÁO**Ý KIẾN …", "THÔNG BÁO KẾT LUẬN …". */
static gboolean
read_heading(const Line *line, Heading *heading)
{
    const GString *text = line->text;
    size_t len = line->glued > 0 ? MIN(line->glued, text->len) : text->len;
    g_autofree char *canonical = NULL;
    const char *type = NULL;

    if (len == 0 || !is_capitals(text->str, len))
        return FALSE;
    canonical = text_canonical(text->str, len);
    type = g_hash_table_lookup(type_table(), g_strchomp(canonical));
    if (type != NULL) {
        set_heading(heading, type, text, len);
        return TRUE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(compound_headings); i++)
        if (g_str_has_prefix(canonical, compound_headings[i].canonical)) {
            set_heading(heading, compound_headings[i].type, text,
                        words_length(text->str, compound_headings[i].type_words));
            return TRUE;
        }
    return FALSE;
}

/* FALSE for most lines of a body at the cost of a glance: a type line has no small
 * letter before its "**", and a letter starts with a k. */
static gboolean
may_matter(const char *line)
{
    line += strspn(line, " \t#*");
    if (*line == 'K' || *line == 'k')
        return TRUE;
    while (*line != '\0' && *line != '\n' && !g_ascii_islower(*line) &&
           !(line[0] == '*' && line[1] == '*'))
        line++;
    return !g_ascii_islower(*line);
}

/* Finds the first type line of the header; returns what follows it, or NULL. */
static const char *
find_heading(const char *text, Line *line, Heading *heading)
{
    const char *at = text;

    for (int i = 0; at != NULL && i < HEADER_MAX_LINES; i++) {
        if (!may_matter(at)) {
            at = next_line(at);
            continue;
        }
        at = read_line(at, line);
        if (starts_with(line->text->str, line->text->len, "kính gửi"))
            return NULL;
        if (read_heading(line, heading))
            return at == NULL ? "" : at;
    }
    return NULL;
}

/* How the lines of a title look. */
typedef struct {
    gboolean apart;    /* a blank line stands between the type and it */
    gboolean capitals; /* the first line is in capitals */
    gboolean small;    /* some line is not */
} TitleShape;

/* «về …», «V/v …»; «của …» continues the type («KẾT LUẬN / CỦA BAN THƯỜNG VỤ …»). */
static gboolean
starts_like_title(const GString *title)
{
    return starts_with(title->str, title->len, "về ") ||
           starts_with(title->str, title->len, "v/v ") ||
           starts_with(title->str, title->len, "của ");
}

/* Right under the type stands its title.  After a blank line it may be the body,
 * or the office that decides: then only what looks like nothing else will do. */
static gboolean
is_title(const GString *title, const TitleShape *shape)
{
    if (title->len == 0 || strchr(".;:,?!", title->str[title->len - 1]) != NULL)
        return FALSE; /* a heading carries no full stop; a paragraph does */
    return !shape->apart || (shape->capitals && shape->small) || starts_like_title(title);
}

/* What comes after a title, or stands where one should be. */
static gboolean
starts_like_body(const GString *line)
{
    static const char *const starts[] = {
        "căn cứ ",    "kính gửi", "số ",  "số:",   "điều ",
        "thực hiện ", "ngày ",    "tại ", "theo ",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (starts_with(line->str, line->len, starts[i]))
            return TRUE;
    return FALSE;
}

static void
add_words(GString *title, const GString *line)
{
    if (title->len > 0)
        g_string_append_c(title, ' ');
    g_string_append_len(title, line->str, (gssize) line->len);
}

/* Gathers the title's lines from `at` up to a blank one, a body's start, or
 * capitals after small letters (the office that decides); returns their number. */
static int
gather_title(const char *at, Line *line, GString *title, TitleShape *shape)
{
    int n_lines = 0;

    while (at != NULL && n_lines < TITLE_MAX_LINES) {
        gboolean capitals = FALSE;
        at = read_line(at, line);
        if (line->text->len == 0 && title->len == 0) {
            shape->apart = TRUE;
            continue;
        }
        capitals = is_capitals(line->text->str, line->text->len);
        if (line->text->len == 0 || (shape->small && capitals) ||
            starts_like_body(line->text))
            break;
        shape->capitals = n_lines == 0 ? capitals : shape->capitals;
        shape->small = shape->small || !capitals;
        add_words(title, line->text);
        n_lines++;
    }
    return n_lines;
}

/* The title under a type line, or NULL when what stands there may be none. */
static char *
read_title(const char *at, Line *line, Heading *heading)
{
    GString *title = heading->title;
    TitleShape shape = { FALSE, FALSE, FALSE };
    int n_lines = gather_title(at, line, title, &shape);

    if (n_lines == 0 || !is_title(title, &shape))
        return NULL;
    if (starts_with(title->str, title->len, "của "))
        return g_strdup_printf("%s %s", heading->words->str, title->str);
    return g_strdup(title->str);
}

static void
apply_heading(Notice *notice, const char *at, Line *line, Heading *heading)
{
    if (notice->title == NULL)
        notice->title = read_title(at, line, heading);
    if (notice->type == NULL)
        notice->type = g_strdup(heading->type);
}

/* TRUE when it starts with «Kính gửi». */
static gboolean
is_letter(const char *text)
{
    size_t len = strnlen(text, LETTER_START_BYTES);

    if (*text != 'K' && *text != 'k')
        return FALSE;
    while (((unsigned char) text[len] & 0xc0) == 0x80) /* never within a character */
        len--;
    return starts_with(text, len, "kính gửi");
}

void
extract_header(Notice *notice)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) title = g_string_new(NULL);
    Line line = { .text = text };
    Heading heading = { NULL, words, title };
    const char *start = notice->text + strspn(notice->text, " \t\n*#");
    const char *at = NULL;

    if (notice->type != NULL && notice->title != NULL)
        return;
    if (is_letter(start)) {
        if (notice->type == NULL)
            notice->type = g_strdup("Công văn");
        return;
    }
    at = find_heading(notice->text, &line, &heading);
    if (at != NULL)
        apply_heading(notice, at, &line, &heading);
}
