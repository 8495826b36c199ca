/* Which notice cites which document: identity by A.3, and the table of a collection. */
#include "cites/cite-table.h"
#include "extract/identity.h"
#include "scratch.h"

#include <string.h>

/* ---- identity ------------------------------------------------------------------- */

typedef struct {
    Citation citation;
    const char *id, *province; /* of the notice that cites */
} Cited;

static Identity
identity_of(const Cited *cited)
{
    return identity_of_citation(&cited->citation, cited->id, cited->province);
}

#define NUMBER(number_) .number = (char *) (number_)
#define DATE(date_) .date = (char *) (date_)
#define TYPE(type_) .type = (char *) (type_)
#define ISSUER(issuer_) .issuer = (char *) (issuer_)

static const struct {
    const char *why;
    gboolean same_base, same_day;
    Cited one, other;
} identities[] = {
    { "case, zeros, marks of a scan and its day do not tell State numbers apart",
      TRUE,
      TRUE,
      { { NUMBER("16/CT-TTg"), DATE("2020-03-31") }, "a", NULL },
      { { NUMBER("016/CT-TTG"), DATE("2020-04-01") }, "b", NULL } },
    { "lost marks neither",
      TRUE,
      TRUE,
      { { NUMBER("1354-BC/BCSĐCP"), DATE("2020-03-19"),
          ISSUER("Ban cán sự đảng Chính phủ") },
        "a",
        NULL },
      { { NUMBER("1354-BC/BCSDCP"), DATE("2020-03-19"),
          ISSUER("Ban cán sự đảng Chính phủ") },
        "b",
        NULL } },
    { "the year does",
      TRUE,
      FALSE,
      { { NUMBER("16/CT-TTg"), DATE("2020-03-31") }, "a", NULL },
      { { NUMBER("16/CT-TTg"), DATE("2021-03-31") }, "b", NULL } },
    { "a legal act has its year in the number",
      TRUE,
      TRUE,
      { { NUMBER("30/2020/NĐ-CP"), DATE("2020-03-05") }, "a", NULL },
      { { NUMBER("30/2020/NĐ-CP") }, "b", NULL } },
    { "a law too",
      TRUE,
      TRUE,
      { { NUMBER("202/2025/QH15"), TYPE("Nghị quyết") }, "a", NULL },
      { { NUMBER("202/2025/QH15") }, "b", NULL } },
    { "the day does for the Party",
      TRUE,
      FALSE,
      { { NUMBER("35-CT/TW"), DATE("2019-05-30") }, "a", NULL },
      { { NUMBER("35-CT/TW"), DATE("2019-05-31") }, "b", NULL } },
    { "one province's 12-CT/TU is not another's",
      FALSE,
      TRUE,
      { { NUMBER("12-CT/TU"), DATE("2021-03-01") }, "a", "Sơn La" },
      { { NUMBER("12-CT/TU"), DATE("2021-03-01") }, "b", "Bình Định" } },
    { "within a province it is",
      TRUE,
      TRUE,
      { { NUMBER("12-CT/TU"), DATE("2021-03-01") }, "a", "Sơn La" },
      { { NUMBER("12-CT/TU"), DATE("2021-03-01"), ISSUER("Tỉnh ủy Sơn La") },
        "b",
        NULL } },
    { "of an unknown province it is the citing notice's own affair",
      FALSE,
      TRUE,
      { { NUMBER("12-CT/TU"), DATE("2021-03-01") }, "a", NULL },
      { { NUMBER("12-CT/TU"), DATE("2021-03-01") }, "b", NULL } },
    { "which it is twice",
      TRUE,
      TRUE,
      { { NUMBER("12-CT/TU"), DATE("2021-03-01") }, "a", NULL },
      { { NUMBER("12-CT/TU"), DATE("2021-03-01") }, "a", NULL } },
    { "UBND is of any level, so the province alone does not tell",
      FALSE,
      TRUE,
      { { NUMBER("36/BC-UBND"), DATE("2020-02-18") }, "a", "Vĩnh Phúc" },
      { { NUMBER("36/BC-UBND"), DATE("2020-02-18") }, "b", "Vĩnh Phúc" } },
    { "unless the organ is said",
      TRUE,
      TRUE,
      { { NUMBER("36/BC-UBND"), DATE("2020-02-18"), ISSUER("UBND tỉnh") },
        "a",
        "Vĩnh Phúc" },
      { { NUMBER("36/BC-UBND"), DATE("2020-02-18"), ISSUER("UBND tỉnh Vĩnh Phúc") },
        "b",
        "Sơn La" } },
    { "the Party's QĐ stands for two types",
      FALSE,
      FALSE,
      { { NUMBER("66-QĐ/TW"), TYPE("Quyết định") }, "a", NULL },
      { { NUMBER("66-QĐ/TW"), TYPE("Quy định"), DATE("2017-02-06") }, "b", NULL } },
    { "a công văn is known by the organ before the dash",
      TRUE,
      TRUE,
      { { NUMBER("1979/VPCP-KGVX"), TYPE("Công văn") }, "a", NULL },
      { { NUMBER("1979/VPCP-KGVX") }, "b", NULL } },
    { "without number: type, organ and day",
      TRUE,
      TRUE,
      { { TYPE("Điện"), ISSUER("Thường trực Ban Bí thư"), DATE("2020-03-14") },
        "a",
        NULL },
      { { TYPE("Điện"), ISSUER("Thường trực Ban Bí thư"), DATE("2020-03-14") },
        "b",
        NULL } },
    { "another organ's is another",
      FALSE,
      TRUE,
      { { TYPE("Điện"), ISSUER("Thường trực Ban Bí thư"), DATE("2020-03-14") },
        "a",
        NULL },
      { { TYPE("Điện"), ISSUER("Bộ Y tế"), DATE("2020-03-14") }, "b", NULL } },
};

static void
identity_is_by_number_type_organ_province_and_date(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(identities); i++) {
        g_auto(Identity) one = identity_of(&identities[i].one);
        g_auto(Identity) other = identity_of(&identities[i].other);

        if ((strcmp(one.base, other.base) == 0) != identities[i].same_base ||
            (g_strcmp0(one.day, other.day) == 0) != identities[i].same_day)
            fail_msg("%s: %s %s, %s %s", identities[i].why, one.base, one.day, other.base,
                     other.day);
    }
}

/* ---- the table ------------------------------------------------------------------ */

typedef struct {
    const char *id, *type, *number, *issuer, *province, *date, *text;
} Row;

static void
write_row(CiteWriter *writer, const Row *row, uint64_t order)
{
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(Extraction) extraction = NULL;

    notice->id = g_strdup(row->id);
    notice->type = g_strdup(row->type);
    notice->number = g_strdup(row->number);
    notice->issuer = g_strdup(row->issuer);
    notice->province = g_strdup(row->province);
    notice->date = g_strdup(row->date);
    notice->text = g_strdup(row->text);
    extraction = extraction_read(notice);
    extraction_apply(extraction, notice);
    cite_writer_add(writer, notice, extraction, order);
}

/* The table of the rows, which `n_workers` read in turn; notices are numbered as they
 * stand here, and were read the other way round. */
static CiteTable *
table_of(const char *folder, const Row *rows, unsigned n, unsigned n_workers)
{
    g_autofree uint64_t *orders = g_new(uint64_t, n);
    CiteWriter *writers[4];
    CiteTable *table = NULL;

    for (unsigned i = 0; i < n_workers; i++)
        writers[i] = cite_writer_new(folder, i, NULL);
    for (unsigned i = 0; i < n; i++) {
        orders[i] = (uint64_t) (n - i) << 32;
        write_row(writers[i % n_workers], &rows[i], orders[i]);
    }
    for (unsigned i = 0; i < n_workers; i++)
        assert_true(cite_writer_close(writers[i], NULL));
    table = cite_table_new(folder, n_workers, orders, n, NULL);
    assert_non_null(table);
    return table;
}

/* One line a document: label, notices that cite it, the notice that it is. */
static char *
describe(const CiteTable *table, const Row *rows)
{
    GString *out = g_string_new(NULL);

    for (uint32_t i = 0; i < cite_table_get_n_cited(table); i++) {
        const CiteDocument *document = cite_table_get_document(table, i);
        uint32_t n = 0;
        const CiteLink *links = cite_table_get_citing(table, i, &n);

        g_string_append_printf(out,
                               "%s %s %s:", document->type == NULL ? "?" : document->type,
                               document->number == NULL ? "-" : document->number,
                               document->date == NULL ? "-" : document->date);
        for (uint32_t j = 0; j < n; j++)
            g_string_append_printf(out, " %s%s", rows[links[j].notice].id,
                                   links[j].is_short ? "*" : "");
        if (document->notice != CITE_NONE)
            g_string_append_printf(out, " = %s", rows[document->notice].id);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void
assert_table(const char *folder, const Row *rows, unsigned n, const char *wanted)
{
    g_autoptr(CiteTable) table = table_of(folder, rows, n, 1);
    g_autofree char *found = describe(table, rows);

    assert_string_equal(found, wanted);
}

#define CT16 "Chỉ thị số 16/CT-TTg ngày 31/3/2020"

static void
the_most_cited_document_is_first_and_links_to_its_notice(void **state)
{
    static const Row rows[] = {
        { "ct16", "Chỉ thị", "16/CT-TTg", NULL, NULL, "2020-03-31", "Cách ly." },
        { "a", NULL, NULL, NULL, NULL, NULL, "Theo " CT16 "." },
        { "b", NULL, NULL, NULL, NULL, NULL,
          "Theo " CT16 " và Nghị định số 30/2020/NĐ-CP.\nTheo " CT16 "." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows),
                 "Chỉ thị 16/CT-TTg 2020-03-31: a b = ct16\n"
                 "Nghị định 30/2020/NĐ-CP -: b\n");
}

static void
a_date_that_differs_is_another_document(void **state)
{
    static const Row rows[] = {
        { "ct16", "Chỉ thị", "16/CT-TTg", NULL, NULL, "2019-03-31", "Khác." },
        { "a", NULL, NULL, NULL, NULL, NULL, "Theo " CT16 "." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows), "Chỉ thị 16/CT-TTg 2020-03-31: a\n");
}

static void
an_undated_citation_is_the_only_dated_one_or_nobody_s(void **state)
{
    static const Row one[] = {
        { "a", NULL, NULL, NULL, NULL, NULL, "Theo " CT16 "." },
        { "b", NULL, NULL, NULL, NULL, NULL, "Theo Chỉ thị số 16/CT-TTg." },
    };
    static const Row two[] = {
        { "a", NULL, NULL, NULL, NULL, NULL, "Theo " CT16 "." },
        { "b", NULL, NULL, NULL, NULL, NULL, "Theo Chỉ thị số 16/CT-TTg." },
        { "c", NULL, NULL, NULL, NULL, NULL, "Theo Chỉ thị số 16/CT-TTg ngày 2/3/2007." },
        { "d", "Chỉ thị", "16/CT-TTg", NULL, NULL, NULL, "Không ngày." },
    };
    g_autofree char *folder = g_build_filename(*state, "two", NULL);

    assert_table(*state, one, G_N_ELEMENTS(one), "Chỉ thị 16/CT-TTg 2020-03-31: a b\n");
    assert_true(file_make_folder(folder, NULL));
    assert_table(folder, two, G_N_ELEMENTS(two),
                 "Chỉ thị 16/CT-TTg -: b\n"
                 "Chỉ thị 16/CT-TTg 2007-03-02: c\n"
                 "Chỉ thị 16/CT-TTg 2020-03-31: a\n");
}

static void
an_undated_notice_is_linked_when_only_one_date_is_cited(void **state)
{
    static const Row rows[] = {
        { "ct16", "Chỉ thị", "16/CT-TTg", NULL, NULL, NULL, "Không ngày." },
        { "a", NULL, NULL, NULL, NULL, NULL, "Theo " CT16 "." },
        { "b", NULL, NULL, NULL, NULL, NULL, "Theo Chỉ thị số 16/CT-TTg." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows),
                 "Chỉ thị 16/CT-TTg 2020-03-31: a b = ct16\n");
}

static void
two_notices_of_one_number_are_linked_to_by_none(void **state)
{
    static const Row rows[] = {
        { "ban-1", "Chỉ thị", "16/CT-TTg", NULL, NULL, "2020-03-31", "Bản một." },
        { "ban-2", "Chỉ thị", "16/CT-TTg", NULL, NULL, "2020-03-31", "Bản hai." },
        { "a", NULL, NULL, NULL, NULL, NULL, "Theo " CT16 "." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows), "Chỉ thị 16/CT-TTg 2020-03-31: a\n");
}

static void
a_notice_does_not_cite_itself(void **state)
{
    static const Row rows[] = {
        { "ct16", "Chỉ thị", "16/CT-TTg", NULL, NULL, "2020-03-31",
          "Chỉ thị số 16/CT-TTg này thay Chỉ thị số 15/CT-TTg." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows), "Chỉ thị 15/CT-TTg -: ct16\n");
}

static void
a_province_s_numbers_are_linked_within_it_alone(void **state)
{
    static const Row rows[] = {
        { "sl", "Chỉ thị", "12-CT/TU", "Tỉnh ủy", "Sơn La", "2021-03-01", "Một." },
        { "a", NULL, NULL, NULL, "Sơn La", NULL, "Chỉ thị số 12-CT/TU ngày 01/3/2021." },
        { "b", NULL, NULL, NULL, NULL, NULL, "Chỉ thị số 12-CT/TU ngày 01/3/2021." },
        { "c", NULL, NULL, NULL, "Bình Định", NULL,
          "Chỉ thị số 12-CT/TU ngày 01/3/2021." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows),
                 "Chỉ thị 12-CT/TU 2021-03-01: b\n"
                 "Chỉ thị 12-CT/TU 2021-03-01: c\n"
                 "Chỉ thị 12-CT/TU 2021-03-01: a = sl\n");
}

static void
a_document_without_number_is_known_by_type_organ_and_date(void **state)
{
    static const Row rows[] = {
        { "kl", "Kết luận", NULL, "Bộ Chính trị", NULL, "2020-03-20", "Một." },
        { "a", NULL, NULL, NULL, NULL, NULL,
          "Thực hiện Kết luận của Bộ Chính trị ngày 20/3/2020." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows), "Kết luận - 2020-03-20: a = kl\n");
}

static void
a_short_form_is_resolved_when_one_candidate_exists(void **state)
{
    static const Row rows[] = {
        { "a", NULL, NULL, NULL, NULL, NULL, "Theo " CT16 " của Thủ tướng Chính phủ." },
        { "b", NULL, NULL, NULL, NULL, NULL, "Theo Chỉ thị 16, các tỉnh cách ly." },
        { "c", NULL, NULL, NULL, NULL, NULL, "Chỉ thị 16 của Bộ Y tế." },
        { "d", NULL, NULL, NULL, NULL, NULL, "Nghị quyết 16 và Chỉ thị 160." },
        { "e", NULL, NULL, NULL, NULL, NULL,
          "Nghị quyết số 42-NQ/TW; Chỉ thị 5, Chỉ thị 6." },
        { "f", NULL, NULL, NULL, NULL, NULL, "Nghị quyết 42/NQ-CP; Chỉ thị 05/CT-BYT." },
        { "g", NULL, NULL, NULL, NULL, NULL, "Nghị quyết 42, Chỉ thị 5." },
    };

    assert_table(*state, rows, G_N_ELEMENTS(rows),
                 "Chỉ thị 05/CT-BYT -: e* f g*\n"
                 "Chỉ thị 16/CT-TTg 2020-03-31: a b*\n"
                 "Nghị quyết 42-NQ/TW -: e\n"
                 "Nghị quyết 42/NQ-CP -: f\n");
}

static void
the_table_is_the_same_whoever_read_what(void **state)
{
    static const Row rows[] = {
        { "ct16", "Chỉ thị", "16/CT-TTg", NULL, NULL, "2020-03-31", "Cách ly." },
        { "a", NULL, NULL, NULL, NULL, NULL, CT16 "; Chỉ thị số 19/CT-TTg; Chỉ thị 20." },
        { "b", NULL, NULL, NULL, NULL, NULL, "Chỉ thị số 19/CT-TTg ngày 24/4/2020." },
        { "c", NULL, NULL, NULL, NULL, NULL, "Chỉ thị số 20/CT-TTg, Chỉ thị 16." },
    };
    g_autofree char *first = NULL;

    for (unsigned n = 1; n <= 4; n++) {
        g_autofree char *name = g_strdup_printf("%s/%u", (char *) *state, n);
        g_autoptr(CiteTable) table = NULL;
        g_autofree char *found = NULL;

        assert_true(file_make_folder(name, NULL));
        table = table_of(name, rows, G_N_ELEMENTS(rows), n);
        found = describe(table, rows);
        if (first == NULL)
            first = g_steal_pointer(&found);
        else
            assert_string_equal(found, first);
    }
    assert_non_null(strstr(first, "Chỉ thị 19/CT-TTg 2020-04-24: a b\n"));
}

static void
links_of_a_notice_are_in_the_order_of_its_card(void **state)
{
    static const Row rows[] = {
        { "a", NULL, NULL, NULL, NULL, NULL,
          "Nghị quyết 30, " CT16 ", Nghị định số 30/2020/NĐ-CP." },
        { "b", NULL, NULL, NULL, NULL, NULL, "Nghị quyết số 30/NQ-CP." },
        { "c", NULL, NULL, NULL, NULL, NULL, "Không dẫn gì." },
    };
    g_autoptr(CiteTable) table = table_of(*state, rows, G_N_ELEMENTS(rows), 1);
    uint32_t n = 0;
    const CiteLink *links = cite_table_get_links(table, 0, &n);

    assert_int_equal(n, 3);
    assert_true(links[0].place == 0 && !links[0].is_short);
    assert_true(links[1].place == 1 && !links[1].is_short);
    assert_true(links[2].place == 0 && links[2].is_short);
    assert_string_equal(cite_table_get_document(table, links[2].document)->number,
                        "30/NQ-CP");
    assert_null(cite_table_get_links(table, 2, &n));
    assert_int_equal(n, 0);
    assert_true(cite_table_get_document_of(table, 1) == CITE_NONE);
}

static void
a_file_of_citations_cut_short_is_an_error(void **state)
{
    static const Row row = { "a", NULL, NULL, NULL, NULL, NULL, CT16 };
    g_autofree char *path = g_build_filename(*state, "cites-0", NULL);
    g_autofree char *bytes = NULL;
    g_autoptr(GError) error = NULL;
    uint64_t order = 0;
    size_t len = 0;

    cite_table_free(table_of(*state, &row, 1, 1));
    assert_true(g_file_get_contents(path, &bytes, &len, NULL));
    assert_true(g_file_set_contents(path, bytes, (gssize) len - 1, NULL));
    assert_null(cite_table_new(*state, 1, &order, 1, &error));
    assert_non_null(strstr(error->message, "cites-0: cannot read back"));
}

static void
a_writer_in_no_folder_is_an_error(void **state)
{
    g_autofree char *nowhere = g_build_filename(*state, "nowhere", NULL);
    g_autoptr(GError) error = NULL;

    assert_null(cite_writer_new(nowhere, 0, &error));
    assert_non_null(error);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identity_is_by_number_type_organ_province_and_date),
        scratch_test(the_most_cited_document_is_first_and_links_to_its_notice),
        scratch_test(a_date_that_differs_is_another_document),
        scratch_test(an_undated_citation_is_the_only_dated_one_or_nobody_s),
        scratch_test(an_undated_notice_is_linked_when_only_one_date_is_cited),
        scratch_test(two_notices_of_one_number_are_linked_to_by_none),
        scratch_test(a_notice_does_not_cite_itself),
        scratch_test(a_province_s_numbers_are_linked_within_it_alone),
        scratch_test(a_document_without_number_is_known_by_type_organ_and_date),
        scratch_test(a_short_form_is_resolved_when_one_candidate_exists),
        scratch_test(the_table_is_the_same_whoever_read_what),
        scratch_test(links_of_a_notice_are_in_the_order_of_its_card),
        scratch_test(a_file_of_citations_cut_short_is_an_error),
        scratch_test(a_writer_in_no_folder_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
