/* Opening for reading, without ever letting Xapian guess what a file is: its own
 * guess ends at reading the file as a stub, and a stub may name programs to run. */
#include "xapian-glib/xapian-private.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#define STUB_MAX_BYTES 65536
#define REMOTE_TIMEOUT_MS 10000
#define OPEN_FLAGS                                                                       \
    (O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) /* no wait at a FIFO                  \
                                                    */

/* A descriptor of a path, and what is there. */
struct OpenFile {
    int fd = -1;
    struct stat info = {};

    OpenFile() = default;
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;
    ~OpenFile()
    {
        if (fd >= 0)
            close(fd);
    }

    int
    steal()
    {
        return std::exchange(fd, -1);
    }
};

static gboolean
fail(GError **error, XapianError code, const char *path, const char *why)
{
    g_autofree char *display = g_filename_display_name(path);
    g_set_error(error, XAPIAN_ERROR, code, "%s: %s", display, why);
    return FALSE;
}

static gboolean
open_file(const char *path, int flags, OpenFile *file, GError **error)
{
    file->fd = open(path, flags);
    if (file->fd < 0 || fstat(file->fd, &file->info) != 0) {
        const int code = errno == ENOENT || errno == ENOTDIR
                             ? XAPIAN_ERROR_DATABASE_NOT_FOUND
                             : XAPIAN_ERROR_DATABASE_OPENING;
        return fail(error, static_cast<XapianError>(code), path, g_strerror(errno));
    }
    if (!S_ISREG(file->info.st_mode) && !S_ISDIR(file->info.st_mode))
        return fail(error, XAPIAN_ERROR_DATABASE_OPENING, path,
                    "neither a file nor a directory");
    return TRUE;
}

static bool
has_magic(const OpenFile &file)
{
    char head[XAPIAN_GLASS_MAGIC_LEN];
    return S_ISREG(file.info.st_mode) &&
           pread(file.fd, head, sizeof head, 0) == sizeof head &&
           memcmp(head, XAPIAN_GLASS_MAGIC, sizeof head) == 0;
}

int
xapian_open_single_file(const char *path, int flags, GError **error)
{
    OpenFile file;
    if (!open_file(path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, &file, error))
        return -1;
    if (!has_magic(file)) {
        fail(error, XAPIAN_ERROR_DATABASE_OPENING, path,
             "not a single-file Xapian database");
        return -1;
    }
    return file.steal();
}

static gboolean
add_directory(const char *path, Xapian::Database &database, GError **error)
{
    g_autofree char *version_file = g_build_filename(path, "iamglass", nullptr);
    OpenFile file;
    if (!open_file(version_file, OPEN_FLAGS, &file, nullptr) || !has_magic(file))
        return fail(error, XAPIAN_ERROR_DATABASE_OPENING, path,
                    "not a Xapian database directory");
    return xapian_guard(error, [&] {
        database.add_database(Xapian::Database(path, Xapian::DB_BACKEND_GLASS));
    });
}

/* Takes the descriptor, as Xapian does, thrown or not. */
static gboolean
add_single_file(OpenFile &file, Xapian::Database &database, GError **error)
{
    return xapian_guard(error,
                        [&] { database.add_database(Xapian::Database(file.steal())); });
}

/* Sets `known` to whether it is a database at all; if not, nothing else is done. */
static gboolean
add_local(const char *path,
          OpenFile &file,
          Xapian::Database &database,
          bool *known,
          GError **error)
{
    const bool is_directory = S_ISDIR(file.info.st_mode);
    *known = is_directory || has_magic(file);
    if (!*known)
        return TRUE;
    if (is_directory ? add_directory(path, database, error)
                     : add_single_file(file, database, error))
        return TRUE;
    if (!is_directory)
        g_prefix_error(error, "%s: ", path);
    return FALSE;
}

gboolean
xapian_open_local(const char *path, Xapian::Database &database, GError **error)
{
    OpenFile file;
    bool known = false;
    if (!open_file(path, OPEN_FLAGS, &file, error) ||
        !add_local(path, file, database, &known, error))
        return FALSE;
    return known ||
           fail(error, XAPIAN_ERROR_DATABASE_OPENING, path, "not a Xapian database");
}

/* ---- stub files ---------------------------------------------------------- */

static gboolean
add_stub_path(const char *base,
              const char *path,
              Xapian::Database &database,
              GError **error)
{
    g_autofree char *full =
        g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(base, path, nullptr);
    return xapian_open_local(full, database, error);
}

static gboolean
add_stub_remote(const char *,
                const char *address,
                Xapian::Database &database,
                GError **error)
{
    const char *colon = strrchr(address, ':');
    guint64 port = 0;
    if (!colon || colon == address ||
        !g_ascii_string_to_unsigned(colon + 1, 10, 1, 65535, &port, nullptr)) {
        g_set_error(error, XAPIAN_ERROR, XAPIAN_ERROR_DATABASE_OPENING,
                    "\"%s\" is no HOST:PORT", address);
        return FALSE;
    }
    const std::string host(address, static_cast<size_t>(colon - address));
    if (xapian_guard(error, [&] {
            database.add_database(Xapian::Remote::open(
                host, static_cast<unsigned>(port), REMOTE_TIMEOUT_MS, REMOTE_TIMEOUT_MS));
        }))
        return TRUE;
    g_prefix_error(error, "%s: ", address);
    return FALSE;
}

static const struct {
    const char *word;
    gboolean (*add)(const char *base, const char *rest, Xapian::Database &, GError **);
} stub_words[] = {
    { "auto", add_stub_path },
    { "glass", add_stub_path },
    { "remote", add_stub_remote },
};

/* `line` is stripped and not empty; it is cut apart. */
static gboolean
add_stub_line(const char *base, char *line, Xapian::Database &database, GError **error)
{
    char *rest = line + strcspn(line, " \t");
    if (*rest)
        *rest++ = '\0';
    rest = g_strchug(rest);
    for (const auto &row : stub_words) {
        if (strcmp(row.word, line) == 0 && *rest)
            return row.add(base, rest, database, error);
    }
    g_set_error(error, XAPIAN_ERROR, XAPIAN_ERROR_DATABASE_OPENING,
                "\"%s\" is none of \"auto PATH\", \"glass PATH\", \"remote HOST:PORT\"",
                line);
    return FALSE;
}

static gboolean
add_stub(const char *path, const char *text, Xapian::Database &database, GError **error)
{
    g_autofree char *base = g_path_get_dirname(path);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i]; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line == '\0' || *line == '#')
            continue;
        if (!add_stub_line(base, line, database, error)) {
            g_prefix_error(error, "%s: line %u: ", path, i + 1);
            return FALSE;
        }
    }
    if (database.size() == 0)
        return fail(error, XAPIAN_ERROR_DATABASE_OPENING, path,
                    "the stub names no database");
    return TRUE;
}

/* The whole text of a stub, NUL-terminated, or NULL with `error` set. */
static char *
read_stub(const char *path, const OpenFile &file, GError **error)
{
    g_autofree char *text = static_cast<char *>(g_malloc(STUB_MAX_BYTES + 1));
    const ssize_t n = pread(file.fd, text, STUB_MAX_BYTES + 1, 0);
    if (n < 0) {
        fail(error, XAPIAN_ERROR_DATABASE_OPENING, path, g_strerror(errno));
        return nullptr;
    }
    /* No stub is that long or holds NULs: it is some other file. */
    if (n > STUB_MAX_BYTES ||
        !g_utf8_validate_len(text, static_cast<size_t>(n), nullptr)) {
        fail(error, XAPIAN_ERROR_DATABASE_OPENING, path,
             "neither a Xapian database nor a stub");
        return nullptr;
    }
    text[n] = '\0';
    return static_cast<char *>(g_steal_pointer(&text));
}

gboolean
xapian_open_path(const char *path, Xapian::Database &database, GError **error)
{
    OpenFile file;
    bool known = false;
    if (!open_file(path, OPEN_FLAGS, &file, error) ||
        !add_local(path, file, database, &known, error))
        return FALSE;
    if (known)
        return TRUE;
    g_autofree char *text = read_stub(path, file, error);
    return text && add_stub(path, text, database, error);
}
