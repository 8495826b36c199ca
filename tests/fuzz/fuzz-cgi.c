/* Any environment has one whole response: a known status line, known headers, the
 * length that was promised. */
#include "query-fixture.h"

#include <string.h>

#include "cgi.h"
#include "schema.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const FixtureNotice notices[] = {
    { "n1", "Kết luận về cách ly xã hội",
      "Chỉ thị 16/CT-TTg; chiến sĩ, chiến sỹ, hoà bình.", "Kết luận", "Bộ Chính trị",
      "Sơn La", "43-BS/ĐUK", "2021-09-08", "Trần Quốc Huy" },
    { "n2", NULL, "cach ly xa hoi ngày 24/8/2021, Covid-19, có 04 đoàn", NULL, NULL, NULL,
      NULL, NULL, NULL },
};

static const char config[] = "{\"title\":\"Kho\",\"language\":\"vi\",\"cgi\":\"/"
                             "c\",\"site_path\":\"/\",\"ui\":{}}";
static const char template[] =
    "{{title}}{{query}}{{#error}}{{text}}{{/error}}{{#results}}{{title}}{{{snippet}}}{{/"
    "results}}"
    "{{#facets}}{{#values}}{{url}}{{/values}}{{/facets}}{{next_url}}{{previous_url}}";

static const char *index_path;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void) argc;
    (void) argv;
    index_path = fixture_index("index", notices, G_N_ELEMENTS(notices));
    fixture_set_metadata(index_path, SCHEMA_META_CONFIG, config);
    fixture_set_metadata(index_path, SCHEMA_META_TEMPLATE "answer", template);
    atexit(fixture_remove);
    return 0;
}

static gboolean
starts_with_one_of(const char *line, const char *const *starts)
{
    for (; *starts != NULL; starts++)
        if (g_str_has_prefix(line, *starts))
            return TRUE;
    return FALSE;
}

static void
check_head(const char *head, size_t body_len, gboolean has_body)
{
    static const char *const statuses[] = {
        "Status: 200 OK",
        "Status: 304 Not Modified",
        "Status: 400 Bad Request",
        "Status: 404 Not Found",
        "Status: 405 Method Not Allowed",
        "Status: 414 URI Too Long",
        "Status: 500 Internal Server Error",
        "Status: 503 Service Unavailable",
        NULL,
    };
    static const char *const headers[] = {
        "Content-Type: ",
        "Content-Length: ",
        "X-Content-Type-Options: ",
        "Content-Security-Policy: ",
        "Referrer-Policy: ",
        "Cache-Control: ",
        "ETag: ",
        "Allow: ",
        "Retry-After: ",
        NULL,
    };
    g_auto(GStrv) lines = g_strsplit(head, "\r\n", -1);
    gboolean unmodified = g_str_has_prefix(lines[0], statuses[1]);
    g_autofree char *length = g_strdup_printf("Content-Length: %zu", body_len);
    gboolean promised = FALSE;
    g_assert(starts_with_one_of(lines[0], statuses));
    for (unsigned i = 1; lines[i] != NULL; i++) {
        g_assert(starts_with_one_of(lines[i], headers));
        promised |= strcmp(lines[i], length) == 0;
    }
    g_assert(promised || unmodified || !has_body);
}

/* The input is the variables, cut at newlines; a missing one is not set. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *) data, size);
    g_auto(GStrv) values = g_strsplit(text, "\n", 4);
    const char *set[4] = { NULL };
    for (unsigned i = 0; values[i] != NULL; i++)
        set[i] = values[i];
    CgiEnvironment environment = { set[0], set[1], set[2], set[3], index_path };
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) log = g_string_new(NULL);
    cgi_answer(&environment, out, log);
    const char *end = strstr(out->str, "\r\n\r\n");
    g_assert(end != NULL);
    g_autofree char *head = g_strndup(out->str, (size_t) (end - out->str));
    size_t body_len = out->len - (size_t) (end + strlen("\r\n\r\n") - out->str);
    gboolean is_head = g_strcmp0(set[0], "HEAD") == 0;
    g_assert(!is_head || body_len == 0);
    check_head(head, body_len, !is_head);
    return 0;
}
