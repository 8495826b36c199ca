#include "xapian-glib/xapian-private.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

/* A merge holds several descriptors for each source; the soft limit of 1024 is
 * met at some 200 of them.  Raised while this lives. */
class DescriptorLimit
{
  public:
    DescriptorLimit()
    {
        known = getrlimit(RLIMIT_NOFILE, &before) == 0;
        if (!known)
            return;
        struct rlimit raised = before;
        raised.rlim_cur = raised.rlim_max;
        setrlimit(RLIMIT_NOFILE, &raised);
    }
    DescriptorLimit(const DescriptorLimit &) = delete;
    DescriptorLimit &operator=(const DescriptorLimit &) = delete;
    ~DescriptorLimit()
    {
        if (known)
            setrlimit(RLIMIT_NOFILE, &before);
    }

  private:
    struct rlimit before = {};
    bool known = false;
};

/* Xapian 1.4 offers the values of a key that several sources have in no known order,
 * and the key as the table has it, with this before it. */
#define METADATA_KEY_PREFIX std::string("\0\xc0", 2)

static std::string
metadata_key(const std::string &stored)
{
    const std::string prefix = METADATA_KEY_PREFIX;
    return stored.compare(0, prefix.size(), prefix) == 0 ? stored.substr(prefix.size())
                                                         : stored;
}

class FirstMetadata : public Xapian::Compactor
{
  public:
    explicit FirstMetadata(const std::vector<Xapian::Database> &in_order)
        : sources(in_order)
    {
    }

    std::string
    resolve_duplicate_metadata(const std::string &key,
                               size_t n_values,
                               const std::string values[]) override
    {
        const std::string name = metadata_key(key);
        for (const Xapian::Database &source : sources) {
            std::string value = source.get_metadata(name);
            if (!value.empty())
                return value;
        }
        return Compactor::resolve_duplicate_metadata(key, n_values, values);
    }

  private:
    const std::vector<Xapian::Database> &sources;
};

static int
create_target(const char *target, GError **error)
{
    const int fd = open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        g_set_error(error, XAPIAN_ERROR, XAPIAN_ERROR_DATABASE_CREATE, "%s: %s", target,
                    g_strerror(errno));
    }
    return fd;
}

/* Takes the descriptor, as Xapian does, thrown or not. */
static gboolean
merge(const std::vector<Xapian::Database> &sources, int fd, GError **error)
{
    return xapian_guard(error, [&] {
        Xapian::Database all;
        for (const Xapian::Database &source : sources)
            all.add_database(source);
        FirstMetadata first(sources);
        all.compact(fd, 0, 0, first);
    });
}

gboolean
xapian_database_compact_paths(const char *const *paths,
                              unsigned n_paths,
                              const char *target,
                              GError **error)
{
    const DescriptorLimit limit;
    std::vector<Xapian::Database> sources(n_paths);
    if (n_paths == 0) {
        g_set_error(error, XAPIAN_ERROR, XAPIAN_ERROR_INVALID_ARGUMENT,
                    "%s: no database to compact", target);
        return FALSE;
    }
    for (unsigned i = 0; i < n_paths; i++) {
        if (!xapian_open_local(paths[i], sources[i], error))
            return FALSE;
    }
    const int fd = create_target(target, error);
    if (fd < 0)
        return FALSE;
    if (merge(sources, fd, error))
        return TRUE;
    g_prefix_error(error, "%s: ", target);
    unlink(target);
    return FALSE;
}

gboolean
xapian_database_file_set_uuid(const char *path, const uint8_t uuid[16], GError **error)
{
    const int fd = xapian_open_single_file(path, O_RDWR, error);
    if (fd < 0)
        return FALSE;
    const bool written = pwrite(fd, uuid, 16, XAPIAN_GLASS_UUID_OFFSET) == 16;
    const int write_errno = errno;
    if (close(fd) == 0 && written)
        return TRUE;
    g_set_error(error, XAPIAN_ERROR, XAPIAN_ERROR_DATABASE,
                "%s: cannot write the UUID: %s", path,
                g_strerror(written ? errno : write_errno));
    return FALSE;
}
