#include "xapian-glib/xapian-private.h"

struct _XapianWritableDatabase {
    XapianDatabase parent_instance;
};

G_DEFINE_FINAL_TYPE(XapianWritableDatabase,
                    xapian_writable_database,
                    XAPIAN_TYPE_DATABASE)

static void
xapian_writable_database_init(XapianWritableDatabase *)
{
}

static void
xapian_writable_database_class_init(XapianWritableDatabaseClass *)
{
}

/* In the order of XapianDatabaseAction. */
static const int actions[] = {
    Xapian::DB_CREATE,
    Xapian::DB_CREATE_OR_OPEN,
    Xapian::DB_CREATE_OR_OVERWRITE,
    Xapian::DB_OPEN,
};
static_assert(G_N_ELEMENTS(actions) == XAPIAN_DATABASE_ACTION_OPEN + 1,
              "one for each action");

static const struct {
    XapianDatabaseFlags flag;
    int native;
} flag_table[] = {
    { XAPIAN_DATABASE_FLAGS_NO_SYNC, Xapian::DB_NO_SYNC },
    { XAPIAN_DATABASE_FLAGS_DANGEROUS, Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC },
    { XAPIAN_DATABASE_FLAGS_NO_TERMLIST, Xapian::DB_NO_TERMLIST },
};

static Xapian::WritableDatabase &
get_native(XapianWritableDatabase *self)
{
    return static_cast<Xapian::WritableDatabase &>(
        xapian_database_native(reinterpret_cast<XapianDatabase *>(self)));
}

static int
native_flags(XapianDatabaseAction action, XapianDatabaseFlags flags)
{
    /* The backend is named, so that Xapian never reads `path` as a stub. */
    int native = actions[action] | Xapian::DB_BACKEND_GLASS;
    for (const auto &row : flag_table) {
        if (flags & row.flag)
            native |= row.native;
    }
    return native;
}

XapianWritableDatabase *
xapian_writable_database_new(const char *path,
                             XapianDatabaseAction action,
                             XapianDatabaseFlags flags,
                             GError **error)
{
    g_return_val_if_fail(path != nullptr, nullptr);
    Xapian::WritableDatabase *native = nullptr;
    if (!xapian_guard(error, [&] {
            native = new Xapian::WritableDatabase(path, native_flags(action, flags));
        }))
        return nullptr;
    gpointer self = g_object_new(XAPIAN_TYPE_WRITABLE_DATABASE, nullptr);
    xapian_database_take_native(static_cast<XapianDatabase *>(self), native);
    return static_cast<XapianWritableDatabase *>(self);
}

gboolean
xapian_writable_database_add_document(XapianWritableDatabase *self,
                                      XapianDocument *document,
                                      unsigned *docid_out,
                                      GError **error)
{
    return xapian_guard(error, [&] {
        const Xapian::docid id = get_native(self).add_document(*document->native);
        if (docid_out)
            *docid_out = id;
    });
}

gboolean
xapian_writable_database_set_metadata(XapianWritableDatabase *self,
                                      const char *key,
                                      const char *bytes,
                                      size_t len,
                                      GError **error)
{
    return xapian_guard(
        error, [&] { get_native(self).set_metadata(key, xapian_bytes(bytes, len)); });
}

gboolean
xapian_writable_database_commit(XapianWritableDatabase *self, GError **error)
{
    return xapian_guard(error, [&] { get_native(self).commit(); });
}

gboolean
xapian_writable_database_close(XapianWritableDatabase *self, GError **error)
{
    return xapian_guard(error, [&] {
        get_native(self).commit();
        get_native(self).close();
    });
}
