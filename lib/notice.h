/* notice - one document as tracuu knows it: what was read, nothing guessed.
 *
 * The model between reading, indexing and showing.  A field that the text does
 * not say is NULL and stays NULL.
 */
#pragma once

#include <glib.h>

typedef struct {
    char *id; /* unique and stable: path below the corpus without extension, or JSONL "id"
               */
    char *file_name; /* the id made safe for URLs and every file system, no extension */
    char *title;     /* trích yếu; NULL when missing */
    char *type;      /* "Thông báo" …; NULL when unknown */
    char *issuer;
    char *province;
    char *number;    /* số hiệu */
    char *date;      /* ISO; NULL when unknown */
    char *signatory; /* name */
    char *source;    /* path of the file below its corpus, for messages and originals/ */
    char *text; /* the whole text as read, UTF-8, source spelling, lines ended by \n */
    char *original; /* path below the site of the file as it came; NULL = not published */
    char
        *original_member; /* its name in that, when many are together in a ZIP; or NULL */
    char
        *html; /* body as safe HTML when the format has structure (Markdown), else NULL */
} Notice;

Notice *notice_new(void);
void notice_free(Notice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Notice, notice_free)

/* The fields by name, for everything that treats them alike (JSON, overrides,
 * cards, tests); `html`, `original` and `original_member` belong to a page, not to the
 * notice.  `offset` is of a char * member. */
typedef struct {
    const char *key; /* in JSON: "type" */
    size_t offset;
} NoticeField;

extern const NoticeField notice_fields[];
extern const unsigned notice_n_fields;

char **notice_field(Notice *notice, const NoticeField *field);

/* Where a site shows a notice, below its root: "notices/ID.html", or, where the texts
 * are packed, "notice.html?id=ID".  (transfer full) */
char *notice_url(const char *file_name, gboolean packed);

/* The document data of the index: one JSON object, unknown fields null, keys in
 * table order, `text` last.  (transfer full) */
char *notice_to_json(const Notice *notice);

/* Reads what notice_to_json wrote.  NULL with TRACUU_ERROR_SYNTAX. */
Notice *notice_from_json(const char *json, size_t len, GError **error);
