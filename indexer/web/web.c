#include "web.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "documents.h"
#include "error.h"
#include "forms.h"
#include "number.h"
#include "pair-list.h"
#include "schema.h"
#include "store.h"

typedef enum { STORE_TERM, STORE_FOLD, STORE_PAIR, STORE_LEXICON, N_STORES } StoreKind;

/* A posting list: documents and wdf. */
enum { LIST_DOCS, LIST_WDF, LIST_N_STREAMS };

/* A large corpus is cut into about as many chunks whatever its size: a query loads a
 * chunk for each of its words and pairs, but a stick bears only so many files.  The
 * files are shared out so that a query loads least, as measured on 84,132 news items:
 * they go with the square root of a store's bytes times its look-ups in a query.  Packs
 * of notices, ten of which a query loads, leave fewer for the index. */
static const struct {
    const char *key; /* in the root */
    char letter;
    unsigned n_streams;
    unsigned texts; /* streams that hold text, as store_new wants them */
    unsigned least; /* bytes of a chunk before it is deflated: a small corpus' */
    unsigned
        cuts[2]; /* bytes of all runs by those of a large corpus' chunk; with packs */
} store_kinds[N_STORES] = {
    [STORE_TERM] = { "term", 't', LIST_N_STREAMS, 0, 32u << 10, { 12800, 8500 } },
    [STORE_FOLD] = { "fold", 'f', LIST_N_STREAMS, 0, 32u << 10, { 12800, 8500 } },
    [STORE_PAIR] = { "pair",
                     'p',
                     PAIR_N_STREAMS,
                     1u << PAIR_FORMS,
                     32u << 10,
                     { 5700, 4000 } },
    [STORE_LEXICON] = { "lexicon", 'x', 1, 1, 12u << 10, { 40000, 40000 } },
};

typedef struct {
    Store *stores[N_STORES];
    Forms *forms;
    PairList *pair;
    GByteArray *list[LIST_N_STREAMS];
} Index;

/* ---- terms ------------------------------------------------------------------- */

/* What is done with the terms of one kind: `text` is the term without its prefix. */
typedef gboolean (*TermFunc)(
    Index *index, const MergeTerm *term, const char *text, size_t len, GError **error);

static void
make_list(Index *index, const MergeTerm *term)
{
    GByteArray *docs = index->list[LIST_DOCS];
    GByteArray *wdf = index->list[LIST_WDF];
    gboolean all_one = TRUE;
    uint32_t before = 0;

    g_byte_array_set_size(docs, 0);
    g_byte_array_set_size(wdf, 0);
    for (unsigned i = 0; i < term->n_parts; i++) {
        RunPosting posting = { 0 };
        size_t at = 0;

        while (run_next_posting(term->parts[i].record, &at, &posting)) {
            uint32_t docid = term->parts[i].base + posting.docid;

            number_put(docs, docid - before - 1);
            number_put(wdf, posting.wdf);
            all_one = all_one && posting.wdf == 1;
            before = docid;
        }
    }
    if (all_one)
        g_byte_array_set_size(wdf, 0);
}

static gboolean
add_list(Index *index,
         StoreKind kind,
         const MergeTerm *term,
         const char *key,
         size_t len,
         GError **error)
{
    make_list(index, term);
    return store_add(index->stores[kind], key, len, term->n_postings,
                     (const GByteArray *const *) index->list, error);
}

/* A term that is looked up as the database has it, with its prefix. */
static gboolean
take_term(
    Index *index, const MergeTerm *term, const char *text, size_t len, GError **error)
{
    (void) text;
    (void) len;
    return add_list(index, STORE_TERM, term, term->bytes, term->len, error);
}

static gboolean
take_k1(Index *index, const MergeTerm *term, const char *text, size_t len, GError **error)
{
    forms_add_k1(index->forms, text, len, term->termfreq);
    return take_term(index, term, text, len, error);
}

static gboolean
take_k2(Index *index, const MergeTerm *term, const char *text, size_t len, GError **error)
{
    forms_add_k2(index->forms, text, len, term->termfreq);
    return add_list(index, STORE_FOLD, term, text, len, error);
}

static gboolean
take_form(
    Index *index, const MergeTerm *term, const char *text, size_t len, GError **error)
{
    (void) term;
    (void) error;
    forms_add_form(index->forms, text, len);
    return TRUE;
}

static gboolean
take_pair(
    Index *index, const MergeTerm *term, const char *text, size_t len, GError **error)
{
    return store_add(index->stores[STORE_PAIR], text, len, term->n_postings,
                     pair_list_make(index->pair, term), error);
}

/* The kinds of terms that a browser looks up; facets are columns there. */
static const TermFunc term_funcs[TERM_N_KINDS] = {
    [TERM_K1] = take_k1,       [TERM_K2] = take_k2,          [TERM_PAIR] = take_pair,
    [TERM_DOCNUM] = take_term, [TERM_DOCNUM_K2] = take_term, [TERM_DATE] = take_term,
    [TERM_FORM] = take_form,   [TERM_NUMBER] = take_term,
};

static gboolean
has_prefix(const MergeTerm *term, const char *prefix)
{
    return term->len >= strlen(prefix) &&
           memcmp(term->bytes, prefix, strlen(prefix)) == 0;
}

/* A K1 has no prefix and no capital at its start. */
static TermKind
kind_of(const MergeTerm *term)
{
    if (!g_ascii_isupper(term->bytes[0]))
        return TERM_K1;
    for (unsigned kind = TERM_K1 + 1; kind < TERM_N_KINDS; kind++)
        if (has_prefix(term, schema_prefix(kind)))
            return kind;
    return TERM_N_KINDS;
}

static gboolean
take_any(const MergeTerm *term, gpointer data, GError **error)
{
    TermKind kind = kind_of(term);

    if (kind == TERM_N_KINDS || term_funcs[kind] == NULL)
        return TRUE;
    size_t skip = strlen(schema_prefix(kind));
    return term_funcs[kind](data, term, term->bytes + skip, term->len - skip, error);
}

static gboolean
size_of_runs(const MergeBatches *batches, uint64_t *size, GError **error)
{
    *size = 0;
    for (unsigned i = 0; i < batches->n; i++) {
        struct stat status;

        if (stat(batches->batch[i].run_path, &status) != 0) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: %s",
                        batches->batch[i].run_path, g_strerror(errno));
            return FALSE;
        }
        *size += (uint64_t) status.st_size;
    }
    return TRUE;
}

static void
index_init(Index *index, ChunkWriter *writer, uint64_t size, gboolean packed)
{
    for (unsigned i = 0; i < N_STORES; i++)
        index->stores[i] = store_new(
            writer, store_kinds[i].letter, store_kinds[i].n_streams, store_kinds[i].texts,
            (size_t) MAX(store_kinds[i].least, size / store_kinds[i].cuts[packed]));
    for (unsigned i = 0; i < LIST_N_STREAMS; i++)
        index->list[i] = g_byte_array_new();
    index->forms = forms_new();
    index->pair = pair_list_new();
}

static void
index_clear(Index *index)
{
    for (unsigned i = 0; i < N_STORES; i++)
        store_free(index->stores[i]);
    for (unsigned i = 0; i < LIST_N_STREAMS; i++)
        g_byte_array_unref(index->list[i]);
    forms_free(index->forms);
    pair_list_free(index->pair);
}

static gboolean
finish_stores(Index *index, GString *root, GError **error)
{
    if (!forms_write(index->forms, index->stores[STORE_LEXICON], error))
        return FALSE;
    g_string_append(root, "\"stores\":{");
    for (unsigned i = 0; i < N_STORES; i++) {
        if (!store_finish(index->stores[i], error))
            return FALSE;
        g_string_append_printf(root, "%s\"%s\":", i == 0 ? "" : ",", store_kinds[i].key);
        store_append_root(index->stores[i], root);
    }
    g_string_append(root, "},");
    return TRUE;
}

/* Writes the stores and appends what the root says of them. */
static gboolean
write_terms(const MergeBatches *batches,
            ChunkWriter *writer,
            gboolean packed,
            GString *root,
            GError **error)
{
    Index index = { 0 };
    uint64_t size = 0;

    if (!size_of_runs(batches, &size, error))
        return FALSE;
    index_init(&index, writer, size, packed);
    gboolean written = merge_runs(batches, take_any, &index, error) &&
                       finish_stores(&index, root, error);
    index_clear(&index);
    return written;
}

/* ---- documents ---------------------------------------------------------------- */

static void
take_document(uint32_t docid, const StockDocument *document, gpointer data)
{
    (void) docid;
    documents_add(data, document);
}

static gboolean
write_documents(const MergeBatches *batches,
                ChunkWriter *writer,
                gboolean packed,
                GString *root,
                GError **error)
{
    g_autoptr(Documents) documents = documents_new(writer, packed);

    if (!merge_stocks(batches, take_document, documents, error) ||
        !documents_finish(documents, error))
        return FALSE;
    documents_append_root(documents, root);
    return TRUE;
}

char *
web_write(const MergeBatches *batches,
          const RootTexts *texts,
          const char *bundle,
          Sums *sums,
          GError **error)
{
    g_autoptr(ChunkWriter) writer = chunk_writer_new(bundle, sums);
    g_autoptr(GString) root = g_string_new(NULL);

    root_append_start(root, texts);
    if (!write_terms(batches, writer, texts->packed, root, error) ||
        !write_documents(batches, writer, texts->packed, root, error))
        return NULL;
    g_string_append_c(root, '}');
    return g_string_free(g_steal_pointer(&root), FALSE);
}

char *
web_write_root(
    const char *json, const char *packs, const char *bundle, Sums *sums, GError **error)
{
    g_autoptr(ChunkWriter) writer = chunk_writer_new(bundle, sums);
    g_autoptr(GString) root = g_string_new(json);
    char *name = NULL;

    g_string_truncate(root, root->len - 1); /* the closing brace */
    if (packs != NULL)
        g_string_append_printf(root, ",\"packs\":{\"sums\":\"%s\"}}", packs);
    else
        g_string_append(root, ",\"packs\":null}");
    return root_write(writer, root, &name, error) ? name : NULL;
}
