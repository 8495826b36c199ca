/* run-write - the file of a run, record by record (run.h has the format). */
#pragma once

#include "run.h"

typedef struct RunWriter RunWriter;

/* Creates the file.  NULL with TRACUU_ERROR_OUTPUT. */
RunWriter *run_writer_new(const char *path, GError **error);

/* Adds a posting to the record at hand, in order of documents. */
void run_writer_add_posting(RunWriter *writer, const RunPosting *posting);

/* Adds a spelling to the record at hand, which makes it that of a pair. */
void run_writer_add_spelling(RunWriter *writer, const RunSpelling *spelling);

/* Writes the record at hand and starts the next one; terms ascend in byte order. */
void run_writer_end_record(RunWriter *writer, const char *term, size_t len);

/* Closes the file and frees the writer; FALSE when anything was lost. */
gboolean run_writer_close(RunWriter *writer, GError **error);
