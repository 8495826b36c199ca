#include "site-quality.h"

#include "display.h"

#include <string.h>

/* Below this share of legal syllables a text is not Vietnamese or badly read: Vietnamese
 * without marks has 83 %, a wrong encoding 60 % (domain report C.7); news with many
 * foreign names 85 %. */
#define GOOD_LEGAL 0.8
#define GOOD_CONFIDENCE 0.9
/* What a reader warns of may be a page that is missing: as bad as each tenth word. */
#define WARNING_WEIGHT 0.1

/* What is said beside the share, where it is not 0. */
static const struct {
    const char *key, *text;
} counts[] = {
    { "suspected", "quality_suspected" },
    { "lookalikes", "quality_lookalikes" },
    { "replacements", "quality_replacements" },
};

static double
number_of(const cJSON *object, const char *key)
{
    const cJSON *number = json_get(object, key);
    return cJSON_IsNumber(number) ? number->valuedouble : 0;
}

static double
missing(const cJSON *object, const char *key, double good)
{
    return cJSON_IsNumber(json_get(object, key)) ? MAX(0, good - number_of(object, key))
                                                 : 0;
}

double
site_quality_badness(const cJSON *quality)
{
    double doubts = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(counts); i++)
        doubts += number_of(quality, counts[i].key);
    return doubts / MAX(number_of(quality, "syllables"), 1) +
           WARNING_WEIGHT * cJSON_GetArraySize(json_get(quality, "warnings")) +
           missing(quality, "legal", GOOD_LEGAL) +
           missing(json_get(quality, "ocr"), "confidence", GOOD_CONFIDENCE);
}

/* ---- in words ------------------------------------------------------------------- */

/* "98,1 %", of a number from 0 to 1.  (transfer full) */
static char *
percent(const Site *site, double share)
{
    const unsigned tenths = (unsigned) (share * 1000 + 0.5);
    const gboolean vietnamese = strcmp(site->config->language, "vi") == 0;
    return g_strdup_printf("%u%c%u%s", tenths / 10, vietnamese ? ',' : '.', tenths % 10,
                           vietnamese ? "\u00A0%" : "%");
}

/* (transfer full) */
static char *
describe_share(const Site *site, const cJSON *quality)
{
    if (!cJSON_IsNumber(json_get(quality, "legal")))
        return g_strdup(site_text(site, "quality_no_syllables"));
    g_autofree char *share = percent(site, number_of(quality, "legal"));
    g_autofree char *total = display_count(
        (unsigned long) number_of(quality, "syllables"), site->config->language);
    return site_fill(site, "quality_share", share, total);
}

static void
add_note(cJSON *notes, const char *text)
{
    cJSON *note = site_add_row(notes);
    site_add_lasting(note, "label", NULL);
    site_add_text(note, "text", text);
}

/* What the reader warned of, in the page's language.  (transfer full) */
static char *
describe_warning(const Site *site, const cJSON *warning)
{
    g_autofree char *key =
        g_strconcat("quality_warning_", json_get_string(warning, "kind"), NULL);
    g_autofree char *n =
        display_count((unsigned long) number_of(warning, "n"), site->config->language);
    g_autofree char *m =
        display_count((unsigned long) number_of(warning, "m"), site->config->language);
    return site_fill(site, key, n, m);
}

/* What else is said of a notice, a note each. */
static void
add_notes(const Site *site, cJSON *notes, const cJSON *quality)
{
    const cJSON *ocr = json_get(quality, "ocr");
    const char *encoding = json_get_string(quality, "encoding");
    const cJSON *warning = NULL;
    if (ocr != NULL && !cJSON_IsNull(ocr)) {
        g_autofree char *confidence = percent(site, number_of(ocr, "confidence"));
        g_autofree char *pages = display_count((unsigned long) number_of(ocr, "pages"),
                                               site->config->language);
        g_autofree char *text = site_fill(site, "quality_ocr", pages, confidence);
        add_note(notes, text);
    }
    if (encoding != NULL) {
        const gboolean mixed = strcmp(encoding, "mixed") == 0;
        g_autofree char *text = site_fill(
            site, mixed ? "quality_encoding_mixed" : "quality_encoding", encoding, NULL);
        add_note(notes, text);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(counts); i++) {
        const unsigned n = (unsigned) number_of(quality, counts[i].key);
        if (n == 0)
            continue;
        g_autofree char *text = site_fill_count(site, counts[i].text, n);
        add_note(notes, text);
    }
    cJSON_ArrayForEach (warning, json_get(quality, "warnings")) {
        g_autofree char *text = describe_warning(site, warning);
        add_note(notes, text);
    }
}

/* ---- in the card ---------------------------------------------------------------- */

/* The words that are suspected, each with its line, as evidence has its lines. */
static void
add_suspects(const NoticePage *self, cJSON *lines, const cJSON *suspects)
{
    const cJSON *suspect = NULL;
    cJSON_ArrayForEach (suspect, suspects) {
        cJSON *row = site_add_row(lines);
        site_add_line(self, row, "label", site_line_number(suspect));
        site_add_lasting(row, "text", json_get_string(suspect, "word"));
    }
}

void
site_add_quality(const NoticePage *self, cJSON *card)
{
    const cJSON *quality = json_get(self->page->card, "quality");
    if (quality == NULL)
        return;
    g_autofree char *share = describe_share(self->site, quality);
    cJSON *row = site_add_row(card);
    cJSON *notes = cJSON_AddArrayToObject(row, "items");
    cJSON *lines = cJSON_AddArrayToObject(row, "lines");
    add_notes(self->site, notes, quality);
    add_suspects(self, lines, json_get(quality, "suspects"));
    const gboolean has_lines = lines->child != NULL;
    site_add_lasting(row, "label", site_text(self->site, "quality_label"));
    site_add_text(row, "value", share);
    site_add_lasting(
        row, "basis",
        site_text(self->site, has_lines ? "quality_suspects" : "quality_basis"));
    site_add_flag(row, "has_items", notes->child != NULL);
    site_add_flag(row, "has_lines", has_lines);
}

/* ---- the page ------------------------------------------------------------------- */

/* (transfer full) "«a», «b»" */
static char *
list_words(const cJSON *suspects)
{
    GString *words = g_string_new(NULL);
    const cJSON *suspect = NULL;
    cJSON_ArrayForEach (suspect, suspects)
        g_string_append_printf(words, "%s«%s»", words->len > 0 ? ", " : "",
                               json_get_string(suspect, "word"));
    return g_string_free(words, FALSE);
}

static cJSON *
row_data(const Site *site, const SiteQualityRow *row)
{
    g_autofree char *share = describe_share(site, row->quality);
    g_autofree char *words = list_words(json_get(row->quality, "suspects"));
    cJSON *data = site_line_data(site, &row->line);
    site_add_text(data, "share", share);
    site_add_text(data, "words", *words != '\0' ? words : NULL);
    add_notes(site, cJSON_AddArrayToObject(data, "notes"), row->quality);
    return data;
}

char *
site_render_quality(Site *site, const SiteQualityPage *page, GError **error)
{
    const char *heading = site_text(site, "quality_heading");
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, SITE_QUALITY_PATH, heading, &trail);
    g_autofree char *total = site_fill_count(site, "quality_total", page->n_doubtful);
    site_add_step(trail, heading, NULL);
    site_add_text(data, "total_text", total);
    cJSON *rows = cJSON_AddArrayToObject(data, "rows");
    for (unsigned i = 0; i < page->rows->len; i++)
        cJSON_AddItemToArray(
            rows, row_data(site, &g_array_index(page->rows, SiteQualityRow, i)));
    cJSON_AddBoolToObject(data, "has_rows", page->rows->len > 0);
    if (page->n_doubtful > page->rows->len) {
        g_autofree char *more =
            site_fill_count(site, "quality_more", page->n_doubtful - page->rows->len);
        site_add_text(data, "more_text", more);
    }
    return template_render(site->templates, "quality", data, error);
}
