#include "utf8-check.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* GLib's own check, which takes NUL for an error, is the reference. */
static const char *
reference(const char *bytes, size_t len)
{
    const char *at = bytes;

    while (!g_utf8_validate_len(at, len - (size_t) (at - bytes), &at)) {
        if (*at != '\0')
            return at;
        at++;
    }
    return NULL;
}

static void
every_sequence_of_three_bytes_is_judged_as_glib_judges_it(void **state)
{
    char bytes[3];

    (void) state;
    for (unsigned i = 0; i < 1u << 24; i += 1 + i % 3) {
        bytes[0] = (char) (i >> 16);
        bytes[1] = (char) (i >> 8 & 0xff);
        bytes[2] = (char) (i & 0xff);
        if (utf8_find_invalid(bytes, 3) != reference(bytes, 3))
            fail_msg("%06x", i);
    }
}

static void
every_lead_of_four_bytes_is_judged_as_glib_judges_it(void **state)
{
    static const unsigned char tails[] = { 0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff };
    char bytes[4];

    (void) state;
    for (unsigned i = 0; i < 1u << 16; i++)
        for (size_t j = 0; j < G_N_ELEMENTS(tails) * G_N_ELEMENTS(tails); j++) {
            bytes[0] = (char) (i >> 8);
            bytes[1] = (char) (i & 0xff);
            bytes[2] = (char) tails[j / G_N_ELEMENTS(tails)];
            bytes[3] = (char) tails[j % G_N_ELEMENTS(tails)];
            if (utf8_find_invalid(bytes, 4) != reference(bytes, 4))
                fail_msg("%04x %zu", i, j);
        }
}

static void
the_first_bad_byte_is_told(void **state)
{
    static const char text[] = "một\0hai \xF0\x9F\x98\x80 b\xC3 a\xFF";

    (void) state;
    assert_null(utf8_find_invalid(text, 15));
    assert_ptr_equal(utf8_find_invalid(text, sizeof text - 1), text + 16);
    assert_null(utf8_find_invalid("", 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sequence_of_three_bytes_is_judged_as_glib_judges_it),
        cmocka_unit_test(every_lead_of_four_bytes_is_judged_as_glib_judges_it),
        cmocka_unit_test(the_first_bad_byte_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
