/* Recognised text: as it is kept, and as it gets into a notice. */
#include "read/ocr-pages.h"

#include <glib/gstdio.h>
#include <string.h>

#include "error.h"
#include "pdf-fixture.h"
#include "read/ocr-cache.h"
#include "read/ocr-words.h"
#include "read/ocr.h"
#include "scratch.h"

#define SMALL 200 /* points: recognised in a fifth of the time */

static const PdfPiece first[] = {
    { 72, 100, "Thực hiện nghiêm biện pháp cách ly xã hội", FALSE, FALSE },
    { 72, 120, "trong vòng 15 ngày kể từ 0 giờ.", FALSE, FALSE },
    { 0, 0, NULL, FALSE, FALSE },
};
static const PdfPiece second[] = {
    { 72, 100, "Yêu cầu mọi người dân ở tại nhà.", FALSE, FALSE },
    { 0, 0, NULL, FALSE, FALSE },
};
static const PdfPiece none[] = { { 0, 0, NULL, FALSE, FALSE } };

/* A scan of three pages, the last of them empty. */
static GBytes *
make_scan(void)
{
    const PdfPageOf pages[] = { { first, SMALL }, { second, SMALL }, { none, SMALL } };

    return pdf_make(pages, G_N_ELEMENTS(pages), NULL, TRUE);
}

static gboolean
convert(GBytes *pdf, const char *cache, unsigned n_jobs, Converted *out, GError **error)
{
    const ConvertOptions options = { "a.pdf", cache, TRUE, n_jobs };
    size_t len = 0;
    const char *bytes = g_bytes_get_data(pdf, &len);

    return convert_pdf(bytes, len, &options, out, error);
}

/* Ends the test where nothing can be recognised. */
static void
need_engine(void)
{
    char *identity = ocr_identify(NULL);
    gboolean has_engine = identity != NULL;

    g_free(identity);
    if (!has_engine) {
        print_message("text recognition is not installed: skipped\n");
        skip();
    }
}

static void
words_are_kept_as_lines(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(PageWords) words = page_words_new(595, 842);
    OcrScore score = { 0, 0 };

    (void) state;
    ocr_words_write(text, "cách", (PageBox){ 72, 100.25, 90, 112 }, 96, TRUE);
    ocr_words_write(text, "ly", (PageBox){ 93, 100.25, 101, 112 }, 90, FALSE);
    ocr_words_write(text, "", (PageBox){ 0, 0, 1, 1 }, 90, FALSE);
    ocr_words_write(text, "a b", (PageBox){ 0, 0, 1, 1 }, 90, FALSE);
    assert_string_equal(text->str, "7200 10025 9000 11200 96 1 cách\n"
                                   "9300 10025 10100 11200 90 0 ly\n");
    assert_true(ocr_words_read(text->str, words, &score));
    assert_int_equal(words->words->len, 2);
    assert_int_equal(score.n_words, 2);
    assert_int_equal(score.confidence, 186);
}

static void
what_is_no_such_line_is_refused_whole(void **state)
{
    static const char *const texts[] = {
        "1 1 2 2 90 1 một\n1 1 2 2 90 1",
        "1 1 2 2 90 1 \n",
        "1 1 2 2 101 1 một\n",
        "1 1 2 2 -1 1 một\n",
        "a 1 2 2 90 1 x\n",
        "1 1 2 2 90 1 một",
        "99999999999 1 2 2 90 1 một\n",
        "1 1 2 2 90 1 \xFF\n",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(PageWords) words = page_words_new(595, 842);
        OcrScore score = { 0, 0 };
        assert_false(ocr_words_read(texts[i], words, &score));
        assert_int_equal(words->words->len, 0);
        assert_int_equal(score.n_words, 0);
    }
}

static char *
path_of(const char *dir, const char *key)
{
    const char two[] = { key[0], key[1], '\0' };

    return g_build_filename(dir, "ocr", two, key + 2, NULL);
}

static void
a_damaged_entry_of_the_cache_is_not_there(void **state)
{
    g_autofree char *key = ocr_cache_key("abc", 0, "engine 1", 300);
    g_autofree char *path = path_of(*state, key);
    g_autofree char *entry = NULL;
    g_autofree char *whole = NULL;
    size_t len = 0;

    assert_null(ocr_cache_get(*state, key));
    ocr_cache_put(*state, key, "1 1 2 2 90 1 một\n");
    whole = ocr_cache_get(*state, key);
    assert_string_equal(whole, "1 1 2 2 90 1 một\n");
    assert_true(g_file_get_contents(path, &entry, &len, NULL));
    for (size_t i = 0; i < len; i += 7) {
        g_autofree char *bad = g_strndup(entry, len);
        bad[i] ^= 1;
        assert_true(g_file_set_contents(path, bad, (gssize) len, NULL));
        assert_null(ocr_cache_get(*state, key));
        assert_true(g_file_set_contents(path, entry, (gssize) i, NULL));
        assert_null(ocr_cache_get(*state, key));
    }
}

static void
a_key_is_of_all_that_the_text_depends_on(void **state)
{
    g_autofree char *key = ocr_cache_key("abc", 0, "engine 1", 300);
    g_autofree char *file = ocr_cache_key("abd", 0, "engine 1", 300);
    g_autofree char *page = ocr_cache_key("abc", 1, "engine 1", 300);
    g_autofree char *engine = ocr_cache_key("abc", 0, "engine 2", 300);
    g_autofree char *dpi = ocr_cache_key("abc", 0, "engine 1", 200);

    (void) state;
    assert_string_not_equal(key, file);
    assert_string_not_equal(key, page);
    assert_string_not_equal(key, engine);
    assert_string_not_equal(key, dpi);
}

static void
a_cache_that_cannot_be_written_is_done_without(void **state)
{
    g_autofree char *file = g_build_filename(*state, "file", NULL);
    g_autofree char *key = ocr_cache_key("abc", 0, "engine 1", 300);

    assert_true(g_file_set_contents(file, "", 0, NULL));
    ocr_cache_put(file, key, "x");
    assert_null(ocr_cache_get(file, key));
}

static void
pictures_become_text_however_many_processes_read_them(void **state)
{
    g_autoptr(GBytes) pdf = NULL;
    g_auto(Converted) one = { 0 };
    g_auto(Converted) three = { 0 };

    (void) state;
    need_engine();
    pdf = make_scan();
    assert_true(convert(pdf, NULL, 1, &one, NULL));
    assert_true(convert(pdf, NULL, 3, &three, NULL));
    assert_string_equal(one.text, three.text);
    assert_non_null(strstr(one.text, "cách ly xã hội trong vòng 15 ngày"));
    assert_non_null(strstr(one.text, "người dân ở tại nhà"));
    assert_int_equal(one.n_pages, 3);
    assert_int_equal(one.n_ocr_pages, 2);
    assert_true(one.ocr_confidence > 0.7 && one.ocr_confidence <= 1);
    assert_true(one.ocr_confidence == three.ocr_confidence);
    assert_null(one.warnings);
}

/* The cache's word for the first page of the scan. */
static void
forge_entry(const char *cache, GBytes *pdf, const char *text)
{
    g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, pdf);
    g_autofree char *engine = ocr_identify(NULL);
    g_autofree char *key = ocr_cache_key(sum, 0, engine, 300);
    g_autofree char *old = ocr_cache_get(cache, key);

    assert_non_null(old); /* the first run has put it there */
    ocr_cache_put(cache, key, text);
}

static void
what_the_cache_has_is_not_recognised_again(void **state)
{
    const PdfPageOf page = { second, SMALL };
    g_autoptr(GBytes) pdf = NULL;
    g_auto(Converted) fresh = { 0 };
    g_auto(Converted) kept = { 0 };

    need_engine();
    pdf = pdf_make(&page, 1, NULL, TRUE);
    assert_true(convert(pdf, *state, 1, &fresh, NULL));
    forge_entry(*state, pdf, "7200 10000 12000 11200 50 1 giả\n");
    assert_true(convert(pdf, *state, 1, &kept, NULL));
    assert_string_equal(kept.text, "giả\n");
    assert_true(kept.ocr_confidence == 0.5);
}

static void
only_pages_without_text_are_recognised(void **state)
{
    const PdfPageOf page = { first, SMALL };
    g_autoptr(GBytes) pdf = pdf_make(&page, 1, NULL, FALSE);
    g_auto(Converted) out = { 0 };

    assert_true(convert(pdf, *state, 1, &out, NULL));
    assert_int_equal(out.n_ocr_pages, 0);
    assert_true(out.ocr_confidence == 0);
    assert_false(g_file_test(*state, G_FILE_TEST_IS_DIR) &&
                 g_rmdir(*state) != 0); /* nothing was kept */
    assert_int_equal(g_mkdir(*state, 0700), 0);
}

static void
an_empty_picture_has_no_text(void **state)
{
    const PdfPageOf page = { none, SMALL };
    g_autoptr(GBytes) pdf = NULL;
    g_autoptr(GError) error = NULL;
    g_auto(Converted) out = { 0 };

    (void) state;
    need_engine();
    pdf = pdf_make(&page, 1, NULL, TRUE);
    assert_false(convert(pdf, NULL, 1, &out, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE));
    assert_string_equal(error->message,
                        "no text, and none was recognised in its pictures");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_kept_as_lines),
        cmocka_unit_test(what_is_no_such_line_is_refused_whole),
        scratch_test(a_damaged_entry_of_the_cache_is_not_there),
        cmocka_unit_test(a_key_is_of_all_that_the_text_depends_on),
        scratch_test(a_cache_that_cannot_be_written_is_done_without),
        cmocka_unit_test(pictures_become_text_however_many_processes_read_them),
        scratch_test(what_the_cache_has_is_not_recognised_again),
        scratch_test(only_pages_without_text_are_recognised),
        cmocka_unit_test(an_empty_picture_has_no_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
