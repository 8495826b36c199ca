#include "check.h"

#include <string.h>

#include "chunk.h"
#include "error.h"
#include "root.h"

#define SUM_CHARS 8
#define HEXADECIMAL 16

/* What the root says of its chunks, by member and kind; the letters are tracuu-site(5)'s.
 */
static const struct {
    const char *member;
    const char *key;
    char letter;
} kinds[] = {
    { "stores", "term", 't' },   { "stores", "fold", 'f' },
    { "stores", "pair", 'p' },   { "stores", "lexicon", 'x' },
    { "blocks", "length", 'l' }, { "blocks", "record", 'r' },
    { "blocks", "date", 'd' },   { "blocks", "syllables", 's' },
};

/* In the order of their chunks' numbers. */
static const char *const columns[] = { "type", "issuer", "province", "signatory" };

static gboolean
fail(const char *bundle, const char *what, GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT, "%s/" CHUNK_FOLDER ": %s",
                bundle, what);
    return FALSE;
}

/* The sum in the name of the one root. */
static gboolean
find_root(const char *bundle, uint32_t *sum, GError **error)
{
    g_autofree char *path = g_build_filename(bundle, CHUNK_FOLDER, NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name = NULL;
    unsigned n = 0;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
        if (g_str_has_prefix(name, ROOT_NAME "-")) {
            *sum = (uint32_t) g_ascii_strtoull(name + strlen(ROOT_NAME "-"), NULL,
                                               HEXADECIMAL);
            n++;
        }
    return n == 1 || fail(bundle, n == 0 ? "no root" : "several roots", error);
}

cJSON *
web_read_root(const char *bundle, GError **error)
{
    uint32_t sum = 0;

    if (!find_root(bundle, &sum, error))
        return NULL;
    g_autoptr(GByteArray) bytes = chunk_read(bundle, ROOT_NAME, sum, error);
    if (bytes == NULL)
        return NULL;
    g_autoptr(cJSON) root = json_parse((const char *) bytes->data, bytes->len, NULL);
    const cJSON *format = json_get(root, "format");
    if (!cJSON_IsNumber(format) || format->valueint != ROOT_FORMAT) {
        fail(bundle, "the root is of another format", error);
        return NULL;
    }
    return g_steal_pointer(&root);
}

static gboolean
check_chunk(
    const char *bundle, char letter, unsigned number, const char *hex, GError **error)
{
    g_autofree char *name = chunk_name(letter, number);
    g_autofree char *digits = g_strndup(hex, SUM_CHARS);
    uint32_t sum = (uint32_t) g_ascii_strtoull(digits, NULL, HEXADECIMAL);
    g_autoptr(GByteArray) bytes = chunk_read(bundle, name, sum, error);

    return bytes != NULL;
}

static gboolean
check_chunks(const char *bundle, char letter, const char *sums, GError **error)
{
    size_t n = sums != NULL ? strlen(sums) / SUM_CHARS : 0;

    if (sums == NULL || strlen(sums) % SUM_CHARS != 0)
        return fail(bundle, "the root is malformed", error);
    for (size_t i = 0; i < n; i++)
        if (!check_chunk(bundle, letter, (unsigned) i, sums + (i * SUM_CHARS), error))
            return FALSE;
    return TRUE;
}

static gboolean
check_columns(const char *bundle, const cJSON *root, GError **error)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(columns); i++) {
        const cJSON *column = json_get(json_get(root, "columns"), columns[i]);
        const char *sum = json_get_string(column, "sum");

        if (cJSON_IsNull(column))
            continue;
        if (sum == NULL || strlen(sum) != SUM_CHARS)
            return fail(bundle, "the root is malformed", error);
        if (!check_chunk(bundle, 'c', i, sum, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
web_check(const char *bundle, const cJSON *root, unsigned *n_documents, GError **error)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const cJSON *kind = json_get(json_get(root, kinds[i].member), kinds[i].key);

        if (!check_chunks(bundle, kinds[i].letter, json_get_string(kind, "sums"), error))
            return FALSE;
    }
    const cJSON *documents = json_get(root, "documents");
    if (!cJSON_IsNumber(documents))
        return fail(bundle, "the root is malformed", error);
    *n_documents = (unsigned) documents->valueint;
    return check_columns(bundle, root, error);
}
