#include "xapian-glib/xapian-private.h"

#include <cstring>
#include <exception>

G_DEFINE_QUARK(xapian_error_quark, xapian_error)

/* Xapian's name of the class, in the order of XapianError. */
static const char *const class_names[] = {
    "AssertionError",
    "InvalidArgumentError",
    "InvalidOperationError",
    "UnimplementedError",
    "DatabaseError",
    "DatabaseCorruptError",
    "DatabaseCreateError",
    "DatabaseLockError",
    "DatabaseModifiedError",
    "DatabaseOpeningError",
    "DatabaseNotFoundError",
    "DatabaseVersionError",
    "DatabaseClosedError",
    "DocNotFoundError",
    "FeatureUnavailableError",
    "InternalError",
    "NetworkError",
    "NetworkTimeoutError",
    "QueryParserError",
    "RangeError",
    "SerialisationError",
    "WildcardError",
};
static_assert(G_N_ELEMENTS(class_names) == XAPIAN_ERROR_RUNTIME,
              "one name for each code");

static int
code_for_class(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(class_names); i++) {
        if (strcmp(class_names[i], name) == 0)
            return static_cast<int>(i);
    }
    return XAPIAN_ERROR_RUNTIME;
}

/* Our style is lower case without a full stop; "EOF" stays. */
static void
set_message(GError **error, int code, const char *message, const char *detail)
{
    g_autofree char *text = g_utf8_make_valid(message, -1);
    size_t len = strlen(text);
    if (len > 1 && g_ascii_isupper(text[0]) && !g_ascii_isupper(text[1]))
        text[0] = g_ascii_tolower(text[0]);
    if (len > 0 && text[len - 1] == '.')
        text[len - 1] = '\0';
    g_set_error(error, XAPIAN_ERROR, code, "%s%s%s", text, detail ? ": " : "",
                detail ? detail : "");
}

void
xapian_error_take_exception(GError **error) noexcept
{
    try {
        throw;
    } catch (const Xapian::Error &e) {
        set_message(error, code_for_class(e.get_type()), e.get_msg().c_str(),
                    e.get_error_string());
    } catch (const std::exception &e) {
        set_message(error, XAPIAN_ERROR_RUNTIME, e.what(), nullptr);
    } catch (...) {
        set_message(error, XAPIAN_ERROR_UNKNOWN,
                    "something that is no exception was thrown", nullptr);
    }
}
