#include "read/office.h"

#include "text/text.h"

#include <string.h>

void
office_init(Office *office, Document *document, OfficeFunc read_blocks, gpointer reader)
{
    *office = (Office){
        .document = document,
        .read_blocks = read_blocks,
        .reader = reader,
        .boxes = g_queue_new(),
        .notes = g_ptr_array_new(),
    };
}

void
office_clear(Office *office)
{
    g_queue_free(office->boxes);
    g_ptr_array_unref(office->notes);
}

void
office_add_box(Office *office, const xmlNode *box)
{
    g_queue_push_tail(office->boxes, (gpointer) box);
}

void
office_read_boxes(Office *office)
{
    GQueue *boxes = office->boxes;

    office->boxes = g_queue_new();
    for (const xmlNode *box = g_queue_pop_head(boxes); box != NULL;
         box = g_queue_pop_head(boxes)) {
        office->read_blocks(office->reader, box);
        office_end(office);
    }
    g_queue_free(office->boxes);
    office->boxes = boxes;
}

void
office_end(Office *office)
{
    office->goes_on = FALSE;
    document_close_block(office->document);
    office_read_boxes(office);
}

char *
office_add_note(Office *office, const xmlNode *note)
{
    g_ptr_array_add(office->notes, (gpointer) note);
    return g_strdup_printf("[%u]", office->notes->len);
}

void
office_read_note(Office *office, unsigned i, const xmlNode *text)
{
    static const DocumentBlock paragraph = { .kind = DOCUMENT_PARAGRAPH };
    g_autofree char *sign = g_strdup_printf("[%u] ", i + 1);

    if (text == NULL)
        return;
    document_open_block(office->document, &paragraph);
    document_add_text(office->document, sign, strlen(sign), 0);
    office->goes_on = TRUE; /* its first paragraph goes on after the sign */
    office->read_blocks(office->reader, text);
    office_end(office);
}

/* ---- letterheads ---------------------------------------------------------------- */

/* "so: 12/tb", "so 12/tb" */
static gboolean
is_number_line(const char *folded)
{
    folded += strspn(folded, " ");
    if (!g_str_has_prefix(folded, "so"))
        return FALSE;
    folded += strlen("so");
    return *folded == ':' ||
           (*folded == ' ' && (g_ascii_isdigit(folded[1]) || folded[1] == ':'));
}

static gboolean
is_of_letterhead(const xmlNode *paragraph)
{
    xmlChar *content = xmlNodeGetContent(paragraph);
    const char *text = content == NULL ? "" : (const char *) content;
    g_autofree char *folded = text_fold(text, strlen(text));

    xmlFree(content);
    return is_number_line(folded) ||
           strstr(folded, "cong hoa xa hoi chu nghia") != NULL ||
           strstr(folded, "dang cong san viet nam") != NULL;
}

static gboolean
is_letterhead(const xmlNode *header)
{
    for (const xmlNode *node = header; node != NULL; node = xml_after(node, header)) {
        while (node->children != NULL && !xml_is(node, "p"))
            node = node->children;
        if (xml_is(node, "p") && is_of_letterhead(node))
            return TRUE;
    }
    return FALSE;
}

gboolean
office_read_letterhead(Office *office, const xmlNode *header)
{
    if (!is_letterhead(header))
        return FALSE;
    office->read_blocks(office->reader, header);
    office_end(office);
    g_ptr_array_set_size(office->notes, 0); /* headers have none */
    return TRUE;
}
