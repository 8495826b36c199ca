/* describe-query - what C reads in queries, for the differential test of the twin.
 *
 * Queries come on stdin, each ended by a NUL; for each goes out a line: the tree, "cut"
 * when words were left out, and the tree relaxed when that changes it, between tabs.
 */
#include <stdio.h>

#include "parse.h"

static void
describe(const char *typed)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, typed);
    g_autofree char *tree = query_describe(query);
    gboolean changes = query_relax(query);
    g_autofree char *relaxed = query_describe(query);
    printf("%s\t%s\t%s\n", tree, query->cut ? "cut" : "", changes ? relaxed : "");
}

int
main(void)
{
    char *query = NULL;
    size_t size = 0;
    while (getdelim(&query, &size, '\0', stdin) > 0) {
        if (!g_utf8_validate(query, -1, NULL))
            return 1;
        describe(query);
    }
    free(query);
    return 0;
}
