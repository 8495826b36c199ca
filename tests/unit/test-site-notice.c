/* site-notice - what a notice's page says beside its text: evidence, citations, how it is
 * cited, its linked data. */
#include "site-fixture.h"

#include "json.h"

#include <string.h>

static char text[] = "Sơn La, ngày 31 tháng 3 năm 2020\n\nKẾT LUẬN\n\n"
                     "Thực hiện Chỉ thị số 16/CT-TTg và chỉ thị số 016/CT - TTg.\n\n"
                     "Theo Chỉ thị 19, Nghị quyết số 37/NQ-CP.";

static const char card_json[] =
    "{\"id\":\"a\",\"type\":\"Kết luận\",\"title\":\"Về `x` ${y} </script>\","
    "\"issuer\":\"Ban Thường vụ\",\"date\":\"2020-03-31\","
    "\"citations\":["
    "{\"type\":\"Chỉ thị\",\"number\":\"16/CT-TTg\",\"issuer\":\"Thủ tướng\","
    "\"date\":\"2020-03-31\",\"line\":5,\"text\":\"Thực hiện\"},"
    "{\"type\":\"Nghị quyết\",\"number\":\"37/NQ-CP\",\"line\":7,\"text\":\"Theo\"},"
    "{\"type\":\"Lời kêu gọi\",\"number\":null,\"line\":7,\"text\":\"Theo\"}],"
    "\"events\":[{\"date\":\"2020-03-31\",\"text\":\"ngày\",\"line\":1}],"
    "\"evidence\":{\"type\":{\"basis\":\"explicit\",\"lines\":[{\"line\":3,\"text\":"
    "\"KẾT LUẬN\"}]},"
    "\"title\":{\"basis\":\"given\",\"lines\":[{\"line\":0,\"text\":\"Về\"}]},"
    "\"short_forms\":[{\"type\":\"Chỉ thị\",\"number\":\"19\",\"line\":7,"
    "\"text\":\"Theo\"}]}}";

/* The page of the notice above, at `base_url`. */
static char *
page_at(const char *base_url)
{
    Config config = config_in("vi");
    config.base_url = (char *) base_url;
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(cJSON) card = json_parse(card_json, strlen(card_json), NULL);
    g_autoptr(GArray) cited = g_array_new(FALSE, FALSE, sizeof(SiteCited));
    const SiteCited here = { 0, FALSE, "ct16", NULL, 1 };
    const SiteCited listed = { 0, TRUE, NULL, (char *) "browse/citations.html#c1", 2 };
    assert_non_null(card);
    g_array_append_val(cited, here);
    g_array_append_val(cited, listed);
    const Notice notice = {
        .id = (char *) "a",
        .file_name = (char *) "a~b",
        .type = (char *) "Kết luận",
        .title = (char *) json_get_string(card, "title"),
        .issuer = (char *) "Ban Thường vụ",
        .date = (char *) "2020-03-31",
        .text = text,
    };
    const SiteNotice data = { .notice = &notice, .card = card, .cited = cited };
    char *page = site_render_notice(site, &data, NULL);
    assert_non_null(page);
    return page;
}

static void
evidence_leads_to_its_paragraph(void **state)
{
    (void) state;
    g_autofree char *page = page_at("");
    assert_has(page,
               "<li><a class=\"label\" href=\"#d2\">Dòng 3</a>: <q>KẾT LUẬN</q></li>");
    assert_has(page, "<li><span class=\"label\">Theo hồ sơ:</span> <q>Về</q></li>");
    assert_has(page, "<a class=\"label\" href=\"#d3\">Dòng 5</a>: <q>Thực hiện</q>");
    assert_has(page,
               "<dd>ngày <span class=\"label\">(<a href=\"#d1\">Dòng 1</a>)</span></dd>");
}

static void
citations_are_linked_where_they_stand(void **state)
{
    (void) state;
    g_autofree char *page = page_at("");
    assert_has(page, "Thực hiện <a class=\"cited\" href=\"../notices/ct16.html\">Chỉ thị "
                     "số 16/CT-TTg</a> và <a class=\"cited\" "
                     "href=\"../notices/ct16.html\">chỉ thị số 016/CT - TTg</a>.");
    assert_has(page,
               "Theo <a class=\"cited\" href=\"../browse/citations.html#c1\">Chỉ thị "
               "19</a>, <a class=\"cited\" href=\"#c2\">Nghị quyết số 37/NQ-CP</a>.");
    assert_has(page,
               "<li id=\"c2\">\n<p><span class=\"title\">Nghị quyết 37/NQ-CP</span>");
}

static void
the_zones_of_the_card_are_in_the_text(void **state)
{
    (void) state;
    g_autofree char *page = page_at("");
    assert_has(page, "<div class=\"zone-head\">\n<p id=\"d1\">Sơn La");
    assert_has(page, "<div class=\"zone-title\">\n<p id=\"d2\">KẾT LUẬN");
    assert_has(page, "</div>\n<p id=\"d3\">Thực hiện");
}

static void
a_notice_is_cited_in_words_and_for_programs(void **state)
{
    (void) state;
    g_autofree char *page = page_at("");
    assert_has(page,
               "<p data-copy>Kết luận ngày 31/3/2020 của Ban Thường vụ: Về &#96;x&#96; "
               "&#36;{y} &lt;/script&gt;. Tra cứu thông báo.</p>");
    assert_has(page,
               "<a data-copy href=\"../notice.html?id=a~b\">notice.html?id=a~b</a>");
    assert_has(page, "<pre data-copy>@misc{a:b,\n  author = {{Ban Thường vụ}},");
    assert_has(page, "<pre data-copy>TY  - GOVDOC\nID  - a~b\nAU  - Ban Thường vụ\n");
    assert_null(strstr(page, "\r"));
    assert_null(strstr(page, "\n  url = "));
}

static void
with_a_base_url_citations_have_the_address(void **state)
{
    (void) state;
    g_autofree char *page = page_at("https://x.vn/tb");
    assert_has(page, "Tra cứu thông báo. https://x.vn/tb/notice.html?id=a~b</p>");
    assert_has(page,
               "href=\"../notice.html?id=a~b\">https://x.vn/tb/notice.html?id=a~b</a>");
    assert_has(page, "\n  url = {https://x.vn/tb/notices/a~b.html}");
    assert_has(page, "UR  - https://x.vn/tb/notices/a~b.html");
    assert_has(page, "\"url\":\"https://x.vn/tb/notices/a~b.html\"");
}

/* A title that has the type needs none before it. */
static void
what_the_title_says_is_not_said_twice(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    const Notice notice = { .id = (char *) "a",
                            .file_name = (char *) "a",
                            .type = (char *) "Kết luận",
                            .title = (char *) "Kết luận của Ban Thường vụ về dịch?",
                            .number = (char *) "1-KL/TU",
                            .issuer = (char *) "Ban Thường vụ" };
    g_autofree char *page =
        site_render_notice(site, &(SiteNotice){ .notice = &notice }, NULL);
    assert_has(page,
               "<p data-copy>Kết luận của Ban Thường vụ về dịch? (số 1-KL/TU). Tra");
    const Notice bare = { .id = (char *) "a", .file_name = (char *) "a" };
    g_autofree char *least =
        site_render_notice(site, &(SiteNotice){ .notice = &bare }, NULL);
    assert_has(least, "<p data-copy>a. Tra cứu thông báo.</p>");
}

static cJSON *
linked_data(const char *page)
{
    static const char open[] = "<script type=\"application/ld+json\">";
    const char *start = strstr(page, open);
    assert_non_null(start);
    start += strlen(open);
    return json_parse(start, (size_t) (strstr(start, "</script>") - start), NULL);
}

static void
linked_data_has_what_is_known_and_nothing_else(void **state)
{
    (void) state;
    g_autofree char *page = page_at("");
    g_autoptr(cJSON) data = linked_data(page);
    assert_non_null(data);
    assert_string_equal(json_get_string(data, "@type"), "Legislation");
    assert_string_equal(json_get_string(data, "name"), "Về `x` ${y} </script>");
    assert_string_equal(json_get_string(data, "legislationDate"), "2020-03-31");
    assert_string_equal(json_get_string(json_get(data, "legislationPassedBy"), "name"),
                        "Ban Thường vụ");
    assert_int_equal(cJSON_GetArraySize(json_get(data, "citation")), 2);
    static const char *const unknown[] = { "legislationIdentifier", "url",
                                           "legislationJurisdiction" };
    for (unsigned i = 0; i < G_N_ELEMENTS(unknown); i++)
        assert_null(json_get(data, unknown[i]));
}

/* The page is a template literal too, and references mean nothing in a script element. */
static void
linked_data_ends_neither_its_element_nor_the_literal(void **state)
{
    (void) state;
    g_autofree char *page = page_at("");
    assert_has(page, "\"name\":\"Về \\u0060x\\u0060 \\u0024{y} \\u003c/script>\"");
}

static void
a_text_of_many_headings_has_contents(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    char articles[] = "Chương I\n\nĐiều 1. A & B\n\nĐiều 2. C";
    Notice notice = { .id = (char *) "a", .file_name = (char *) "a", .text = articles };
    g_autofree char *page =
        site_render_notice(site, &(SiteNotice){ .notice = &notice }, NULL);
    assert_has(page, "<nav class=\"contents\" aria-label=\"Mục lục\">");
    assert_has(page, "<li class=\"l1\"><a href=\"#s1\">Chương I</a></li>\n"
                     "<li class=\"l2\"><a href=\"#s2\">Điều 1. A &amp; B</a></li>");
    *strstr(articles, "Điều 2") = '\0';
    g_autofree char *shorter =
        site_render_notice(site, &(SiteNotice){ .notice = &notice }, NULL);
    assert_null(strstr(shorter, "class=\"contents\""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evidence_leads_to_its_paragraph),
        cmocka_unit_test(citations_are_linked_where_they_stand),
        cmocka_unit_test(the_zones_of_the_card_are_in_the_text),
        cmocka_unit_test(a_notice_is_cited_in_words_and_for_programs),
        cmocka_unit_test(with_a_base_url_citations_have_the_address),
        cmocka_unit_test(what_the_title_says_is_not_said_twice),
        cmocka_unit_test(linked_data_has_what_is_known_and_nothing_else),
        cmocka_unit_test(linked_data_ends_neither_its_element_nor_the_literal),
        cmocka_unit_test(a_text_of_many_headings_has_contents),
    };
    return cmocka_run_group_tests_name("site-notice", tests, NULL, NULL);
}
