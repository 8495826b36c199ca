/* glass blocks - the file of blocks that the tables of one database share.
 *
 * Facts relied on (backends/glass of xapian-core 1.4.22): a table of a single-file
 * database finds its blocks by number only, starting at its root; blocks that no
 * table uses are not missed (glass_check.cc leaves that check out for single
 * files); so tables that grow at the same time take turns.  A table takes numbers
 * an extent at a time, written at once, so that its blocks stay together.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "pack.h"

/* The file and what is common to its tables. */
typedef struct {
    int fd;
    char *path;
    uint32_t next; /* first block that no extent holds */
    uint32_t end;  /* behind the last block written */
    GError *error; /* the first one; nothing is written after it */
} GlassFile;

/* Creates the file.  FALSE with TRACUU_ERROR_OUTPUT; an existing file is an error. */
gboolean glass_file_open(GlassFile *file, const char *path, GError **error);

/* Writes whole blocks from number `first` on; an error is kept. */
void glass_file_write(GlassFile *file,
                      uint32_t first,
                      const uint8_t *bytes,
                      uint32_t n_blocks);

/* Keeps an error, unless there is one already. */
void glass_file_fail(GlassFile *file, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Closes; FALSE with the error kept, or that of closing. */
gboolean glass_file_close(GlassFile *file, GError **error);

/* Closes what is open and frees. */
void glass_file_clear(GlassFile *file);

/* The blocks of one table. */
typedef struct {
    GlassFile *file;
    uint8_t *bytes;       /* the extent being filled */
    uint32_t first, size; /* its first number and its blocks */
    uint32_t used;        /* how many of them are filled */
    uint32_t total;       /* blocks given out before this extent */
} GlassBlocks;

void glass_blocks_init(GlassBlocks *blocks, GlassFile *file);
void glass_blocks_clear(GlassBlocks *blocks);

/* Appends one block and returns its number. */
uint32_t glass_blocks_append(GlassBlocks *blocks, const uint8_t *block);

/* Writes what was appended. */
void glass_blocks_flush(GlassBlocks *blocks);
