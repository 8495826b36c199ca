#include "xapian-glib/xapian-private.h"

XAPIAN_DEFINE_WRAPPER(XapianEnquire, xapian_enquire)

/* In the order of XapianDocidOrder. */
static const Xapian::Enquire::docid_order docid_orders[] = {
    Xapian::Enquire::ASCENDING,
    Xapian::Enquire::DESCENDING,
    Xapian::Enquire::DONT_CARE,
};
static_assert(G_N_ELEMENTS(docid_orders) == XAPIAN_DOCID_DONT_CARE + 1,
              "one for each order");

XapianEnquire *
xapian_enquire_new(XapianDatabase *database, GError **error)
{
    return xapian_wrap<XapianEnquire>(XAPIAN_TYPE_ENQUIRE, error, [&] {
        return new Xapian::Enquire(xapian_database_native(database));
    });
}

gboolean
xapian_enquire_set_query(XapianEnquire *self, XapianQuery *query, GError **error)
{
    return xapian_guard(error, [&] { self->native->set_query(*query->native); });
}

void
xapian_enquire_set_bm25(
    XapianEnquire *self, double k1, double k2, double k3, double b, double min_normlen)
{
    xapian_guard(nullptr, [&] {
        self->native->set_weighting_scheme(
            Xapian::BM25Weight(k1, k2, k3, b, min_normlen));
    });
}

void
xapian_enquire_set_boolean(XapianEnquire *self)
{
    xapian_guard(nullptr,
                 [&] { self->native->set_weighting_scheme(Xapian::BoolWeight()); });
}

void
xapian_enquire_set_docid_order(XapianEnquire *self, XapianDocidOrder order)
{
    xapian_guard(nullptr, [&] { self->native->set_docid_order(docid_orders[order]); });
}

void
xapian_enquire_set_sort_by_relevance(XapianEnquire *self)
{
    xapian_guard(nullptr, [&] { self->native->set_sort_by_relevance(); });
}

void
xapian_enquire_set_sort_by_value(XapianEnquire *self, unsigned slot, gboolean reverse)
{
    xapian_guard(nullptr, [&] { self->native->set_sort_by_value(slot, reverse); });
}

void
xapian_enquire_set_sort_by_relevance_then_value(XapianEnquire *self,
                                                unsigned slot,
                                                gboolean reverse)
{
    xapian_guard(nullptr,
                 [&] { self->native->set_sort_by_relevance_then_value(slot, reverse); });
}

void
xapian_enquire_set_sort_by_value_then_relevance(XapianEnquire *self,
                                                unsigned slot,
                                                gboolean reverse)
{
    xapian_guard(nullptr,
                 [&] { self->native->set_sort_by_value_then_relevance(slot, reverse); });
}

void
xapian_enquire_add_match_spy(XapianEnquire *self, XapianValueCountMatchSpy *spy)
{
    xapian_guard(nullptr, [&] { self->native->add_matchspy(spy->native->get()); });
}

void
xapian_enquire_clear_match_spies(XapianEnquire *self)
{
    xapian_guard(nullptr, [&] { self->native->clear_matchspies(); });
}

XapianMSet *
xapian_enquire_get_mset(XapianEnquire *self,
                        unsigned first,
                        unsigned max_items,
                        unsigned check_at_least,
                        GError **error)
{
    return xapian_wrap<XapianMSet>(XAPIAN_TYPE_MSET, error, [&] {
        return new Xapian::MSet(self->native->get_mset(first, max_items, check_at_least));
    });
}
