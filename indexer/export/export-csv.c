/* One line a notice, for spreadsheets. */
#include "export.h"

static const ExportColumn columns[] = {
    { "id", EXPORT_CARD, "id" },
    { "url", EXPORT_URL, NULL },
    { "type", EXPORT_CARD, "type" },
    { "title", EXPORT_CARD, "title" },
    { "issuer", EXPORT_CARD, "issuer" },
    { "province", EXPORT_CARD, "province" },
    { "number", EXPORT_CARD, "number" },
    { "date", EXPORT_CARD, "date" },
    { "not_before", EXPORT_CARD, "not_before" },
    { "not_after", EXPORT_CARD, "not_after" },
    { "place", EXPORT_CARD, "place" },
    { "signatory", EXPORT_SIGNATORY, "name" },
    { "position", EXPORT_SIGNATORY, "position" },
    { "authority", EXPORT_SIGNATORY, "authority" },
    { "addressees", EXPORT_LIST, "addressees" },
    { "recipients", EXPORT_LIST, "recipients" },
    { "copy_kind", EXPORT_COPY, "kind" },
    { "copy_number", EXPORT_COPY, "number" },
    { "copy_body", EXPORT_COPY, "body" },
    { "copy_date", EXPORT_COPY, "date" },
    { "received_number", EXPORT_RECEIVED, "number" },
    { "received_body", EXPORT_RECEIVED, "body" },
    { "received_date", EXPORT_RECEIVED, "date" },
    { "citations", EXPORT_COUNT, "citations" },
    { "events", EXPORT_COUNT, "events" },
};

static void
begin(GString *out)
{
    export_begin_table(columns, G_N_ELEMENTS(columns), out);
}

static void
add(const ExportNotice *notice, GString *out)
{
    export_add_row(columns, G_N_ELEMENTS(columns), notice, out);
}

const ExportFormat export_csv = { "notices.csv", begin, add, "", "" };
