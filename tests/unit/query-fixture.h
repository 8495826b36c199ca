/* query-fixture - a small index, made as "Terms of a notice" of ARCHITECTURE.md says.
 *
 * The tests of query/ stand on it, so that they fail for reasons of query/ only.
 */
#pragma once

/* cmocka wants these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "xapian-glib/xapian-glib.h"

/* A notice in short; what is NULL is unknown.  In the order of the index: newest
 * first, undated last. */
typedef struct {
    const char *id;
    const char *title;
    const char *text;
    const char *type, *issuer, *province, *number, *date, *signatory;
} FixtureNotice;

/* An empty folder; the whole path is in memory of the fixture. */
const char *fixture_folder(void);

/* Removes the folder and what is in it. */
void fixture_remove(void);

/* Makes a database directory `name` in the folder; returns its path, valid until
 * fixture_remove. */
const char *fixture_index(const char *name, const FixtureNotice *notices, unsigned n);

/* Sets metadata of a database made before. */
void fixture_set_metadata(const char *path, const char *key, const char *value);

/* Opens it as the program does. */
XapianDatabase *fixture_open(const char *path);
