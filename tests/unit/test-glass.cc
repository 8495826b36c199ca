/* The writer of glass databases: Xapian reads what it wrote as if it were its own. */
#include "glass-corpus.h"

#include "glass-compare.h"

#include <signal.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "error.h"

static char *folder;

static std::string
scratch(const char *name)
{
    return std::string(folder) + "/" + name;
}

static int
scratch_setup(void **state)
{
    (void) state;
    folder = g_dir_make_tmp("tracuu-glass-XXXXXX", nullptr);
    return folder == nullptr;
}

static int
scratch_teardown(void **state)
{
    (void) state;
    const char *argv[] = { "rm", "-rf", folder, nullptr };
    int status = 1;

    g_spawn_sync(nullptr, (char **) argv, nullptr, G_SPAWN_SEARCH_PATH, nullptr, nullptr,
                 nullptr, nullptr, &status, nullptr);
    g_clear_pointer(&folder, g_free);
    return status;
}

static std::string
contents(const std::string &path)
{
    g_autofree char *bytes = nullptr;
    size_t len = 0;

    assert_true(g_file_get_contents(path.c_str(), &bytes, &len, nullptr));
    return std::string(bytes, len);
}

/* Xapian's own check of the file's structure.  A process of its own: the library's
 * deletes what it did not make, which the address sanitizer tells. */
static void
assert_sound(const std::string &path)
{
    g_autofree char *output = nullptr;
    const char *argv[] = { "xapian-check", path.c_str(), nullptr };
    int status = -1;

    assert_true(g_spawn_sync(nullptr, (char **) argv, nullptr, G_SPAWN_SEARCH_PATH,
                             nullptr, nullptr, &output, nullptr, &status, nullptr));
    assert_int_equal(status, 0);
    assert_non_null(strstr(output, "No errors found"));
}

static void
write_and_compare(const GlassCorpus &corpus)
{
    std::mt19937 random(11);

    glass_write_xapian(corpus, scratch("oracle"));
    glass_write(corpus, scratch("glass"));
    assert_sound(scratch("glass"));
    Xapian::Database expected(scratch("oracle"));
    Xapian::Database actual(scratch("glass"));

    glass_assert_same(expected, actual);
    if (expected.get_doccount() > 0)
        glass_assert_same_answers(expected, actual, random);
    actual.compact(scratch("compacted"),
                   Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER);
    glass_assert_same(expected, Xapian::Database(scratch("compacted")));
    glass_write(corpus, scratch("again"));
    assert_true(contents(scratch("glass")) == contents(scratch("again")));
}

/* Writes the corpus in both ways, and the writer's once more through compaction. */
static void
assert_written(const GlassCorpus &corpus)
{
    try {
        write_and_compare(corpus);
    } catch (const Xapian::Error &error) {
        fail_msg("%s", error.get_description().c_str());
    }
}

static void
no_document_makes_an_empty_database(void **state)
{
    (void) state;
    assert_written(GlassCorpus());
}

static void
metadata_alone_makes_a_database(void **state)
{
    (void) state;
    GlassCorpus corpus = glass_corpus_random(0, 0, false, 1);

    for (int i = 0; i < 2000; i++)
        corpus.metadata["key" + std::to_string(i)] = std::to_string(i);
    assert_written(corpus);
}

static void
one_document_is_written_as_xapian_would(void **state)
{
    (void) state;
    assert_written(glass_corpus_random(1, 10, false, 2));
}

static void
a_hundred_documents_are_written_as_xapian_would(void **state)
{
    (void) state;
    assert_written(glass_corpus_random(100, 200, false, 3));
}

static void
numbers_that_are_left_out_stay_out(void **state)
{
    (void) state;
    GlassCorpus corpus = glass_corpus_random(500, 30, true, 4);

    corpus.documents[0x7fff] = corpus.documents.begin()->second;
    corpus.documents[0x8000] = corpus.documents.begin()->second;
    corpus.documents[0x3fffff] = corpus.documents.begin()->second;
    corpus.documents[0x400000] = corpus.documents.begin()->second;
    corpus.documents[0x20000000] = corpus.documents.begin()->second;
    corpus.documents[0xfffffff0] = GlassDocument();
    assert_written(corpus);
}

static void
thirty_thousand_documents_are_written_as_xapian_would(void **state)
{
    (void) state;
    assert_written(glass_corpus_random(30000, 12, true, 5));
}

static void
long_terms_and_terms_with_nul_are_found(void **state)
{
    (void) state;
    GlassCorpus corpus = glass_corpus_random(700, 5, false, 6);

    for (auto &[docid, document] : corpus.documents) {
        for (unsigned i = 0; i < 12; i++) {
            std::string term(245, (char) ('a' + i));

            term[244] = (char) ('a' + docid % 20);
            document.terms[term].wdf = 1000000;
            document.terms[term].positions = { docid, docid + 1, 2 * docid + 5 };
        }
        document.terms[std::string("a\0b", 3)].wdf = 1;
        document.terms[std::string("a", 1)].wdf = 1;
        document.terms[std::string("a\0", 2)].wdf = 1;
        document.terms[std::string("\0", 1)].wdf = 1;
        document.terms[std::string("\0\0z", 3)].positions = { docid };
        document.terms[std::string("\xff\xff", 2)].wdf = docid;
        document.terms[std::string(100, '\0')].wdf = 1;
    }
    assert_written(corpus);
}

static std::vector<uint32_t>
ascending(std::mt19937 &random, unsigned n, unsigned gap)
{
    std::vector<uint32_t> positions;
    uint32_t position = 0;

    while (positions.size() < n)
        positions.push_back(position += 1 + (uint32_t) random() % gap);
    return positions;
}

static void
positions_of_every_density_are_kept(void **state)
{
    (void) state;
    GlassCorpus corpus = glass_corpus_random(40, 5, false, 7);
    std::mt19937 random(8);

    for (auto &[docid, document] : corpus.documents) {
        for (unsigned gap : { 1U, 2U, 3U, 1000U, 20000000U })
            for (unsigned n : { 1U, 2U, 3U, 17U, 200U })
                document.terms["p" + std::to_string(gap) + "." + std::to_string(n)] = {
                    n, ascending(random, n, gap)
                };
    }
    GlassDocument &first = corpus.documents.begin()->second;

    first.terms["many"] = { 1, ascending(random, 100000, 300) };
    first.terms["dense"] = { 1, ascending(random, 100000, 1) };
    first.terms["ends"] = { 1, { 1, 0xfffffffe } };
    first.terms["end"] = { 1, { 0xfffffffe } };
    first.terms["wide"] = { 1, { 1, 2, 0x80000000, 0xfffffff0, 0xfffffffe } };
    assert_written(corpus);
}

static void
values_in_any_slot_are_streamed(void **state)
{
    (void) state;
    GlassCorpus corpus = glass_corpus_random(3000, 3, true, 9);
    std::mt19937 random(10);

    for (auto &[docid, document] : corpus.documents) {
        document.values[1] = glass_noise(random, 1 + random() % 20);
        document.values[127] = document.values[128] = "same";
        document.values[256] = document.values[0x40000000] = std::to_string(docid);
        if (docid % 100 == 0)
            document.values[255] = glass_noise(random, 5000);
    }
    corpus.documents.begin()->second.values[2] = "only one";
    corpus.documents.begin()->second.values[700] = std::string("\0", 1);
    assert_written(corpus);
}

static void
data_of_any_size_is_kept(void **state)
{
    (void) state;
    GlassCorpus corpus = glass_corpus_random(30, 3, false, 12);
    std::mt19937 random(13);
    uint32_t docid = 1;

    for (size_t len : { 0, 1, 17, 18, 19, 40, 2000, 2030, 2036, 2040, 2050, 5000, 8192,
                        20000, 1000000 }) {
        corpus.documents[docid++].data = glass_noise(random, len);
        corpus.documents[docid++].data = std::string(len, 'z');
    }
    assert_written(corpus);
}

static void
an_existing_file_is_refused(void **state)
{
    (void) state;
    g_autoptr(GError) error = nullptr;
    std::string path = scratch("there");

    assert_true(g_file_set_contents(path.c_str(), "old", 3, nullptr));
    assert_null(glass_writer_new(path.c_str(), &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_string_equal(contents(path).c_str(), "old");
}

/* What finish says about a writer that was fed by `feed`. */
static void
assert_fails(void (*feed)(GlassWriter *writer), const char *part)
{
    static const uint8_t uuid[16] = { 0 };
    g_autoptr(GError) error = nullptr;
    g_autoptr(GlassWriter) writer = glass_writer_new(scratch("failing").c_str(), &error);

    assert_non_null(writer);
    feed(writer);
    assert_false(glass_writer_finish(writer, uuid, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_non_null(strstr(error->message, part));
}

static void
a_full_disk_is_told_at_the_end(void **state)
{
    (void) state;
    struct rlimit old;
    struct rlimit small;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_IGN);
    small = old;
    small.rlim_cur = 100000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_fails(
        [](GlassWriter *writer) {
            glass_feed(glass_corpus_random(1000, 100, false, 15), writer);
        },
        "File too large");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
}

static void
a_term_too_long_for_a_key_is_told_at_the_end(void **state)
{
    (void) state;
    assert_fails(
        [](GlassWriter *writer) {
            std::string term(246, '\0');

            glass_writer_add_doclen(writer, 1, 2);
            glass_writer_begin_term(writer, "a", 1, 1, 1);
            glass_writer_add_posting(writer, 1, 1, nullptr, 0);
            glass_writer_begin_term(writer, term.data(), term.size(), 1, 1);
            glass_writer_add_posting(writer, 1, 1, nullptr, 0);
        },
        "too long");
}

static void
a_term_too_frequent_for_xapian_is_told_at_the_end(void **state)
{
    (void) state;
    assert_fails(
        [](GlassWriter *writer) {
            glass_writer_add_doclen(writer, 1, 2);
            glass_writer_begin_term(writer, "a", 1, 1, G_GUINT64_CONSTANT(1) << 32);
            glass_writer_add_posting(writer, 1, 1, nullptr, 0);
        },
        "more than");
}

static void
data_too_long_for_an_entry_is_told_at_the_end(void **state)
{
    (void) state;
    assert_fails(
        [](GlassWriter *writer) {
            std::string data(((size_t) 64 << 20) + 1, 'x');

            glass_writer_add_data(writer, 1, (const uint8_t *) data.data(), data.size(),
                                  FALSE);
        },
        "too long");
}

static void
a_writer_may_be_dropped_at_any_time(void **state)
{
    (void) state;
    g_autoptr(GlassWriter) writer = glass_writer_new(scratch("dropped").c_str(), nullptr);

    glass_feed(glass_corpus_random(50, 10, false, 16), writer);
    glass_writer_free(nullptr);
}

#define GLASS_TEST(name)                                                                 \
    cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        GLASS_TEST(no_document_makes_an_empty_database),
        GLASS_TEST(metadata_alone_makes_a_database),
        GLASS_TEST(one_document_is_written_as_xapian_would),
        GLASS_TEST(a_hundred_documents_are_written_as_xapian_would),
        GLASS_TEST(numbers_that_are_left_out_stay_out),
        GLASS_TEST(thirty_thousand_documents_are_written_as_xapian_would),
        GLASS_TEST(long_terms_and_terms_with_nul_are_found),
        GLASS_TEST(positions_of_every_density_are_kept),
        GLASS_TEST(values_in_any_slot_are_streamed),
        GLASS_TEST(data_of_any_size_is_kept),
        GLASS_TEST(an_existing_file_is_refused),
        GLASS_TEST(a_full_disk_is_told_at_the_end),
        GLASS_TEST(a_term_too_long_for_a_key_is_told_at_the_end),
        GLASS_TEST(a_term_too_frequent_for_xapian_is_told_at_the_end),
        GLASS_TEST(data_too_long_for_an_entry_is_told_at_the_end),
        GLASS_TEST(a_writer_may_be_dropped_at_any_time),
    };

    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
