#include "office-fixture.h"
#include "read/doc.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Programs of a scratch folder, which say what antiword and catdoc would. */
typedef struct {
    char *folder;
} Fixture;

static int
setup(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);

    fixture->folder = g_dir_make_tmp("tracuu-doc-XXXXXX", NULL);
    *state = fixture;
    return fixture->folder == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
    static const char *const names[] = { "antiword", "catdoc" };
    Fixture *fixture = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(fixture->folder, names[i], NULL);
        (void) g_unlink(path);
    }
    assert_int_equal(g_rmdir(fixture->folder), 0);
    g_free(fixture->folder);
    g_free(fixture);
    return 0;
}

static void
install(const Fixture *fixture, const char *name, const char *script)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
    g_autofree char *content = g_strdup_printf("#!/bin/sh\n%s\n", script);

    assert_true(g_file_set_contents_full(path, content, -1, G_FILE_SET_CONTENTS_NONE,
                                         0755, NULL));
}

static void
assert_text(const Fixture *fixture, const char *bytes, const char *text)
{
    const char *const folders[] = { "/nonexistent", fixture->folder, NULL };
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;

    assert_true(doc_convert(folders, bytes, strlen(bytes), &out, &error));
    assert_string_equal(out.text, text);
}

static void
assert_refused(const Fixture *fixture, const char *bytes, size_t len, const char *message)
{
    const char *const folders[] = { fixture->folder, NULL };
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;

    assert_false(doc_convert(folders, bytes, len, &out, &error));
    assert_string_equal(error->message, message);
    assert_null(out.text);
}

#define DOCBOOK                                                                               \
    "<?xml version='1.0'?><!DOCTYPE book SYSTEM 'http://a/b.dtd'><book><chapter><para>"       \
    "<informaltable><tgroup><tbody><row><entry>\nTỈNH ỦY\nSố: 1\n</entry><entry>"       \
    "<emphasis role='bold'>ĐẢNG</emphasis>\n[pic]\n<emphasis>Hà Nội</emphasis></entry>" \
    "</row></tbody></tgroup></informaltable></para></chapter></book>"
#define TEXT                                                                             \
    "|TỈNH ỦY |ĐẢNG   |\n|Số: 1   |Hà Nội |\n\nTHÔNG BÁO\nVề việc\n\n[pic]\nthân\n"

static void
antiword_gives_tables_as_docbook_and_all_else_as_text(void **state)
{
    install(*state, "antiword",
            "if [ \"$3\" = -x ]; then cat <<'END'\n" DOCBOOK
            "\nEND\nelse cat <<'END'\n" TEXT "END\nfi");
    assert_text(*state, "x",
                "TỈNH ỦY\nSố: 1\nĐẢNG\nHà Nội\n\nTHÔNG BÁO\nVề việc\n\nthân\n");
}

static void
tables_are_read_from_the_text_when_docbook_has_others(void **state)
{
    install(*state, "antiword",
            "if [ \"$3\" = -x ]; then echo '<book>'; else cat <<'END'\n" TEXT "END\nfi");
    assert_text(*state, "x",
                "TỈNH ỦY ĐẢNG\nSố: 1 Hà Nội\n\nTHÔNG BÁO\nVề việc\n\nthân\n");
}

static void
the_program_reads_the_file_with_an_environment_of_its_own(void **state)
{
    install(*state, "catdoc", "cat \"$4\"; echo; echo \"$TRACUU_TEST_SECRET$LC_ALL\"");
    g_setenv("TRACUU_TEST_SECRET", "bí mật", TRUE);
    assert_text(*state, "nội dung", "nội dung\nC.UTF-8\n");
    g_unsetenv("TRACUU_TEST_SECRET");
}

static void
catdoc_is_asked_when_antiword_fails(void **state)
{
    install(*state, "antiword", "exit 1");
    install(*state, "catdoc", "echo văn bản");
    assert_text(*state, "x", "văn bản\n");
}

static void
a_long_line_is_a_paragraph(void **state)
{
    g_autofree char *line = g_strnfill(201, 'a');
    g_autofree char *script = g_strdup_printf("echo một; echo %s; echo hai", line);
    g_autofree char *text = g_strdup_printf("một\n\n%s\n\nhai\n", line);

    install(*state, "catdoc", script);
    assert_text(*state, "x", text);
}

static void
without_a_program_the_user_is_told_which(void **state)
{
    assert_refused(
        *state, "x", 1,
        "format not read: Word up to 2003; install antiword or catdoc, or save "
        "it as .docx");
}

static void
a_failing_program_is_named(void **state)
{
    install(*state, "antiword", "echo x; exit 1");
    assert_refused(*state, "x", 1, "antiword: cannot read it");
    install(*state, "antiword", "exec cat /dev/zero");
    assert_refused(*state, "x", 1, "antiword: text too long");
    install(*state, "antiword", "kill -9 $$");
    assert_refused(*state, "x", 1, "antiword: cannot read it");
}

static void
a_password_is_told_by_the_file_itself(void **state)
{
    char bytes[0x300] = { 0 };

    bytes[0x200] = '\xEC';
    bytes[0x201] = '\xA5';
    bytes[0x20B] = 0x01;
    install(*state, "antiword", "echo x");
    assert_refused(*state, bytes, sizeof bytes, "protected by a password");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            antiword_gives_tables_as_docbook_and_all_else_as_text, setup, teardown),
        cmocka_unit_test_setup_teardown(
            tables_are_read_from_the_text_when_docbook_has_others, setup, teardown),
        cmocka_unit_test_setup_teardown(
            the_program_reads_the_file_with_an_environment_of_its_own, setup, teardown),
        cmocka_unit_test_setup_teardown(catdoc_is_asked_when_antiword_fails, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_long_line_is_a_paragraph, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_program_the_user_is_told_which, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_failing_program_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(a_password_is_told_by_the_file_itself, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
