#include <string.h>

#include "build.h"
#include "command.h"

/* The cache of a bundle: beside it, and kept when it is replaced.  (transfer full) */
static char *
default_cache(const char *dir)
{
    size_t len = strlen(dir);

    while (len > 1 && dir[len - 1] == '/')
        len--;
    return g_strdup_printf("%.*s.cache", (int) len, dir);
}

static ExitStatus
build(const BuildOptions *options)
{
    g_autoptr(GError) error = NULL;
    Report report = report_new();
    gint64 start = g_get_monotonic_time();
    unsigned n_notices = 0;

    if (!build_bundle(options, &report, &n_notices, &error)) {
        report_error(&report, error);
        return exit_status_for(error);
    }
    report_close(&report, n_notices,
                 (double) (g_get_monotonic_time() - start) / G_USEC_PER_SEC);
    return report.n_skipped > 0 ? EXIT_STATUS_SKIPPED : EXIT_STATUS_DONE;
}

ExitStatus
command_build(int argc, char **argv)
{
    g_autofree char *config = NULL;
    g_autofree char *output = NULL;
    g_autofree char *cache = NULL;
    gboolean full = FALSE;
    gboolean no_ocr = FALSE;
    int jobs = 0;
    ExitStatus status = EXIT_STATUS_DONE;
    const GOptionEntry entries[] = {
        { "cache", 0, 0, G_OPTION_ARG_FILENAME, &cache, "Keep recognised text in DIR",
          "DIR" },
        { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config, "Configuration file",
          "FILE" },
        { "full", 0, 0, G_OPTION_ARG_NONE, &full, "Read every notice anew", NULL },
        { "jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Use N processes", "N" },
        { "no-ocr", 0, 0, G_OPTION_ARG_NONE, &no_ocr, "Recognise no text on pictures",
          NULL },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Write the bundle to DIR",
          "DIR" },
        { 0 },
    };

    if (!command_parse("build", "CORPUS…", entries, &argc, &argv, &status))
        return status;
    if (output == NULL || *output == '\0')
        return command_usage("build: -o DIR is missing");
    if (argc < 2)
        return command_usage("build: CORPUS is missing");
    if (jobs < 0 || jobs > COMMAND_MAX_JOBS)
        return command_usage("build: -j %d: not from 1 to %d", jobs, COMMAND_MAX_JOBS);
    g_autofree char *templates = command_template_dir();
    if (cache == NULL)
        cache = default_cache(output);
    const BuildOptions options = {
        .corpora = (const char *const *) argv + 1,
        .n_corpora = (unsigned) argc - 1,
        .config_path = config,
        .template_dir = templates,
        .dir = output,
        .n_jobs = jobs > 0 ? (unsigned) jobs : command_default_jobs(),
        .cache_dir = cache,
        .ocr = !no_ocr,
    };
    return build(&options);
}
