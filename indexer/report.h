/* report - what a run says: skipped notices, progress, the closing line.
 *
 * Everything goes to standard error, so standard output stays for data.
 */
#pragma once

#include <glib.h>

typedef struct {
    unsigned n_skipped;
    gboolean terminal; /* show a progress bar */
    gboolean bar;      /* one stands on the terminal now */
} Report;

Report report_new(void);

/* Names one thing that was left out: "tracuu-index: SOURCE: reason". */
void report_skip(Report *report, const char *source, const char *reason);

/* Says something of a notice that was read: "tracuu-index: SOURCE: warning: message". */
void report_warn(Report *report, const char *source, const char *message);

/* The same as a WarnFunc (corpus.h); user_data is the Report. */
void report_warn_func(const char *source, const char *message, gpointer user_data);

/* report_skip as a SkipFunc (corpus.h); user_data is the Report. */
void report_skip_func(const char *source, const GError *reason, gpointer user_data);

/* Redraws the progress bar, when there is one. */
void report_progress(Report *report, const char *phase, unsigned done, unsigned total);

/* Takes the bar away, when there is one. */
void report_clear(Report *report);

/* Takes the bar away and writes "indexed 4,812 notices, skipped 3, in 9.4 s". */
void report_close(Report *report, unsigned n_notices, double seconds);

/* One line: "tracuu-index: message". */
void report_error(Report *report, const GError *error);
