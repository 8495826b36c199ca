#include "xapian-glib/xapian-private.h"

#include <cmath>
#include <vector>

XAPIAN_DEFINE_WRAPPER(XapianQuery, xapian_query)

/* In the order of XapianQueryOp. */
static const Xapian::Query::op operators[] = {
    Xapian::Query::OP_AND,  Xapian::Query::OP_OR,        Xapian::Query::OP_AND_NOT,
    Xapian::Query::OP_XOR,  Xapian::Query::OP_AND_MAYBE, Xapian::Query::OP_FILTER,
    Xapian::Query::OP_NEAR, Xapian::Query::OP_PHRASE,    Xapian::Query::OP_SYNONYM,
    Xapian::Query::OP_MAX,
};
static_assert(G_N_ELEMENTS(operators) == XAPIAN_QUERY_OP_MAX + 1,
              "one for each XapianQueryOp");

/* `make` returns a Xapian::Query and may throw. */
template <typename Make>
static XapianQuery *
query_new(GError **error, Make &&make)
{
    return xapian_wrap<XapianQuery>(XAPIAN_TYPE_QUERY, error,
                                    [&] { return new Xapian::Query(make()); });
}

XapianQuery *
xapian_query_new_match_all(void)
{
    return query_new(nullptr, [] { return Xapian::Query(std::string()); });
}

XapianQuery *
xapian_query_new_match_nothing(void)
{
    return query_new(nullptr, [] { return Xapian::Query(); });
}

XapianQuery *
xapian_query_new_for_term(const char *term, size_t len, unsigned wqf, GError **error)
{
    return query_new(error, [&] {
        /* Xapian would take it for "match all". */
        if (len == 0)
            throw Xapian::InvalidArgumentError("empty term");
        return Xapian::Query(std::string(term, len), wqf);
    });
}

XapianQuery *
xapian_query_new_for_queries(XapianQueryOp op,
                             XapianQuery *const *queries,
                             unsigned n,
                             unsigned window,
                             GError **error)
{
    return query_new(error, [&] {
        std::vector<Xapian::Query> parts;
        parts.reserve(n);
        for (unsigned i = 0; i < n; i++)
            parts.push_back(*queries[i]->native);
        const bool windowed = op == XAPIAN_QUERY_OP_NEAR || op == XAPIAN_QUERY_OP_PHRASE;
        return Xapian::Query(operators[op], parts.begin(), parts.end(),
                             windowed ? window : 0);
    });
}

XapianQuery *
xapian_query_new_for_pair(XapianQueryOp op,
                          XapianQuery *left,
                          XapianQuery *right,
                          GError **error)
{
    XapianQuery *const pair[] = { left, right };
    return xapian_query_new_for_queries(op, pair, 2, 0, error);
}

XapianQuery *
xapian_query_new_scaled(XapianQuery *query, double factor, GError **error)
{
    return query_new(error, [&] {
        /* Xapian refuses negative factors only; NaN and infinity would reach the scores.
         */
        if (!std::isfinite(factor))
            throw Xapian::InvalidArgumentError("the factor is no finite number");
        return Xapian::Query(factor, *query->native);
    });
}

XapianQuery *
xapian_query_new_value_range(unsigned slot,
                             const char *begin,
                             const char *end,
                             GError **error)
{
    return query_new(error, [&] {
        /* For Xapian no value is the empty string, so an open begin would match
         * documents that have none; one NUL is the smallest value there is. */
        const std::string low =
            begin && *begin ? std::string(begin) : std::string(1, '\0');
        if (!end || !*end)
            return Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, low);
        return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, low, std::string(end));
    });
}

gboolean
xapian_query_is_empty(XapianQuery *self)
{
    return self->native->empty();
}

char *
xapian_query_get_description(XapianQuery *self)
{
    char *text = nullptr;
    xapian_guard(nullptr, [&] {
        const std::string description = self->native->get_description();
        text = g_utf8_make_valid(description.data(),
                                 static_cast<gssize>(description.size()));
    });
    return text;
}
