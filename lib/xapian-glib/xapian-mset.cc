#include "xapian-glib/xapian-private.h"

XAPIAN_DEFINE_WRAPPER(XapianMSet, xapian_mset)

unsigned
xapian_mset_get_size(XapianMSet *self)
{
    return self->native->size();
}

unsigned
xapian_mset_get_matches_lower_bound(XapianMSet *self)
{
    return self->native->get_matches_lower_bound();
}

unsigned
xapian_mset_get_matches_estimated(XapianMSet *self)
{
    return self->native->get_matches_estimated();
}

unsigned
xapian_mset_get_matches_upper_bound(XapianMSet *self)
{
    return self->native->get_matches_upper_bound();
}

unsigned
xapian_mset_get_docid(XapianMSet *self, unsigned i)
{
    g_return_val_if_fail(i < self->native->size(), 0);
    return *(*self->native)[i];
}

double
xapian_mset_get_weight(XapianMSet *self, unsigned i)
{
    g_return_val_if_fail(i < self->native->size(), 0);
    return (*self->native)[i].get_weight();
}

XapianDocument *
xapian_mset_get_document(XapianMSet *self, unsigned i, GError **error)
{
    return xapian_wrap<XapianDocument>(XAPIAN_TYPE_DOCUMENT, error, [&] {
        if (i >= self->native->size())
            throw Xapian::RangeError("no result " + std::to_string(i));
        return new Xapian::Document((*self->native)[i].get_document());
    });
}
