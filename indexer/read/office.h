/* office - what texts of Word and of OpenDocument have alike: boxes stand behind their
 * paragraph, notes at the end, each with the sign of its place; headers are left out but
 * for a letterhead.
 */
#pragma once

#include "read/document.h"
#include "read/xml.h"

/* Reads the paragraphs and tables below `parent`. */
typedef void (*OfficeFunc)(gpointer reader, const xmlNode *parent);

typedef struct {
    Document *document; /* borrowed */
    OfficeFunc read_blocks;
    gpointer reader;
    GQueue *boxes;    /* (element-type xmlNode) of the paragraph at hand */
    GPtrArray *notes; /* (element-type xmlNode) references, in order */
    gboolean goes_on; /* the next paragraph belongs to the block that is open */
} Office;

void
office_init(Office *office, Document *document, OfficeFunc read_blocks, gpointer reader);
void office_clear(Office *office);

/* Keeps a box until its paragraph ends. */
void office_add_box(Office *office, const xmlNode *box);

/* The paragraph has ended: reads its boxes, and those in them. */
void office_read_boxes(Office *office);

/* No paragraph goes on behind what was read: the last one has ended though its end was
 * deleted, and its boxes are read, while the tree that they are in is there. */
void office_end(Office *office);

/* Keeps a note for the end.  The sign of its place: "[2]".  (transfer full) */
char *office_add_note(Office *office, const xmlNode *note);

/* Reads the text of the note that was the `i`-th kept, from 0; NULL: it has none. */
void office_read_note(Office *office, unsigned i, const xmlNode *text);

/* Reads a header that is the head of the notice, which some offices put there: one of its
 * paragraphs starts with «Số 12» or «Số:», or has the motto of the state or the name of
 * the party.  FALSE, and nothing read, when it is none.
 *
 * header  may be NULL
 */
gboolean office_read_letterhead(Office *office, const xmlNode *header);
