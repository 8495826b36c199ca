#include "read/ocr-cache.h"

#include <string.h>

#define FORMAT "tracuu-ocr 1"
#define SUM_CHARS 64

static char *
sum_of(const char *text, size_t len)
{
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *) text, len);
}

char *
ocr_cache_key(const char *file, unsigned page, const char *engine, int dpi)
{
    g_autofree char *all =
        g_strdup_printf(FORMAT "\n%s\n%u\n%s\n%d\n", file, page, engine, dpi);

    return sum_of(all, strlen(all));
}

/* Entries lie in 256 folders, by the first two digits. */
static char *
entry_folder(const char *dir, const char *key)
{
    const char two[] = { key[0], key[1], '\0' };

    return g_build_filename(dir, "ocr", two, NULL);
}

char *
ocr_cache_get(const char *dir, const char *key)
{
    g_autofree char *folder = entry_folder(dir, key);
    g_autofree char *path = g_build_filename(folder, key + 2, NULL);
    g_autofree char *entry = NULL;
    g_autofree char *sum = NULL;
    size_t len = 0;

    /* The sum in hexadecimal, a line feed, the text. */
    if (!g_file_get_contents(path, &entry, &len, NULL) || len <= SUM_CHARS ||
        memchr(entry, '\0', len) != NULL)
        return NULL;
    sum = sum_of(entry + SUM_CHARS + 1, len - SUM_CHARS - 1);
    if (entry[SUM_CHARS] != '\n' || memcmp(entry, sum, SUM_CHARS) != 0)
        return NULL;
    return g_strdup(entry + SUM_CHARS + 1);
}

void
ocr_cache_put(const char *dir, const char *key, const char *text)
{
    g_autofree char *folder = entry_folder(dir, key);
    g_autofree char *path = g_build_filename(folder, key + 2, NULL);
    g_autofree char *sum = sum_of(text, strlen(text));
    g_autofree char *entry = g_strdup_printf("%s\n%s", sum, text);

    if (g_mkdir_with_parents(folder, 0777) == 0)
        (void) g_file_set_contents_full(path, entry, (gssize) strlen(entry),
                                        G_FILE_SET_CONTENTS_CONSISTENT, 0666, NULL);
}
