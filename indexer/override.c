#include "override.h"

#include "error.h"
#include "extract/correct.h"
#include "format.h"
#include "json-file.h"

#include <unistd.h>

/* (transfer full); NULL with error when any member of it is wrong. */
static cJSON *
load_corrections(const char *path, GError **error)
{
    g_autoptr(cJSON) json = json_file_load(path, error);

    if (json == NULL || !extraction_check_corrections(json, error))
        return NULL;
    return g_steal_pointer(&json);
}

static char *
meta_name(const char *name)
{
    return g_strdup_printf("%.*s.meta.json", (int) format_stem_len(name), name);
}

static void
leave_out(const CorpusFile *file, const char *why, SkipFunc skip, gpointer user_data)
{
    g_autofree char *name = meta_name(file->name);
    g_autoptr(GError) error = g_error_new_literal(TRACUU_ERROR, TRACUU_ERROR_NOTICE, why);

    skip(name, error, user_data);
}

void
override_apply(Extraction *extraction,
               Notice *notice,
               const CorpusFile *file,
               SkipFunc skip,
               gpointer user_data)
{
    g_autofree char *path = meta_name(file->path);
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) json = NULL;

    if (access(path, F_OK) != 0)
        return;
    json = load_corrections(path, &error);
    if (json == NULL)
        leave_out(file, error->message, skip, user_data);
    else
        extraction_correct(extraction, notice, json);
}

void
override_refuse(const CorpusFile *file, SkipFunc skip, gpointer user_data)
{
    g_autofree char *path = meta_name(file->path);

    if (access(path, F_OK) == 0)
        leave_out(file, "corrects one notice, not records: give them the fields", skip,
                  user_data);
}
