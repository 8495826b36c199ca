#include "xapian-glib/xapian-private.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

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

gboolean
xapian_database_compact_paths(const char *const *paths,
                              unsigned n_paths,
                              const char *target,
                              GError **error)
{
    const DescriptorLimit limit;
    Xapian::Database sources;
    for (unsigned i = 0; i < n_paths; i++) {
        if (!xapian_open_local(paths[i], sources, error))
            return FALSE;
    }
    const int fd = create_target(target, error);
    if (fd < 0)
        return FALSE;
    /* Xapian takes the descriptor, thrown or not. */
    if (xapian_guard(error, [&] { sources.compact(fd, Xapian::DB_NO_SYNC); }))
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
