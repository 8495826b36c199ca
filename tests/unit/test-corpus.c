#include "corpus.h"

#include "error.h"
#include "reading-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* The names listed of `root`, a line each; what is skipped goes to the fixture. */
static char *
list(Fixture *fixture, const char *root)
{
    g_autoptr(GPtrArray) files = corpus_list(&root, 1, fixture_skip, fixture, NULL);
    GString *names = g_string_new(NULL);

    assert_non_null(files);
    for (unsigned i = 0; i < files->len; i++) {
        const CorpusFile *file = files->pdata[i];
        g_string_append_printf(names, "%s\n", file->name);
    }
    return g_string_free(names, FALSE);
}

static void
files_are_listed_by_name_in_byte_order(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *names = NULL;

    fixture_write(fixture, "b.txt", "x", 0);
    fixture_write(fixture, "a/z.txt", "x", 0);
    fixture_write(fixture, "a.txt", "x", 0);
    fixture_write(fixture, "a-1.txt", "x", 0);
    fixture_write(fixture, "B.TXT", "x", 0);
    fixture_write(fixture, "đ.Md", "x", 0);
    fixture_write(fixture, "a/b/c.jsonl", "x", 0);
    names = list(fixture, fixture->folder);
    assert_string_equal(names,
                        "B.TXT\na-1.txt\na.txt\na/b/c.jsonl\na/z.txt\nb.txt\nđ.Md\n");
    assert_string_equal(fixture->skipped->str, "");
}

static void
a_file_has_path_name_and_size(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *path = NULL;
    g_autoptr(GPtrArray) files = NULL;
    const CorpusFile *file = NULL;

    fixture_write(fixture, "a/b.txt", "12345", 0);
    path = fixture_path(fixture, "a/b.txt");
    files = corpus_list((const char *const[]){ fixture->folder }, 1, fixture_skip,
                        fixture, NULL);
    file = files->pdata[0];
    assert_string_equal(file->path, path);
    assert_string_equal(file->name, "a/b.txt");
    assert_int_equal(file->size, 5);
}

static void
what_is_no_document_is_passed_in_silence(void **state)
{
    static const char *const silent[] = {
        "README",     "README.md",     "readme-vi.txt",    ".hidden.txt",
        ".git/x.txt", "a.meta.json",   "tracuu.json",      "a/README.txt",
        "a.docx~",    "ehthumbs.db",   "lost+found/a.txt", "~$a.docx",
        "Thumbs.db",  "b/desktop.ini",
    };
    Fixture *fixture = *state;
    g_autofree char *names = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(silent); i++)
        fixture_write(fixture, silent[i], "x", 0);
    names = list(fixture, fixture->folder);
    assert_string_equal(names, "");
    assert_string_equal(fixture->skipped->str, "");
}

static void
what_a_browser_saved_beside_a_page_is_passed_over(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *names = NULL;

    fixture_write(fixture, "Trang 1.html", "x", 0);
    fixture_write(fixture, "Trang 1_files/style.css", "x", 0);
    fixture_write(fixture, "w.htm", "x", 0);
    fixture_write(fixture, "w.files/image.png", "x", 0);
    fixture_write(fixture, "other_files/a.txt", "x", 0);
    fixture_write(fixture, "_files/b.txt", "x", 0);
    names = list(fixture, fixture->folder);
    assert_string_equal(names, "Trang 1.html\n_files/b.txt\nother_files/a.txt\nw.htm\n");
    assert_string_equal(fixture->skipped->str, "");
}

static void
what_cannot_be_read_is_named(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *target = fixture_path(fixture, "good.txt");
    g_autofree char *link = fixture_path(fixture, "link.txt");
    g_autofree char *loop = fixture_path(fixture, "loop");
    g_autofree char *pipe = fixture_path(fixture, "pipe.txt");
    g_autofree char *names = NULL;

    fixture_write(fixture, "good.txt", "x", 0);
    fixture_write(fixture, "scan.PDF", "x", 0);
    fixture_write(fixture, "Makefile", "x", 0);
    fixture_write(fixture, "b\xff\n.txt", "x", 0);
    fixture_write(fixture, "a\tb.txt", "x", 0);
    assert_int_equal(symlink(target, link), 0);
    assert_int_equal(symlink(".", loop), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    names = list(fixture, fixture->folder);
    assert_string_equal(names, "Makefile\ngood.txt\nscan.PDF\n");
    assert_string_equal(fixture->skipped->str,
                        "a\\x09b.txt: name is not UTF-8 or has control characters\n"
                        "b\\xFF\\x0A.txt: name is not UTF-8 or has control characters\n"
                        "link.txt: symbolic link, not followed\n"
                        "loop: symbolic link, not followed\n"
                        "pipe.txt: not a regular file\n");
}

/* The superuser may read everything, so the test becomes somebody else for a while. */
static void
without_permission_a_file_and_a_folder_are_named_and_a_root_is_an_error(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *file = fixture_path(fixture, "secret.txt");
    g_autofree char *folder = fixture_path(fixture, "closed");
    const char *root = folder;
    g_autofree char *names = NULL;
    g_autoptr(GError) error = NULL;
    gboolean super = geteuid() == 0;

    fixture_write(fixture, "secret.txt", "x", 0);
    fixture_write(fixture, "closed/a.txt", "x", 0);
    fixture_write(fixture, "open.txt", "x", 0);
    assert_int_equal(chmod(fixture->folder, 0755), 0);
    assert_int_equal(chmod(file, 0), 0);
    assert_int_equal(chmod(folder, 0), 0);
    if (super)
        assert_int_equal(setresuid(65534, 65534, 0), 0);
    names = list(fixture, fixture->folder);
    assert_null(corpus_list(&root, 1, fixture_skip, fixture, &error));
    if (super)
        assert_int_equal(setresuid(0, 0, 0), 0);
    assert_int_equal(chmod(folder, 0700), 0);
    assert_string_equal(names, "open.txt\n");
    assert_string_equal(fixture->skipped->str,
                        "closed: folder cannot be read: Permission denied\n"
                        "secret.txt: Permission denied\n");
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CORPUS));
    assert_true(g_str_has_suffix(error->message, "/closed: Permission denied"));
}

static void
a_root_may_be_a_link_a_file_or_anything_named(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *folder = fixture_path(fixture, "real");
    g_autofree char *link = fixture_path(fixture, "link");
    g_autofree char *readme = fixture_path(fixture, "real/README.txt");
    g_autofree char *pdf = fixture_path(fixture, "real/a.pdf");
    g_autofree char *of_link = NULL;
    g_autofree char *of_file = NULL;
    g_autofree char *of_pdf = NULL;
    g_autofree char *of_device = NULL;

    fixture_write(fixture, "real/x.txt", "x", 0);
    fixture_write(fixture, "real/README.txt", "x", 0);
    assert_int_equal(symlink(folder, link), 0);
    of_link = list(fixture, link);
    assert_string_equal(of_link, "x.txt\n");
    of_file = list(fixture, readme);
    assert_string_equal(of_file, "README.txt\n");
    fixture_write(fixture, "real/a.pdf", "x", 0);
    of_pdf = list(fixture, pdf);
    of_device = list(fixture, "/dev/null");
    assert_string_equal(of_pdf, "a.pdf\n");
    assert_string_equal(of_device, "");
    assert_string_equal(fixture->skipped->str, "null: not a regular file\n");
}

static void
roots_keep_their_order_and_a_missing_one_is_an_error(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *b = fixture_path(fixture, "b");
    g_autofree char *a = fixture_path(fixture, "a");
    g_autofree char *none = fixture_path(fixture, "none");
    const char *roots[] = { b, a, none };
    g_autoptr(GPtrArray) files = NULL;
    g_autoptr(GError) error = NULL;

    fixture_write(fixture, "a/1.txt", "x", 0);
    fixture_write(fixture, "b/2.txt", "x", 0);
    files = corpus_list(roots, 2, fixture_skip, fixture, NULL);
    assert_int_equal(files->len, 2);
    assert_string_equal(((CorpusFile *) files->pdata[0])->name, "2.txt");
    assert_string_equal(((CorpusFile *) files->pdata[1])->name, "1.txt");
    assert_null(corpus_list(roots, 3, fixture_skip, fixture, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CORPUS));
    assert_true(g_str_has_suffix(error->message, "/none: No such file or directory"));
}

static void
folders_end_at_a_depth(void **state)
{
    Fixture *fixture = *state;
    g_autoptr(GString) name = g_string_new(NULL);
    g_autofree char *names = NULL;
    g_autofree char *message = NULL;

    for (int i = 0; i < 64; i++)
        g_string_append(name, "d/");
    message = g_strdup_printf("%.*s: folders nested deeper than 64\n",
                              (int) name->len - 1, name->str);
    g_string_append(name, "x.txt");
    fixture_write(fixture, name->str, "x", 0);
    fixture_write(fixture, name->str + 2, "x", 0);
    names = list(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str, message);
    g_string_append_c(name, '\n');
    assert_string_equal(names, name->str + 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_listed_by_name_in_byte_order),
        TEST(a_file_has_path_name_and_size),
        TEST(what_is_no_document_is_passed_in_silence),
        TEST(what_a_browser_saved_beside_a_page_is_passed_over),
        TEST(what_cannot_be_read_is_named),
        TEST(without_permission_a_file_and_a_folder_are_named_and_a_root_is_an_error),
        TEST(a_root_may_be_a_link_a_file_or_anything_named),
        TEST(roots_keep_their_order_and_a_missing_one_is_an_error),
        TEST(folders_end_at_a_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
