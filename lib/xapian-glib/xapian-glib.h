/* xapian-glib - Xapian 1.4 for C: the part that tracuu uses.
 *
 * Names, types and GError conventions are those of xapian-glib 1.x where it has
 * the call; the rest is in its style.  Differences, all on purpose:
 *   - every C++ exception, of any class, becomes a GError; no call that can
 *     fail returns NULL or FALSE without setting one;
 *   - byte strings (terms, values, data, metadata) are pointer + length;
 *   - files are checked for their magic before Xapian sees them, and a stub
 *     file is parsed here: it may name databases and remote servers, never a
 *     program to run;
 *   - GObject without GIO;
 *   - no time limit: the timer of Xapian 1.4.22 writes to a stack frame that is gone
 *     when it fires as the search ends, and the process crashes.  Limit the CPU time
 *     of the process instead.
 *
 * Ownership: what goes in is borrowed for the call unless marked; an object
 * returned is yours (g_object_unref, or g_autoptr).  An object keeps alive what
 * it needs.  One thread per object.
 *
 * Errors: XAPIAN_ERROR; every call that has a GError can give _DATABASE_CORRUPT,
 * _DATABASE_MODIFIED, _NETWORK and _RUNTIME; others are named at the call.
 */
#pragma once

#include <glib-object.h>
#include <stdint.h>

G_BEGIN_DECLS

#define XAPIAN_ERROR (xapian_error_quark())

/* One code for each Xapian::Error class, plus two of our own at the end. */
typedef enum {
    XAPIAN_ERROR_ASSERTION,
    XAPIAN_ERROR_INVALID_ARGUMENT,
    XAPIAN_ERROR_INVALID_OPERATION,
    XAPIAN_ERROR_UNIMPLEMENTED,
    XAPIAN_ERROR_DATABASE,
    XAPIAN_ERROR_DATABASE_CORRUPT,
    XAPIAN_ERROR_DATABASE_CREATE,
    XAPIAN_ERROR_DATABASE_LOCK,
    XAPIAN_ERROR_DATABASE_MODIFIED,
    XAPIAN_ERROR_DATABASE_OPENING,
    XAPIAN_ERROR_DATABASE_NOT_FOUND,
    XAPIAN_ERROR_DATABASE_VERSION,
    XAPIAN_ERROR_DATABASE_CLOSED,
    XAPIAN_ERROR_DOC_NOT_FOUND,
    XAPIAN_ERROR_FEATURE_UNAVAILABLE,
    XAPIAN_ERROR_INTERNAL,
    XAPIAN_ERROR_NETWORK,
    XAPIAN_ERROR_NETWORK_TIMEOUT,
    XAPIAN_ERROR_QUERY_PARSER,
    XAPIAN_ERROR_RANGE,
    XAPIAN_ERROR_SERIALISATION,
    XAPIAN_ERROR_WILDCARD,
    XAPIAN_ERROR_RUNTIME, /* any other C++ exception; its what() is the message */
    XAPIAN_ERROR_UNKNOWN, /* something was thrown that is no exception at all */
} XapianError;

GQuark xapian_error_quark(void);

/* ---- database, read only ------------------------------------------------ */

#define XAPIAN_TYPE_DATABASE (xapian_database_get_type())
G_DECLARE_DERIVABLE_TYPE(XapianDatabase, xapian_database, XAPIAN, DATABASE, GObject)

struct _XapianDatabaseClass {
    GObjectClass parent_class;
};

#define XAPIAN_TYPE_DOCUMENT (xapian_document_get_type())
G_DECLARE_FINAL_TYPE(XapianDocument, xapian_document, XAPIAN, DOCUMENT, GObject)

/* Opens a single-file database, a database directory, or a stub file.
 *
 * A single file starts with the glass magic and is opened by descriptor.  A
 * directory holds "iamglass".  Anything else is read as a stub (at most 64 KiB
 * of text): lines "auto PATH", "glass PATH", "remote HOST:PORT", "#" comments;
 * PATH is relative to the stub and must be a single file or a directory, not
 * another stub.
 *
 * Errors  _DATABASE_NOT_FOUND  nothing at path
 *         _DATABASE_OPENING    not a database; a stub line that is not one of
 *                              the above (message: line number and word)
 *         _DATABASE_VERSION    a database of another Xapian
 *         _NETWORK             a remote server does not answer
 */
XapianDatabase *xapian_database_new_with_path(const char *path, GError **error);

/* Searches `other` as well; document ids interleave as Xapian's do. */
gboolean
xapian_database_add_database(XapianDatabase *self, XapianDatabase *other, GError **error);

/* How many databases are searched together (1, or the lines of a stub). */
unsigned xapian_database_get_n_shards(XapianDatabase *self);

/* Sees later commits to a directory.  A single file stays the one that was opened,
 * whatever is renamed over its path: open the path again to see the new one. */
gboolean xapian_database_reopen(XapianDatabase *self, GError **error);
/* Every call after it fails with _DATABASE_CLOSED. */
void xapian_database_close(XapianDatabase *self);

gboolean
xapian_database_get_doc_count(XapianDatabase *self, unsigned *count, GError **error);
gboolean
xapian_database_get_average_length(XapianDatabase *self, double *length, GError **error);
/* (transfer full), NUL-terminated; of several databases joined by ':'. */
char *xapian_database_get_uuid(XapianDatabase *self, GError **error);

gboolean xapian_database_get_term_freq(
    XapianDatabase *self, const char *term, size_t len, unsigned *freq, GError **error);
/* How many documents have a value in `slot`: 0 = the slot is unused. */
gboolean xapian_database_get_value_freq(XapianDatabase *self,
                                        unsigned slot,
                                        unsigned *freq,
                                        GError **error);

/* Errors: _DOC_NOT_FOUND, _INVALID_ARGUMENT for 0. */
XapianDocument *
xapian_database_get_document(XapianDatabase *self, unsigned docid, GError **error);

/* Metadata of the first database.  An absent key gives empty bytes, no error. */
GBytes *
xapian_database_get_metadata(XapianDatabase *self, const char *key, GError **error);

/* Called for each term; `term` may hold NULs and is valid for the call only.
 * Return FALSE to stop. */
typedef gboolean (*XapianTermFunc)(const char *term,
                                   size_t len,
                                   unsigned freq,
                                   gpointer user_data);

/* Calls `func` for every term that starts with the prefix, in byte order. */
gboolean xapian_database_foreach_term(XapianDatabase *self,
                                      const char *prefix,
                                      size_t prefix_len,
                                      XapianTermFunc func,
                                      gpointer user_data,
                                      GError **error);

/* Merges databases, in the given order and with documents renumbered, into one
 * single-file database.  With several sources, equal metadata keys take the
 * first source's value.  Apart from the UUID the bytes depend on the sources only.
 *
 * paths    single files or directories, no stubs
 * target   must not exist; removed again on failure; Xapian syncs its data
 * Errors   also _DATABASE_CREATE, _INVALID_ARGUMENT for no paths, those of
 *          xapian_database_new_with_path
 *
 * The soft limit of open files is raised to the hard one while it runs.
 */
gboolean xapian_database_compact_paths(const char *const *paths,
                                       unsigned n_paths,
                                       const char *target,
                                       GError **error);

/* Replaces the 16 UUID bytes of a single-file database, in place. */
gboolean
xapian_database_file_set_uuid(const char *path, const uint8_t uuid[16], GError **error);

/* ---- writable database -------------------------------------------------- */

typedef enum {
    XAPIAN_DATABASE_ACTION_CREATE, /* error when it exists */
    XAPIAN_DATABASE_ACTION_CREATE_OR_OPEN,
    XAPIAN_DATABASE_ACTION_CREATE_OR_OVERWRITE,
    XAPIAN_DATABASE_ACTION_OPEN,
} XapianDatabaseAction;

typedef enum {
    XAPIAN_DATABASE_FLAGS_NONE = 0,
    XAPIAN_DATABASE_FLAGS_NO_SYNC = 1 << 0,
    XAPIAN_DATABASE_FLAGS_DANGEROUS = 1 << 1,   /* throw-away builds only; NO_SYNC too */
    XAPIAN_DATABASE_FLAGS_NO_TERMLIST = 1 << 2, /* documents cannot be replaced later */
} XapianDatabaseFlags;

#define XAPIAN_TYPE_WRITABLE_DATABASE (xapian_writable_database_get_type())
G_DECLARE_FINAL_TYPE(XapianWritableDatabase,
                     xapian_writable_database,
                     XAPIAN,
                     WRITABLE_DATABASE,
                     XapianDatabase)

/* A glass directory.  Errors also _DATABASE_LOCK, _DATABASE_CREATE. */
XapianWritableDatabase *xapian_writable_database_new(const char *path,
                                                     XapianDatabaseAction action,
                                                     XapianDatabaseFlags flags,
                                                     GError **error);
/* docid_out may be NULL.  On failure Xapian drops what was added since the last
 * commit: give the database up. */
gboolean xapian_writable_database_add_document(XapianWritableDatabase *self,
                                               XapianDocument *document,
                                               unsigned *docid_out,
                                               GError **error);
gboolean xapian_writable_database_set_metadata(XapianWritableDatabase *self,
                                               const char *key,
                                               const char *bytes,
                                               size_t len,
                                               GError **error);
gboolean xapian_writable_database_commit(XapianWritableDatabase *self, GError **error);
/* Commits and closes; again does nothing. */
gboolean xapian_writable_database_close(XapianWritableDatabase *self, GError **error);

/* ---- document ------------------------------------------------------------ */

XapianDocument *xapian_document_new(void);

/* Term calls give _INVALID_ARGUMENT for an empty term or one over 245 bytes, where a
 * NUL counts as two. */
gboolean xapian_document_add_term_full(
    XapianDocument *self, const char *term, size_t len, unsigned wdf_inc, GError **error);
/* A filter term: wdf 0. */
gboolean xapian_document_add_boolean_term(XapianDocument *self,
                                          const char *term,
                                          size_t len,
                                          GError **error);
typedef struct {
    const char *term;
    size_t len;
    const uint32_t *positions; /* ascending, from 1 */
    unsigned n_positions;
    unsigned wdf_inc; /* for all the positions together */
} XapianPostings;

/* Adds one term with its positions. */
gboolean xapian_document_add_postings(XapianDocument *self,
                                      const XapianPostings *postings,
                                      GError **error);
gboolean xapian_document_add_value(
    XapianDocument *self, unsigned slot, const char *bytes, size_t len, GError **error);
gboolean xapian_document_set_data(XapianDocument *self,
                                  const char *bytes,
                                  size_t len,
                                  GError **error);
unsigned xapian_document_get_id(XapianDocument *self);
GBytes *xapian_document_get_data(XapianDocument *self, GError **error);
GBytes *xapian_document_get_value(XapianDocument *self, unsigned slot, GError **error);

/* ---- query ---------------------------------------------------------------- */

typedef enum {
    XAPIAN_QUERY_OP_AND,
    XAPIAN_QUERY_OP_OR,
    XAPIAN_QUERY_OP_AND_NOT,
    XAPIAN_QUERY_OP_XOR,
    XAPIAN_QUERY_OP_AND_MAYBE,
    XAPIAN_QUERY_OP_FILTER,
    XAPIAN_QUERY_OP_NEAR,
    XAPIAN_QUERY_OP_PHRASE,
    XAPIAN_QUERY_OP_SYNONYM,
    XAPIAN_QUERY_OP_MAX,
} XapianQueryOp;

#define XAPIAN_TYPE_QUERY (xapian_query_get_type())
G_DECLARE_FINAL_TYPE(XapianQuery, xapian_query, XAPIAN, QUERY, GObject)

XapianQuery *xapian_query_new_match_all(void);
XapianQuery *xapian_query_new_match_nothing(void);
/* Errors: _INVALID_ARGUMENT for an empty term.  A term too long to be in an index
 * matches nothing. */
XapianQuery *
xapian_query_new_for_term(const char *term, size_t len, unsigned wqf, GError **error);
/* queries: n borrowed XapianQuery.  window is for NEAR and PHRASE (0 = n), else
 * ignored.  n = 0 gives match-nothing.  NEAR and PHRASE take terms and ORs of terms
 * (cost linear in their number); Errors: _UNIMPLEMENTED, _INVALID_ARGUMENT for any
 * other nesting, here or from xapian_enquire_get_mset. */
XapianQuery *xapian_query_new_for_queries(XapianQueryOp op,
                                          XapianQuery *const *queries,
                                          unsigned n,
                                          unsigned window,
                                          GError **error);
XapianQuery *xapian_query_new_for_pair(XapianQueryOp op,
                                       XapianQuery *left,
                                       XapianQuery *right,
                                       GError **error);
/* SCALE_WEIGHT; factor 0 makes a query boolean.  Errors: _INVALID_ARGUMENT for a
 * factor that is negative or no finite number. */
XapianQuery *xapian_query_new_scaled(XapianQuery *query, double factor, GError **error);
/* Documents that have a value in slot, in [begin, end]; NULL or "" = open. */
XapianQuery *xapian_query_new_value_range(unsigned slot,
                                          const char *begin,
                                          const char *end,
                                          GError **error);
gboolean xapian_query_is_empty(XapianQuery *self);
/* Xapian's own description, for tests and --explain.  (transfer full) */
char *xapian_query_get_description(XapianQuery *self);

/* ---- match spy (facets) --------------------------------------------------- */

#define XAPIAN_TYPE_VALUE_COUNT_MATCH_SPY (xapian_value_count_match_spy_get_type())
G_DECLARE_FINAL_TYPE(XapianValueCountMatchSpy,
                     xapian_value_count_match_spy,
                     XAPIAN,
                     VALUE_COUNT_MATCH_SPY,
                     GObject)

XapianValueCountMatchSpy *xapian_value_count_match_spy_new(unsigned slot);
typedef void (*XapianValueFunc)(const char *value,
                                size_t len,
                                unsigned count,
                                gpointer user_data);
/* Every value seen, in byte order. */
gboolean xapian_value_count_match_spy_foreach(XapianValueCountMatchSpy *self,
                                              XapianValueFunc func,
                                              gpointer user_data,
                                              GError **error);

/* ---- enquire and mset ------------------------------------------------------ */

#define XAPIAN_TYPE_MSET (xapian_mset_get_type())
G_DECLARE_FINAL_TYPE(XapianMSet, xapian_mset, XAPIAN, MSET, GObject)

#define XAPIAN_TYPE_ENQUIRE (xapian_enquire_get_type())
G_DECLARE_FINAL_TYPE(XapianEnquire, xapian_enquire, XAPIAN, ENQUIRE, GObject)

XapianEnquire *xapian_enquire_new(XapianDatabase *database, GError **error);
gboolean
xapian_enquire_set_query(XapianEnquire *self, XapianQuery *query, GError **error);
void xapian_enquire_set_bm25(
    XapianEnquire *self, double k1, double k2, double k3, double b, double min_normlen);
/* No weights at all: documents in the order of their ids. */
void xapian_enquire_set_boolean(XapianEnquire *self);

typedef enum {
    XAPIAN_DOCID_ASCENDING,
    XAPIAN_DOCID_DESCENDING,
    XAPIAN_DOCID_DONT_CARE,
} XapianDocidOrder;

void xapian_enquire_set_docid_order(XapianEnquire *self, XapianDocidOrder order);
void xapian_enquire_set_sort_by_relevance(XapianEnquire *self);
void
xapian_enquire_set_sort_by_value(XapianEnquire *self, unsigned slot, gboolean reverse);
void xapian_enquire_set_sort_by_relevance_then_value(XapianEnquire *self,
                                                     unsigned slot,
                                                     gboolean reverse);
void xapian_enquire_set_sort_by_value_then_relevance(XapianEnquire *self,
                                                     unsigned slot,
                                                     gboolean reverse);
void xapian_enquire_add_match_spy(XapianEnquire *self, XapianValueCountMatchSpy *spy);
void xapian_enquire_clear_match_spies(XapianEnquire *self);

/* Results first … first + max_items - 1; check_at_least = doc count makes the
 * count exact. */
XapianMSet *xapian_enquire_get_mset(XapianEnquire *self,
                                    unsigned first,
                                    unsigned max_items,
                                    unsigned check_at_least,
                                    GError **error);

unsigned xapian_mset_get_size(XapianMSet *self);
unsigned xapian_mset_get_matches_lower_bound(XapianMSet *self);
unsigned xapian_mset_get_matches_estimated(XapianMSet *self);
unsigned xapian_mset_get_matches_upper_bound(XapianMSet *self);
unsigned xapian_mset_get_docid(XapianMSet *self, unsigned i);
double xapian_mset_get_weight(XapianMSet *self, unsigned i);
/* The document of result i, 0 … size - 1.  Errors also _RANGE, _DOC_NOT_FOUND. */
XapianDocument *xapian_mset_get_document(XapianMSet *self, unsigned i, GError **error);

G_END_DECLS
