#include "originals.h"

#include "file-name.h"
#include "format.h"
#include "read/formats.h"

#include <string.h>
#include <unistd.h>

typedef enum { WHOLE, IN_ZIP, RECORD } Share; /* what of its file a notice is */

struct Originals {
    const GArray *units;
    const GPtrArray *entries;
    uint32_t *first; /* of each unit the first of its entries; UINT32_MAX: none */
};

static unsigned
unit_of(const Originals *originals, unsigned i)
{
    const SpoolEntry *entry = originals->entries->pdata[i];

    return (unsigned) (entry->order >> 32);
}

static const CorpusFile *
file_of(const Originals *originals, unsigned i)
{
    return g_array_index(originals->units, ReadUnit, unit_of(originals, i)).file;
}

Originals *
originals_new(const GArray *units, const GPtrArray *entries)
{
    Originals *originals = g_new(Originals, 1);

    originals->units = units;
    originals->entries = entries;
    originals->first = g_new(uint32_t, units->len);
    for (unsigned i = 0; i < units->len; i++)
        originals->first[i] = UINT32_MAX;
    for (unsigned i = entries->len; i-- > 0;)
        originals->first[unit_of(originals, i)] = i;
    return originals;
}

void
originals_free(Originals *originals)
{
    if (originals == NULL)
        return;
    g_free(originals->first);
    g_free(originals);
}

static Share
share_of(const Originals *originals, unsigned i)
{
    const SpoolEntry *entry = originals->entries->pdata[i];
    const CorpusFile *file = file_of(originals, i);
    size_t len = strlen(file->name);

    if (strncmp(entry->source, file->name, len) == 0 && entry->source[len] == '/')
        return IN_ZIP;
    return g_ascii_strcasecmp(file->name + format_stem_len(file->name), ".jsonl") == 0
               ? RECORD
               : WHOLE;
}

/* The extension under which a file is offered.  (transfer full) */
static char *
extension_of(const char *name)
{
    g_autofree char *extension = g_ascii_strdown(name + format_stem_len(name), -1);
    const Format *format = formats_by_extension(extension);

    if (format != NULL && format_is_active(format))
        return g_strconcat(extension, ".txt", NULL);
    if (format == NULL || format->reader == READER_NONE)
        return g_strdup(".bin");
    return g_steal_pointer(&extension);
}

/* How many files of the same name come before the unit's: one in each corpus. */
static unsigned
count_namesakes(const Originals *originals, unsigned unit)
{
    const CorpusFile *file = g_array_index(originals->units, ReadUnit, unit).file;
    unsigned n = 0;

    for (unsigned i = 0; i < unit; i++) {
        const CorpusFile *other = g_array_index(originals->units, ReadUnit, i).file;
        n += strcmp(other->name, file->name) == 0;
    }
    return n;
}

/* "NAME.zip", "NAME~2.zip" of a second corpus; "~" is in no name but those with a hash,
 * which is longer. */
static char *
zip_path(const Originals *originals, unsigned i)
{
    const CorpusFile *file = file_of(originals, i);
    g_autofree char *id = g_strndup(file->name, format_stem_len(file->name));
    g_autofree char *name = file_name_from_id(id);
    unsigned n = count_namesakes(originals, unit_of(originals, i));

    if (n == 0)
        return g_strdup_printf("originals/%s.zip", name);
    return g_strdup_printf("originals/%s~%u.zip", name, n + 1);
}

char *
originals_path(const Originals *originals, unsigned i, const char *file_name)
{
    const CorpusFile *file = file_of(originals, i);
    Share share = share_of(originals, i);
    g_autofree char *extension = NULL;

    if (share == RECORD || access(file->path, R_OK) != 0)
        return NULL;
    if (share == IN_ZIP)
        return zip_path(originals, i);
    extension = extension_of(file->name);
    return g_strdup_printf("originals/%s%s", file_name, extension);
}

const CorpusFile *
originals_file(const Originals *originals, unsigned i)
{
    Share share = share_of(originals, i);

    if (share == RECORD ||
        (share == IN_ZIP && originals->first[unit_of(originals, i)] != i))
        return NULL;
    return file_of(originals, i);
}
