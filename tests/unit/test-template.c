/* template - what a template renders, and what is said of a malformed one. */
#include "template.h"

#include "display.h"
#include "error.h"
#include "html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* One template of a set, and the text of one. */
typedef struct {
    const char *name;
    const char *text;
} File;

static TemplateSet *
set_of(const File *files, unsigned n_files)
{
    TemplateSet *set = template_set_new();
    for (unsigned i = 0; i < n_files; i++) {
        g_autoptr(GError) error = NULL;
        assert_true(template_set_add(set, files[i].name, files[i].text, &error));
    }
    return set;
}

static void
assert_set_renders(const File *files,
                   unsigned n_files,
                   const char *json,
                   const char *expected)
{
    g_autoptr(TemplateSet) set = set_of(files, n_files);
    cJSON *data = cJSON_Parse(json);
    assert_non_null(data);
    g_autoptr(GError) error = NULL;
    g_autofree char *out = template_render(set, files[0].name, data, &error);
    cJSON_Delete(data);
    assert_null(error);
    assert_string_equal(out, expected);
}

static void
assert_renders(const char *text, const char *json, const char *expected)
{
    assert_set_renders(&(File){ "page", text }, 1, json, expected);
}

static void
assert_set_fails(const File *files, unsigned n_files, const char *message)
{
    g_autoptr(TemplateSet) set = set_of(files, n_files);
    g_autoptr(GError) error = NULL;
    g_autofree char *out = template_render(set, files[0].name, NULL, &error);
    assert_null(out);
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
    assert_string_equal(error->message, message);
}

static void
assert_refused(const char *text, const char *message)
{
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GError) error = NULL;
    assert_false(template_set_add(set, "page", text, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
    assert_string_equal(error->message, message);
    assert_null(template_set_get_text(set, "page"));
}

static void
a_value_is_escaped_unless_the_template_says_it_is_html(void **state)
{
    (void) state;
    const char *json = "{\"x\": \"<b a='1' c=\\\"2\\\">&amp;\"}";
    assert_renders("{{x}}", json, "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;");
    assert_renders("{{{x}}} {{& x}}", json,
                   "<b a='1' c=\"2\">&amp; <b a='1' c=\"2\">&amp;");
}

static void
a_value_that_looks_like_a_template_stays_text(void **state)
{
    (void) state;
    assert_renders("{{x}}{{{x}}}", "{\"x\": \"{{y}}{{> page}}\", \"y\": \"no\"}",
                   "{{y}}{{&gt; page}}{{y}}{{> page}}");
}

static void
an_unknown_name_renders_as_nothing(void **state)
{
    (void) state;
    assert_renders("[{{x}}][{{a.b}}][{{a.b.c}}]", "{\"a\": {\"c\": \"1\"}}", "[][][]");
}

static void
whole_numbers_are_written_plainly(void **state)
{
    (void) state;
    assert_renders("{{n}} {{zero}} {{less}} {{half}}",
                   "{\"n\": 84132, \"zero\": 0, \"less\": -7, \"half\": 0.5}",
                   "84132 0 -7 0.5");
}

static void
false_null_and_empty_are_no_section(void **state)
{
    (void) state;
    const char *json = "{\"f\": false, \"n\": null, \"a\": [], \"s\": \"\"}";
    assert_renders("{{#f}}f{{/f}}{{#n}}n{{/n}}{{#a}}a{{/a}}{{#s}}s{{/s}}{{#x}}x{{/x}}",
                   json, "");
    assert_renders("{{^f}}f{{/f}}{{^n}}n{{/n}}{{^a}}a{{/a}}{{^s}}s{{/s}}{{^x}}x{{/x}}",
                   json, "fnasx");
}

static void
a_section_repeats_for_each_element_and_sees_the_data_around_it(void **state)
{
    (void) state;
    assert_renders(
        "{{#list}}<{{name}}{{sep}}{{#own}}{{.}}{{/own}}>{{/list}}",
        "{\"sep\": \"/\", \"list\": [{\"name\": \"a\", \"own\": [\"1\", \"2\"]},"
        " {\"name\": \"b\", \"own\": []}]}",
        "<a/12><b/>");
}

static void
a_null_member_hides_one_of_the_same_name_further_out(void **state)
{
    (void) state;
    assert_renders("{{#row}}[{{type}}]{{#type}}no{{/type}}{{/row}}",
                   "{\"type\": \"outer\", \"row\": [{\"type\": null}]}", "[]");
}

static void
a_section_on_text_stands_when_there_is_text(void **state)
{
    (void) state;
    assert_renders("{{#title}}<h1>{{title}}</h1>{{/title}}", "{\"title\": \"x\"}",
                   "<h1>x</h1>");
}

static void
a_tag_alone_on_its_line_leaves_no_line(void **state)
{
    (void) state;
    const File files[] = { { "page",
                             "a\n  {{! why }}\n{{#x}}\n {{> part}}\n{{/x}}\nz\n" },
                           { "part", "part\n" } };
    assert_set_renders(files, 2, "{\"x\": true}", "a\npart\nz\n");
}

static void
a_partial_sees_the_data_where_it_stands(void **state)
{
    (void) state;
    const File files[] = { { "page", "{{#list}}({{> one}}){{/list}}" },
                           { "one", "{{name}}{{> two}}" },
                           { "two", "!" } };
    assert_set_renders(files, 3, "{\"list\": [{\"name\": \"<\"}, {\"name\": \"b\"}]}",
                       "(&lt;!)(b!)");
}

static void
a_malformed_template_is_refused_with_its_line(void **state)
{
    (void) state;
    assert_refused("a\nb {{x\n", "page.mustache:2: tag is not closed");
    assert_refused("a\n{{{x}}", "page.mustache:2: tag is not closed");
    assert_refused("{{#a}}\n{{#b}}\n{{/b}}\n",
                   "page.mustache:1: section \"a\" is not closed");
    assert_refused("\n\n{{/a}}", "page.mustache:3: section \"a\" is closed but not open");
    assert_refused(
        "{{#a}}\n{{#b}}\n{{/a}}\n{{/b}}",
        "page.mustache:3: section \"a\" is closed but \"b\" of line 2 is open");
    assert_refused("x\n{{ }}", "page.mustache:2: tag is empty");
    assert_refused("{{>}}", "page.mustache:1: partial has no name");
    assert_refused("{{=<% %>=}}",
                   "page.mustache:1: set-delimiter tags are not supported");
}

static void
sections_that_nest_too_deep_are_refused(void **state)
{
    (void) state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(text, "{{#a}}\n");
    assert_refused(text->str, "page.mustache:33: sections nest too deep");
}

static void
a_partial_that_is_missing_is_named_with_its_place(void **state)
{
    (void) state;
    const File files[] = { { "page", "{{> part}}" }, { "part", "a\n{{> nowhere}}\n" } };
    assert_set_fails(files, 2, "part.mustache:2: no template \"nowhere\"");
    assert_set_fails(&(File){ "other", "" }, 0, "no template \"other\"");
}

static void
a_partial_that_includes_itself_is_refused(void **state)
{
    (void) state;
    const File files[] = { { "page", "{{> a}}" },
                           { "a", "\n{{> b}}" },
                           { "b", "{{> a}}" } };
    assert_set_fails(files, 3, "b.mustache:1: partial \"a\" includes itself");
}

/* Partials 0, 1 … 99, each including the next `times` times. */
static TemplateSet *
chain_of_partials(unsigned times)
{
    TemplateSet *set = template_set_new();
    for (unsigned i = 0; i < 100; i++) {
        g_autofree char *name = g_strdup_printf("%u", i);
        g_autoptr(GString) text = g_string_new("some text ");
        for (unsigned k = 0; k < times; k++)
            g_string_append_printf(text, "{{> %u}}", i + 1);
        assert_true(template_set_add(set, name, i == 30 ? "x" : text->str, NULL));
    }
    return set;
}

static void
partials_are_bounded_in_depth_and_in_size(void **state)
{
    (void) state;
    g_autoptr(TemplateSet) deep = chain_of_partials(1);
    g_autoptr(GError) error = NULL;
    assert_true(template_set_add(deep, "30", "{{> 31}}", NULL));
    assert_null(template_render(deep, "0", NULL, &error));
    assert_string_equal(error->message, "31.mustache:1: partials nest too deep");
    g_clear_error(&error);
    g_autoptr(TemplateSet) wide = chain_of_partials(2);
    assert_null(template_render(wide, "0", NULL, &error));
    assert_non_null(strstr(error->message, "partials are too large"));
}

static void
data_that_nests_too_deep_is_refused(void **state)
{
    (void) state;
    g_autoptr(TemplateSet) set = set_of(&(File){ "page", "x" }, 1);
    cJSON *data = cJSON_CreateObject();
    for (unsigned i = 0; i < 50; i++) {
        cJSON *outer = cJSON_CreateObject();
        cJSON_AddItemToObject(outer, "in", data);
        data = outer;
    }
    g_autoptr(GError) error = NULL;
    assert_null(template_render(set, "page", data, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
    assert_string_equal(error->message, "data nests too deep");
    assert_false(template_set_common(set, data, NULL));
    cJSON_Delete(data);
}

static void
common_data_is_seen_below_the_data_of_a_render(void **state)
{
    (void) state;
    g_autoptr(TemplateSet) set = set_of(&(File){ "page", "{{title}} {{ui.home}}" }, 1);
    cJSON *common = cJSON_Parse("{\"title\": \"site\", \"ui\": {\"home\": \"Home\"}}");
    cJSON *own = cJSON_Parse("{\"title\": \"page\"}");
    assert_true(template_set_common(set, common, NULL));
    g_autofree char *alone = template_render(set, "page", NULL, NULL);
    g_autofree char *both = template_render(set, "page", own, NULL);
    cJSON_Delete(common);
    cJSON_Delete(own);
    assert_string_equal(alone, "site Home");
    assert_string_equal(both, "page Home");
}

/* Braces would be tags, a line's end would be one of the template. */
static void
a_common_string_stands_in_the_text_as_it_is(void **state)
{
    (void) state;
    g_autoptr(TemplateSet) set = set_of(
        &(File){ "page",
                 "{{ui.a}} {{{ui.a}}} {{& ui.a}}|{{ui.tag}}|{{ui.line}}{{#no}}x{{/no}}\n"
                 "{{ui.empty}}|{{ui.none}}|{{ui.n}}|{{ui.in.deep}}|{{ui}}" },
        1);
    cJSON *common = cJSON_Parse(
        "{\"title\": \"t\", \"ui\": {\"a\": \"1 < 2\", \"tag\": \"{{title}} {{#x\","
        " \"line\": \"one\\n \\ntwo\", \"empty\": \"\", \"n\": 5,"
        " \"in\": {\"deep\": \"d\"}}}");
    assert_true(template_set_common(set, common, NULL));
    cJSON_Delete(common);
    g_autofree char *page = template_render(set, "page", NULL, NULL);
    assert_string_equal(page, "1 &lt; 2 1 < 2 1 < 2|{{title}} {{#x|one\n \ntwo\n||5|d|");
}

static void
common_data_that_are_replaced_are_seen_by_the_next_render(void **state)
{
    (void) state;
    g_autoptr(TemplateSet) set = set_of(&(File){ "page", "a {{ui.x}}" }, 1);
    cJSON *old = cJSON_Parse("{\"ui\": {\"x\": \"old\"}}");
    cJSON *fresh = cJSON_Parse("{\"ui\": {\"x\": \"new\"}}");
    assert_true(template_set_common(set, old, NULL));
    g_autofree char *before = template_render(set, "page", NULL, NULL);
    assert_true(template_set_common(set, fresh, NULL));
    g_autofree char *after = template_render(set, "page", NULL, NULL);
    cJSON_Delete(old);
    cJSON_Delete(fresh);
    assert_string_equal(before, "a old");
    assert_string_equal(after, "a new");
}

static void
lists_in_lists_and_beside_them_are_gone_through_in_order(void **state)
{
    (void) state;
    const char *json =
        "{\"a\": [{\"b\": [1, 2, 3]}, {\"b\": []}, {\"b\": [4]}],"
        " \"c\": [true, false, null, \"\", \"x\"], \"d\": {\"e\": [\"y\"]}}";
    assert_renders("{{#a}}({{#b}}{{.}},{{/b}}{{^b}}none{{#c}}{{.}}-{{/c}}{{/b}}"
                   "{{#c}}+{{/c}}){{/a}}{{#c}}{{.}}.{{/c}}{{#d}}{{#e}}{{.}}{{/e}}{{/d}}",
                   json, "(1,2,3,+++++)(none----x-+++++)(4,+++++)....x.y");
    assert_renders("{{#a}}{{#a}}{{#b}}{{.}}{{/b}}{{/a}};{{/a}}", json, "1234;1234;1234;");
}

/* A section that is not rendered leaves the line that it ends on: as kainjow has it. */
static void
blanks_and_lines_between_tags_stay_as_they_are(void **state)
{
    (void) state;
    const char *text = "  {{#x}}\n   a  b\n\n \n\tc {{y}}\t{{^x}} no {{/x}}\n"
                       "  {{/x}}  \nd {{#n}}\n e{{/n}}\n{{#n}}\nno\n{{/n}}\n z\r\n q ";
    assert_renders(text, "{\"x\": true, \"y\": \"\"}",
                   "   a  b\n\n \n\tc \t\nd \n\n z\r\n q ");
}

static void
a_replaced_template_is_rendered_anew_where_it_is_a_partial(void **state)
{
    (void) state;
    const File files[] = { { "page", "{{> part}}" }, { "part", "old" } };
    g_autoptr(TemplateSet) set = set_of(files, 2);
    g_autofree char *before = template_render(set, "page", NULL, NULL);
    assert_true(template_set_add(set, "part", "new", NULL));
    g_autofree char *after = template_render(set, "page", NULL, NULL);
    assert_string_equal(before, "old");
    assert_string_equal(after, "new");
}

static void
the_partials_that_a_template_reaches_are_listed_in_order(void **state)
{
    (void) state;
    const File files[] = { { "page", "{{> z}}{{> b}}{{> z}}" },
                           { "z", "{{> a}}" },
                           { "a", "" },
                           { "b", "" },
                           { "unused", "" } };
    g_autoptr(TemplateSet) set = set_of(files, G_N_ELEMENTS(files));
    g_autoptr(GPtrArray) names = template_set_reach(set, "page", NULL);
    assert_int_equal(names->len, 4);
    g_ptr_array_add(names, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **) names->pdata);
    assert_string_equal(joined, "a b page z");
    g_autoptr(GError) error = NULL;
    assert_null(template_set_reach(set, "nowhere", &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
}

static void
html_text_makes_references_of_five_characters(void **state)
{
    (void) state;
    g_autoptr(GString) out = g_string_new("=");
    html_text(out, "a&b<c>d\"e'f\0gđ", 15);
    assert_int_equal(out->len, strlen("=a&amp;b&lt;c&gt;d&quot;e&#39;f") + 4);
    assert_memory_equal(out->str, "=a&amp;b&lt;c&gt;d&quot;e&#39;f\0gđ", out->len);
}

static void
counts_are_grouped_as_the_language_does(void **state)
{
    (void) state;
    static const struct {
        unsigned long count;
        const char *vi, *en;
    } rows[] = { { 0, "0", "0" },
                 { 999, "999", "999" },
                 { 4812, "4.812", "4,812" },
                 { 1234567, "1.234.567", "1,234,567" } };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *vi = display_count(rows[i].count, "vi");
        g_autofree char *en = display_count(rows[i].count, "en");
        assert_string_equal(vi, rows[i].vi);
        assert_string_equal(en, rows[i].en);
    }
}

static void
assert_date(const char *iso, const char *language, const char *expected)
{
    g_autofree char *text = display_date(iso, language);
    if (expected == NULL)
        assert_null(text);
    else
        assert_string_equal(text, expected);
}

static void
dates_are_written_as_the_language_does(void **state)
{
    (void) state;
    assert_date("2020-03-31", "vi", "31/3/2020");
    assert_date("2021-02-08", "vi", "08/02/2021");
    assert_date("2020-03-31", "en", "31 March 2020");
    assert_date(NULL, "vi", NULL);
    assert_date("2021-02-29", "vi", NULL);
    assert_date("2021-2-9", "vi", NULL);
    assert_date("2021-02-09x", "vi", NULL);
}

static void
assert_heading(Notice notice, const char *expected)
{
    g_autofree char *heading = display_heading(&notice);
    assert_string_equal(heading, expected);
}

static void
a_notice_without_a_title_is_headed_by_its_first_line_or_its_id(void **state)
{
    (void) state;
    char id[] = "ID";
    char title[] = "Title";
    char text[] = "\n\n **Kính gửi:** các ban\nhai";
    char marks[] = "| |\n|---|\n";
    assert_heading((Notice){ .id = id, .title = title, .text = text }, "Title");
    assert_heading((Notice){ .id = id, .text = text }, "Kính gửi:");
    assert_heading((Notice){ .id = id, .text = marks }, "ID");
    assert_heading((Notice){ .id = id }, "ID");
}

static void
a_long_first_line_is_cut_between_words(void **state)
{
    (void) state;
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 1000)
        g_string_append(text, "thường ");
    char id[] = "ID";
    Notice notice = { .id = id, .text = text->str };
    g_autofree char *heading = display_heading(&notice);
    assert_true(g_utf8_strlen(heading, -1) <= DISPLAY_HEADING_CHARS + 2);
    assert_true(g_str_has_suffix(heading, "thường …"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_escaped_unless_the_template_says_it_is_html),
        cmocka_unit_test(a_value_that_looks_like_a_template_stays_text),
        cmocka_unit_test(an_unknown_name_renders_as_nothing),
        cmocka_unit_test(whole_numbers_are_written_plainly),
        cmocka_unit_test(false_null_and_empty_are_no_section),
        cmocka_unit_test(a_section_repeats_for_each_element_and_sees_the_data_around_it),
        cmocka_unit_test(a_null_member_hides_one_of_the_same_name_further_out),
        cmocka_unit_test(a_section_on_text_stands_when_there_is_text),
        cmocka_unit_test(a_tag_alone_on_its_line_leaves_no_line),
        cmocka_unit_test(a_partial_sees_the_data_where_it_stands),
        cmocka_unit_test(a_malformed_template_is_refused_with_its_line),
        cmocka_unit_test(sections_that_nest_too_deep_are_refused),
        cmocka_unit_test(a_partial_that_is_missing_is_named_with_its_place),
        cmocka_unit_test(a_partial_that_includes_itself_is_refused),
        cmocka_unit_test(partials_are_bounded_in_depth_and_in_size),
        cmocka_unit_test(data_that_nests_too_deep_is_refused),
        cmocka_unit_test(common_data_is_seen_below_the_data_of_a_render),
        cmocka_unit_test(a_common_string_stands_in_the_text_as_it_is),
        cmocka_unit_test(common_data_that_are_replaced_are_seen_by_the_next_render),
        cmocka_unit_test(lists_in_lists_and_beside_them_are_gone_through_in_order),
        cmocka_unit_test(blanks_and_lines_between_tags_stay_as_they_are),
        cmocka_unit_test(a_replaced_template_is_rendered_anew_where_it_is_a_partial),
        cmocka_unit_test(the_partials_that_a_template_reaches_are_listed_in_order),
        cmocka_unit_test(html_text_makes_references_of_five_characters),
        cmocka_unit_test(counts_are_grouped_as_the_language_does),
        cmocka_unit_test(dates_are_written_as_the_language_does),
        cmocka_unit_test(a_notice_without_a_title_is_headed_by_its_first_line_or_its_id),
        cmocka_unit_test(a_long_first_line_is_cut_between_words),
    };
    return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
