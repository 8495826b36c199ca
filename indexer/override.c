#include "override.h"

#include "encoding.h"
#include "error.h"
#include "format.h"
#include "json-file.h"
#include "text/date.h"

#include <string.h>
#include <unistd.h>

static const NoticeField *
correctable_field(const char *key)
{
    static const char *const keys[] = {
        "title", "type", "issuer", "province", "number", "date", "signatory",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        for (unsigned j = 0; strcmp(keys[i], key) == 0 && j < notice_n_fields; j++)
            if (strcmp(notice_fields[j].key, key) == 0)
                return &notice_fields[j];
    return NULL;
}

static gboolean
check_member(const cJSON *member, GError **error)
{
    const char *value = cJSON_GetStringValue(member);
    DateMatch date;

    if (correctable_field(member->string) == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "\"%s\" is no field that can be corrected", member->string);
        return FALSE;
    }
    if (value == NULL && !cJSON_IsNull(member)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "\"%s\" is neither a string nor null", member->string);
        return FALSE;
    }
    if (value != NULL && strcmp(member->string, "date") == 0 &&
        !date_parse_iso(value, &date)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "\"date\" is no date like 2020-03-31: %s", value);
        return FALSE;
    }
    return TRUE;
}

/* (transfer full); NULL with error when any member of it is wrong. */
static cJSON *
load_corrections(const char *path, GError **error)
{
    g_autoptr(cJSON) json = json_file_load(path, error);
    const cJSON *member = NULL;

    if (json == NULL)
        return NULL;
    cJSON_ArrayForEach (member, json) {
        if (!check_member(member, error))
            return NULL;
    }
    return g_steal_pointer(&json);
}

static void
correct(Notice *notice, const cJSON *member)
{
    char **field = notice_field(notice, correctable_field(member->string));
    const char *value = cJSON_GetStringValue(member);

    g_free(*field);
    *field = value == NULL ? NULL : encoding_clean_line(g_strdup(value));
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
override_apply(Notice *notice, const CorpusFile *file, SkipFunc skip, gpointer user_data)
{
    g_autofree char *path = meta_name(file->path);
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) json = NULL;
    const cJSON *member = NULL;

    if (access(path, F_OK) != 0)
        return;
    json = load_corrections(path, &error);
    if (json == NULL) {
        leave_out(file, error->message, skip, user_data);
        return;
    }
    cJSON_ArrayForEach (member, json) {
        correct(notice, member);
    }
}

void
override_refuse(const CorpusFile *file, SkipFunc skip, gpointer user_data)
{
    g_autofree char *path = meta_name(file->path);

    if (access(path, F_OK) == 0)
        leave_out(file, "corrects one notice, not records: give them the fields", skip,
                  user_data);
}
