/* bench-text FILE [WHAT] - how fast lib/text is on the text of a file.
 *
 * The file is analysed in blocks of about the size of a notice, each ending at a
 * line end, with one analyser a round; the best and the median round are
 * shown, in time of the processor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/text.h"

#define ROUNDS 7
#define BLOCK_BYTES 8192

typedef struct {
    const char *name;
    size_t (*run)(const char *text, size_t len); /* returns what there was */
} Subject;

static size_t
block_end(const char *text, size_t len, size_t at)
{
    const char *line_end;

    if (len - at <= BLOCK_BYTES) {
        return len;
    }
    line_end = memchr(text + at + BLOCK_BYTES, '\n', len - at - BLOCK_BYTES);
    return line_end != NULL ? (size_t) (line_end - text) + 1 : len;
}

static size_t
run_analyse(const char *text, size_t len)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    size_t n = 0;

    for (size_t at = 0, end; at < len; at = end) {
        end = block_end(text, len, at);
        g_array_set_size(tokens, 0);
        text_analyse(analyser, text + at, end - at, tokens);
        n += tokens->len;
    }
    return n;
}

static size_t
run_keys(const char *text, size_t len, char *(*key)(const char *, size_t))
{
    size_t n = 0;

    for (size_t at = 0, end; at < len; at = end) {
        g_autofree char *made = NULL;

        end = block_end(text, len, at);
        made = key(text + at, end - at);
        n += strlen(made);
    }
    return n;
}

static size_t
run_canonical(const char *text, size_t len)
{
    return run_keys(text, len, text_canonical);
}

static size_t
run_fold(const char *text, size_t len)
{
    return run_keys(text, len, text_fold);
}

static int
by_value(const void *a, const void *b)
{
    const double *x = a;
    const double *y = b;

    return (*x > *y) - (*x < *y);
}

static void
measure(const Subject *subject, const char *text, size_t len)
{
    double seconds[ROUNDS];
    size_t n = 0;

    for (int i = 0; i < ROUNDS; i++) {
        clock_t start = clock();

        n = subject->run(text, len);
        seconds[i] = (double) (clock() - start) / CLOCKS_PER_SEC;
    }
    qsort(seconds, ROUNDS, sizeof *seconds, by_value);
    printf("%-10s %8.1f MB/s best %8.1f median  (%zu)\n", subject->name,
           (double) len / 1e6 / seconds[0], (double) len / 1e6 / seconds[ROUNDS / 2], n);
}

int
main(int argc, char **argv)
{
    static const Subject subjects[] = {
        { "analyse", run_analyse },
        { "canonical", run_canonical },
        { "fold", run_fold },
    };
    g_autofree char *text = NULL;
    gsize len = 0;

    if (argc < 2 || argc > 3 || !g_file_get_contents(argv[1], &text, &len, NULL)) {
        fprintf(stderr, "usage: bench-text FILE [WHAT]\n");
        return 2;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        if (argc < 3 || strcmp(argv[2], subjects[i].name) == 0) {
            measure(&subjects[i], text, len);
        }
    }
    return 0;
}
