/* site - the pages, rendered with the real templates. */
#include "site-fixture.h"

#include "json.h"
#include "template.h"

#include <string.h>

#define HOSTILE "<script>\"'&"
#define HOSTILE_ESCAPED "&lt;script&gt;&quot;&#39;&amp;"

static char *
notice_page(const Notice *notice)
{
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    char *page = site_render_notice(site, &(SiteNotice){ .notice = notice }, NULL);
    assert_non_null(page);
    return page;
}

static void
a_hostile_notice_is_escaped_in_every_field(void **state)
{
    (void) state;
    char hostile[] = HOSTILE;
    Notice notice = { 0 };
    for (unsigned i = 0; i < notice_n_fields; i++)
        *notice_field(&notice, &notice_fields[i]) = hostile;
    char date[] = "2020-03-31";
    char file_name[] = "safe";
    notice.date = date;
    notice.file_name = file_name;
    notice.id = hostile;
    notice.text = hostile;
    notice.html = NULL;
    g_autofree char *page = notice_page(&notice);
    assert_int_equal(count_of(page, "<script"),
                     count_of(page, "<script type=") + count_of(page, "<script src="));
    /* nowhere but in the linked data, where a backslash stands before it */
    assert_int_equal(count_of(page, "\"'&"), count_of(page, "\\\"'&"));
    /* title element, breadcrumb, type, heading and three facts below it, body, six rows
     * of the card, and title and number in the sentence that cites it */
    assert_int_equal(count_of(page, HOSTILE_ESCAPED), 16);
    assert_has(page, "<dd><a href=\"../browse/month/2020-03.html\">31/3/2020</a></dd>");
}

static void
an_unknown_field_says_so(void **state)
{
    (void) state;
    char id[] = "a/b";
    char text[] = "Kính gửi: các ban\nx";
    g_autofree char *page =
        notice_page(&(Notice){ .id = id, .file_name = id, .text = text });
    assert_int_equal(count_of(page, "<dd><span class=\"unknown\">không rõ</span></dd>"),
                     12);
    /* a copy's certificate and a stamp */
    assert_int_equal(count_of(page, "<dd><span class=\"unknown\">không có</span></dd>"),
                     2);
    assert_int_equal(count_of(page, "<dd class=\"basis\">không có trong văn bản</dd>"),
                     14);
    assert_has(page, "<h1>Kính gửi: các ban</h1>");
    assert_has(page, "không có trích yếu</strong>");
    assert_null(strstr(page, "class=\"type\""));
}

static void
a_notice_with_a_title_is_not_called_untitled(void **state)
{
    (void) state;
    char id[] = "a";
    char title[] = "Về việc";
    g_autofree char *page =
        notice_page(&(Notice){ .id = id, .file_name = id, .title = title });
    assert_has(page, "<title>Về việc – Tra cứu thông báo</title>");
    assert_null(strstr(page, "không có trích yếu"));
}

static void
a_page_reaches_the_site_from_where_it_lies(void **state)
{
    (void) state;
    char id[] = "x";
    char deep[] = "2020/03/x";
    g_autofree char *flat = notice_page(&(Notice){ .id = id, .file_name = id });
    g_autofree char *far = notice_page(&(Notice){ .id = id, .file_name = deep });
    assert_has(flat, "href=\"../assets/style.css\"");
    assert_has(far, "href=\"../../../assets/style.css\"");
}

static void
the_source_file_is_linked_only_when_it_is_published(void **state)
{
    (void) state;
    char id[] = "x";
    char original[] = "originals/năm 2020/a&b?.txt";
    g_autofree char *without = notice_page(&(Notice){ .id = id, .file_name = id });
    g_autofree char *with =
        notice_page(&(Notice){ .id = id, .file_name = id, .original = original });
    assert_null(strstr(without, "originals/"));
    assert_has(with, "href=\"../originals/n%C4%83m%202020/a%26b%3F.txt\" download>");
    char page[] = "originals/x/a.b.html.txt";
    g_autofree char *saved =
        notice_page(&(Notice){ .id = id, .file_name = id, .original = page });
    assert_has(saved, "href=\"../originals/x/a.b.html.txt\" download=\"a.b.html\">");
}

static void
nothing_foreign_and_nothing_inline_is_in_a_page(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    char id[] = "x";
    const char *const pages[] = {
        notice_page(&(Notice){ .id = id, .file_name = id }),
        site_render_search(site, "root-1a2b3c4d.js", NULL),
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(pages); i++) {
        assert_non_null(pages[i]);
        /* but the name of a vocabulary, which nothing loads */
        assert_int_equal(count_of(pages[i], "://"),
                         count_of(pages[i], "\"@context\":\"https://schema.org\""));
        assert_null(strstr(pages[i], " style="));
        assert_int_equal(count_of(pages[i], "<script"),
                         count_of(pages[i], "<script src=\"assets/") +
                             count_of(pages[i], "<script defer src=\"assets/") +
                             count_of(pages[i], "<script src=\"../assets/") +
                             count_of(pages[i], "<script type=\"application/ld+json\">"));
        assert_has(pages[i], "default-src 'none'");
        g_free((char *) pages[i]);
    }
}

static char *
home_page(const Config *config, unsigned n_notices)
{
    const SiteLine known = { .file_name = "a", .heading = "Tên", .date = "2020-03-31" };
    const SiteLine unknown = { .file_name = "a", .heading = "a", .untitled = TRUE };
    g_autoptr(GArray) latest = g_array_new(FALSE, FALSE, sizeof(SiteLine));
    g_array_append_val(latest, known);
    for (unsigned i = 0; i < SITE_N_LATEST + 5; i++)
        g_array_append_val(latest, unknown);
    g_autoptr(GArray) types = g_array_new(FALSE, FALSE, sizeof(SiteGroup));
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(SiteGroup));
    g_array_append_val(types, ((SiteGroup){ HOSTILE, 84132 }));
    g_array_append_val(years, ((SiteGroup){ NULL, 1 }));
    g_autoptr(Site) site = site_with(config);
    const SiteSummary summary = { n_notices, TRUE, latest, types, years };
    char *page = site_render_home(site, &summary, NULL);
    assert_non_null(page);
    return page;
}

static void
the_home_page_says_what_is_in_the_site(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autofree char *page = home_page(&config, 84133);
    assert_has(page, "<h1>Tìm trong 84.133 văn bản</h1>");
    assert_has(page, "<link rel=\"alternate\" type=\"application/atom+xml\"");
    assert_has(page, "<title>Tra cứu thông báo</title>");
    assert_has(page, "\">" HOSTILE_ESCAPED "</a></dt><dd>84.132</dd>");
    assert_has(page, "<div class=\"unknown\"><dt><a href=\"browse/undated.html\">"
                     "không rõ ngày</a></dt><dd>1</dd></div>");
    assert_has(page, "<a class=\"title\" href=\"notices/a.html\">Tên</a>");
    assert_has(page, "<li>31/3/2020</li>");
    assert_int_equal(count_of(page, "class=\"title\""), SITE_N_LATEST);
    assert_has(page, "<form class=\"search\" role=\"search\" action=\"search.html\" "
                     "method=\"get\">");
}

static void
a_site_without_notices_says_so(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autofree char *page = home_page(&config, 0);
    assert_has(page, "<h1>Chưa có văn bản nào</h1>");
    assert_null(strstr(page, "Văn bản mới nhất"));
}

static void
title_and_language_come_from_the_configuration(void **state)
{
    (void) state;
    Config config = config_in("en");
    char title[] = "A & B";
    config.title = title;
    g_autofree char *page = home_page(&config, 1234);
    assert_has(page, "<html lang=\"en\">");
    assert_has(page, "<title>A &amp; B</title>");
    assert_has(page, "<h1>Search 1,234 notices</h1>");
    assert_has(page, "<li>31 March 2020</li>");
}

static void
the_search_page_asks_the_search_program_and_explains_it(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autofree char *page = site_render_search(site, "root-1a2b3c4d.js", NULL);
    assert_has(page, "action=\"/cgi\"");
    assert_has(page, "<details class=\"help\">");
    assert_has(page, "<code>&quot;cách ly xã hội&quot;</code>");
    assert_has(page, "href=\"search.html\" aria-current=\"page\"");
    assert_has(page, "script-src 'self'; connect-src 'self'; ");
}

static void
without_a_search_program_the_form_asks_the_search_page(void **state)
{
    (void) state;
    Config config = config_in("vi");
    config.cgi = (char *) "";
    g_autoptr(Site) site = site_with(&config);
    g_autofree char *page = site_render_search(site, "root-1a2b3c4d.js", NULL);
    assert_has(page, "action=\"search.html\" method=\"get\"");
}

static void
the_search_page_is_given_templates_and_strings_as_a_script(void **state)
{
    (void) state;
    static const char *const wanted[] = {
        "dates", "facets", "filters",        "found",
        "meta",  "pager",  "research-links", "results"
    };
    const Config config = config_in("en");
    g_autoptr(Site) site = site_with(&config);
    g_autofree char *script = site_page_script(site, NULL);
    const char *json = strstr(script, "tracuu.site = ") + strlen("tracuu.site = ");
    g_autoptr(cJSON) data = json_parse(json, strlen(json) - strlen(";\n"), NULL);
    assert_true(g_str_has_suffix(script, "};\n"));
    const cJSON *templates = json_get(data, "templates");
    assert_int_equal(cJSON_GetArraySize(templates), G_N_ELEMENTS(wanted));
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_autofree char *path =
            g_strdup_printf("%s/%s" TEMPLATE_SUFFIX, TEMPLATE_DIR, wanted[i]);
        g_autofree char *text = NULL;
        assert_true(g_file_get_contents(path, &text, NULL, NULL));
        assert_string_equal(json_get_string(templates, wanted[i]), text);
    }
    assert_int_equal(json_get(json_get(data, "limits"), "query_bytes")->valueint, 1024);
    assert_int_equal(json_get(json_get(data, "limits"), "max_page")->valueint, 10000);
    const cJSON *shared = json_get(data, "config");
    assert_string_equal(json_get_string(shared, "language"), "en");
    const cJSON *ui = json_get(shared, "ui");
    assert_string_equal(json_get_string(ui, "search_button"), "Search");
    assert_non_null(json_get(ui, "tips")); /* in a template only */
    assert_null(json_get(ui, "browse_heading"));
    assert_null(json_get(ui, "help"));
}

static void
the_other_strings_are_a_script_of_their_own(void **state)
{
    (void) state;
    const Config config = config_in("en");
    g_autoptr(Site) site = site_with(&config);
    g_autofree char *script = site_strings_script(site, NULL);
    const char *start = "Object.assign(tracuu.site.config.ui, ";
    assert_true(g_str_has_prefix(script, start));
    assert_true(g_str_has_suffix(script, "});\n"));
    g_autoptr(cJSON) strings = json_parse(
        script + strlen(start), strlen(script) - strlen(start) - strlen(");\n"), NULL);
    assert_non_null(json_get(strings, "help"));
    assert_null(json_get(strings, "search_button"));
    assert_null(json_get(strings, "tips"));
}

static void
the_search_program_is_told_title_language_addresses_and_strings(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autofree char *text = site_query_config(site);
    g_autoptr(cJSON) json = json_parse(text, strlen(text), NULL);
    assert_string_equal(json_get_string(json, "title"), "Tra cứu thông báo");
    assert_string_equal(json_get_string(json, "language"), "vi");
    assert_string_equal(json_get_string(json, "cgi"), "/cgi");
    assert_string_equal(json_get_string(json, "site_path"), "/s/");
    assert_string_equal(json_get_string(json_get(json, "ui"), "search_button"), "Tìm");
}

static gboolean
add_template(const char *name, const char *text, gpointer user_data, GError **error)
{
    return template_set_add((TemplateSet *) user_data, name, text, error);
}

/* The page "answer" of `json` with what the site gives, as the CGI renders it. */
static char *
answer_page(const char *json)
{
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(TemplateSet) templates = template_set_new();
    assert_true(site_foreach_query_template(site, add_template, templates, NULL));
    g_autofree char *shared = site_query_config(site);
    g_autoptr(cJSON) common = json_parse(shared, strlen(shared), NULL);
    assert_true(template_set_common(templates, common, NULL));
    g_autoptr(cJSON) data = json_parse(json, strlen(json), NULL);
    assert_non_null(data);
    char *page = template_render(templates, "answer", data, NULL);
    assert_non_null(page);
    return page;
}

static void
the_answer_shows_results_tiers_facets_and_pages(void **state)
{
    (void) state;
    g_autofree char *page = answer_page(
        "{\"query\": \"<q>\", \"root\": \"/s/\", \"total_text\": \"2 kết quả\", "
        "\"relaxed\": true,"
        " \"warnings\": [{\"text\": \"<w>\"}], \"no_results\": false, \"results\": ["
        "  {\"url\": \"notices/a.html\", \"title\": \"<t>\", \"untitled\": false, "
        "\"type\": \"<k>\","
        "   \"tier\": \"exact\", \"tier_label\": null, \"tier_heading\": null,"
        "   \"snippet\": \"<mark>x</mark> &lt;\"},"
        "  {\"url\": \"notices/b.html\", \"title\": \"B\", \"untitled\": true, \"type\": "
        "null,"
        "   \"tier\": \"folded\", \"tier_label\": \"khác dấu\", \"tier_heading\": \"Bỏ "
        "dấu\","
        "   \"snippet\": null}],"
        " \"facets\": [{\"label\": \"Năm\", \"key\": \"year\", \"values\": ["
        "   {\"value\": \"<v>\", \"count_text\": \"4.812\", \"url\": \"?a=1&b=2\", "
        "\"active\": true}]}],"
        " \"sorts\": [{\"label\": \"Mới\", \"url\": \"?s\", \"active\": false}],"
        " \"previous_url\": null, \"next_url\": \"?p=2\", \"page_text\": \"Trang 1 / 2\","
        " \"error\": null}");
    assert_has(page, "<title>&lt;q&gt; – Tra cứu thông báo</title>");
    assert_has(page, "value=\"&lt;q&gt;\"");
    assert_has(page, "<a class=\"title\" href=\"/s/notices/a.html\">&lt;t&gt;</a>");
    assert_has(page, "<p class=\"snippet\"><mark>x</mark> &lt;</p>");
    assert_int_equal(count_of(page, "class=\"snippet\""), 1);
    assert_int_equal(count_of(page, "<h2 class=\"tier\">Bỏ dấu</h2>"), 1);
    assert_int_equal(count_of(page, "không có trích yếu"), 1);
    assert_has(page, "<a href=\"?a=1&amp;b=2\" aria-current=\"true\">");
    assert_has(page, "<a rel=\"next\" href=\"?p=2\">Trang sau</a>");
    assert_null(strstr(page, "rel=\"prev\""));
    assert_has(page, "có ít nhất một từ");
    assert_has(page, "<p class=\"note\">&lt;w&gt;</p>");
}

static void
an_answer_without_results_gives_advice(void **state)
{
    (void) state;
    g_autofree char *page = answer_page("{\"query\": \"x\", \"no_results\": true,"
                                        " \"results\": [], \"facets\": []}");
    assert_has(page, "<h2>Không tìm thấy văn bản nào</h2>");
    assert_has(page, "<li>bớt từ, hoặc bỏ ngoặc kép</li>");
    assert_null(strstr(page, "class=\"results\""));
    assert_null(strstr(page, "class=\"facet\""));
}

/* How often an answer without results says to remove the filters. */
static unsigned
count_filter_tips(const char *data)
{
    g_autofree char *whole =
        g_strdup_printf("{\"query\": \"x\", \"no_results\": true, %s}", data);
    g_autofree char *page = answer_page(whole);

    return count_of(page, "<li>bỏ các bộ lọc đang chọn</li>");
}

static void
filters_are_to_be_removed_only_where_there_are_any(void **state)
{
    static const char none[] = "\"dates\": {\"clear_url\": null}";
    static const char range[] = "\"dates\": {\"clear_url\": \"?q=x\"}";
    static const char both[] =
        "\"has_filters\": true, \"filters\": [], \"dates\": {\"clear_url\": \"?q=x\"}";

    (void) state;
    assert_int_equal(count_filter_tips(none), 0);
    assert_int_equal(count_filter_tips(range), 1);
    assert_int_equal(count_filter_tips(both), 1);
}

static void
an_answer_with_an_error_shows_nothing_else(void **state)
{
    (void) state;
    g_autofree char *page = answer_page(
        "{\"query\": \"x\", \"error\": {\"title\": \"Lỗi <1>\", \"text\": \"Vì sao\"}}");
    assert_has(page, "<h1>Lỗi &lt;1&gt;</h1>");
    assert_has(page, "<p>Vì sao</p>");
    assert_int_equal(count_of(page, "<h1"), 1);
    assert_null(strstr(page, "class=\"results\""));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hostile_notice_is_escaped_in_every_field),
        cmocka_unit_test(an_unknown_field_says_so),
        cmocka_unit_test(a_notice_with_a_title_is_not_called_untitled),
        cmocka_unit_test(a_page_reaches_the_site_from_where_it_lies),
        cmocka_unit_test(the_source_file_is_linked_only_when_it_is_published),
        cmocka_unit_test(nothing_foreign_and_nothing_inline_is_in_a_page),
        cmocka_unit_test(the_home_page_says_what_is_in_the_site),
        cmocka_unit_test(a_site_without_notices_says_so),
        cmocka_unit_test(title_and_language_come_from_the_configuration),
        cmocka_unit_test(the_search_page_asks_the_search_program_and_explains_it),
        cmocka_unit_test(without_a_search_program_the_form_asks_the_search_page),
        cmocka_unit_test(the_other_strings_are_a_script_of_their_own),
        cmocka_unit_test(the_search_page_is_given_templates_and_strings_as_a_script),
        cmocka_unit_test(the_search_program_is_told_title_language_addresses_and_strings),
        cmocka_unit_test(the_answer_shows_results_tiers_facets_and_pages),
        cmocka_unit_test(an_answer_without_results_gives_advice),
        cmocka_unit_test(filters_are_to_be_removed_only_where_there_are_any),
        cmocka_unit_test(an_answer_with_an_error_shows_nothing_else),
    };
    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
