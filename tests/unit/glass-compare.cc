#include "glass-compare.h"
#include "glass-corpus.h"

#define N_SKIPS 30
#define N_QUERIES 20

static void
assert_same_bytes(const std::string &expected, const std::string &actual)
{
    assert_int_equal(expected.size(), actual.size());
    assert_memory_equal(expected.data(), actual.data(), expected.size());
}

static void
assert_same_statistics(const Xapian::Database &expected, const Xapian::Database &actual)
{
    assert_int_equal(expected.get_doccount(), actual.get_doccount());
    assert_int_equal(expected.get_lastdocid(), actual.get_lastdocid());
    assert_true(expected.get_avlength() == actual.get_avlength());
    assert_int_equal(expected.get_total_length(), actual.get_total_length());
    assert_int_equal(expected.get_doclength_lower_bound(),
                     actual.get_doclength_lower_bound());
    assert_int_equal(expected.get_doclength_upper_bound(),
                     actual.get_doclength_upper_bound());
    assert_int_equal(expected.has_positions(), actual.has_positions());
}

static void
assert_same_positions(const Xapian::Database &expected,
                      const Xapian::Database &actual,
                      Xapian::docid docid,
                      const std::string &term)
{
    Xapian::PositionIterator a = expected.positionlist_begin(docid, term);
    Xapian::PositionIterator b = actual.positionlist_begin(docid, term);

    for (; a != expected.positionlist_end(docid, term); ++a, ++b) {
        assert_true(b != actual.positionlist_end(docid, term));
        assert_int_equal(*a, *b);
    }
    assert_true(b == actual.positionlist_end(docid, term));
}

static void
assert_same_postings(const Xapian::Database &expected,
                     const Xapian::Database &actual,
                     const std::string &term)
{
    Xapian::PostingIterator a = expected.postlist_begin(term);
    Xapian::PostingIterator b = actual.postlist_begin(term);

    for (; a != expected.postlist_end(term); ++a, ++b) {
        assert_true(b != actual.postlist_end(term));
        assert_int_equal(*a, *b);
        assert_int_equal(a.get_wdf(), b.get_wdf());
        assert_int_equal(a.get_doclength(), b.get_doclength());
        assert_true(term.empty() || b.get_wdf() <= actual.get_wdf_upper_bound(term));
        if (!term.empty())
            assert_same_positions(expected, actual, *a, term);
    }
    assert_true(b == actual.postlist_end(term));
}

static void
assert_same_skips(const Xapian::Database &expected,
                  const Xapian::Database &actual,
                  const std::string &term,
                  std::mt19937 &random)
{
    Xapian::PostingIterator a = expected.postlist_begin(term);
    Xapian::PostingIterator b = actual.postlist_begin(term);
    Xapian::docid target = 0;

    while (a != expected.postlist_end(term)) {
        target += 1 + (Xapian::docid)(random() % (expected.get_lastdocid() / 8 + 2));
        a.skip_to(target);
        b.skip_to(target);
        assert_int_equal(a == expected.postlist_end(term),
                         b == actual.postlist_end(term));
        if (a != expected.postlist_end(term))
            assert_int_equal(*a, *b);
    }
}

static void
assert_same_terms(const Xapian::Database &expected, const Xapian::Database &actual)
{
    std::mt19937 random(7);
    Xapian::TermIterator b = actual.allterms_begin();

    for (Xapian::TermIterator a = expected.allterms_begin(); a != expected.allterms_end();
         ++a, ++b) {
        assert_true(b != actual.allterms_end());
        assert_same_bytes(*a, *b);
        assert_int_equal(a.get_termfreq(), b.get_termfreq());
        assert_int_equal(expected.get_collection_freq(*a),
                         actual.get_collection_freq(*a));
        assert_int_equal(expected.get_wdf_upper_bound(*a),
                         actual.get_wdf_upper_bound(*a));
        assert_same_postings(expected, actual, *a);
        assert_same_skips(expected, actual, *a, random);
    }
    assert_true(b == actual.allterms_end());
}

static void
assert_same_stream(const Xapian::Database &expected,
                   const Xapian::Database &actual,
                   Xapian::valueno slot)
{
    Xapian::ValueIterator b = actual.valuestream_begin(slot);
    std::mt19937 random(slot);
    Xapian::docid target = 0;

    for (Xapian::ValueIterator a = expected.valuestream_begin(slot);
         a != expected.valuestream_end(slot); ++a, ++b) {
        assert_true(b != actual.valuestream_end(slot));
        assert_int_equal(a.get_docid(), b.get_docid());
        assert_same_bytes(*a, *b);
    }
    assert_true(b == actual.valuestream_end(slot));
    for (int i = 0; i < N_SKIPS && expected.get_value_freq(slot) > 0; i++) {
        Xapian::ValueIterator left = expected.valuestream_begin(slot);
        Xapian::ValueIterator right = actual.valuestream_begin(slot);

        target = (Xapian::docid)(random() % (expected.get_lastdocid() + 2));
        left.skip_to(target);
        right.skip_to(target);
        assert_int_equal(left == expected.valuestream_end(slot),
                         right == actual.valuestream_end(slot));
        if (left != expected.valuestream_end(slot))
            assert_same_bytes(*left, *right);
    }
}

static void
assert_same_slot(const Xapian::Database &expected,
                 const Xapian::Database &actual,
                 Xapian::valueno slot)
{
    assert_int_equal(expected.get_value_freq(slot), actual.get_value_freq(slot));
    assert_same_bytes(expected.get_value_lower_bound(slot),
                      actual.get_value_lower_bound(slot));
    assert_same_bytes(expected.get_value_upper_bound(slot),
                      actual.get_value_upper_bound(slot));
    assert_same_stream(expected, actual, slot);
}

static void
assert_same_metadata(const Xapian::Database &expected, const Xapian::Database &actual)
{
    Xapian::TermIterator b = actual.metadata_keys_begin();

    for (Xapian::TermIterator a = expected.metadata_keys_begin();
         a != expected.metadata_keys_end(); ++a, ++b) {
        assert_true(b != actual.metadata_keys_end());
        assert_same_bytes(*a, *b);
        assert_same_bytes(expected.get_metadata(*a), actual.get_metadata(*a));
    }
    assert_true(b == actual.metadata_keys_end());
}

static void
assert_same_documents(const Xapian::Database &expected, const Xapian::Database &actual)
{
    for (Xapian::PostingIterator a = expected.postlist_begin("");
         a != expected.postlist_end(""); ++a) {
        Xapian::Document left = expected.get_document(*a);
        Xapian::Document right = actual.get_document(*a);

        assert_int_equal(expected.get_doclength(*a), actual.get_doclength(*a));
        assert_same_bytes(left.get_data(), right.get_data());
        for (Xapian::valueno slot = 0; slot < 4; slot++)
            assert_same_bytes(left.get_value(slot), right.get_value(slot));
    }
}

void
glass_assert_same(const Xapian::Database &expected, const Xapian::Database &actual)
{
    assert_same_statistics(expected, actual);
    assert_same_postings(expected, actual, "");
    assert_same_terms(expected, actual);
    for (Xapian::valueno slot = 0; slot < 1000; slot++)
        assert_same_slot(expected, actual, slot);
    for (Xapian::valueno slot = 1024; slot != 0; slot *= 2)
        assert_same_slot(expected, actual, slot);
    assert_same_metadata(expected, actual);
    assert_same_documents(expected, actual);
}

static std::string
random_term(const Xapian::Database &database, std::mt19937 &random)
{
    Xapian::TermIterator term = database.allterms_begin();

    for (unsigned skip = random() % 60; skip > 0; skip--)
        if (++term == database.allterms_end())
            return *database.allterms_begin();
    return *term;
}

static void
assert_same_answer(const Xapian::Database &expected,
                   const Xapian::Database &actual,
                   const Xapian::Query &query)
{
    Xapian::Enquire left(expected);
    Xapian::Enquire right(actual);
    Xapian::ValueCountMatchSpy left_spy(0);
    Xapian::ValueCountMatchSpy right_spy(0);
    Xapian::TermIterator b;

    left.set_query(query);
    right.set_query(query);
    left.add_matchspy(&left_spy);
    right.add_matchspy(&right_spy);
    Xapian::MSet a_set = left.get_mset(0, 1000, expected.get_doccount());
    Xapian::MSet b_set = right.get_mset(0, 1000, expected.get_doccount());

    assert_int_equal(a_set.size(), b_set.size());
    assert_int_equal(a_set.get_matches_estimated(), b_set.get_matches_estimated());
    for (Xapian::doccount i = 0; i < a_set.size(); i++) {
        assert_int_equal(*a_set[i], *b_set[i]);
        assert_true(a_set[i].get_weight() == b_set[i].get_weight());
    }
    assert_int_equal(left_spy.get_total(), right_spy.get_total());
    b = right_spy.values_begin();
    for (Xapian::TermIterator a = left_spy.values_begin(); a != left_spy.values_end();
         ++a, ++b) {
        assert_same_bytes(*a, *b);
        assert_int_equal(a.get_termfreq(), b.get_termfreq());
    }
    assert_true(b == right_spy.values_end());
}

void
glass_assert_same_answers(const Xapian::Database &expected,
                          const Xapian::Database &actual,
                          std::mt19937 &random)
{
    static const struct {
        Xapian::Query::op op;
        unsigned window;
    } ops[] = { { Xapian::Query::OP_OR, 0 },
                { Xapian::Query::OP_AND, 0 },
                { Xapian::Query::OP_PHRASE, 10 },
                { Xapian::Query::OP_NEAR, 10 },
                { Xapian::Query::OP_AND_NOT, 0 } };

    for (int i = 0; i < N_QUERIES; i++)
        for (const auto &op : ops) {
            std::string terms[2] = { random_term(expected, random),
                                     random_term(expected, random) };

            assert_same_answer(expected, actual,
                               Xapian::Query(op.op, terms, terms + 2, op.window));
        }
    assert_same_answer(expected, actual, Xapian::Query::MatchAll);
    assert_same_answer(expected, actual,
                       Xapian::Query(Xapian::Query::OP_VALUE_RANGE, 3, "b", "k"));
}
