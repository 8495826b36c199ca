/* The archivist's table of the five notices, and the titles of gazettes. */
#include "encoding.h"
#include "extract/extraction.h"
#include "json.h"
#include "read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Adds the JSON of a notice to a table by its id. */
static gboolean
take(const Notice *notice,
     const Extraction *extraction,
     gpointer table,
     G_GNUC_UNUSED GError **error)
{
    g_autofree char *json = extraction_to_json(extraction, notice, TRUE);

    g_hash_table_insert(table, g_strdup(notice->id),
                        json_parse(json, strlen(json), NULL));
    return TRUE;
}

static void
refuse(const char *source, const GError *error, G_GNUC_UNUSED gpointer user_data)
{
    fail_msg("%s: %s", source, error->message);
}

static void
free_json(gpointer json)
{
    cJSON_Delete(json);
}

static GHashTable *
read_all(const char *path)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_json);
    g_autoptr(GPtrArray) files = corpus_list(&path, 1, refuse, NULL, NULL);
    g_autoptr(GArray) units = read_plan(files);

    const ReadSink sink = { .notice = take, .skip = refuse, .user_data = table };

    for (unsigned i = 0; i < units->len; i++)
        assert_true(read_unit(&g_array_index(units, ReadUnit, i), &sink, NULL));
    return table;
}

/* "citations.0.number" → its value as text, "-" for null or nothing.  (transfer full) */
static char *
value_at(const cJSON *json, const char *path)
{
    g_auto(GStrv) keys = g_strsplit(path, ".", -1);

    for (unsigned i = 0; keys[i] != NULL && json != NULL; i++) {
        if (strcmp(keys[i], "#") == 0)
            return g_strdup_printf("%d", cJSON_GetArraySize(json));
        json = cJSON_IsArray(json) ? cJSON_GetArrayItem(json, atoi(keys[i]))
                                   : json_get(json, keys[i]);
    }
    if (json != NULL && cJSON_IsNumber(json))
        return g_strdup_printf("%d", json->valueint);
    return g_strdup(json != NULL && cJSON_IsString(json) ? json->valuestring : "-");
}

static gboolean
has_event(const cJSON *json, const char *wanted)
{
    const cJSON *event = NULL;

    cJSON_ArrayForEach (event, json_get(json, "events")) {
        g_autofree char *date = value_at(event, "date");
        g_autofree char *line = value_at(event, "line");
        g_autofree char *found = g_strjoin(" ", date, line, NULL);
        if (strcmp(found, wanted) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
check_row(GHashTable *notices, char **row)
{
    const cJSON *notice = g_hash_table_lookup(notices, row[0]);
    g_autofree char *value = NULL;

    assert_non_null(notice);
    if (strcmp(row[1], "events.?") == 0) {
        assert_true(has_event(notice, row[2]));
        return;
    }
    value = value_at(notice, row[1]);
    if (strcmp(value, row[2]) != 0)
        fail_msg("%s %s: \"%s\", not \"%s\"", row[0], row[1], value, row[2]);
}

static void
every_field_is_as_the_archivist_read_it(void **state)
{
    g_autoptr(GHashTable) notices = read_all(CORPUS_DIR);
    g_autofree char *table = NULL;
    g_auto(GStrv) lines = NULL;
    unsigned n = 0;

    (void) state;
    assert_true(g_file_get_contents(GOLDEN_DIR "/notices.tsv", &table, NULL, NULL));
    lines = g_strsplit(table, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) row = g_strsplit(lines[i], "\t", 3);
        if (*lines[i] == '#' || *lines[i] == '\0')
            continue;
        assert_int_equal(g_strv_length(row), 3);
        check_row(notices, row);
        n++;
    }
    assert_true(n > 200);
}

/* «19/04/2011» → «2011-04-19».  (transfer full) */
static char *
iso_of(const char *date)
{
    g_auto(GStrv) parts = g_strsplit(date, "/", -1);

    return g_strv_length(parts) == 3
               ? g_strdup_printf("%s-%s-%s", parts[2], parts[1], parts[0])
               : NULL;
}

/* Counts a card that has an answer: TRUE when `found` is that answer. */
static void
count(const char *found, const char *expected, unsigned *n, unsigned *right)
{
    if (expected == NULL || *expected == '\0')
        return;
    (*n)++;
    *right += g_strcmp0(found, expected) == 0;
}

/* TRACUU_GAZETTE_CARDS names docs.jsonl: 4,105 cards, of which 85 have an empty so_hieu
 * and 30 an empty ngay. */
static void
of_the_gazette_s_cards_98_percent_tell_number_and_date(void **state)
{
    const char *path = g_getenv("TRACUU_GAZETTE_CARDS");
    g_autoptr(GHashTable) notices = NULL;
    g_autofree char *cards = NULL;
    g_auto(GStrv) lines = NULL;
    unsigned n_numbers = 0;
    unsigned n_dates = 0;
    unsigned numbers = 0;
    unsigned dates = 0;

    (void) state;
    if (path == NULL) {
        print_message("TRACUU_GAZETTE_CARDS is not set\n");
        skip();
    }
    notices = read_all(path);
    assert_true(g_file_get_contents(path, &cards, NULL, NULL));
    lines = g_strsplit(g_strchomp(cards), "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        g_autoptr(cJSON) card = json_parse(lines[i], strlen(lines[i]), NULL);
        const cJSON *found = g_hash_table_lookup(notices, json_get_string(card, "id"));
        g_autofree char *iso = iso_of(json_get_string(card, "ngay"));
        count(json_get_string(found, "number"), json_get_string(card, "so_hieu"),
              &n_numbers, &numbers);
        count(json_get_string(found, "date"), iso, &n_dates, &dates);
    }
    print_message("right: %u of %u numbers, %u of %u dates\n", numbers, n_numbers, dates,
                  n_dates);
    assert_true(n_numbers > 4000 && n_dates > 4000);
    assert_true(numbers * 100 >= n_numbers * 98);
    assert_true(dates * 100 >= n_dates * 98);
}

/* The text of a PDF as a notice.  (transfer full) */
static Notice *
read_pdf(const char *folder, const char *name, gboolean layout)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    const char *arguments[] = {
        "pdftotext", path, "-", layout ? "-layout" : NULL, NULL,
    };
    Notice *notice = notice_new();
    g_autoptr(GError) error = NULL;

    if (!g_spawn_sync(NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                      &notice->text, NULL, NULL, &error))
        fail_msg("%s", error->message);
    notice->id = g_strdup(name);
    notice->text = encoding_clean(notice->text);
    return notice;
}

/* A row is: file, type, number, date or null. */
static void
check_pdf(const char *folder, char **row, gboolean layout)
{
    g_autoptr(Notice) notice = read_pdf(folder, row[0], layout);
    g_autoptr(Extraction) extraction = extraction_read(notice);
    const char *date = NULL;

    extraction_apply(extraction, notice);
    date = notice->date == NULL ? "null" : notice->date;
    if (g_strcmp0(notice->type, row[1]) != 0 || g_strcmp0(notice->number, row[2]) != 0 ||
        strcmp(date, row[3]) != 0)
        fail_msg("%s%s: %s, %s, %s", row[0], layout ? " (columns)" : "", notice->type,
                 notice->number, date);
}

/* TRACUU_GAZETTE_PDF names a folder with PDFs and expected.tsv. */
static void
the_text_of_a_gazette_tells_type_number_and_date(void **state)
{
    const char *folder = g_getenv("TRACUU_GAZETTE_PDF");
    g_autofree char *program = g_find_program_in_path("pdftotext");
    g_autofree char *path = NULL;
    g_autofree char *table = NULL;
    g_auto(GStrv) lines = NULL;
    unsigned n = 0;

    (void) state;
    if (folder == NULL || program == NULL) {
        print_message(folder == NULL ? "TRACUU_GAZETTE_PDF is not set\n"
                                     : "pdftotext is not installed\n");
        g_clear_pointer(&program, g_free); /* skip() jumps over what frees it */
        skip();
    }
    path = g_build_filename(folder, "expected.tsv", NULL);
    assert_true(g_file_get_contents(path, &table, NULL, NULL));
    lines = g_strsplit(table, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) row = g_strsplit(lines[i], "\t", -1);

        if (*lines[i] == '#' || g_strv_length(row) != 4)
            continue;
        check_pdf(folder, row, FALSE);
        check_pdf(folder, row, TRUE);
        n++;
    }
    assert_int_equal(n, 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_as_the_archivist_read_it),
        cmocka_unit_test(the_text_of_a_gazette_tells_type_number_and_date),
        cmocka_unit_test(of_the_gazette_s_cards_98_percent_tell_number_and_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
