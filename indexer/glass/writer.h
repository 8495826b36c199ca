/* glass writer - writes a Xapian 1.4 single-file database front to back.
 *
 * Xapian's own way in, WritableDatabase, spends 3 µs on every posting in std::map
 * nodes and takes a term's list apart into a chunk a flush (BENCHMARKS.md has the
 * comparison).  A build that has sorted its postings already needs none of it: the
 * B-trees are written leaf by leaf, in key order, once.  The file is what
 * xapian-compact --single-file would write (format 2016-03-14, the only one of 1.4):
 * Xapian reads it, xapian-check passes it, and tests/unit/test-glass.cc compares it
 * with a database that Xapian wrote from the same documents.
 *
 * Memory: 256 KiB for each table in use, and the values until the first length.
 * Not written: term lists (as DB_NO_TERMLIST), spelling, synonyms.
 *
 * Source of the format: backends/glass and common/pack.h of xapian-core 1.4.22.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef struct GlassWriter GlassWriter;

/* Creates the file (an existing one is an error).  NULL with TRACUU_ERROR_OUTPUT. */
GlassWriter *glass_writer_new(const char *path, GError **error);

/* Closes what is open; a file that was not finished is left for its folder's owner
 * to remove. */
void glass_writer_free(GlassWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GlassWriter, glass_writer_free)

/* The calls come in this order, each group ascending; a wrong order is a bug of the
 * caller (g_assert).  Errors of writing are kept and told by glass_writer_finish. */

/* 1. Database metadata, ascending by key (bytes). */
void glass_writer_add_metadata(GlassWriter *writer,
                               const char *key,
                               const char *bytes,
                               size_t len);

/* 2. Values, ascending by slot, then document; bytes not empty. */
void glass_writer_add_value(
    GlassWriter *writer, unsigned slot, uint32_t docid, const char *bytes, size_t len);

/* 3. The length (sum of all wdf) of every document, ascending; also of those with
 * length 0.  Documents are numbered from 1; a gap is allowed. */
void glass_writer_add_doclen(GlassWriter *writer, uint32_t docid, uint32_t length);

/* 4. Terms, ascending in byte order; each with exactly `termfreq` postings, at least
 * one.  collfreq is the sum of their wdf.  A term of more than 249 bytes, a NUL
 * counting twice, or a sum of more than 32 bits is an error. */
void glass_writer_begin_term(GlassWriter *writer,
                             const char *term,
                             size_t len,
                             uint32_t termfreq,
                             uint64_t collfreq);
/* A posting of the term begun last, ascending by document.  `positions` is what
 * glass_pack_positions made, NULL for a posting without positions. */
void glass_writer_add_posting(GlassWriter *writer,
                              uint32_t docid,
                              uint32_t wdf,
                              const uint8_t *positions,
                              size_t positions_len);

/* Any time, ascending by document: the document data.  `bytes` is as it is, or
 * deflated by glass_deflate when `deflated`; more than 64 MiB is an error, nothing
 * is as if it were not added. */
void glass_writer_add_data(GlassWriter *writer,
                           uint32_t docid,
                           const uint8_t *bytes,
                           size_t len,
                           gboolean deflated);

/* Writes what is left, the header last.  FALSE with TRACUU_ERROR_OUTPUT when
 * anything could not be written.  `uuid` stands in the header. */
gboolean glass_writer_finish(GlassWriter *writer, const uint8_t uuid[16], GError **error);

/* These two know no writer; any thread may call them. */

/* Appends the encoded position list (ascending, from 1, n at least 1). */
void glass_pack_positions(GByteArray *out, const uint32_t *positions, unsigned n);

/* Deflates document data as glass does; FALSE when it would not get shorter, and
 * then `out` is as it was. */
gboolean glass_deflate(GByteArray *out, const char *bytes, size_t len);

G_END_DECLS
