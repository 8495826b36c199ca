#include "xapian-glib/xapian-private.h"

XAPIAN_DEFINE_WRAPPER(XapianValueCountMatchSpy, xapian_value_count_match_spy)

XapianValueCountMatchSpy *
xapian_value_count_match_spy_new(unsigned slot)
{
    return xapian_wrap<XapianValueCountMatchSpy>(
        XAPIAN_TYPE_VALUE_COUNT_MATCH_SPY, nullptr, [&] {
            /* Released: from here on Xapian counts references, so an Enquire may
             * outlive this object. */
            auto *spy = new Xapian::ValueCountMatchSpy(slot);
            spy->release();
            return new XapianSpyPtr(spy);
        });
}

gboolean
xapian_value_count_match_spy_foreach(XapianValueCountMatchSpy *self,
                                     XapianValueFunc func,
                                     gpointer user_data,
                                     GError **error)
{
    return xapian_guard(error, [&] {
        const Xapian::ValueCountMatchSpy *spy = self->native->get();
        const Xapian::TermIterator end = spy->values_end();
        for (Xapian::TermIterator i = spy->values_begin(); i != end; ++i) {
            const std::string value = *i;
            func(value.data(), value.size(), i.get_termfreq(), user_data);
        }
    });
}
