#include <stdio.h>

#include "command.h"
#include "config.h"
#include "read.h"
#include "report.h"

typedef struct {
    const char *config;
    const char *cache; /* NULL: none */
    gboolean no_ocr;
} CheckOptions;

/* One line of JSON: what is known of a notice, without its text. */
static gboolean
print_notice(const Notice *notice,
             const Extraction *extraction,
             gpointer data,
             GError **error)
{
    g_autofree char *line = extraction_to_json(extraction, notice, TRUE);

    (void) data;
    if (puts(line) >= 0)
        return TRUE;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                        "standard output: cannot write");
    return FALSE;
}

static gboolean
check(const char *const *corpora,
      unsigned n,
      const CheckOptions *options,
      Report *report,
      GError **error)
{
    g_autoptr(Config) config =
        options->config != NULL ? config_load(options->config, error) : config_new();

    if (config == NULL)
        return FALSE;
    g_autoptr(GPtrArray) files = corpus_list(corpora, n, report_skip_func, report, error);
    if (files == NULL)
        return FALSE;
    g_autoptr(GArray) units = read_plan(files);
    const ReadSink sink = {
        .notice = print_notice,
        .skip = report_skip_func,
        .warn = report_warn_func,
        .user_data = report,
        .options = { .cache_dir = options->cache,
                     .ocr = !options->no_ocr,
                     .n_jobs = command_default_jobs() },
    };
    for (unsigned i = 0; i < units->len; i++)
        if (!read_unit(&g_array_index(units, ReadUnit, i), &sink, error))
            return FALSE;
    return TRUE;
}

ExitStatus
command_check(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *config = NULL;
    g_autofree char *cache = NULL;
    gboolean no_ocr = FALSE;
    Report report = report_new();
    ExitStatus status = EXIT_STATUS_DONE;
    const GOptionEntry entries[] = {
        { "cache", 0, 0, G_OPTION_ARG_FILENAME, &cache, "Keep recognised text in DIR",
          "DIR" },
        { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config, "Configuration file",
          "FILE" },
        { "no-ocr", 0, 0, G_OPTION_ARG_NONE, &no_ocr, "Recognise no text on pictures",
          NULL },
        { 0 },
    };

    if (!command_parse("check", "CORPUS…", entries, &argc, &argv, &status))
        return status;
    if (argc < 2)
        return command_usage("check: CORPUS is missing");
    const CheckOptions options = { config, cache, no_ocr };
    if (!check((const char *const *) argv + 1, (unsigned) argc - 1, &options, &report,
               &error)) {
        report_error(&report, error);
        return exit_status_for(error);
    }
    return report.n_skipped > 0 ? EXIT_STATUS_SKIPPED : EXIT_STATUS_DONE;
}
