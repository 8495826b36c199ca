#include "originals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A notice: which unit it came from, and what its source is called. */
typedef struct {
    CorpusFile file;
    const char *source;
    const char *file_name;
    const char *path; /* wanted; NULL: none is offered */
    gboolean copied;
} Row;

#define HERE (char *) __FILE__

/* Each row is a unit and its entry, but rows of one file follow one another. */
static const Row rows[] = {
    { { HERE, (char *) "a/b.TXT", 1 }, "a/b.TXT", "a-b~1", "originals/a-b~1.txt", TRUE },
    { { HERE, (char *) "page.HTM", 1 },
      "page.HTM",
      "page",
      "originals/page.htm.txt",
      TRUE },
    { { HERE, (char *) "odd.tạm", 1 }, "odd.tạm", "odd", "originals/odd.bin", TRUE },
    { { HERE, (char *) "a.b/none", 1 }, "a.b/none", "n", "originals/n.bin", TRUE },
    { { HERE, (char *) "x.rtf", 1 }, "x.rtf", "x", "originals/x.bin", TRUE },
    { { HERE, (char *) "list.JSONL", 1 }, "list.JSONL", "r", NULL, FALSE },
    { { (char *) "/nowhere", (char *) "gone.txt", 1 }, "gone.txt", "g", NULL, TRUE },
    { { HERE, (char *) "c/z.zip", 1 },
      "c/z.zip/1.html",
      "m1",
      "originals/c-z~ca96027c5ad3.zip",
      TRUE },
    { { HERE, (char *) "c/z.zip", 1 },
      "c/z.zip/2.jsonl",
      "m2",
      "originals/c-z~ca96027c5ad3.zip",
      FALSE },
    { { HERE, (char *) "y.zip", 1 }, "y.zip/1.txt", "m3", "originals/y.zip", TRUE },
    { { HERE, (char *) "y.zip", 2 }, "y.zip/1.txt", "m4", "originals/y~2.zip", TRUE },
};

static void
each_notice_offers_its_file_and_a_zip_is_copied_once(void **state)
{
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(ReadUnit));
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(g_free);
    Originals *originals = NULL;

    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        const ReadUnit unit = { &rows[i].file, 0, rows[i].file.size };
        SpoolEntry *entry = g_new0(SpoolEntry, 1);
        if (strcmp(rows[i].file_name, "m2") != 0)
            g_array_append_val(units, unit);
        entry->source = (char *) rows[i].source;
        entry->order = (uint64_t) (units->len - 1) << 32 | i;
        g_ptr_array_add(entries, entry);
    }
    originals = originals_new(units, entries);
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = originals_path(originals, i, rows[i].file_name);
        const CorpusFile *file = originals_file(originals, i);
        if (rows[i].path == NULL)
            assert_null(path);
        else
            assert_string_equal(path, rows[i].path);
        assert_int_equal(file != NULL, rows[i].copied);
        if (file != NULL)
            assert_string_equal(file->name, rows[i].file.name);
    }
    originals_free(originals);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_notice_offers_its_file_and_a_zip_is_copied_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
