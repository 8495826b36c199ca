#include "markdown-limits.h"

#include "error.h"

#include <stdint.h>
#include <string.h>

/* Squares of lines and columns and a table's cells, summed: about two seconds. */
#define MAX_WORK 1000000000u
#define WORK_PER_CELL 500u /* a cell costs memory, too */

/* A block is what stands between blank lines: at most one paragraph or table. */
typedef struct {
    unsigned line; /* from 1 */
    uint64_t n_lines;
    uint64_t n_pipes; /* of its line that has most */
    uint64_t work;    /* of the blocks before */
} Limits;

typedef struct {
    unsigned nesting;
    unsigned indent;
} Margin;

static gboolean
fail(const Limits *limits, const char *what, GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "Markdown: %s, line %u", what,
                limits->line);
    return FALSE;
}

/* The length of the list marker at `at` ("-", "1."), which a blank follows; else 0. */
static size_t
marker_length(const char *at)
{
    size_t len = strspn(at, "0123456789");

    if (len == 0 ? strchr("-+*", *at) == NULL : strchr(".)", at[len]) == NULL)
        return 0;
    return *at != '\0' && at[len] != '\0' && strchr(" \t\n", at[len + 1]) != NULL
               ? len + 1
               : 0;
}

/* What opens containers at the start of a line. */
static Margin
measure_margin(const char *at)
{
    Margin margin = { 0, 0 };

    for (;;) {
        size_t marker = marker_length(at);
        if (*at == ' ' || *at == '\t') {
            margin.indent += *at == '\t' ? 4 : 1;
            at++;
        } else if (*at == '>' || marker > 0) {
            margin.nesting++;
            at += MAX(marker, 1);
        } else {
            return margin;
        }
    }
}

/* Adds what the block cost that ends here. */
static void
end_block(Limits *limits)
{
    limits->work += limits->n_lines * limits->n_lines +
                    limits->n_pipes * limits->n_pipes +
                    limits->n_lines * limits->n_pipes * WORK_PER_CELL;
    limits->n_lines = 0;
    limits->n_pipes = 0;
}

static gboolean
check_line(Limits *limits, const char *line, const char *end, GError **error)
{
    Margin margin = measure_margin(line);
    uint64_t n_pipes = 0;

    if (margin.nesting > MARKDOWN_MAX_NESTING)
        return fail(limits, "nested too deeply", error);
    if (margin.indent > MARKDOWN_MAX_INDENT)
        return fail(limits, "indented too far", error);
    for (const char *at = line; (at = memchr(at, '|', (size_t) (end - at))) != NULL; at++)
        n_pipes++;
    limits->n_pipes = MAX(limits->n_pipes, n_pipes);
    limits->n_lines++;
    if (line + strspn(line, " \t") == end)
        end_block(limits);
    if (limits->work > MAX_WORK)
        return fail(limits, "paragraph or table too large", error);
    return TRUE;
}

gboolean
markdown_check_limits(const char *source, GError **error)
{
    Limits limits = { 1, 0, 0, 0 };

    if (strlen(source) > MARKDOWN_MAX_BYTES) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "Markdown: larger than %u bytes", MARKDOWN_MAX_BYTES);
        return FALSE;
    }
    for (const char *at = source; *at != '\0';) {
        const char *end = strchrnul(at, '\n');
        if (!check_line(&limits, at, end, error))
            return FALSE;
        at = end + (*end == '\n');
        limits.line++;
    }
    end_block(&limits);
    if (limits.work > MAX_WORK)
        return fail(&limits, "paragraph or table too large", error);
    return TRUE;
}
