#include "xapian-glib/xapian-private.h"

#include <algorithm>
#include <utility>

XAPIAN_DEFINE_WRAPPER(XapianDocument, xapian_document)

/* Glass stores a NUL as two bytes and takes no key over 245 (it says so only
 * when the document is added, and then drops everything since the last commit). */
#define TERM_MAX_BYTES 245

static std::string
checked_term(const char *term, size_t len)
{
    if (len == 0)
        throw Xapian::InvalidArgumentError("empty term");
    const auto n_nuls = static_cast<size_t>(std::count(term, term + len, '\0'));
    if (len + n_nuls > TERM_MAX_BYTES) {
        throw Xapian::InvalidArgumentError(
            "term too long (" + std::to_string(len) +
            " bytes): " + std::string(term, std::min<size_t>(len, 40)));
    }
    return std::string(term, len);
}

XapianDocument *
xapian_document_new(void)
{
    return xapian_wrap<XapianDocument>(XAPIAN_TYPE_DOCUMENT, nullptr,
                                       [] { return new Xapian::Document; });
}

gboolean
xapian_document_add_term_full(
    XapianDocument *self, const char *term, size_t len, unsigned wdf_inc, GError **error)
{
    return xapian_guard(
        error, [&] { self->native->add_term(checked_term(term, len), wdf_inc); });
}

gboolean
xapian_document_add_boolean_term(XapianDocument *self,
                                 const char *term,
                                 size_t len,
                                 GError **error)
{
    return xapian_document_add_term_full(self, term, len, 0, error);
}

gboolean
xapian_document_add_postings(XapianDocument *self,
                             const XapianPostings *postings,
                             GError **error)
{
    return xapian_guard(error, [&] {
        const std::string name = checked_term(postings->term, postings->len);
        unsigned wdf_inc = postings->wdf_inc;
        for (unsigned i = 0; i < postings->n_positions; i++)
            self->native->add_posting(name, postings->positions[i],
                                      std::exchange(wdf_inc, 0));
        if (postings->n_positions == 0)
            self->native->add_term(name, wdf_inc);
    });
}

gboolean
xapian_document_add_value(
    XapianDocument *self, unsigned slot, const char *bytes, size_t len, GError **error)
{
    return xapian_guard(error,
                        [&] { self->native->add_value(slot, xapian_bytes(bytes, len)); });
}

gboolean
xapian_document_set_data(XapianDocument *self,
                         const char *bytes,
                         size_t len,
                         GError **error)
{
    return xapian_guard(error, [&] { self->native->set_data(xapian_bytes(bytes, len)); });
}

unsigned
xapian_document_get_id(XapianDocument *self)
{
    unsigned id = 0;
    xapian_guard(nullptr, [&] { id = self->native->get_docid(); });
    return id;
}

GBytes *
xapian_document_get_data(XapianDocument *self, GError **error)
{
    GBytes *bytes = nullptr;
    xapian_guard(error, [&] { bytes = xapian_gbytes_new(self->native->get_data()); });
    return bytes;
}

GBytes *
xapian_document_get_value(XapianDocument *self, unsigned slot, GError **error)
{
    GBytes *bytes = nullptr;
    xapian_guard(error,
                 [&] { bytes = xapian_gbytes_new(self->native->get_value(slot)); });
    return bytes;
}
