#include "build-packs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "pack/pack.h"

#define SUM_CHARS 8

struct PackPlan {
    unsigned n;
    uint32_t *first;   /* of each pack in entries, and the end */
    uint32_t *entries; /* those of the first pack, in order; then of the next … */
};

/* ---- who is where --------------------------------------------------------------- */

static uint64_t
size_of_notices(const Build *build)
{
    uint64_t size = 0;

    for (unsigned i = 0; i < build->entries->len; i++) {
        const SpoolEntry *entry = g_ptr_array_index(build->entries, i);

        size += (uint64_t) entry->json_len + entry->html_len + entry->card_len;
    }
    return size;
}

/* Counting sort by pack: each keeps the order of documents. */
PackPlan *
build_plan_packs(const Build *build)
{
    PackPlan *plan = g_new0(PackPlan, 1);
    uint32_t n_entries = build->entries->len;
    g_autofree uint32_t *packs = g_new(uint32_t, n_entries + 1);

    plan->n = pack_count(size_of_notices(build));
    plan->first = g_new0(uint32_t, plan->n + 1);
    plan->entries = g_new(uint32_t, n_entries + 1);
    for (uint32_t i = 0; i < n_entries; i++) {
        packs[i] = pack_of(listing_get(build->listing, i).file_name, plan->n);
        plan->first[packs[i] + 1]++;
    }
    for (unsigned i = 0; i < plan->n; i++)
        plan->first[i + 1] += plan->first[i];
    g_autofree uint32_t *next =
        g_memdup2(plan->first, (plan->n + 1) * sizeof *plan->first);
    for (uint32_t i = 0; i < n_entries; i++)
        plan->entries[next[packs[i]]++] = i;
    return plan;
}

void
pack_plan_free(PackPlan *plan)
{
    if (plan == NULL)
        return;
    g_free(plan->first);
    g_free(plan->entries);
    g_free(plan);
}

unsigned
pack_plan_get_n(const PackPlan *plan)
{
    return plan != NULL ? plan->n : 0;
}

/* ---- one pack ------------------------------------------------------------------- */

static char *
sums_path(const Build *build)
{
    return g_build_filename(build->scratch, "pack-sums", NULL);
}

static gboolean
fail(const char *path, GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: cannot write: %s", path,
                g_strerror(errno));
    return FALSE;
}

/* Each worker writes at the places of its own packs. */
static gboolean
note_sum(const Build *build, unsigned place, uint32_t sum, GError **error)
{
    g_autofree char *path = sums_path(build);
    g_autofree char *hex = g_strdup_printf("%0*x", SUM_CHARS, sum);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

    if (fd < 0)
        return fail(path, error);
    ssize_t n = pwrite(fd, hex, SUM_CHARS, (off_t) place * SUM_CHARS);
    if (close(fd) != 0 || n != SUM_CHARS)
        return fail(path, error);
    return TRUE;
}

gboolean
build_pack(const Build *build,
           Sums *sums,
           unsigned place,
           PackAddFunc func,
           gpointer user_data,
           GError **error)
{
    const PackPlan *plan = build->packs;
    g_autoptr(ChunkWriter) writer = chunk_writer_new(build->bundle, sums);
    g_autoptr(GByteArray) pack = g_byte_array_new();
    uint32_t sum = 0;

    pack_start(pack);
    for (uint32_t i = plan->first[place]; i < plan->first[place + 1]; i++)
        if (!func(pack, plan->entries[i], user_data, error))
            return FALSE;
    return pack_write(writer, place, pack, &sum, error) &&
           note_sum(build, place, sum, error);
}

char *
build_pack_sums(const Build *build, GError **error)
{
    g_autofree char *path = sums_path(build);
    char *sums = NULL;

    return g_file_get_contents(path, &sums, NULL, error) ? sums : NULL;
}
