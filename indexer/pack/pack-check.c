#include "pack.h"

#include <string.h>

#include "error.h"

#define SUM_CHARS 8
#define HEXADECIMAL 16

/* Goes behind the next string; NULL when there is none that ends. */
static const char *
take_string(const char **at, const char *end)
{
    const char *text = *at;
    const char *stop = text < end ? memchr(text, '\0', (size_t) (end - text)) : NULL;

    if (stop != NULL)
        *at = stop + 1;
    return stop != NULL ? text : NULL;
}

/* Counts the notices of a pack; FALSE when it is none, or one of them is not in its
 * place. */
static gboolean
count_notices(const GByteArray *pack, unsigned place, unsigned n_packs, unsigned *n)
{
    const char *at = (const char *) pack->data;
    const char *end = at + pack->len;
    const char *start = take_string(&at, end);

    if (start == NULL || *start != '\0')
        return FALSE;
    while (at < end) {
        const char *name = take_string(&at, end);

        if (name == NULL || pack_of(name, n_packs) != place ||
            take_string(&at, end) == NULL)
            return FALSE;
        (*n)++;
    }
    return TRUE;
}

static gboolean
check_one(const char *bundle,
          const char *sums,
          unsigned place,
          unsigned n_packs,
          unsigned *n,
          GError **error)
{
    g_autofree char *name = chunk_name(CHUNK_PACK, place);
    g_autofree char *digits = g_strndup(sums + ((size_t) place * SUM_CHARS), SUM_CHARS);
    uint32_t sum = (uint32_t) g_ascii_strtoull(digits, NULL, HEXADECIMAL);
    g_autoptr(GByteArray) pack = chunk_read(bundle, name, sum, error);

    if (pack == NULL)
        return FALSE;
    if (count_notices(pack, place, n_packs, n))
        return TRUE;
    g_autofree char *path = chunk_path(name, sum);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                "%s/%s: no pack of notices, or of other ones", bundle, path);
    return FALSE;
}

gboolean
pack_check(const char *bundle, const cJSON *root, unsigned *n_notices, GError **error)
{
    const char *sums = json_get_string(json_get(root, "packs"), "sums");
    size_t len = sums != NULL ? strlen(sums) : 0;
    unsigned n_packs = (unsigned) (len / SUM_CHARS);

    if (len == 0 || len % SUM_CHARS != 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                    "%s/" CHUNK_FOLDER ": the root is malformed", bundle);
        return FALSE;
    }
    *n_notices = 0;
    for (unsigned place = 0; place < n_packs; place++)
        if (!check_one(bundle, sums, place, n_packs, n_notices, error))
            return FALSE;
    return TRUE;
}
