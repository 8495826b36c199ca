#include "read/child.h"

#include "error.h"
#include "read/result.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LONG_S 240 /* seconds that nobody is to wait, on however busy a machine */

static void
rest(G_GNUC_UNUSED int out, G_GNUC_UNUSED int in, G_GNUC_UNUSED gpointer data)
{
    pid_t pid = fork();

    g_usleep(LONG_S * G_USEC_PER_SEC);
    _exit(pid < 0);
}

/* Time enough in all, on a machine that does much else, for a second of computing. */
static const ChildLimits limits = { "the PDF", 512, 1, LONG_S };
static const ChildLimits hasty = { "the PDF", 512, 1, 1 };

/* Runs `func`, reads `len` bytes of it; the error's message, or NULL.  (transfer full) */
static char *
run(ChildFunc func, gpointer data, char *bytes, size_t len)
{
    g_autoptr(Child) child =
        child_start(func == rest ? &hasty : &limits, func, data, -1, NULL);
    g_autoptr(GError) error = NULL;

    assert_non_null(child);
    if (child_read(child, bytes, len, &error))
        return NULL;
    assert_true(error_is_skippable(error));
    return g_strdup(error->message);
}

static void
say_twice(int out, G_GNUC_UNUSED int in, gpointer data)
{
    child_write(out, data, 3);
    g_usleep(1000);
    child_write(out, data, 3);
}

static void
what_the_process_writes_is_read(void **state)
{
    char bytes[7] = "";

    (void) state;
    assert_null(run(say_twice, (gpointer) "abc", bytes, 6));
    assert_string_equal(bytes, "abcabc");
}

static void
crash(G_GNUC_UNUSED int out, G_GNUC_UNUSED int in, gpointer data)
{
    (void) signal(GPOINTER_TO_INT(data), SIG_DFL); /* a sanitizer has its own */
    (void) raise(GPOINTER_TO_INT(data));
}

static void
leave(G_GNUC_UNUSED int out, G_GNUC_UNUSED int in, G_GNUC_UNUSED gpointer data)
{
    _exit(7);
}

static void
a_crash_is_named_and_so_is_an_early_end(void **state)
{
    char bytes[7] = "";
    g_autofree char *segv = run(crash, GINT_TO_POINTER(SIGSEGV), bytes, 6);
    g_autofree char *abrt = run(crash, GINT_TO_POINTER(SIGABRT), bytes, 6);
    g_autofree char *left = run(leave, NULL, bytes, 6);
    g_autofree char *killed = run(crash, GINT_TO_POINTER(SIGKILL), bytes, 6);
    g_autofree char *brief = run(say_twice, (gpointer) "abc", bytes, 7);

    (void) state;
    assert_string_equal(segv, "the PDF makes its reader crash (Segmentation fault)");
    assert_string_equal(abrt, "the PDF makes its reader crash (Aborted)");
    assert_string_equal(left, "the PDF makes its reader crash (no result)");
    assert_string_equal(brief, "the PDF makes its reader crash (no result)");
    assert_string_equal(killed,
                        "the PDF: its reader was killed, by lack of memory as a rule");
}

/* Crashes, and leaves one behind that holds the output. */
static void
crash_with_company(int out, int in, gpointer data)
{
    if (fork() == 0) {
        g_usleep(LONG_S * G_USEC_PER_SEC);
        _exit(0);
    }
    crash(out, in, data);
}

static void
a_crash_is_seen_though_others_hold_the_output(void **state)
{
    char bytes[7] = "";
    gint64 start = g_get_monotonic_time();
    g_autofree char *message =
        run(crash_with_company, GINT_TO_POINTER(SIGSEGV), bytes, 6);

    (void) state;
    assert_string_equal(message, "the PDF makes its reader crash (Segmentation fault)");
    assert_true(g_get_monotonic_time() - start < LONG_S / 2 * G_USEC_PER_SEC);
}

static void
compute(G_GNUC_UNUSED int out, G_GNUC_UNUSED int in, G_GNUC_UNUSED gpointer data)
{
    for (volatile unsigned i = 0;; i++)
        ;
}

/* Closes its output, and stays. */
static void
hide(int out, G_GNUC_UNUSED int in, G_GNUC_UNUSED gpointer data)
{
    close(out);
    g_usleep(LONG_S * G_USEC_PER_SEC);
}

static void
endless_work_and_endless_waiting_are_ended(void **state)
{
    char bytes[7] = "";
    gint64 start = g_get_monotonic_time();
    g_autofree char *computing = run(compute, NULL, bytes, 6);
    g_autofree char *resting = run(rest, NULL, bytes, 6);
    g_autofree char *hiding = run(hide, NULL, bytes, 6);

    (void) state;
    assert_string_equal(computing, "the PDF takes longer than 1 s of computing");
    assert_string_equal(resting, "the PDF takes longer than 1 s");
    assert_string_equal(hiding,
                        "the PDF: its reader was killed, by lack of memory as a rule");
    assert_true(g_get_monotonic_time() - start < LONG_S / 2 * G_USEC_PER_SEC);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
static void
ask_glib(G_GNUC_UNUSED int out, G_GNUC_UNUSED int in, G_GNUC_UNUSED gpointer data)
{
    for (;;)
        memset(g_malloc(16u << 20), 1, 16u << 20);
}

static void
more_memory_than_allowed_is_named(void **state)
{
    char bytes[7] = "";
    g_autofree char *message = run(ask_glib, NULL, bytes, 6);

    (void) state;
    assert_string_equal(message, "the PDF needs more than 512 MiB of memory");
}
#endif

static void
look_around(int out, int in, G_GNUC_UNUSED gpointer data)
{
    char seen[128];
    char given[8] = "";
    int n_open = 0;
    struct rlimit core;
    struct rlimit size;

    (void) getrlimit(RLIMIT_CORE, &core);
    (void) getrlimit(RLIMIT_FSIZE, &size);
    for (int fd = 0; fd < 1024; fd++)
        n_open += fcntl(fd, F_GETFD) >= 0;
    if (read(in, given, sizeof given - 1) < 0)
        _exit(1);
    (void) snprintf(seen, sizeof seen, "%d %s %d %d %-40d", n_open, given,
                    (int) core.rlim_cur, (int) (size.rlim_cur >> 20),
                    getpgid(0) == getpid());
    child_write(out, seen, 40);
}

static void
the_process_has_only_what_it_was_given(void **state)
{
    FILE *file = tmpfile();
    char bytes[41] = "";
    g_autoptr(Child) child = NULL;

    (void) state;
    assert_int_equal(fputs("given", file), 1);
    rewind(file);
    child = child_start(&limits, look_around, NULL, fileno(file), NULL);
    assert_true(child_read(child, bytes, 40, NULL));
    (void) fclose(file);
    assert_string_equal(g_strchomp(bytes), "5 given 0 128 1");
}

static void
shout(int out, G_GNUC_UNUSED int in, G_GNUC_UNUSED gpointer data)
{
    for (int i = 0; i < 20000; i++)
        (void) fputs("poppler/error: something is wrong here\n", stderr);
    child_write(out, data, 3);
}

static void
messages_of_a_library_hold_nothing_up_and_go_nowhere(void **state)
{
    char bytes[4] = "";

    (void) state;
    assert_null(run(shout, (gpointer) "abc", bytes, 3));
    assert_string_equal(bytes, "abc");
}

/* ---- results --------------------------------------------------------------- */

static void
write_result(int out, G_GNUC_UNUSED int in, G_GNUC_UNUSED gpointer data)
{
    Converted converted = { .text = (char *) "một\n\nhai",
                            .title = (char *) "",
                            .encoding = (char *) "TCVN3",
                            .n_pages = 3,
                            .n_ocr_pages = 2,
                            .ocr_confidence = 0.75 };

    converted_warn(&converted, WARNING_PAGE, 3, 0, "page %d is blank", 3);
    converted_warn(&converted, WARNING_OCR, 4, 7, "and so is page %d", 4);
    result_write(out, &converted, NULL);
}

static void
a_result_arrives_as_it_was(void **state)
{
    g_autoptr(Child) child = child_start(&limits, write_result, NULL, -1, NULL);
    g_auto(Converted) converted = { 0 };
    const Warning *last = NULL;

    (void) state;
    assert_true(result_read(child, &converted, NULL));
    assert_string_equal(converted.text, "một\n\nhai");
    assert_null(converted.html);
    assert_string_equal(converted.title, "");
    assert_string_equal(converted.encoding, "TCVN3");
    assert_int_equal(converted.n_pages, 3);
    assert_int_equal(converted.n_ocr_pages, 2);
    assert_true(converted.ocr_confidence > 0.74 && converted.ocr_confidence < 0.76);
    assert_int_equal(converted.warnings->len, 2);
    last = converted.warnings->pdata[1];
    assert_int_equal(last->kind, WARNING_OCR);
    assert_int_equal(last->n, 4);
    assert_int_equal(last->m, 7);
    assert_string_equal(last->text, "and so is page 4");
}

/* A result whose bytes at [at, at + len) are `bytes`, as a process that was taken over
 * could write. */
typedef struct {
    size_t at;
    const char *bytes;
    size_t len;
} Forgery;

static void
write_forgery(int out, G_GNUC_UNUSED int in, gpointer data)
{
    const Forgery *forgery = data;
    g_autofree char *result = NULL;
    FILE *file = tmpfile();
    long len = 0;

    write_result(fileno(file), -1, NULL);
    len = lseek(fileno(file), 0, SEEK_END);
    result = g_malloc((size_t) len);
    if (pread(fileno(file), result, (size_t) len, 0) != len)
        _exit(1);
    memcpy(result + forgery->at, forgery->bytes, forgery->len);
    child_write(out, result, (size_t) len);
}

static void
a_forged_result_is_refused(void **state)
{
    static const char unsound[] = "its reader gave no sound result";
    static const struct {
        Forgery forgery;
        const char *message;
    } rows[] = {
        { { 0, "x", 1 }, unsound },                     /* mark */
        { { 4, "\1", 1 }, unsound },                    /* failed, without a message */
        { { 16, "\4", 1 }, unsound },                   /* more OCR pages than pages */
        { { 20, "\xff\xff", 2 }, unsound },             /* warnings */
        { { 24, "\0\0\0\0\0\0\xf0\x40", 8 }, unsound }, /* confidence 65536 */
        { { 32, "\0", 1 }, unsound },                   /* no text */
        { { 32, "\xff\xff\xff\xff\xff", 5 },
          "more than 268435456 bytes of text and marks" },
        { { 72, "\xff", 1 }, unsound }, /* text is not UTF-8 */
        { { 72, "\0", 1 }, unsound },   /* and ends early */
        { { 90, "\5", 1 }, unsound },   /* what kind of warning */
        { { 106, "\0", 1 }, unsound },  /* and without a text */
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Child) child =
            child_start(&limits, write_forgery, (gpointer) &rows[i].forgery, -1, NULL);
        g_auto(Converted) converted = { 0 };
        g_autoptr(GError) error = NULL;
        assert_false(result_read(child, &converted, &error));
        assert_string_equal(error->message, rows[i].message);
        assert_true(error_is_skippable(error));
    }
}

static gboolean
convert_by_name(G_GNUC_UNUSED const char *bytes,
                G_GNUC_UNUSED size_t len,
                const ConvertOptions *options,
                Converted *out,
                GError **error)
{
    if (strcmp(options->name, "good") == 0) {
        out->text = g_strdup_printf("%d", getpid());
        return TRUE;
    }
    if (strcmp(options->name, "long") == 0)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "more than 3 pages");
    else
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "no such font");
    return FALSE;
}

static void
a_converter_runs_apart_when_its_format_says_so(void **state)
{
    static const FormatLimits apart = { 100, 512, 1, 2 };
    static const FormatLimits here = { 100, 0, 0, 0 };
    Format format = { "PDF", NULL, NULL, READER_CONVERT, convert_by_name, NULL, &apart };
    ConvertOptions options = { .name = "good" };
    g_auto(Converted) there = { 0 };
    g_auto(Converted) same = { 0 };
    g_autoptr(GError) error = NULL;

    (void) state;
    assert_true(result_convert(&format, "", 0, &options, &there, NULL));
    assert_int_not_equal(strtol(there.text, NULL, 10), getpid());
    options.name = "long";
    assert_false(result_convert(&format, "", 0, &options, &same, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT));
    assert_string_equal(error->message, "more than 3 pages");
    g_clear_error(&error);
    options.name = "other";
    assert_false(result_convert(&format, "", 0, &options, &same, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE));
    assert_string_equal(error->message, "no such font");
    format.limits = &here;
    options.name = "good";
    assert_true(result_convert(&format, "", 0, &options, &same, NULL));
    assert_int_equal(strtol(same.text, NULL, 10), getpid());
}

/* Whatever numbers are free: what starts a test may hold some of them open. */
static void
close_what_was_inherited(void)
{
    (void) close_range(STDERR_FILENO + 1, ~0U, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_process_writes_is_read),
        cmocka_unit_test(a_crash_is_named_and_so_is_an_early_end),
        cmocka_unit_test(a_crash_is_seen_though_others_hold_the_output),
        cmocka_unit_test(endless_work_and_endless_waiting_are_ended),
#if !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
        cmocka_unit_test(more_memory_than_allowed_is_named),
#endif
        cmocka_unit_test(the_process_has_only_what_it_was_given),
        cmocka_unit_test(messages_of_a_library_hold_nothing_up_and_go_nowhere),
        cmocka_unit_test(a_result_arrives_as_it_was),
        cmocka_unit_test(a_forged_result_is_refused),
        cmocka_unit_test(a_converter_runs_apart_when_its_format_says_so),
    };
    close_what_was_inherited();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
