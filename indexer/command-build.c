#include <string.h>
#include <unistd.h>

#include "build.h"
#include "command.h"

#define MAX_JOBS 64

static unsigned
default_jobs(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return (unsigned) CLAMP(n, 1, MAX_JOBS);
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
    gboolean full = FALSE;
    int jobs = 0;
    ExitStatus status = EXIT_STATUS_DONE;
    const GOptionEntry entries[] = {
        { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config, "Configuration file",
          "FILE" },
        { "full", 0, 0, G_OPTION_ARG_NONE, &full, "Read every notice anew", NULL },
        { "jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Use N processes", "N" },
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
    if (jobs < 0 || jobs > MAX_JOBS)
        return command_usage("build: -j %d: not from 1 to %d", jobs, MAX_JOBS);
    g_autofree char *templates = command_template_dir();
    const BuildOptions options = {
        .corpora = (const char *const *) argv + 1,
        .n_corpora = (unsigned) argc - 1,
        .config_path = config,
        .template_dir = templates,
        .dir = output,
        .n_jobs = jobs > 0 ? (unsigned) jobs : default_jobs(),
    };
    return build(&options);
}
