#include "error.h"
#include "read.h"
#include "read/name.h"
#include "read/unzip.h"
#include "reading-fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct {
    const char *name, *text;
} Member;

/* Writes a ZIP of these members; the last has no name. */
static void
write_zip(const Fixture *fixture, const char *name, const Member *members)
{
    g_autofree char *path = fixture_path(fixture, name);
    g_autofree char *folder = g_path_get_dirname(path);
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
    assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
    for (; members->name != NULL; members++) {
        archive_entry_clear(entry);
        archive_entry_set_pathname(entry, members->name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, (la_int64_t) strlen(members->text));
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        assert_int_equal(
            archive_write_data(archive, members->text, strlen(members->text)),
            strlen(members->text));
    }
    archive_entry_free(entry);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
}

static void
each_member_of_a_zip_is_a_notice(void **state)
{
    static const Member members[] = {
        { "a.txt", "THÔNG BÁO\nVề nghỉ lễ\n\nThân." },
        { "2020/Số 1.md", "# QUYẾT ĐỊNH\n## Về khen thưởng\n\nĐiều 1." },
        { "list.jsonl",
          "{\"id\":\"x\",\"text\":\"một\"}\n{\"id\":\"y\",\"text\":\"hai\"}" },
        { "README.txt", "không" },
        { 0 },
    };
    Fixture *fixture = *state;
    const Notice *notice = NULL;

    write_zip(fixture, "năm/gói.ZIP", members);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str, "");
    assert_int_equal(fixture->notices->len, 4);
    notice = fixture_notice(fixture, 0);
    assert_string_equal(notice->id, "năm/gói/a");
    assert_string_equal(notice->source, "năm/gói.ZIP/a.txt");
    assert_string_equal(notice->title, "Về nghỉ lễ");
    notice = fixture_notice(fixture, 1);
    assert_string_equal(notice->id, "năm/gói/2020/Số 1");
    assert_non_null(strstr(notice->html, "<h1>"));
    notice = fixture_notice(fixture, 3);
    assert_string_equal(notice->id, "y");
    assert_string_equal(notice->source, "năm/gói.ZIP/list.jsonl");
}

static void
members_that_are_not_read_are_named_with_the_zip(void **state)
{
    static const Member members[] = {
        { "a.rtf", "{\\rtf1}" }, { "b.md", "<i>\n" },         { "c.zip", "PK\5\6" },
        { "d.txt", " " },        { "e.jsonl", "x\n" },        { "f", "x" },
        { "../g.txt", "x" },     { "h.txt", "còn đọc được" }, { 0 },
    };
    Fixture *fixture = *state;

    write_zip(fixture, "z.zip", members);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str,
                        "z.zip/a.rtf: format not read: RTF; save it as .docx\n"
                        "z.zip/b.md: no text\n"
                        "z.zip/c.zip: a ZIP within a ZIP is not read; unpack it\n"
                        "z.zip/d.txt: no text\n"
                        "z.zip/e.jsonl:1: JSON: no value at byte 0\n"
                        "z.zip/f: format not read: no extension\n"
                        "z.zip/../g.txt: name leads out of the archive\n");
    assert_int_equal(fixture->notices->len, 1);
    assert_string_equal(fixture_notice(fixture, 0)->id, "z/h");
}

static void
corrections_of_members_stand_in_a_folder_named_as_the_zip(void **state)
{
    static const Member members[] = { { "a/b.txt", "Thân." },
                                      { "a/b.meta.json", "{\"type\":\"không\"}" },
                                      { 0 } };
    Fixture *fixture = *state;

    write_zip(fixture, "z.zip", members);
    fixture_write(fixture, "z/a/b.meta.json", "{\"type\":\"Kết luận\"}", 0);
    fixture_write(fixture, "z.meta.json", "{}", 0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(
        fixture->skipped->str,
        "z.meta.json: corrects one notice, not records: give them the fields\n");
    assert_string_equal(fixture_notice(fixture, 0)->type, "Kết luận");
}

static gboolean
refuse(G_GNUC_UNUSED const Notice *notice,
       G_GNUC_UNUSED const Extraction *extraction,
       gpointer user_data,
       GError **error)
{
    Fixture *fixture = user_data;

    g_string_append(fixture->skipped, "asked\n");
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "disk full");
    return FALSE;
}

static void
an_error_of_the_taker_stops_a_zip(void **state)
{
    static const Member members[] = { { "a.txt", "một" }, { "b.txt", "hai" }, { 0 } };
    Fixture *fixture = *state;
    g_autofree char *path = fixture_path(fixture, "z.zip");
    CorpusFile file = { path, (char *) "z.zip", 1 };
    ReadUnit unit = { &file, 0, 1 };
    ReadSink sink = fixture_sink(fixture);
    g_autoptr(GError) error = NULL;

    write_zip(fixture, "z.zip", members);
    sink.notice = refuse;
    assert_false(read_unit(&unit, &sink, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_string_equal(fixture->skipped->str, "asked\n");
}

/* ---- names ----------------------------------------------------------------- */

static void
names_of_members_stay_below_the_archive(void **state)
{
    static const char leads_out[] = "name leads out of the archive";
    static const struct {
        const char *name;
        const char *path;    /* NULL: refused, */
        const char *message; /* saying so */
    } rows[] = {
        { "a.txt", "a.txt", NULL },
        { "a/b.txt", "a/b.txt", NULL },
        { "a\\b.txt", "a/b.txt", NULL },
        { "./a//./b.txt", "a/b.txt", NULL },
        { "Thông báo.txt", "Thông báo.txt", NULL },
        { "a..b/...txt", "a..b/...txt", NULL },
        { "a\x01\x7F.txt", "a\\x01\\x7F.txt", NULL },
        { "\xF4\xF5.txt", "\\xF4\\xF5.txt", NULL },
        { "2020\\Th\xF4ng b\xE1o v\xEA\xCC vi\xEA\xF2"
          "c nghi\xD2 l\xEA\xDE.txt",
          "2020/Thông báo về việc nghỉ lễ.txt", NULL },
        { "\xC0\xAE\xC0\xAE/a", "\\xC0\\xAE\\xC0\\xAE/a", NULL }, /* overlong ".." */
        { "..", NULL, leads_out },
        { "a/../b", NULL, leads_out },
        { "a\\..\\..\\b", NULL, leads_out },
        { "/a", NULL, leads_out },
        { "\\\\host\\a", NULL, leads_out },
        { "C:a", NULL, leads_out },
        { "c:\\a", NULL, leads_out },
        { "", NULL, "no name" },
        { "./", NULL, "no name" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = name_of_member(rows[i].name, &error);
        if (rows[i].path != NULL)
            assert_string_equal(path, rows[i].path);
        else
            assert_string_equal(error->message, rows[i].message);
        assert_true((path == NULL) == (rows[i].path == NULL));
    }
}

static void
a_long_name_has_a_limit(void **state)
{
    g_autofree char *name = g_strnfill(NAME_MAX_BYTES + 1, 'x');
    g_autoptr(GError) error = NULL;
    g_autofree char *refused = name_of_member(name, &error);
    g_autofree char *path = NULL;

    (void) state;
    assert_null(refused);
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT));
    name[NAME_MAX_BYTES] = '\0';
    path = name_of_member(name, NULL);
    assert_string_equal(path, name);
}

/* ---- unzip itself ------------------------------------------------------------ */

static void
log_begin(const char *name, gpointer user_data)
{
    g_string_append_printf(user_data, "[%s ", name);
}

static void
log_data(const void *bytes, size_t len, gpointer user_data)
{
    g_string_append_len(user_data, bytes, (gssize) len);
}

static void
log_end(const char *problem, gpointer user_data)
{
    g_string_append_printf(user_data, " %s]", problem == NULL ? "ok" : problem);
}

/* What unzip tells of these bytes, then its error.  (transfer full) */
static char *
tell(const char *bytes, gsize len)
{
    static const UnzipEvents events = { log_begin, log_data, log_end };
    g_autoptr(GError) error = NULL;
    GString *log = g_string_new(NULL);
    int fd = memfd_create("zip", MFD_CLOEXEC);

    assert_int_equal(write(fd, bytes, len), len);
    if (!unzip(fd, &events, log, &error))
        g_string_append(log, error->message);
    close(fd);
    return g_string_free(log, FALSE);
}

/* The bytes of a ZIP of these members.  (transfer full) */
static char *
make_zip(const Fixture *fixture, const Member *members, gsize *len)
{
    g_autofree char *path = fixture_path(fixture, "z");
    char *bytes = NULL;

    write_zip(fixture, "z", members);
    assert_true(g_file_get_contents(path, &bytes, len, NULL));
    return bytes;
}

static void
unzip_tells_members_in_order(void **state)
{
    static const Member members[] = {
        { "b", "hai" }, { "a", "" }, { "c/d", "ba" }, { 0 }
    };
    gsize len = 0;
    g_autofree char *bytes = make_zip(*state, members, &len);
    g_autofree char *told = tell(bytes, len);

    assert_string_equal(told, "[b hai ok][a  ok][c/d ba ok]");
}

/* Every member that is told as good has one of the two contents. */
static void
assert_nothing_wrong_is_good(const char *told)
{
    static const char end[] = " ok]";

    for (const char *at = strstr(told, end); at != NULL; at = strstr(at + 1, end)) {
        g_autofree char *before = g_strndup(told, (gsize) (at - told));
        if (!g_str_has_suffix(before, " hai hai hai") && !g_str_has_suffix(before, " ba"))
            fail_msg("told as good: %s", told);
    }
}

static void
a_wrong_byte_or_an_early_end_spoils_no_member_in_silence(void **state)
{
    static const Member members[] = { { "b", "hai hai hai" }, { "a", "ba" }, { 0 } };
    gsize len = 0;
    g_autofree char *bytes = make_zip(*state, members, &len);

    for (gsize i = 0; i < 2 * len - 1; i++) {
        g_autofree char *told = NULL;
        if (i < len)
            bytes[i] ^= 0x5A;
        told = tell(bytes, i < len ? len : i - len + 1);
        if (i < len)
            bytes[i] ^= 0x5A;
        assert_nothing_wrong_is_good(told);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_member_of_a_zip_is_a_notice),
        TEST(members_that_are_not_read_are_named_with_the_zip),
        TEST(corrections_of_members_stand_in_a_folder_named_as_the_zip),
        TEST(an_error_of_the_taker_stops_a_zip),
        cmocka_unit_test(names_of_members_stay_below_the_archive),
        cmocka_unit_test(a_long_name_has_a_limit),
        TEST(unzip_tells_members_in_order),
        TEST(a_wrong_byte_or_an_early_end_spoils_no_member_in_silence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
