/* How well each notice was read, one line a notice. */
#include "export.h"

static const ExportColumn columns[] = {
    { "id", EXPORT_CARD, "id" },
    { "url", EXPORT_URL, NULL },
    { "syllables", EXPORT_QUALITY, "syllables" },
    { "legal", EXPORT_QUALITY, "legal" },
    { "suspected", EXPORT_QUALITY, "suspected" },
    { "lookalikes", EXPORT_QUALITY, "lookalikes" },
    { "replacements", EXPORT_QUALITY, "replacements" },
    { "encoding", EXPORT_QUALITY, "encoding" },
    { "ocr_pages", EXPORT_OCR, "pages" },
    { "ocr_confidence", EXPORT_OCR, "confidence" },
    { "suspects", EXPORT_QUALITY, "suspects" },
    { "warnings", EXPORT_QUALITY, "warnings" },
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

const ExportFormat export_quality = { "quality.csv", begin, add, "", "" };
