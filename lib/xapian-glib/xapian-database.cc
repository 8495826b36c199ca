#include "xapian-glib/xapian-private.h"

typedef struct {
    Xapian::Database *native;
} XapianDatabasePrivate;

G_DEFINE_TYPE_WITH_PRIVATE(XapianDatabase, xapian_database, G_TYPE_OBJECT)

static XapianDatabasePrivate *
get_private(gpointer self)
{
    return static_cast<XapianDatabasePrivate *>(
        xapian_database_get_instance_private(static_cast<XapianDatabase *>(self)));
}

static void
xapian_database_finalize(GObject *object)
{
    delete get_private(object)->native;
    G_OBJECT_CLASS(xapian_database_parent_class)->finalize(object);
}

static void
xapian_database_init(XapianDatabase *)
{
}

static void
xapian_database_class_init(XapianDatabaseClass *klass)
{
    G_OBJECT_CLASS(klass)->finalize = xapian_database_finalize;
}

Xapian::Database &
xapian_database_native(XapianDatabase *self)
{
    return *get_private(self)->native;
}

void
xapian_database_take_native(XapianDatabase *self, Xapian::Database *native)
{
    get_private(self)->native = native;
}

XapianDatabase *
xapian_database_new_with_path(const char *path, GError **error)
{
    g_return_val_if_fail(path != nullptr, nullptr);
    Xapian::Database *native = nullptr;
    if (!xapian_guard(error, [&] { native = new Xapian::Database; }))
        return nullptr;
    if (!xapian_open_path(path, *native, error)) {
        delete native;
        return nullptr;
    }
    auto *self =
        static_cast<XapianDatabase *>(g_object_new(XAPIAN_TYPE_DATABASE, nullptr));
    xapian_database_take_native(self, native);
    return self;
}

gboolean
xapian_database_add_database(XapianDatabase *self, XapianDatabase *other, GError **error)
{
    return xapian_guard(error, [&] {
        xapian_database_native(self).add_database(xapian_database_native(other));
    });
}

unsigned
xapian_database_get_n_shards(XapianDatabase *self)
{
    return static_cast<unsigned>(xapian_database_native(self).size());
}

gboolean
xapian_database_reopen(XapianDatabase *self, GError **error)
{
    return xapian_guard(error, [&] { xapian_database_native(self).reopen(); });
}

void
xapian_database_close(XapianDatabase *self)
{
    xapian_guard(nullptr, [&] { xapian_database_native(self).close(); });
}

gboolean
xapian_database_get_doc_count(XapianDatabase *self, unsigned *count, GError **error)
{
    return xapian_guard(error,
                        [&] { *count = xapian_database_native(self).get_doccount(); });
}

gboolean
xapian_database_get_average_length(XapianDatabase *self, double *length, GError **error)
{
    return xapian_guard(
        error, [&] { *length = xapian_database_native(self).get_average_length(); });
}

char *
xapian_database_get_uuid(XapianDatabase *self, GError **error)
{
    char *uuid = nullptr;
    xapian_guard(
        error, [&] { uuid = g_strdup(xapian_database_native(self).get_uuid().c_str()); });
    return uuid;
}

gboolean
xapian_database_get_term_freq(
    XapianDatabase *self, const char *term, size_t len, unsigned *freq, GError **error)
{
    return xapian_guard(error, [&] {
        /* Xapian takes the empty term for "every document". */
        if (len == 0)
            throw Xapian::InvalidArgumentError("empty term");
        *freq = xapian_database_native(self).get_termfreq(std::string(term, len));
    });
}

gboolean
xapian_database_get_value_freq(XapianDatabase *self,
                               unsigned slot,
                               unsigned *freq,
                               GError **error)
{
    return xapian_guard(
        error, [&] { *freq = xapian_database_native(self).get_value_freq(slot); });
}

XapianDocument *
xapian_database_get_document(XapianDatabase *self, unsigned docid, GError **error)
{
    return xapian_wrap<XapianDocument>(XAPIAN_TYPE_DOCUMENT, error, [&] {
        return new Xapian::Document(xapian_database_native(self).get_document(docid));
    });
}

GBytes *
xapian_database_get_metadata(XapianDatabase *self, const char *key, GError **error)
{
    GBytes *bytes = nullptr;
    xapian_guard(error, [&] {
        bytes = xapian_gbytes_new(xapian_database_native(self).get_metadata(key));
    });
    return bytes;
}

gboolean
xapian_database_foreach_term(XapianDatabase *self,
                             const char *prefix,
                             size_t prefix_len,
                             XapianTermFunc func,
                             gpointer user_data,
                             GError **error)
{
    return xapian_guard(error, [&] {
        const Xapian::Database &native = xapian_database_native(self);
        const std::string start = xapian_bytes(prefix, prefix_len);
        const Xapian::TermIterator end = native.allterms_end(start);
        for (Xapian::TermIterator i = native.allterms_begin(start); i != end; ++i) {
            const std::string term = *i;
            if (!func(term.data(), term.size(), i.get_termfreq(), user_data))
                break;
        }
    });
}
