#include "blocks.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "error.h"

/* An extent is an eighth of what the table has, within these: a small database has
 * no gaps, a large one is written 256 KiB at a time. */
#define EXTENT_MIN 1
#define EXTENT_MAX 32
#define EXTENT_SHARE 8

gboolean
glass_file_open(GlassFile *file, const char *path, GError **error)
{
    *file = (GlassFile){ .next = 1, .end = 1 };
    file->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file->fd < 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: %s", path,
                    g_strerror(errno));
        return FALSE;
    }
    file->path = g_strdup(path);
    return TRUE;
}

void
glass_file_fail(GlassFile *file, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list args;

    if (file->error != NULL)
        return;
    va_start(args, format);
    text = g_strdup_vprintf(format, args);
    va_end(args);
    file->error =
        g_error_new(TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: %s", file->path, text);
}

void
glass_file_write(GlassFile *file, uint32_t first, const uint8_t *bytes, uint32_t n_blocks)
{
    size_t left = (size_t) n_blocks * GLASS_BLOCK_SIZE;
    off_t at = (off_t) first * GLASS_BLOCK_SIZE;

    file->end = MAX(file->end, first + n_blocks);
    while (left > 0 && file->error == NULL) {
        ssize_t written = pwrite(file->fd, bytes, left, at);

        if (written < 0 && errno != EINTR)
            glass_file_fail(file, "%s", g_strerror(errno));
        if (written <= 0)
            continue;
        bytes += written;
        at += written;
        left -= (size_t) written;
    }
}

gboolean
glass_file_close(GlassFile *file, GError **error)
{
    if (close(file->fd) != 0)
        glass_file_fail(file, "%s", g_strerror(errno));
    file->fd = -1;
    if (file->error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&file->error));
    return FALSE;
}

void
glass_file_clear(GlassFile *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
    g_clear_error(&file->error);
    g_clear_pointer(&file->path, g_free);
}

void
glass_blocks_init(GlassBlocks *blocks, GlassFile *file)
{
    *blocks = (GlassBlocks){ .file = file };
    blocks->bytes = g_malloc((size_t) EXTENT_MAX * GLASS_BLOCK_SIZE);
}

void
glass_blocks_clear(GlassBlocks *blocks)
{
    g_clear_pointer(&blocks->bytes, g_free);
}

void
glass_blocks_flush(GlassBlocks *blocks)
{
    if (blocks->used > 0)
        glass_file_write(blocks->file, blocks->first, blocks->bytes, blocks->used);
    blocks->total += blocks->used;
    blocks->used = blocks->size = 0;
}

uint32_t
glass_blocks_append(GlassBlocks *blocks, const uint8_t *block)
{
    if (blocks->used == blocks->size) {
        glass_blocks_flush(blocks);
        blocks->size = CLAMP(blocks->total / EXTENT_SHARE, EXTENT_MIN, EXTENT_MAX);
        blocks->first = blocks->file->next;
        blocks->file->next += blocks->size;
    }
    memcpy(blocks->bytes + (size_t) blocks->used * GLASS_BLOCK_SIZE, block,
           GLASS_BLOCK_SIZE);
    return blocks->first + blocks->used++;
}
