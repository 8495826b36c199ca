/* Any bytes as .jsonl: every cut into units gives the same notices and skips, and
 * each notice keeps what its header promises. */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "read.h"
#include "read/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_notice(const Notice *notice)
{
    size_t len = strlen(notice->file_name);

    g_assert_true(*notice->id != '\0' && strlen(notice->id) <= 512);
    g_assert_true(len >= 1 && len <= 80);
    g_assert_true(strspn(notice->file_name, "abcdefghijklmnopqrstuvwxyz0123456789_-~") ==
                  len);
    g_assert_true(g_utf8_validate(notice->text, -1, NULL));
    for (const char *at = notice->text; *at != '\0'; at++)
        g_assert_true((unsigned char) *at >= 0x20 || *at == '\n' || *at == '\t');
    g_assert_true(notice->title == NULL || *notice->title != '\0');
}

static gboolean
take(const Notice *notice,
     G_GNUC_UNUSED const Extraction *extraction,
     gpointer user_data,
     G_GNUC_UNUSED GError **error)
{
    g_autofree char *json = notice_to_json(notice);

    check_notice(notice);
    g_string_append_printf(user_data, "%s\n", json);
    return TRUE;
}

static void
skip(const char *source, const GError *error, gpointer user_data)
{
    g_string_append_printf(user_data, "%s: %s\n", source, error->message);
}

static void
warn(const char *source, const char *warning, gpointer user_data)
{
    g_string_append_printf(user_data, "%s: %s\n", source, warning);
}

/* All that reading in units of `step` bytes gives.  (transfer full) */
static char *
read_in_steps(const CorpusFile *file, uint64_t step)
{
    GString *log = g_string_new(NULL);
    const ReadSink sink = { take, skip, warn, log, { 0 } };

    for (uint64_t begin = 0; begin < file->size; begin += step) {
        ReadUnit unit = { file, begin, MIN(begin + step, file->size) };
        g_assert_true(read_unit(&unit, &sink, NULL));
    }
    return g_string_free(log, FALSE);
}

static gboolean
is_jsonl(const char *data, size_t size)
{
    const Format *format = formats_detect(data, size, "fuzz.jsonl", NULL);

    return format != NULL && format->reader == READER_JSONL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("fuzz", 0);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    CorpusFile file = { path, (char *) "fuzz.jsonl", size };
    g_autofree char *whole = NULL;
    g_autofree char *cut = NULL;

    g_assert_true(fd >= 0 && write(fd, data, size) == (ssize_t) size);
    whole = read_in_steps(&file, MAX(size, 1));
    if (!is_jsonl((const char *) data, size)) { /* no such file is cut */
        close(fd);
        return 0;
    }
    cut = read_in_steps(&file, size == 0 ? 1 : 1 + data[0]);
    g_assert_cmpstr(whole, ==, cut);
    close(fd);
    return 0;
}
