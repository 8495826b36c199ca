/* command - the subcommands of tracuu-index, one file each. */
#pragma once

#include <glib.h>

#include "error.h"

#define COMMAND_MAX_JOBS 64

typedef ExitStatus (*CommandFunc)(int argc, char **argv);

typedef struct {
    const char *name;
    const char *arguments; /* for the usage line */
    const char *summary;   /* one line of help */
    CommandFunc run;
} Command;

ExitStatus command_build(int argc, char **argv);
ExitStatus command_check(int argc, char **argv);
ExitStatus command_export(int argc, char **argv);
ExitStatus command_verify(int argc, char **argv);

/* Parses the options of one command.  After it argv holds what is left, from
 * argv[1].  FALSE when the command is done: *status says how. */
gboolean command_parse(const char *name,
                       const char *arguments,
                       const GOptionEntry *entries,
                       int *argc,
                       char ***argv,
                       ExitStatus *status);

/* One line on standard error, and EXIT_STATUS_USAGE. */
ExitStatus command_usage(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* How many processes work when nothing is said: one a processor, within bounds. */
unsigned command_default_jobs(void);

/* Folder of the installed templates: ../share/tracuu/site-template beside the
 * program's own folder.  (transfer full) */
char *command_template_dir(void);
