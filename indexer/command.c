#include "command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TEMPLATE_DIR "share/tracuu/site-template"

ExitStatus
command_usage(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fputs("tracuu-index: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs(" (try tracuu-index --help)\n", stderr);
    va_end(arguments);
    return EXIT_STATUS_USAGE;
}

/* GOption takes a short option's value from the next argument only: -j2 becomes
 * --jobs=2. */
static void
spell_out(const GOptionEntry *entries, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++) {
            gboolean attached = entry->arg != G_OPTION_ARG_NONE && argv[i][0] == '-' &&
                                argv[i][1] == entry->short_name && argv[i][1] != '\0' &&
                                argv[i][2] != '\0';
            g_autofree char *spelt =
                attached ? g_strdup_printf("--%s=%s", entry->long_name, argv[i] + 2)
                         : NULL;

            if (attached) {
                argv[i] = (char *) g_intern_string(spelt);
                break;
            }
        }
}

gboolean
command_parse(const char *name,
              const char *arguments,
              const GOptionEntry *entries,
              int *argc,
              char ***argv,
              ExitStatus *status)
{
    g_autofree char *parameters = g_strdup_printf("%s %s", name, arguments);
    g_autoptr(GOptionContext) context = g_option_context_new(parameters);
    g_autoptr(GError) error = NULL;
    gboolean help = FALSE;
    const GOptionEntry common[] = {
        { "help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show this help", NULL },
        { 0 },
    };

    g_option_context_set_help_enabled(context, FALSE);
    if (entries != NULL) {
        spell_out(entries, *argc, *argv);
        g_option_context_add_main_entries(context, entries, NULL);
    }
    g_option_context_add_main_entries(context, common, NULL);
    if (!g_option_context_parse(context, argc, argv, &error)) {
        *status = command_usage("%s: %s", name, error->message);
        return FALSE;
    }
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);

        fputs(text, stdout);
        *status = EXIT_STATUS_DONE;
    }
    return !help;
}

char *
command_template_dir(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *bin = g_path_get_dirname(program != NULL ? program : "");
    g_autofree char *prefix = g_path_get_dirname(bin);

    return g_build_filename(prefix, TEMPLATE_DIR, NULL);
}

unsigned
command_default_jobs(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return (unsigned) CLAMP(n, 1, COMMAND_MAX_JOBS);
}
