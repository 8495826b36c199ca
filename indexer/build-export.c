/* The exports of site/data: one task, notice by notice, in the order of documents. */
#include "build-export.h"

#include <string.h>

#include "export/export.h"
#include "file-name.h"
#include "file.h"

static const ExportFormat *const formats[] = { &export_json, &export_csv, &export_bibtex,
                                               &export_ris };

/* The files that are being written. */
typedef struct {
    const Build *build;
    FILE *streams[G_N_ELEMENTS(formats)];
    char *paths[G_N_ELEMENTS(formats)];
    GString *buffer;
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

static gboolean
add_entry(Exports *self, SpoolReader *reader, unsigned i, GError **error)
{
    const SpoolEntry *entry = g_ptr_array_index(self->build->entries, i);
    const char *base = self->build->config->base_url;
    const char *slash = *base == '\0' || g_str_has_suffix(base, "/") ? "" : "/";
    g_autofree char *json = spool_reader_read_card(reader, entry, error);
    g_autoptr(cJSON) card = json == NULL ? NULL : json_parse(json, strlen(json), error);
    g_autofree char *key = file_name_from_id(entry->id);
    g_autofree char *url = g_strdup_printf("%s%snotices/%s.html", base, slash, key);
    const ExportNotice notice = { card, json, key, url, *base != '\0' };

    if (card == NULL)
        return FALSE;
    add_to_all(self, &notice, i == 0);
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
    Exports self = { .build = build, .buffer = buffer };
    gboolean done = open_all(&self, error);

    for (unsigned i = 0; done && i < build->entries->len; i++)
        done = add_entry(&self, reader, i, error);
    done = close_all(&self, done ? error : NULL) && done;
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        g_free(self.paths[i]);
    return done && add_sums(&self, sums, error);
}
