/* site-layout - the parts of a document's form, from the evidence of its card. */
#include "site-layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* Reads {"type":[3],…}: the lines of each field, all of them explicit but for a field
 * with a "?" behind its name. */
static void
read_layout(Layout *layout, const char *fields)
{
    g_autoptr(cJSON) lines = json_parse(fields, strlen(fields), NULL);
    g_autoptr(cJSON) card = cJSON_CreateObject();
    cJSON *evidence = cJSON_AddObjectToObject(card, "evidence");
    assert_non_null(lines);
    for (const cJSON *field = lines->child; field != NULL; field = field->next) {
        const gboolean inferred = g_str_has_suffix(field->string, "?");
        g_autofree char *name =
            g_strndup(field->string, strlen(field->string) - (inferred ? 1 : 0));
        cJSON *one = cJSON_AddObjectToObject(evidence, name);
        cJSON *rows = cJSON_AddArrayToObject(one, "lines");
        cJSON_AddStringToObject(one, "basis", inferred ? "inferred" : "explicit");
        for (const cJSON *line = field->child; line != NULL; line = line->next) {
            cJSON *row = cJSON_CreateObject();
            cJSON_AddNumberToObject(row, "line", line->valuedouble);
            cJSON_AddItemToArray(rows, row);
        }
    }
    layout_read(layout, card);
}

/* Of each line from 1 on a letter: body ., copy c, stamp s, title t, address a, sign n,
 * recipients r, head h. */
static void
assert_zones(const char *fields, const char *expected)
{
    static const char letters[N_ZONES] = { '.', 'c', 's', 't', 'a', 'n', 'r', 'h' };
    Layout layout;
    read_layout(&layout, fields);
    for (unsigned i = 0; expected[i] != '\0'; i++)
        assert_int_equal(letters[layout_zone(&layout, i + 1)], expected[i]);
}

static void
the_evidence_says_what_is_what(void **state)
{
    (void) state;
    assert_zones("{\"type\":[4],\"title\":[4,5,6],\"signatory.authority\":[9],"
                 "\"signatory.name\":[11],\"recipients\":[13,14]}",
                 "hhhttt..nnn.rr.");
    assert_zones("{\"received\":[2,1],\"addressees\":[4,5],\"copy\":[9,8]}",
                 "sshaa..cccc");
}

static void
a_type_that_is_inferred_names_no_line(void **state)
{
    (void) state;
    assert_zones("{\"type?\":[3],\"title?\":[1]}", ".....");
    assert_zones("{\"type?\":[3],\"addressees\":[3]}", "hha..");
}

static void
lines_far_from_each_other_are_no_block(void **state)
{
    (void) state;
    assert_zones("{\"signatory.authority\":[2],\"signatory.name\":[90]}", "....");
    assert_zones("{\"type\":[90],\"title\":[91]}", "....");
}

static void
the_title_that_a_record_gave_is_on_no_line(void **state)
{
    (void) state;
    assert_zones("{\"title\":[0]}", "....");
    Layout layout;
    layout_read(&layout, NULL);
    assert_int_equal(layout_zone(&layout, 1), ZONE_BODY);
    assert_int_equal(layout_zone(&layout, 0), ZONE_BODY);
}

static void
the_heading_of_the_recipients_is_right_above_them(void **state)
{
    (void) state;
    Layout layout;
    read_layout(&layout, "{\"recipients\":[10,11]}");
    assert_false(layout_is_above_recipients(&layout, 6));
    assert_true(layout_is_above_recipients(&layout, 7));
    assert_true(layout_is_above_recipients(&layout, 9));
    assert_false(layout_is_above_recipients(&layout, 10));
    assert_false(layout_is_above_recipients(&layout, 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_evidence_says_what_is_what),
        cmocka_unit_test(a_type_that_is_inferred_names_no_line),
        cmocka_unit_test(lines_far_from_each_other_are_no_block),
        cmocka_unit_test(the_title_that_a_record_gave_is_on_no_line),
        cmocka_unit_test(the_heading_of_the_recipients_is_right_above_them),
    };
    return cmocka_run_group_tests_name("site-layout", tests, NULL, NULL);
}
