/* tracuu-query - asks an index, from the shell or as a CGI program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bounds.h"
#include "bundle.h"
#include "cgi.h"
#include "error.h"
#include "options.h"
#include "respond.h"
#include "search.h"

#define PROGRAM "tracuu-query"

static int
fail(const GError *error)
{
    fprintf(stderr, PROGRAM ": %s\n", error->message);
    return (int) exit_status_for(error);
}

static int
write_out(const GString *out)
{
    bounds_answer_begins();
    size_t written = fwrite(out->str, 1, out->len, stdout);
    if (written == out->len && fflush(stdout) == 0)
        return EXIT_STATUS_DONE;
    fprintf(stderr, PROGRAM ": standard output: %s\n", g_strerror(errno));
    return EXIT_STATUS_UNREADABLE;
}

static int
run_cgi(void)
{
    CgiEnvironment environment = {
        getenv("REQUEST_METHOD"),     getenv("QUERY_STRING"), getenv("PATH_INFO"),
        getenv("HTTP_IF_NONE_MATCH"), getenv("TRACUU_INDEX"),
    };
    g_autoptr(GString) too_slow = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) log = g_string_new(NULL);
    cgi_answer_too_slow(&environment, too_slow);
    bounds_start(QUERY_MAX_CPU_SECONDS, STDOUT_FILENO, too_slow->str, too_slow->len,
                 EXIT_STATUS_DONE);
    cgi_answer(&environment, out, log);
    g_auto(GStrv) lines = g_strsplit(log->str, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
            fprintf(stderr, "tracuu.cgi: %s\n", lines[i]);
    return write_out(out);
}

static gboolean
append_answer(const Answer *answer,
              XapianDatabase *database,
              GString *out,
              GError **error)
{
    switch (answer->request->format) {
    case FORMAT_TEXT:
        respond_text(answer, isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL, out);
        return TRUE;
    case FORMAT_JSON:
        respond_json(answer, out);
        return TRUE;
    case FORMAT_CSV:
        respond_csv(answer, out);
        return TRUE;
    case FORMAT_HTML:
        return respond_html(database, answer->request, answer, NULL, out, error);
    case FORMAT_KWIC:
        respond_kwic(answer, out);
        return TRUE;
    case FORMAT_KWIC_CSV:
        respond_kwic_csv(answer, out);
        return TRUE;
    }
    g_assert_not_reached();
}

static int
ask(const SearchRequest *request)
{
    g_autoptr(GError) error = NULL;
    const char *index = request->index != NULL ? request->index : getenv("TRACUU_INDEX");
    if (index == NULL || *index == '\0') {
        fprintf(stderr, PROGRAM ": no index: give -i DIR or set TRACUU_INDEX\n");
        return EXIT_STATUS_USAGE;
    }
    g_autoptr(XapianDatabase) database = bundle_open(index, &error);
    g_autoptr(Answer) answer =
        database != NULL ? search_run(database, request, &error) : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    if (answer == NULL || !append_answer(answer, database, out, &error))
        return fail(error);
    return write_out(out);
}

/* Who counts words asks for many texts, and on the command line keeps nobody waiting. */
static unsigned
seconds_for(const SearchRequest *request)
{
    const gboolean is_kwic =
        request->format == FORMAT_KWIC || request->format == FORMAT_KWIC_CSV;
    return is_kwic ? QUERY_MAX_KWIC_SECONDS : QUERY_MAX_CPU_SECONDS;
}

static int
run_command(char **arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SearchRequest) request = options_read(arguments, &error);
    if (request == NULL)
        return fail(error);
    if (request->help) {
        options_print_help(stdout);
        return EXIT_STATUS_DONE;
    }
    if (request->version) {
        printf(PROGRAM " " TRACUU_VERSION "\n");
        return EXIT_STATUS_DONE;
    }
    const unsigned seconds = seconds_for(request);
    g_autofree char *too_slow =
        g_strdup_printf(PROGRAM ": the query takes more than %u seconds of processor "
                                "time\n",
                        seconds);
    bounds_start(seconds, STDERR_FILENO, too_slow, strlen(too_slow), EXIT_STATUS_SKIPPED);
    return ask(request);
}

int
main(int argc, char **argv)
{
    if (getenv("GATEWAY_INTERFACE") != NULL)
        return run_cgi();
    return run_command(argc > 0 ? argv + 1 : argv);
}
