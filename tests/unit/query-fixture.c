#include "query-fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "bundle.h"
#include "notice.h"
#include "ranking.h"
#include "schema.h"
#include "text/text.h"

typedef struct {
    XapianDocument *document;
    TextAnalyser *analyser;
    uint32_t first; /* position of the field's first syllable, less one */
    unsigned wdf;
} Field;

static char *folder;
static GPtrArray *paths; /* (element-type char *) */

const char *
fixture_folder(void)
{
    if (folder == NULL) {
        folder = g_dir_make_tmp("tracuu-query-XXXXXX", NULL);
        paths = g_ptr_array_new_with_free_func(g_free);
    }
    assert_non_null(folder);
    return folder;
}

static int
remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void) info;
    (void) type;
    (void) walk;
    return remove(path);
}

void
fixture_remove(void)
{
    if (folder != NULL)
        nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    g_clear_pointer(&folder, g_free);
    g_clear_pointer(&paths, g_ptr_array_unref);
}

static void
add_term(XapianDocument *document, TermKind kind, const char *key, unsigned wdf)
{
    g_autoptr(GString) term = g_string_new(NULL);
    schema_term(term, kind, key, strlen(key));
    assert_true(xapian_document_add_term_full(document, term->str, term->len, wdf, NULL));
}

static void
add_posting(const Field *field, const TextToken *token)
{
    g_autoptr(GString) term = g_string_new(NULL);
    uint32_t position = field->first + token->position + 1;
    schema_term(term, TERM_K1, token->word->k1, token->word->k1_len);
    XapianPostings postings = { term->str, term->len, &position, 1, field->wdf };
    assert_true(xapian_document_add_postings(field->document, &postings, NULL));
    add_term(field->document, TERM_K2, token->word->k2, field->wdf);
    if (strcmp(token->word->k1, token->word->k2) != 0) {
        g_autofree char *form = g_strconcat(token->word->k2, " ", token->word->k1, NULL);
        add_term(field->document, TERM_FORM, form, 0);
    }
}

static void
add_extra(const Field *field, const TextToken *token)
{
    if (token->kind == TEXT_DOCNUM) {
        add_term(field->document, TERM_DOCNUM, token->word->k1, 1);
        add_term(field->document, TERM_DOCNUM_K2, token->word->k2, 1);
    } else if (token->kind == TEXT_DATE) {
        add_term(field->document, TERM_DATE, token->word->k1, 1);
    } else if (token->kind == TEXT_RANGE) {
        add_term(field->document, TERM_RANGE, token->word->k1, 1);
    } else {
        add_posting(field, token);
    }
}

/* Adds the terms of one field; returns the position behind it. */
static uint32_t
add_field(const Field *field, const char *text)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    g_autoptr(GString) pair = g_string_new(NULL);
    const TextWord *before = NULL;
    uint32_t n = text_analyse(field->analyser, text, strlen(text), tokens);
    for (unsigned i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);
        add_extra(field, token);
        if (token->kind != TEXT_SYLLABLE)
            continue;
        if (before != NULL) {
            schema_pair(pair, before->k2, token->word->k2);
            assert_true(xapian_document_add_term_full(field->document, pair->str,
                                                      pair->len, field->wdf, NULL));
        }
        before = token->word;
    }
    return field->first + n;
}

static void
add_value(XapianDocument *document, SchemaSlot slot, const char *value)
{
    assert_true(xapian_document_add_value(document, slot, value, strlen(value), NULL));
}

static void
add_fact(XapianDocument *document, TermKind kind, int slot, const char *value)
{
    if (value == NULL)
        return;
    add_term(document, kind, value, 0);
    if (slot >= 0)
        add_value(document, (SchemaSlot) slot, value);
}

static void
add_facts(XapianDocument *document, const FixtureNotice *row)
{
    add_fact(document, TERM_ID, -1, row->id);
    add_fact(document, TERM_TYPE, SLOT_TYPE, row->type);
    add_fact(document, TERM_ISSUER, SLOT_ISSUER, row->issuer);
    add_fact(document, TERM_PROVINCE, SLOT_PROVINCE, row->province);
    add_fact(document, TERM_SIGNATORY, -1, row->signatory);
    if (row->number != NULL) {
        g_autofree char *number = text_fold(row->number, strlen(row->number));
        add_fact(document, TERM_NUMBER, -1, number);
    }
    if (row->date != NULL) {
        g_autofree char *year = g_strndup(row->date, 4);
        g_autofree char *day =
            g_strdup_printf("%.4s%.2s%.2s", row->date, row->date + 5, row->date + 8);
        add_fact(document, TERM_YEAR, SLOT_YEAR, year);
        add_value(document, SLOT_DATE, day);
    }
}

static void
set_data(XapianDocument *document, const FixtureNotice *row)
{
    g_autoptr(Notice) notice = notice_new();
    notice->id = g_strdup(row->id);
    notice->file_name = g_strdup(row->id);
    notice->title = g_strdup(row->title);
    notice->text = g_strdup(row->text);
    notice->type = g_strdup(row->type);
    notice->issuer = g_strdup(row->issuer);
    notice->province = g_strdup(row->province);
    notice->number = g_strdup(row->number);
    notice->date = g_strdup(row->date);
    notice->signatory = g_strdup(row->signatory);
    g_autofree char *json = notice_to_json(notice);
    assert_true(xapian_document_set_data(document, json, strlen(json), NULL));
}

const char *
fixture_index(const char *name, const FixtureNotice *notices, unsigned n)
{
    char *path = g_build_filename(fixture_folder(), name, NULL);
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(XapianWritableDatabase) writer = xapian_writable_database_new(
        path, XAPIAN_DATABASE_ACTION_CREATE, XAPIAN_DATABASE_FLAGS_NO_SYNC, NULL);
    assert_non_null(writer);
    g_ptr_array_add(paths, path);
    for (unsigned i = 0; i < n; i++) {
        g_autoptr(XapianDocument) document = xapian_document_new();
        Field title = { document, analyser, 0, RANK_TITLE_WDF };
        Field body = { document, analyser, 0, 1 };
        if (notices[i].title != NULL)
            body.first = add_field(&title, notices[i].title) + RANK_FIELD_GAP;
        add_field(&body, notices[i].text);
        add_facts(document, &notices[i]);
        set_data(document, &notices[i]);
        assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    }
    static const char version[] = G_STRINGIFY(SCHEMA_VERSION);
    assert_true(xapian_writable_database_set_metadata(writer, SCHEMA_META_VERSION,
                                                      version, strlen(version), NULL));
    assert_true(xapian_writable_database_close(writer, NULL));
    return path;
}

void
fixture_set_metadata(const char *path, const char *key, const char *value)
{
    g_autoptr(XapianWritableDatabase) writer = xapian_writable_database_new(
        path, XAPIAN_DATABASE_ACTION_OPEN, XAPIAN_DATABASE_FLAGS_NO_SYNC, NULL);
    assert_non_null(writer);
    assert_true(
        xapian_writable_database_set_metadata(writer, key, value, strlen(value), NULL));
    assert_true(xapian_writable_database_close(writer, NULL));
}

XapianDatabase *
fixture_open(const char *path)
{
    GError *error = NULL;
    XapianDatabase *database = bundle_open(path, &error);
    if (database == NULL)
        fail_msg("%s", error->message);
    return database;
}
