#include "corpus.h"

#include "error.h"
#include "format.h"
#include "read/name.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DIR, closedir)

/* Folders within folders; a loop of mounts must end somewhere. */
#define MAX_DEPTH 64

typedef struct {
    GPtrArray *files; /* (element-type CorpusFile), of this root */
    SkipFunc skip;
    gpointer user_data;
    unsigned depth;
} Walk;

static void
corpus_file_free(gpointer data)
{
    CorpusFile *file = data;

    g_free(file->path);
    g_free(file->name);
    g_free(file);
}

static void G_GNUC_PRINTF(3, 4)
    leave_out(const Walk *walk, const char *name, const char *format, ...)
{
    g_autofree char *source = name_printable(name);
    g_autoptr(GError) error = NULL;
    va_list args;

    va_start(args, format);
    error = g_error_new_valist(TRACUU_ERROR, TRACUU_ERROR_NOTICE, format, args);
    va_end(args);
    walk->skip(source, error, walk->user_data);
}

static void
add_file(Walk *walk, const char *path, const char *name, const struct stat *status)
{
    CorpusFile *file = NULL;

    if (access(path, R_OK) != 0) {
        leave_out(walk, name, "%s", g_strerror(errno));
        return;
    }
    file = g_new0(CorpusFile, 1);
    file->path = g_strdup(path);
    file->name = g_strdup(name);
    file->size = (uint64_t) status->st_size;
    g_ptr_array_add(walk->files, file);
}

static int
compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *) left, *(const char *const *) right);
}

/* The names in the folder in byte order, hidden and silent ones left out;
 * (transfer full), NULL with the folder skipped when it cannot be read. */
static GPtrArray *
list_folder(const Walk *walk, const char *path, const char *name)
{
    g_autoptr(DIR) dir = opendir(path);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    if (dir != NULL) {
        errno = 0;
        for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
            if (!format_is_silent(entry->d_name))
                g_ptr_array_add(names, g_strdup(entry->d_name));
    }
    if (dir == NULL || errno != 0) {
        leave_out(walk, name, "folder cannot be read: %s", g_strerror(errno));
        return NULL;
    }
    g_ptr_array_sort(names, compare_names);
    return g_steal_pointer(&names);
}

static void walk_folder(Walk *walk, const char *path, const char *name);

static void
walk_entry(Walk *walk, const char *path, const char *name)
{
    struct stat status;

    if (!name_is_plain(name))
        leave_out(walk, name, "name is not UTF-8 or has control characters");
    else if (lstat(path, &status) != 0)
        leave_out(walk, name, "%s", g_strerror(errno));
    else if (S_ISLNK(status.st_mode))
        leave_out(walk, name, "symbolic link, not followed");
    else if (S_ISDIR(status.st_mode))
        walk_folder(walk, path, name);
    else if (S_ISREG(status.st_mode))
        add_file(walk, path, name, &status);
    else
        leave_out(walk, name, "not a regular file");
}

/* TRUE for "X_files", beside "X.html": what a browser or Word saved of a web page that is
 * not the page. */
static gboolean
is_of_web_page(const GPtrArray *bases, const char *base)
{
    static const char *const suffixes[] = { "_files", ".files" };
    static const char *const extensions[] = { ".html", ".htm" };

    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(extensions); j++) {
            g_autofree char *page = NULL;
            if (!g_str_has_suffix(base, suffixes[i]))
                continue;
            page = g_strdup_printf("%.*s%s", (int) (strlen(base) - strlen(suffixes[i])),
                                   base, extensions[j]);
            if (g_ptr_array_find_with_equal_func((GPtrArray *) bases, page, g_str_equal,
                                                 NULL))
                return TRUE;
        }
    return FALSE;
}

/* `name` is "" for the root itself. */
static void
walk_folder(Walk *walk, const char *path, const char *name)
{
    g_autoptr(GPtrArray) bases = NULL;

    if (walk->depth == MAX_DEPTH) {
        leave_out(walk, name, "folders nested deeper than %d", MAX_DEPTH);
        return;
    }
    bases = list_folder(walk, path, name);
    if (bases == NULL)
        return;
    walk->depth++;
    for (unsigned i = 0; i < bases->len; i++) {
        const char *base = bases->pdata[i];
        if (is_of_web_page(bases, base))
            continue;
        g_autofree char *below = g_build_filename(path, base, NULL);
        g_autofree char *full =
            *name == '\0' ? g_strdup(base) : g_strconcat(name, "/", base, NULL);
        walk_entry(walk, below, full);
    }
    walk->depth--;
}

static int
compare_files(gconstpointer left, gconstpointer right)
{
    const CorpusFile *const *a = left;
    const CorpusFile *const *b = right;

    return strcmp((*a)->name, (*b)->name);
}

/* Links are followed here only: the user named this path. */
static gboolean
walk_root(Walk *walk, const char *root, GError **error)
{
    g_autofree char *base = g_path_get_basename(root);
    struct stat status;

    if (stat(root, &status) != 0 || access(root, R_OK) != 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORPUS, "%s: %s", root,
                    g_strerror(errno));
        return FALSE;
    }
    if (S_ISDIR(status.st_mode))
        walk_folder(walk, root, "");
    else if (!name_is_plain(base))
        leave_out(walk, base, "name is not UTF-8 or has control characters");
    else if (S_ISREG(status.st_mode))
        add_file(walk, root, base, &status);
    else
        leave_out(walk, base, "not a regular file");
    g_ptr_array_sort(walk->files, compare_files);
    return TRUE;
}

GPtrArray *
corpus_list(const char *const *roots,
            unsigned n_roots,
            SkipFunc skip,
            gpointer user_data,
            GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(corpus_file_free);

    for (unsigned i = 0; i < n_roots; i++) {
        g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(corpus_file_free);
        Walk walk = { found, skip, user_data, 0 };
        if (!walk_root(&walk, roots[i], error))
            return NULL;
        g_ptr_array_extend_and_steal(files, g_steal_pointer(&found));
    }
    return g_steal_pointer(&files);
}
