/* Texts that are none: in proportion, and no more than there is room for. */
#include "extract/extraction.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void
a_list_without_end_is_read_in_part(void **state)
{
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(GString) text = g_string_new("THÔNG BÁO\n");
    g_autoptr(Extraction) extraction = NULL;

    (void) state;
    for (unsigned i = 0; i < 10100; i++)
        g_string_append_printf(text, "%u/CT-TTg 1/1/2020\n", i + 1);
    notice->text = g_strdup(text->str);
    extraction = extraction_read(notice);
    assert_int_equal(extraction->events->len, 10000);
    assert_int_equal(extraction->citations->len, 10000);
}

static char *
repeated(const char *unit, unsigned n)
{
    GString *text = g_string_new(NULL);

    while (n-- > 0)
        g_string_append(text, unit);
    return g_string_free(text, FALSE);
}

/* Of this thread, in microseconds: what else the machine does is not in it. */
static gint64
computing_time(void)
{
    struct timespec now;

    (void) clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
time_of(const char *unit, unsigned n)
{
    g_autoptr(Notice) notice = notice_new();
    gint64 start = 0;

    notice->text = repeated(unit, n);
    start = computing_time();
    extraction_free(extraction_read(notice));
    return computing_time() - start;
}

static void
a_hostile_text_takes_time_in_proportion(void **state)
{
    static const char *const units[] = {
        "\n",
        "T/M BAN\n",
        "Bí thư\nBÍ THƯ\n",
        "1-TB/TU, ",
        "1/2/2020 ",
        "1, ",
        "SAO LỤC\n",
        "Nơi nhận:\n- a\n",
        "ngày đến ",
        "1-TB/TU\n",
        "Số của của ",
        "1/2/2020-",
        "Chỉ thị 1, ",
        "Chỉ thị 1\nChỉ thị 1/CT-TTg\n",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        gint64 small = time_of(units[i], 2500);
        gint64 large = time_of(units[i], 20000);
        assert_true(large < 30 * small + 50000); /* 8 times the text; µs */
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_without_end_is_read_in_part),
        cmocka_unit_test(a_hostile_text_takes_time_in_proportion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
