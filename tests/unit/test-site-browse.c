/* The pages to browse and the card of a notice, rendered with the real templates. */
#include "site-citations.h"
#include "site-fixture.h"
#include "site-timeline.h"

#include "json.h"

#include <string.h>

#define HOSTILE "<script>\"'&"
#define HOSTILE_ESCAPED "&lt;script&gt;&quot;&#39;&amp;"

static const SiteLine hostile_line = {
    .file_name = "a",
    .heading = HOSTILE,
    .type = HOSTILE,
    .issuer = HOSTILE,
    .province = HOSTILE,
    .number = HOSTILE,
    .not_before = "2020-03-20",
    .not_after = "2020-03-25",
};

static GArray *
lines_of(unsigned n)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(SiteLine));
    for (unsigned i = 0; i < n; i++)
        g_array_append_val(lines, hostile_line);
    return lines;
}

/* Takes the page; nothing in it may be markup that a value brought. */
static char *
judged(char *page)
{
    assert_non_null(page);
    assert_null(strstr(page, "<script>")); /* ours have an attribute */
    assert_null(strstr(page, "\"'&"));
    for (const char *at = page; (at = strstr(at, "://")) != NULL; at++)
        assert_true(g_str_has_prefix(at, "://schema.org\"")); /* a name, never loaded */
    assert_null(strstr(page, " style="));
    return page;
}

/* ---- addresses ------------------------------------------------------------------ */

static void
a_list_has_an_address_by_its_value_alone(void **state)
{
    (void) state;
    static const struct {
        SiteFacet facet;
        const char *value, *path;
    } rows[] = {
        { SITE_TYPE, "sao-luc", "browse/type/sao-luc.html" },
        { SITE_TYPE, "Thông báo", "browse/type/thong-bao~a9b656f50b4e.html" },
        { SITE_TYPE, "THÔNG BÁO", NULL },
        { SITE_ISSUER, "../../x", NULL },
        { SITE_PROVINCE, NULL, "browse/unknown-province.html" },
        { SITE_YEAR, "2020", "browse/year/2020.html" },
        { SITE_YEAR, NULL, "browse/undated.html" },
        { SITE_MONTH, "2020-03", "browse/month/2020-03.html" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = site_group_path(rows[i].facet, rows[i].value);
        if (rows[i].path != NULL)
            assert_string_equal(path, rows[i].path);
        assert_null(strstr(path, ".."));
        assert_null(strpbrk(path, "\\:*?\"<>|"));
        assert_true(strlen(path) < 120);
    }
    g_autofree char *small = site_group_path(SITE_TYPE, "Thông báo");
    g_autofree char *capitals = site_group_path(SITE_TYPE, "THÔNG BÁO");
    assert_int_not_equal(g_ascii_strcasecmp(small, capitals), 0);
}

static void
pages_after_the_first_are_numbered(void **state)
{
    (void) state;
    g_autofree char *first = site_page_path("browse/type/x.html", 1);
    g_autofree char *third = site_page_path("browse/type/x.html", 3);
    g_autofree char *month = site_month_path("2020-03-31");
    g_autofree char *cited = site_cited_path(SITE_CITED_PAGE);
    assert_string_equal(first, "browse/type/x.html");
    assert_string_equal(third, "browse/type/x.3.html");
    assert_string_equal(month, "browse/month/2020-03.html");
    assert_null(site_month_path(NULL));
    assert_string_equal(cited, "browse/citations.2.html#c101");
}

/* ---- lists ---------------------------------------------------------------------- */

static void
a_group_lists_its_notices_and_leads_to_its_other_pages(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GArray) lines = lines_of(2);
    const SiteGroupPage group = {
        .facet = SITE_TYPE, .group = { "x", 402 }, .pager = { 2, 3 }, .lines = lines
    };
    g_autofree char *page = judged(site_render_group(site, &group, NULL));
    assert_has(page, "<title>x – Trang 2 / 3 – ");
    assert_has(page, "<h1>x</h1>");
    assert_has(page, "<p>402 văn bản · Trang 2 / 3</p>");
    assert_has(page, "href=\"../../browse/type.html\">Loại văn bản</a>");
    assert_has(page, "<a class=\"title\" href=\"../../notices/a.html\">" HOSTILE_ESCAPED);
    assert_has(page, "<li>không rõ ngày (từ 20/3/2020 đến 25/3/2020)</li>");
    assert_has(page, "rel=\"prev\" href=\"x.html\"");
    assert_has(page, "rel=\"next\" href=\"x.3.html\"");
    assert_int_equal(count_of(page, "class=\"title\""), 2);
}

static void
the_undated_have_a_group_that_says_what_it_is(void **state)
{
    (void) state;
    const Config config = config_in("en");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GArray) lines = lines_of(1);
    const SiteGroupPage group = {
        .facet = SITE_YEAR, .group = { NULL, 1 }, .pager = { 1, 1 }, .lines = lines
    };
    g_autofree char *page = judged(site_render_group(site, &group, NULL));
    assert_has(page, "<h1>Undated</h1>");
    assert_has(page, "<p>1 notice</p>");
    assert_has(page, "do not say when they were issued");
    assert_has(page, "undated (from 20 March 2020 to 25 March 2020)");
    assert_null(strstr(page, "class=\"pager\""));
}

static void
a_year_leads_to_its_months(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GArray) lines = lines_of(0);
    g_autoptr(GArray) months = g_array_new(FALSE, FALSE, sizeof(SiteGroup));
    g_array_append_val(months, ((SiteGroup){ "2020-02", 1000 }));
    const SiteGroupPage group = { .facet = SITE_YEAR,
                                  .group = { "2020", 1000 },
                                  .pager = { 1, 1 },
                                  .lines = lines,
                                  .months = months };
    g_autofree char *page = judged(site_render_group(site, &group, NULL));
    assert_has(page, "<h1>Năm 2020</h1>");
    assert_has(page, "<a href=\"../../browse/month/2020-02.html\">Tháng 02/2020</a> "
                     "<span class=\"count\">1.000</span>");
    assert_null(strstr(page, "class=\"notices\""));
}

static void
a_list_of_values_is_escaped_and_counted(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    const SiteGroup values[] = { { HOSTILE, 84132 }, { NULL, 3 } };
    const SiteValuesPage list = { SITE_ISSUER, values, 2, { 1, 1 } };
    g_autofree char *page = judged(site_render_values(site, &list, NULL));
    assert_has(page, ">" HOSTILE_ESCAPED "</a> <span class=\"count\">84.132</span>");
    assert_has(page, "<li class=\"unknown\"><a href=\"../browse/unknown-issuer.html\">"
                     "không rõ</a>");
}

static void
the_index_shows_the_most_frequent_of_many_values_in_their_order(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GArray) issuers = g_array_new(FALSE, FALSE, sizeof(SiteGroup));
    char names[SITE_VALUES_SHOWN + 2][8];
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_snprintf(names[i], sizeof names[i], "co%02u", i);
        const SiteGroup group = { names[i], i < 2 ? 1 : 5 };
        g_array_append_val(issuers, group);
    }
    const SiteBrowse browse = { .n_notices = 5,
                                .n_cited = 1,
                                .facets = { NULL, issuers } };
    g_autofree char *page = judged(site_render_browse(site, &browse, NULL));
    assert_null(strstr(page, ">co00<"));
    assert_null(strstr(page, ">co01<"));
    assert_true(strstr(page, ">co02<") < strstr(page, ">co25<"));
    assert_has(page, "<a href=\"../browse/issuer.html\">Tất cả 26 cơ quan</a>");
    assert_null(strstr(page, "browse/type.html"));
    assert_has(page, "<span class=\"count\">1 văn bản</span>");
}

/* ---- cited documents ------------------------------------------------------------ */

static void
a_cited_document_is_shown_with_who_cites_it(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GArray) lines = lines_of(2);
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(SiteDocument));
    g_array_append_val(documents, ((SiteDocument){ .type = HOSTILE,
                                                   .number = HOSTILE,
                                                   .issuer = HOSTILE,
                                                   .n_citing = 30,
                                                   .citing = lines,
                                                   .list_path = "browse/cited/x.html" }));
    g_array_append_val(documents, ((SiteDocument){ .rank = 1,
                                                   .type = "Chỉ thị",
                                                   .number = "16/CT-TTg",
                                                   .date = "2020-03-31",
                                                   .file_name = "ct16",
                                                   .n_citing = 1,
                                                   .citing = lines }));
    const SiteCitationsPage list = { 2, documents, { 1, 1 }, NULL };
    g_autofree char *page = judged(site_render_citations(site, &list, NULL));
    assert_has(page, "<h3>" HOSTILE_ESCAPED " " HOSTILE_ESCAPED "</h3>");
    assert_has(page, "<li id=\"c2\">\n<h3><a href=\"../notices/ct16.html\">"
                     "Chỉ thị 16/CT-TTg</a></h3>");
    assert_has(page, "<li>31/3/2020</li>");
    assert_has(page, "<li>1 văn bản dẫn</li>");
    assert_has(page, "<a href=\"../browse/cited/x.html\">Xem cả 30 văn bản dẫn</a>");
    assert_int_equal(count_of(page, "có trong bộ này"), 1);
    assert_null(strstr(page, "<svg"));
    const SiteDocument *many = &g_array_index(documents, SiteDocument, 0);
    g_autofree char *own =
        judged(site_render_cited(site, many, (SitePager){ 1, 2 }, NULL));
    assert_has(own, "href=\"../../browse/citations.html#c1\"");
    assert_has(own, "rel=\"next\" href=\"x.2.html\"");
}

static void
the_graph_joins_notices_with_what_they_cite_without_crossing(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GArray) none = lines_of(0);
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(SiteDocument));
    SiteGraph graph = { lines_of(2), g_array_new(FALSE, FALSE, sizeof(SiteDocument)),
                        g_array_new(FALSE, FALSE, sizeof(SiteEdge)) };
    g_array_append_val(graph.right,
                       ((SiteDocument){ .number = "second", .citing = none }));
    g_array_append_val(graph.right,
                       ((SiteDocument){ .rank = 1, .number = "first", .citing = none }));
    g_array_append_val(graph.edges, ((SiteEdge){ 0, 1 }));
    g_array_append_val(graph.edges, ((SiteEdge){ 1, 0 }));
    const SiteCitationsPage list = { 2, documents, { 1, 1 }, &graph };
    g_autofree char *page = judged(site_render_citations(site, &list, NULL));
    assert_has(page, "viewBox=\"0 0 400 64\"");
    assert_has(page, "<path d=\"M170 16C200 16 200 16 230 16\"></path>");
    assert_has(page, "<path d=\"M170 48C200 48 200 48 230 48\"></path>");
    assert_has(page, "<tspan x=\"235\" y=\"16\">first</tspan>");
    assert_has(page, "href=\"../browse/citations.html#c2\"");
    assert_int_equal(count_of(page, "href=\"../notices/a.html\""), 2);
    g_array_unref(graph.left);
    g_array_unref(graph.right);
    g_array_unref(graph.edges);
}

/* ---- days ----------------------------------------------------------------------- */

static void
the_timeline_has_a_bar_for_each_number_of_its_table(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GArray) periods = g_array_new(FALSE, FALSE, sizeof(SitePeriod));
    g_array_append_val(periods, ((SitePeriod){ "2020-03", 1, 4000, 0 }));
    g_array_append_val(periods, ((SitePeriod){ "2020-04", 0, 1000, 4000 }));
    g_autofree char *page = judged(site_render_timeline(site, periods, 4, NULL));
    assert_has(page, "<th scope=\"row\">Tháng 3/2020</th>");
    assert_has(page, "class=\"issued\" width=\"1\"");
    assert_has(page, "class=\"named\" y=\"8\" width=\"1000\"");
    assert_has(page, "class=\"named\" y=\"8\" width=\"250\"");
    assert_has(page, "<a href=\"../browse/month/2020-03.html\">1</a>");
    assert_has(page, "<a href=\"../browse/timeline/2020.21.html#m2020-04\">1.000</a>");
    assert_has(page, "<td class=\"n\">0</td>");
    assert_has(page, "<a href=\"../browse/undated.html\">4 văn bản không rõ ngày");
}

static void
the_days_of_a_year_stand_under_their_months(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    const SitePeriod months[] = { { "2020-03", 0, 2, 0 }, { "2020-04", 0, 1, 2 } };
    g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(SiteEvent));
    g_array_append_val(events,
                       ((SiteEvent){ "2020-03-12", NULL, HOSTILE, TRUE, hostile_line }));
    g_array_append_val(
        events, ((SiteEvent){ "2020-03-13", "2020-03-20", NULL, FALSE, hostile_line }));
    g_array_append_val(events,
                       ((SiteEvent){ "2020-04-01", NULL, "x", FALSE, hostile_line }));
    const SiteYearPage year = { "2020", months, 2, events, { 1, 1 } };
    g_autofree char *page = judged(site_render_timeline_year(site, &year, NULL));
    assert_int_equal(count_of(page, "<h2 id=\"m2020-0"), 2);
    assert_has(
        page, "<dt>12/3/2020 <span class=\"tag\">ngày họp</span></dt><dd>" HOSTILE_ESCAPED
              " <a href=\"../../notices/a.html\">");
    assert_has(page, "<dt>13/3/2020 đến 20/3/2020</dt><dd><a ");
}

/* ---- the card ------------------------------------------------------------------- */

static const char card_json[] =
    "{\"not_before\": \"2020-03-20\", \"not_after\": null, \"place\": \"<script>\\\"'&\","
    " \"signatory\": {\"name\": \"N\", \"position\": \"<script>\\\"'&\", \"authority\": "
    "null},"
    " \"addressees\": [], \"recipients\": [\"<script>\\\"'&\", \"R\"],"
    " \"copy\": {\"kind\": \"Sao lục\", \"number\": \"43-BS/ĐUK\", \"date\": "
    "\"2021-09-08\","
    "   \"signatory\": {\"name\": \"<script>\\\"'&\"}, \"recipients\": [\"C\"]},"
    " \"received\": null,"
    " \"citations\": [{\"type\": \"Chỉ thị\", \"number\": \"16/CT-TTg\", \"date\": "
    "\"2020-03-31\","
    "   \"issuer\": null, \"line\": 5, \"text\": \"<script>\\\"'&\"},"
    "  {\"type\": null, \"number\": null, \"date\": \"2020-03-30\", \"line\": 6, "
    "\"text\": null}],"
    " \"events\": [{\"date\": \"2020-03-12\", \"line\": 7, \"text\": "
    "\"<script>\\\"'&\"}],"
    " \"evidence\": {\"place\": {\"basis\": \"explicit\", \"lines\": ["
    "   {\"line\": 3, \"text\": \"<script>\\\"'&\"}]},"
    "  \"title\": {\"basis\": \"given\", \"lines\": []},"
    "  \"number\": {\"basis\": \"corrected\", \"lines\": []},"
    "  \"not_before\": {\"basis\": \"inferred\", \"lines\": [{\"line\": 9, \"text\": "
    "\"họp\"}]},"
    "  \"events\": [{\"basis\": \"inferred\", \"end\": \"2020-03-20\"}],"
    "  \"short_forms\": [{\"type\": \"Chỉ thị\", \"number\": \"19\", \"line\": 8},"
    "   {\"type\": \"Chỉ thị\", \"number\": \"20\", \"line\": 8}]}}";

/* The page of a notice with the card above, cited by `n_citing` others. */
static char *
card_page(unsigned n_citing)
{
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(cJSON) card = json_parse(card_json, strlen(card_json), NULL);
    g_autoptr(GArray) cited = g_array_new(FALSE, FALSE, sizeof(SiteCited));
    g_autoptr(GArray) citing = lines_of(MIN(n_citing, SITE_N_CITING));
    char id[] = "x";
    char number[] = "1-TB/TU";
    const Notice notice = { .id = id, .file_name = id, .number = number };
    assert_non_null(card);
    g_array_append_val(cited, ((SiteCited){ 0, FALSE, "ct16", (char *) "u.html#c1", 5 }));
    g_array_append_val(cited, ((SiteCited){ 0, TRUE, "ct19", NULL, 1 }));
    const SiteNotice page = { &notice, card, cited, citing, n_citing, "all.html#c9" };
    return judged(site_render_notice(site, &page, NULL));
}

static void
each_field_says_where_it_is_from(void **state)
{
    (void) state;
    g_autofree char *page = card_page(0);
    assert_has(page, "<summary>ghi trong văn bản</summary>\n<ol>\n<li>"
                     "<span class=\"label\">Dòng 3:</span> <q>" HOSTILE_ESCAPED "</q>");
    assert_has(page, "<dd>1-TB/TU</dd>\n");
    assert_has(page, "<dd class=\"basis\">người lưu trữ sửa</dd>");
    assert_has(page, "<dd class=\"basis\">theo hồ sơ kèm theo</dd>");
    assert_has(page, "<dd class=\"basis\">không có trong văn bản</dd>");
    assert_has(page, "<span class=\"unknown\">không rõ</span> (không sớm hơn 20/3/2020)");
    assert_has(page, "<summary>suy ra từ văn bản</summary>");
    assert_int_equal(count_of(page, "<div><dt>"), 14 + 1);
}

static void
lists_and_blocks_are_shown_item_by_item(void **state)
{
    (void) state;
    g_autofree char *page = card_page(0);
    assert_has(page, "<li>" HOSTILE_ESCAPED "</li>\n<li>R</li>");
    assert_has(page, "<span class=\"label\">Hình thức:</span> Sao lục</li>");
    assert_has(page, "<span class=\"label\">Ngày:</span> 08/9/2021</li>");
    assert_has(page, "<span class=\"label\">Người ký:</span> " HOSTILE_ESCAPED "</li>");
    assert_has(page, "<span class=\"label\">Nơi nhận:</span> C</li>");
    assert_has(page, "<dd><span class=\"unknown\">không có</span></dd>");
}

static void
citations_lead_to_the_notices_that_they_are(void **state)
{
    (void) state;
    g_autofree char *page = card_page(0);
    assert_has(page,
               "<a class=\"title\" href=\"../notices/ct16.html\">Chỉ thị 16/CT-TTg</a>");
    assert_has(page, "<a href=\"../u.html#c1\">5 văn bản dẫn</a>");
    assert_has(page, "<span class=\"title\">Văn bản không rõ số</span>");
    assert_has(page, "<a class=\"title\" href=\"../notices/ct19.html\">Chỉ thị 19</a>");
    assert_null(strstr(page, "Chỉ thị 20"));
    assert_has(page, "<dt>12/3/2020 đến 20/3/2020</dt><dd>" HOSTILE_ESCAPED);
    assert_null(strstr(page, "Được dẫn bởi"));
}

static void
of_many_that_cite_a_notice_the_first_are_shown_and_the_rest_linked(void **state)
{
    (void) state;
    g_autofree char *few = card_page(2);
    g_autofree char *many = card_page(SITE_N_CITING + 1);
    assert_has(few, "<h2 id=\"cited\">Được dẫn bởi</h2>");
    assert_null(strstr(few, "all.html"));
    assert_has(many, "<a href=\"../all.html#c9\">Xem cả 21 văn bản dẫn</a>");
    assert_int_equal(count_of(many, "<a class=\"title\" href=\"../notices/a.html\">"),
                     SITE_N_CITING);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_has_an_address_by_its_value_alone),
        cmocka_unit_test(pages_after_the_first_are_numbered),
        cmocka_unit_test(a_group_lists_its_notices_and_leads_to_its_other_pages),
        cmocka_unit_test(the_undated_have_a_group_that_says_what_it_is),
        cmocka_unit_test(a_year_leads_to_its_months),
        cmocka_unit_test(a_list_of_values_is_escaped_and_counted),
        cmocka_unit_test(the_index_shows_the_most_frequent_of_many_values_in_their_order),
        cmocka_unit_test(a_cited_document_is_shown_with_who_cites_it),
        cmocka_unit_test(the_graph_joins_notices_with_what_they_cite_without_crossing),
        cmocka_unit_test(the_timeline_has_a_bar_for_each_number_of_its_table),
        cmocka_unit_test(the_days_of_a_year_stand_under_their_months),
        cmocka_unit_test(each_field_says_where_it_is_from),
        cmocka_unit_test(lists_and_blocks_are_shown_item_by_item),
        cmocka_unit_test(citations_lead_to_the_notices_that_they_are),
        cmocka_unit_test(
            of_many_that_cite_a_notice_the_first_are_shown_and_the_rest_linked),
    };
    return cmocka_run_group_tests_name("site-browse", tests, NULL, NULL);
}
