/* The exports of site/data: one task, notice by notice, in the order of documents. */
#include "build-export.h"

#include "build-browse.h"

#include <string.h>

#include "build-quality.h"
#include "export/export.h"
#include "file-name.h"
#include "file.h"

static const ExportFormat *const formats[] = { &export_json,      &export_csv,
                                               &export_bibtex,    &export_ris,
                                               &export_citations, &export_quality };

/* The files that are being written. */
typedef struct {
    const Build *build;
    FILE *streams[G_N_ELEMENTS(formats)];
    char *paths[G_N_ELEMENTS(formats)];
    GString *buffer;
    BuildQuality *quality;
} Exports;

/* Path below the bundle.  (transfer full) */
static char *
path_of(const ExportFormat *format)
{
    return g_strconcat("site/data/", format->name, NULL);
}

static void
write_out(const GString *bytes, FILE *stream)
{
    (void) fwrite(bytes->str, 1, bytes->len, stream); /* judged by file_close */
}

static gboolean
open_all(Exports *self, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *path = path_of(formats[i]);

        self->paths[i] = g_build_filename(self->build->bundle, path, NULL);
        self->streams[i] = file_open(self->paths[i], "wxe", error);
        if (self->streams[i] == NULL)
            return FALSE;
        g_string_truncate(self->buffer, 0);
        formats[i]->begin(self->buffer);
        write_out(self->buffer, self->streams[i]);
    }
    return TRUE;
}

static void
add_to_all(Exports *self, const ExportNotice *notice, gboolean first)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_string_assign(self->buffer, first ? "" : formats[i]->separator);
        formats[i]->add(notice, self->buffer);
        write_out(self->buffer, self->streams[i]);
    }
}

static const SpoolEntry *
entry_at(const Build *build, uint32_t i)
{
    return g_ptr_array_index(build->entries, i);
}

/* Absolute with a base_url, else below the site.  (transfer full) */
static char *
url_of(const Build *build, const char *key)
{
    const char *base = build->config->base_url;
    const char *slash = *base == '\0' || g_str_has_suffix(base, "/") ? "" : "/";

    g_autofree char *path = site_notice_url(build->site, key);

    return g_strconcat(base, slash, path, NULL);
}

static void
clear_link(gpointer pointer)
{
    g_free(((ExportLink *) pointer)->cited_url);
}

static void
describe_link(const Build *build, const CiteLink *link, gpointer described)
{
    const CiteDocument *document = cite_table_get_document(build->cites, link->document);
    ExportLink *one = described;
    *one = (ExportLink){
        .place = link->place,
        .is_short = link->is_short != 0,
        .type = document->type,
        .number = document->number,
        .issuer = document->issuer,
        .date = document->date,
        .n_citing = document->n_citing,
    };

    if (document->notice != CITE_NONE) {
        one->cited_id = entry_at(build, document->notice)->id;
        g_autofree char *key = file_name_from_id(one->cited_id);
        one->cited_url = url_of(build, key);
    }
}

static gboolean
add_entry(Exports *self, SpoolReader *reader, uint32_t i, GError **error)
{
    const SpoolEntry *entry = entry_at(self->build, i);
    g_autofree char *json = spool_reader_read_card(reader, entry, error);
    g_autoptr(cJSON) card = json == NULL ? NULL : json_parse(json, strlen(json), error);
    g_autofree char *key = file_name_from_id(entry->id);
    g_autofree char *url = url_of(self->build, key);
    g_autoptr(GArray) links = build_describe_links(self->build, i, sizeof(ExportLink),
                                                   clear_link, describe_link);
    const ExportNotice notice = {
        .card = card,
        .json = json,
        .key = key,
        .url = url,
        .absolute = *self->build->config->base_url != '\0',
        .links = (const ExportLink *) (const void *) links->data,
        .n_links = links->len,
    };

    if (card == NULL)
        return FALSE;
    add_to_all(self, &notice, i == 0);
    build_quality_add(self->quality, i, card);
    return TRUE;
}

/* Ends and closes what is open; every stream, even when one fails. */
static gboolean
close_all(Exports *self, GError **error)
{
    gboolean closed = TRUE;

    for (size_t i = 0; i < G_N_ELEMENTS(formats) && self->streams[i] != NULL; i++) {
        (void) fputs(formats[i]->end, self->streams[i]);
        closed =
            file_close(self->streams[i], self->paths[i], closed ? error : NULL) && closed;
    }
    return closed;
}

static gboolean
add_sums(const Exports *self, Sums *sums, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *path = path_of(formats[i]);

        if (!build_add_sum(self->build, sums, path, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
build_export(const Build *build, SpoolReader *reader, Sums *sums, GError **error)
{
    g_autoptr(GString) buffer = g_string_new(NULL);
    g_autoptr(BuildQuality) quality = build_quality_new();
    Exports self = { .build = build, .buffer = buffer, .quality = quality };
    gboolean done = open_all(&self, error);

    for (unsigned i = 0; done && i < build->entries->len; i++)
        done = add_entry(&self, reader, i, error);
    done = close_all(&self, done ? error : NULL) && done;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        g_free(self.paths[i]);
    return done && add_sums(&self, sums, error) &&
           build_quality_write(quality, build, sums, error);
}
