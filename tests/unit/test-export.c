/* A notice as other programs read it. */
#include "export/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char full[] =
    "{\"id\":\"a\",\"type\":\"Thông báo\",\"title\":\"Về 100% {a\\\\b} & c_d ~ ^ $ # "
    "\\\"e\\\"\",\"issuer\":\"Bộ Văn hóa, Thể thao và Du lịch\",\"province\":null,"
    "\"number\":\"16/TB-BVHTTDL\",\"date\":\"2020-03-05\",\"not_before\":null,"
    "\"not_after\":null,\"place\":\"Hà Nội\",\"signatory\":{\"name\":\"Trần A\","
    "\"position\":\"=Bộ trưởng\",\"authority\":null},\"addressees\":[],"
    "\"recipients\":[\"Như trên\",\"Lưu\"],\"copy\":null,\"received\":null,"
    "\"citations\":[{\"type\":\"Chỉ thị\",\"number\":\"16/CT-TTg\",\"issuer\":null,"
    "\"date\":null,\"line\":7,\"text\":\"Theo\"}],\"events\":[],"
    "\"evidence\":{\"short_forms\":[{\"number\":\"15\",\"line\":9,\"text\":\"Và\"}]}}";

static const char bare[] = "{\"id\":\"b\",\"issuer\":\"Tỉnh ủy\",\"not_before\":"
                           "\"2021-08-30\",\"not_after\":\"2021-09-08\"}";

/* What `format` writes of a card.  (transfer full) */
static char *
write_card(const ExportFormat *format, const char *json, const char *url)
{
    g_autoptr(cJSON) card = json_parse(json, strlen(json), NULL);
    GString *out = g_string_new(NULL);
    char cited_url[] = "notices/c.html";
    const ExportLink links[] = {
        { 0, FALSE, "Chỉ thị", "16/CT-TTg", "Thủ tướng Chính phủ", "2020-03-31", "c",
          cited_url, 3 },
        { 0, TRUE, "Chỉ thị", "15/CT-TTg", NULL, NULL, NULL, NULL, 1 },
    };
    const ExportNotice notice = {
        .card = card,
        .json = json,
        .key = "a~12",
        .url = url,
        .absolute = g_str_has_prefix(url, "http"),
        .links = links,
        .n_links = G_N_ELEMENTS(links),
    };

    assert_non_null(card);
    format->add(&notice, out);
    return g_string_free(out, FALSE);
}

static void
bibtex_escapes_what_tex_would_read(void **state)
{
    g_autofree char *found = write_card(&export_bibtex, full, "https://x.vn/a_b~{}.html");

    (void) state;
    assert_string_equal(
        found, "@misc{a:12,\n"
               "  author = {{Bộ Văn hóa, Thể thao và Du lịch}},\n"
               "  title = {{Về 100\\% \\textbraceleft{}a\\textbackslash{}b"
               "\\textbraceright{} \\& c\\_d \\textasciitilde{} \\textasciicircum{} \\$ "
               "\\# \"e\"}},\n"
               "  type = {Thông báo},\n"
               "  number = {16/TB-BVHTTDL},\n"
               "  year = {2020},\n  month = mar,\n  day = {05},\n"
               "  address = {Hà Nội},\n"
               "  url = {https://x.vn/a_b~%7B%7D.html}\n"
               "}\n");
}

static void
what_is_unknown_stands_nowhere_and_bounds_are_a_note(void **state)
{
    g_autofree char *bib = write_card(&export_bibtex, bare, "notices/b.html");
    g_autofree char *ris = write_card(&export_ris, bare, "notices/b.html");

    (void) state;
    assert_string_equal(bib, "@misc{a:12,\n"
                             "  author = {{Tỉnh ủy}},\n"
                             "  note = {[2021-08-30..2021-09-08]}\n"
                             "}\n");
    assert_string_equal(ris, "TY  - GOVDOC\r\nID  - a~12\r\nAU  - Tỉnh ủy\r\n"
                             "PB  - Tỉnh ủy\r\nN1  - [2021-08-30..2021-09-08]\r\n"
                             "LA  - vi\r\nER  - \r\n");
}

static void
ris_keeps_an_organ_with_a_comma_from_being_cut(void **state)
{
    g_autofree char *found = write_card(&export_ris, full, "https://x.vn/a.html");

    (void) state;
    assert_null(strstr(found, "AU  - "));
    assert_non_null(strstr(found, "PB  - Bộ Văn hóa, Thể thao và Du lịch\r\n"));
    assert_non_null(strstr(found,
                           "M1  - 16/TB-BVHTTDL\r\nM3  - Thông báo\r\nPY  - 2020\r\n"
                           "DA  - 2020/03/05/\r\nCY  - Hà Nội\r\n"));
    assert_non_null(strstr(found, "UR  - https://x.vn/a.html\r\nER  - \r\n"));
}

static void
the_table_has_a_cell_for_each_field(void **state)
{
    g_autofree char *found = write_card(&export_csv, full, "notices/a.html");

    (void) state;
    assert_non_null(strstr(found,
                           "\"16/TB-BVHTTDL\",\"2020-03-05\",,,\"Hà Nội\",\"Trần A\","
                           "\"'=Bộ trưởng\",,,\"Như trên; Lưu\",,,,,,,,\"1\",\"0\"\r\n"));
}

static void
json_is_the_card_with_the_address_of_the_page(void **state)
{
    g_autofree char *found = write_card(&export_json, bare, "notices/b.html");

    (void) state;
    assert_true(
        g_str_has_prefix(found, "{\"url\":\"notices/b.html\",\"id\":\"b\",\"issuer\""));
}

static void
each_citation_is_a_line_with_what_it_cites(void **state)
{
    g_autofree char *found = write_card(&export_citations, full, "notices/a.html");

    (void) state;
    assert_string_equal(found,
                        "\"a\",\"notices/a.html\",\"7\",\"Chỉ thị\",\"16/CT-TTg\",\"Thủ "
                        "tướng Chính phủ\","
                        "\"2020-03-31\",\"Theo\",,\"c\",\"notices/c.html\",\"3\"\r\n"
                        "\"a\",\"notices/a.html\",\"9\",\"Chỉ "
                        "thị\",\"15/CT-TTg\",,,\"Và\",\"1\",,,\"1\"\r\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bibtex_escapes_what_tex_would_read),
        cmocka_unit_test(what_is_unknown_stands_nowhere_and_bounds_are_a_note),
        cmocka_unit_test(ris_keeps_an_organ_with_a_comma_from_being_cut),
        cmocka_unit_test(the_table_has_a_cell_for_each_field),
        cmocka_unit_test(json_is_the_card_with_the_address_of_the_page),
        cmocka_unit_test(each_citation_is_a_line_with_what_it_cites),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
