/* reading-fixture - a scratch corpus, and what reading it gave. */
#pragma once

#include "notice.h"
#include "read.h"

typedef struct {
    char *folder;       /* of the scratch corpus */
    GPtrArray *notices; /* (element-type Notice), copies */
    GPtrArray *cards;   /* (element-type char *), JSON, of each */
    GString *skipped;   /* one line each: "source: message\n" */
    GString *warned;    /* the same of warnings */
} Fixture;

/* cmocka's setup and teardown of one test; *state is a Fixture. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Writes a file of the scratch corpus, its folders too; `len` 0: a string. */
void
fixture_write(const Fixture *fixture, const char *name, const char *bytes, size_t len);

/* The path of a file of the scratch corpus.  (transfer full) */
char *fixture_path(const Fixture *fixture, const char *name);

/* Collects what is skipped in fixture->skipped: a SkipFunc. */
void fixture_skip(const char *source, const GError *error, gpointer user_data);

/* Collects notices in fixture->notices: a NoticeFunc. */
gboolean fixture_take(const Notice *notice,
                      const Extraction *extraction,
                      gpointer user_data,
                      GError **error);

/* Collects warnings in fixture->warned: a WarnFunc. */
void fixture_warn(const char *source, const char *message, gpointer user_data);

/* The three above, for reading. */
ReadSink fixture_sink(Fixture *fixture);

/* Lists and reads the whole of `root`. */
void fixture_read(Fixture *fixture, const char *root);

/* The notice at `i`; fails the test when there is none. */
Notice *fixture_notice(const Fixture *fixture, unsigned i);
