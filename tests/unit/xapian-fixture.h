/* xapian-fixture - a scratch folder and small databases for the tests of the binding. */
#pragma once

/* cmocka wants these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "xapian-glib/xapian-glib.h"

/* cmocka group or test fixtures: an empty folder, removed with what is in it. */
int scratch_setup(void **state);
int scratch_teardown(void **state);

/* The path of `name` in the folder; valid until the folder goes. */
const char *scratch(const char *name);

void write_file(const char *path, const char *bytes, size_t len);
void write_text(const char *path, const char *text);

/* Asserts that `error` is XAPIAN_ERROR `code` and clears it; its message holds
 * `part` unless that is NULL. */
void assert_error(GError **error, XapianError code, const char *part);

/* A document with a position for each word of `text` (cut at blanks). */
XapianDocument *document_new(const char *text);

/* Makes the database directory `path` of one document a text; NULL ends. */
void make_database(const char *path, XapianDatabaseFlags flags, const char *const *texts);

/* The same, compacted to a single file. */
void make_single_file(const char *path, const char *const *texts);

XapianDatabase *open_database(const char *path);

/* Document numbers of all results in order of rank, as "3 1 2". */
char *search(XapianDatabase *database, XapianQuery *query);

XapianQuery *term_query(const char *term);

/* Combines the words of `terms` (cut at blanks) by `op`. */
XapianQuery *terms_query(XapianQueryOp op, const char *terms);
