/* xapian-private - what the C++ files of the binding share.
 *
 * Nothing of C++ may leave the binding: every public function that runs Xapian
 * does it inside xapian_guard, the one place where exceptions end.
 */
#pragma once

#include "xapian-glib/xapian-glib.h"

#include <string>

#include <xapian.h>

/* Sets `error` from the exception that is being handled. */
void xapian_error_take_exception(GError **error) noexcept;

/* Runs `body`; FALSE with `error` set when it throws, whatever it throws. */
template <typename Body>
gboolean
xapian_guard(GError **error, Body &&body) noexcept
{
    try {
        body();
        return TRUE;
    } catch (...) {
        xapian_error_take_exception(error);
        return FALSE;
    }
}

inline std::string
xapian_bytes(const char *bytes, size_t len)
{
    return len == 0 ? std::string() : std::string(bytes, len);
}

inline GBytes *
xapian_gbytes_new(const std::string &bytes)
{
    return g_bytes_new(bytes.data(), bytes.size());
}

using XapianSpyPtr = Xapian::Internal::opt_intrusive_ptr<Xapian::ValueCountMatchSpy>;

/* The final types own one C++ object each and nothing else. */
template <typename Native> struct XapianWrapper {
    GObject parent_instance;
    Native *native;
};

struct _XapianDocument : XapianWrapper<Xapian::Document> {
};
struct _XapianQuery : XapianWrapper<Xapian::Query> {
};
struct _XapianValueCountMatchSpy : XapianWrapper<XapianSpyPtr> {
};
struct _XapianEnquire : XapianWrapper<Xapian::Enquire> {
};
struct _XapianMSet : XapianWrapper<Xapian::MSet> {
};

template <typename Wrapper>
void
xapian_wrapper_free_native(GObject *object)
{
    delete reinterpret_cast<Wrapper *>(object)->native;
}

#define XAPIAN_DEFINE_WRAPPER(TypeName, type_name)                                       \
    G_DEFINE_FINAL_TYPE(TypeName, type_name, G_TYPE_OBJECT)                              \
    static void type_name##_finalize(GObject *object)                                    \
    {                                                                                    \
        xapian_wrapper_free_native<TypeName>(object);                                    \
        G_OBJECT_CLASS(type_name##_parent_class)->finalize(object);                      \
    }                                                                                    \
    static void type_name##_init(TypeName *)                                             \
    {                                                                                    \
    }                                                                                    \
    static void type_name##_class_init(TypeName##Class *klass)                           \
    {                                                                                    \
        G_OBJECT_CLASS(klass)->finalize = type_name##_finalize;                          \
    }

/* A new wrapper of what `make` returns (a pointer from new, given away); NULL
 * with `error` set when it throws. */
template <typename Wrapper, typename Make>
Wrapper *
xapian_wrap(GType type, GError **error, Make &&make) noexcept
{
    decltype(Wrapper::native) native = nullptr;
    if (!xapian_guard(error, [&] { native = make(); }))
        return nullptr;
    auto *self = static_cast<Wrapper *>(g_object_new(type, nullptr));
    self->native = native;
    return self;
}

/* The database behind the object, borrowed. */
Xapian::Database &xapian_database_native(XapianDatabase *self);

/* Hands `native` (from new) to a database object that has none yet. */
void xapian_database_take_native(XapianDatabase *self, Xapian::Database *native);

/* Opens what is at `path`, as xapian_database_new_with_path promises; adds it
 * (each line of a stub) to `database`. */
gboolean xapian_open_path(const char *path, Xapian::Database &database, GError **error);

/* The same, for a single file or a directory only. */
gboolean xapian_open_local(const char *path, Xapian::Database &database, GError **error);

/* Opens a single-file database's descriptor with `flags` (of open(2)) and checks
 * its magic.  -1 with `error` set. */
int xapian_open_single_file(const char *path, int flags, GError **error);

/* The first bytes of a single-file database: magic, version, UUID. */
#define XAPIAN_GLASS_MAGIC "\x0f\x0dXapian Glass"
#define XAPIAN_GLASS_MAGIC_LEN 14
#define XAPIAN_GLASS_UUID_OFFSET 16
