#include "options.h"

#include <string.h>

#include "error.h"

#define PROGRAM "tracuu-query"

/* The words so far, and what stands next on the command line. */
typedef struct {
    char **next;
    GPtrArray *words; /* (element-type utf8) borrowed from argv */
    SearchRequest *request;
} Reader;

static const RequestInput *
input_named(const char *name, size_t len)
{
    for (unsigned i = 0; i < request_n_inputs; i++) {
        const RequestInput *input = &request_inputs[i];
        if ((input->places & INPUT_COMMAND) != 0 && strlen(input->name) == len &&
            memcmp(input->name, name, len) == 0)
            return input;
    }
    return NULL;
}

static const RequestInput *
input_lettered(char letter)
{
    for (unsigned i = 0; i < request_n_inputs; i++)
        if (request_inputs[i].letter == letter)
            return &request_inputs[i];
    return NULL;
}

static gboolean
check_utf8(const char *text, GError **error)
{
    if (g_utf8_validate(text, -1, NULL))
        return TRUE;
    g_autofree char *shown = g_utf8_make_valid(text, -1);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_USAGE, "\"%s\" is not UTF-8", shown);
    return FALSE;
}

static gboolean
usage_error(const char *option, const char *what, GError **error)
{
    g_autofree char *shown = g_utf8_make_valid(option, -1);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_USAGE, "%s: %s", shown, what);
    return FALSE;
}

/* Sets what `option` names; `value` is what was glued to it, or NULL. */
static gboolean
set_option(Reader *reader,
           const RequestInput *input,
           const char *option,
           const char *value,
           GError **error)
{
    if (input == NULL)
        return usage_error(option, "no such option", error);
    if (input->argument == NULL && value != NULL)
        return usage_error(option, "takes no value", error);
    if (input->argument != NULL && value == NULL)
        value = *reader->next != NULL ? *reader->next++ : NULL;
    if (input->argument != NULL && value == NULL)
        return usage_error(option, "needs a value", error);
    /* A path may be any bytes; nothing else may. */
    if (value != NULL && strcmp(input->name, "index") != 0 && !check_utf8(value, error))
        return FALSE;
    return request_set(reader->request, input, value, error);
}

static gboolean
read_long(Reader *reader, const char *option, GError **error)
{
    const char *name = option + 2;
    const char *equals = strchr(name, '=');
    size_t len = equals != NULL ? (size_t) (equals - name) : strlen(name);
    return set_option(reader, input_named(name, len), option,
                      equals != NULL ? equals + 1 : NULL, error);
}

/* Behind the first word a single dash is the query's: "2033 -TB/TU", "dịch -cúm". */
static gboolean
read_argument(Reader *reader, const char *argument, GError **error)
{
    if (g_str_has_prefix(argument, "--"))
        return read_long(reader, argument, error);
    if (reader->words->len == 0 && argument[0] == '-' && argument[1] != '\0')
        return set_option(reader, input_lettered(argument[1]), argument,
                          argument[2] != '\0' ? argument + 2 : NULL, error);
    g_ptr_array_add(reader->words, (gpointer) argument);
    return TRUE;
}

static gboolean
read_arguments(Reader *reader, GError **error)
{
    while (*reader->next != NULL) {
        const char *argument = *reader->next++;
        if (strcmp(argument, "--") == 0)
            break;
        if (!read_argument(reader, argument, error))
            return FALSE;
    }
    while (*reader->next != NULL)
        g_ptr_array_add(reader->words, *reader->next++);
    g_ptr_array_add(reader->words, NULL);
    return TRUE;
}

/* What is left of the command line is the query. */
static gboolean
set_words(SearchRequest *request, const GPtrArray *words, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *query = g_strjoinv(" ", (char **) words->pdata);
    if (!check_utf8(query, error))
        return FALSE;
    if (request_set(request, &request_inputs[0], query, &reason))
        return TRUE;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_USAGE, reason->message);
    return FALSE;
}

SearchRequest *
options_read(char **arguments, GError **error)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_TEXT);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    Reader reader = { arguments, words, request };
    if (!read_arguments(&reader, error) || !set_words(request, words, error))
        return NULL;
    if (!request->help && !request->version && !request_asks(request)) {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_USAGE, "no query");
        return NULL;
    }
    return g_steal_pointer(&request);
}

void
options_print_help(FILE *out)
{
    fprintf(out, "Usage:\n  " PROGRAM " [OPTION…] QUERY…\nOptions:\n");
    for (unsigned i = 0; i < request_n_inputs; i++) {
        const RequestInput *input = &request_inputs[i];
        if ((input->places & INPUT_COMMAND) == 0)
            continue;
        g_autofree char *letter = g_strdup_printf("-%c, ", input->letter);
        g_autofree char *option =
            g_strconcat(input->letter != '\0' ? letter : "    ", "--", input->name,
                        input->argument != NULL ? "=" : "", input->argument, NULL);
        fprintf(out, "  %-36s %s\n", option, input->help);
    }
    fprintf(out,
            "The index is also found through the environment variable TRACUU_INDEX.\n");
}
