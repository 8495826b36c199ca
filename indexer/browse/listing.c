#include "listing.h"

#include "display.h"
#include "error.h"
#include "file.h"

#include <string.h>

struct ListingWriter {
    FILE *stream;
    char *path;
    GString *record;
};

struct Listing {
    GPtrArray *files;     /* (element-type GMappedFile) */
    const char **records; /* of each notice, behind its Head */
    uint32_t n;
};

/* A record: the head, then strings with their NUL, "" for NULL: those of line_strings,
 * then three of each event. */
typedef struct {
    uint64_t order;
    uint32_t len; /* of what follows */
    uint32_t untitled;
} Head;

static const size_t line_strings[] = {
    offsetof(SiteLine, file_name), offsetof(SiteLine, heading),
    offsetof(SiteLine, type),      offsetof(SiteLine, issuer),
    offsetof(SiteLine, province),  offsetof(SiteLine, number),
    offsetof(SiteLine, date),      offsetof(SiteLine, not_before),
    offsetof(SiteLine, not_after),
};

/* Marks the text of an event: of a meeting or not.  The record ends with MARK_END where
 * another mark would stand. */
enum { MARK_END, MARK_EVENT = 'e', MARK_MEETING = 'm' };

static char *
path_of(const char *folder, unsigned worker)
{
    return g_strdup_printf("%s/listing-%u", folder, worker);
}

ListingWriter *
listing_writer_new(const char *folder, unsigned worker, GError **error)
{
    ListingWriter *writer = g_new0(ListingWriter, 1);

    writer->path = path_of(folder, worker);
    writer->record = g_string_new(NULL);
    writer->stream = file_open(writer->path, "wxe", error);
    if (writer->stream != NULL)
        return writer;
    g_string_free(writer->record, TRUE);
    g_free(writer->path);
    g_free(writer);
    return NULL;
}

static void
put_string(GString *record, const char *text)
{
    g_string_append_len(record, text != NULL ? text : "",
                        text != NULL ? (gssize) strlen(text) + 1 : 1);
}

/* Without the lines of a table around it; ends at a blank, so that no word is cut. */
static void
put_text(GString *record, const char *text)
{
    const char *rest = "";
    size_t len = 0;

    if (text != NULL) {
        text += strspn(text, " |");
        len = strlen(text);
    }
    while (len > 0 && strchr(" |", text[len - 1]) != NULL)
        len--;
    if (len > LISTING_EVENT_CHARS &&
        g_utf8_strlen(text, (gssize) len) > LISTING_EVENT_CHARS) {
        const char *limit = g_utf8_offset_to_pointer(text, LISTING_EVENT_CHARS);
        const char *blank = g_strrstr_len(text, limit - text, " ");

        len = (size_t) ((blank != NULL ? blank : limit) - text);
        rest = " …";
    }
    g_string_append_len(record, text != NULL ? text : "", (gssize) len);
    put_string(record, rest);
}

static void
put_events(GString *record, const GArray *events)
{
    for (unsigned i = 0; i < events->len; i++) {
        const Event *event = &g_array_index(events, Event, i);

        g_string_append_c(record, event->meeting ? MARK_MEETING : MARK_EVENT);
        put_string(record, event->date);
        put_string(record, event->end);
        put_text(record, event->text);
    }
    g_string_append_c(record, MARK_END);
}

/* A bound of a date that is known, by the record, is none. */
static const char *
bound(const Notice *notice, const Extraction *extraction, FieldId id)
{
    return notice->date != NULL ? NULL : extraction->fields[id].value;
}

void
listing_writer_add(ListingWriter *writer,
                   const Notice *notice,
                   const Extraction *extraction,
                   uint64_t order)
{
    g_autofree char *heading = display_heading(notice);
    const SiteLine line = {
        .file_name = notice->file_name,
        .heading = heading,
        .type = notice->type,
        .issuer = notice->issuer,
        .province = notice->province,
        .number = notice->number,
        .date = notice->date,
        .not_before = bound(notice, extraction, FIELD_NOT_BEFORE),
        .not_after = bound(notice, extraction, FIELD_NOT_AFTER),
    };
    Head head = { .order = order, .untitled = notice->title == NULL };

    g_string_truncate(writer->record, 0);
    for (unsigned i = 0; i < G_N_ELEMENTS(line_strings); i++)
        put_string(writer->record, G_STRUCT_MEMBER(const char *, &line, line_strings[i]));
    put_events(writer->record, extraction->events);
    head.len = (uint32_t) writer->record->len;
    (void) fwrite(&head, sizeof head, 1, writer->stream); /* judged by file_close */
    (void) fwrite(writer->record->str, 1, head.len, writer->stream);
}

gboolean
listing_writer_close(ListingWriter *writer, GError **error)
{
    gboolean closed = file_close(writer->stream, writer->path, error);

    g_string_free(writer->record, TRUE);
    g_free(writer->path);
    g_free(writer);
    return closed;
}

/* ---- reading back --------------------------------------------------------------- */

typedef struct {
    uint64_t order;
    uint32_t notice;
} Place;

static int
compare_places(const void *a, const void *b)
{
    const Place *left = a;
    const Place *right = b;

    return (left->order > right->order) - (left->order < right->order);
}

/* Notes where the records of one file stand; FALSE when it ends within one.  A notice
 * whose id was taken already is none of the collection. */
static gboolean
find_records(Listing *listing, const GMappedFile *file, const Place *places)
{
    const char *bytes = g_mapped_file_get_contents((GMappedFile *) file);
    size_t left = g_mapped_file_get_length((GMappedFile *) file);

    while (left >= sizeof(Head)) {
        Head head;

        memcpy(&head, bytes, sizeof head);
        if (left - sizeof head < head.len)
            return FALSE;
        const Place wanted = { .order = head.order };
        const Place *place =
            bsearch(&wanted, places, listing->n, sizeof wanted, compare_places);
        if (place != NULL)
            listing->records[place->notice] = bytes + sizeof head;
        bytes += sizeof head + head.len;
        left -= sizeof head + head.len;
    }
    return left == 0;
}

static gboolean
load_file(Listing *listing, const char *path, const Place *places, GError **error)
{
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);

    if (file != NULL)
        g_ptr_array_add(listing->files, file);
    if (file != NULL && find_records(listing, file, places))
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: cannot read back", path);
    return FALSE;
}

static gboolean
has_all(const Listing *listing, const char *folder, GError **error)
{
    for (uint32_t i = 0; i < listing->n; i++)
        if (listing->records[i] == NULL) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                        "%s: a notice is missing from the listing", folder);
            return FALSE;
        }
    return TRUE;
}

Listing *
listing_new(const char *folder,
            unsigned n_workers,
            const uint64_t *orders,
            uint32_t n_notices,
            GError **error)
{
    g_autoptr(Listing) listing = g_new0(Listing, 1);
    g_autofree Place *places = g_new(Place, n_notices + 1);

    listing->files = g_ptr_array_new_with_free_func((GDestroyNotify) g_mapped_file_unref);
    listing->records = g_new0(const char *, n_notices + 1);
    listing->n = n_notices;
    for (uint32_t i = 0; i < n_notices; i++)
        places[i] = (Place){ orders[i], i };
    qsort(places, n_notices, sizeof *places, compare_places);
    for (unsigned i = 0; i < n_workers; i++) {
        g_autofree char *path = path_of(folder, i);

        if (g_file_test(path, G_FILE_TEST_EXISTS) && /* or the worker was not needed */
            !load_file(listing, path, places, error))
            return NULL;
    }
    return has_all(listing, folder, error) ? g_steal_pointer(&listing) : NULL;
}

void
listing_free(Listing *listing)
{
    if (listing == NULL)
        return;
    g_ptr_array_unref(listing->files);
    g_free(listing->records);
    g_free(listing);
}

uint32_t
listing_get_n(const Listing *listing)
{
    return listing->n;
}

/* Takes a string and goes behind it. */
static const char *
take_string(const char **at)
{
    const char *text = *at;

    *at += strlen(text) + 1;
    return *text != '\0' ? text : NULL;
}

/* Returns what follows the line: the events. */
static const char *
take_line(const Listing *listing, uint32_t notice, SiteLine *line)
{
    const char *at = listing->records[notice];

    for (unsigned i = 0; i < G_N_ELEMENTS(line_strings); i++)
        G_STRUCT_MEMBER(const char *, line, line_strings[i]) = take_string(&at);
    return at;
}

SiteLine
listing_get(const Listing *listing, uint32_t notice)
{
    SiteLine line = { 0 };
    Head head;

    (void) take_line(listing, notice, &line);
    memcpy(&head, listing->records[notice] - sizeof head, sizeof head);
    line.untitled = head.untitled != 0;
    return line;
}

const char *
listing_get_events(const Listing *listing, uint32_t notice)
{
    SiteLine line = { 0 };

    return take_line(listing, notice, &line);
}

gboolean
listing_take_event(const char **at, ListingEvent *event)
{
    if (**at == MARK_END)
        return FALSE;
    event->meeting = *(*at)++ == MARK_MEETING;
    event->date = take_string(at);
    event->end = take_string(at);
    event->text = take_string(at);
    return TRUE;
}
