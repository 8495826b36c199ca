#include "report.h"

#include <stdio.h>
#include <unistd.h>

#define PROGRAM "tracuu-index"
#define BAR_CELLS 30

Report
report_new(void)
{
    Report report = { .n_skipped = 0,
                      .terminal = isatty(STDERR_FILENO) == 1,
                      .bar = FALSE };

    return report;
}

void
report_clear(Report *report)
{
    if (report->bar)
        fputs("\r\033[K", stderr);
    report->bar = FALSE;
}

void
report_skip(Report *report, const char *source, const char *reason)
{
    report_clear(report);
    report->n_skipped++;
    fprintf(stderr, PROGRAM ": %s: %s\n", source, reason);
}

void
report_warn(Report *report, const char *source, const char *message)
{
    report_clear(report);
    fprintf(stderr, PROGRAM ": %s: warning: %s\n", source, message);
}

void
report_warn_func(const char *source, const char *message, gpointer user_data)
{
    report_warn(user_data, source, message);
}

void
report_skip_func(const char *source, const GError *reason, gpointer user_data)
{
    report_skip(user_data, source, reason->message);
}

void
report_progress(Report *report, const char *phase, unsigned done, unsigned total)
{
    char bar[BAR_CELLS + 1] = { 0 };

    if (!report->terminal || total == 0)
        return;
    for (unsigned i = 0; i < BAR_CELLS; i++)
        bar[i] = (guint64) i * total < (guint64) done * BAR_CELLS ? '#' : '.';
    fprintf(stderr, "\r\033[K%-6s [%s] %u %%", phase, bar,
            (unsigned) (100ULL * done / total));
    fflush(stderr);
    report->bar = TRUE;
}

/* A count with thousands separators, whatever the locale. */
static char *
grouped(unsigned n)
{
    g_autofree char *digits = g_strdup_printf("%u", n);
    GString *text = g_string_new(NULL);

    for (size_t i = 0, len = strlen(digits); i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, digits[i]);
    }
    return g_string_free(text, FALSE);
}

void
report_close(Report *report, unsigned n_notices, double seconds)
{
    g_autofree char *notices = grouped(n_notices);
    g_autofree char *skipped = grouped(report->n_skipped);

    report_clear(report);
    fprintf(stderr, "indexed %s notices, skipped %s, in %.1f s\n", notices, skipped,
            seconds);
}

void
report_error(Report *report, const GError *error)
{
    report_clear(report);
    fprintf(stderr, PROGRAM ": %s\n", error->message);
}
