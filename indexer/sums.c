#include "sums.h"

#include <string.h>

#include "error.h"
#include "file.h"

#define SUMS_NAME "SHA256SUMS"
#define HEX_CHARS (FILE_SHA256_HEX_SIZE - 1)

typedef struct {
    char *path;
    char hex[FILE_SHA256_HEX_SIZE];
} Line;

struct Sums {
    GPtrArray *lines; /* Line * */
};

static void
line_free(gpointer pointer)
{
    Line *line = pointer;

    g_free(line->path);
    g_free(line);
}

Sums *
sums_new(void)
{
    Sums *sums = g_new0(Sums, 1);

    sums->lines = g_ptr_array_new_with_free_func(line_free);
    return sums;
}

void
sums_free(Sums *sums)
{
    if (sums == NULL)
        return;
    g_ptr_array_unref(sums->lines);
    g_free(sums);
}

void
sums_add(Sums *sums, const char *path, const char *hex)
{
    Line *line = g_new0(Line, 1);

    line->path = g_strdup(path);
    g_strlcpy(line->hex, hex, sizeof line->hex);
    g_ptr_array_add(sums->lines, line);
}

unsigned
sums_get_n(const Sums *sums)
{
    return sums->lines->len;
}

const char *
sums_get(const Sums *sums, unsigned i, const char **hex)
{
    const Line *line = g_ptr_array_index(sums->lines, i);

    *hex = line->hex;
    return line->path;
}

static char *
lines_to_text(const GPtrArray *lines)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);

        g_string_append(text, line->hex);
        g_string_append(text, "  ");
        g_string_append(text, line->path);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

gboolean
sums_save(const Sums *sums, const char *path, GError **error)
{
    g_autofree char *text = lines_to_text(sums->lines);

    return file_write(path, text, strlen(text), error);
}

/* "hex  path": FALSE when it is not one. */
static gboolean
is_line(const char *line)
{
    return strspn(line, "0123456789abcdef") == HEX_CHARS && line[HEX_CHARS] == ' ' &&
           line[HEX_CHARS + 1] == ' ' && line[HEX_CHARS + 2] != '\0';
}

static gboolean
add_line(Sums *sums, const char *line)
{
    g_autofree char *hex = NULL;

    if (!is_line(line))
        return FALSE;
    hex = g_strndup(line, HEX_CHARS);
    sums_add(sums, line + HEX_CHARS + 2, hex);
    return TRUE;
}

gboolean
sums_load(Sums *sums, const char *path, GError **error)
{
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, error))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        if (add_line(sums, lines[i]))
            continue;
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                    "%s: line %u is no checksum line", path, i + 1);
        return FALSE;
    }
    return TRUE;
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
    const Line *const *left = a;
    const Line *const *right = b;

    return strcmp((*left)->path, (*right)->path);
}

char *
sums_to_text(Sums *sums)
{
    g_ptr_array_sort(sums->lines, compare_lines);
    return lines_to_text(sums->lines);
}

/* Adds the files below dir/prefix to a set. */
static void
collect(GHashTable *found, const char *dir, const char *prefix)
{
    g_autofree char *folder_path = g_build_filename(dir, prefix, NULL);
    g_autoptr(GDir) folder = g_dir_open(folder_path, 0, NULL);
    const char *name = NULL;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path =
            *prefix != '\0' ? g_strdup_printf("%s/%s", prefix, name) : g_strdup(name);
        g_autofree char *full = g_build_filename(dir, path, NULL);

        if (g_file_test(full, G_FILE_TEST_IS_DIR) &&
            !g_file_test(full, G_FILE_TEST_IS_SYMLINK))
            collect(found, dir, path);
        else
            g_hash_table_add(found, g_steal_pointer(&path));
    }
}

static void
verify_line(const char *dir, const Line *line, SumsFunc func, gpointer user_data)
{
    g_autofree char *path = g_build_filename(dir, line->path, NULL);
    unsigned char digest[FILE_SHA256_SIZE];
    char hex[FILE_SHA256_HEX_SIZE];

    if (!file_sha256_of(path, digest, NULL)) {
        func(line->path, "missing or unreadable", user_data);
        return;
    }
    file_sha256_to_hex(digest, hex);
    if (strcmp(hex, line->hex) != 0)
        func(line->path, "altered", user_data);
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static void
report_unlisted(GHashTable *found, SumsFunc func, gpointer user_data)
{
    unsigned n = 0;
    g_autofree char **names = (char **) g_hash_table_get_keys_as_array(found, &n);

    qsort(names, n, sizeof *names, compare_strings);
    for (unsigned i = 0; i < n; i++)
        func(names[i], "not listed in " SUMS_NAME, user_data);
}

gboolean
sums_verify(
    const char *dir, unsigned *n_files, SumsFunc func, gpointer user_data, GError **error)
{
    g_autoptr(Sums) sums = sums_new();
    g_autofree char *path = g_build_filename(dir, SUMS_NAME, NULL);
    g_autoptr(GHashTable) found =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT, "%s: no " SUMS_NAME, dir);
        return FALSE;
    }
    if (!sums_load(sums, path, error))
        return FALSE;
    collect(found, dir, "");
    g_hash_table_remove(found, SUMS_NAME);
    for (unsigned i = 0; i < sums->lines->len; i++) {
        const Line *line = g_ptr_array_index(sums->lines, i);

        verify_line(dir, line, func, user_data);
        g_hash_table_remove(found, line->path);
    }
    report_unlisted(found, func, user_data);
    *n_files = sums->lines->len;
    return TRUE;
}
