#include "notice.h"

#include "error.h"
#include "json-scan.h"
#include "json.h"

#include <stddef.h>
#include <string.h>

/* clang-format off */
#define FIELD(name) { G_STRINGIFY(name), offsetof(Notice, name) }
/* clang-format on */

/* `text` stays last: who reads only the metadata may stop before it. */
const NoticeField notice_fields[] = {
    FIELD(id),        FIELD(file_name), FIELD(title),  FIELD(type),
    FIELD(issuer),    FIELD(province),  FIELD(number), FIELD(date),
    FIELD(signatory), FIELD(source),    FIELD(text),
};

#define N_FIELDS G_N_ELEMENTS(notice_fields)

const unsigned notice_n_fields = N_FIELDS;

Notice *
notice_new(void)
{
    return g_new0(Notice, 1);
}

void
notice_free(Notice *notice)
{
    if (notice == NULL)
        return;
    for (unsigned i = 0; i < N_FIELDS; i++)
        g_free(*notice_field(notice, &notice_fields[i]));
    g_free(notice->original);
    g_free(notice->original_member);
    g_free(notice->html);
    g_free(notice);
}

char **
notice_field(Notice *notice, const NoticeField *field)
{
    return (char **) (void *) ((char *) notice + field->offset);
}

static const char *
value_of(const Notice *notice, const NoticeField *field)
{
    return *(const char *const *) (const void *) ((const char *) notice + field->offset);
}

/* A file name has nothing that an address would escape (file-name.h). */
char *
notice_url(const char *file_name, gboolean packed)
{
    return g_strconcat(packed ? "notice.html?id=" : "notices/", file_name,
                       packed ? NULL : ".html", NULL);
}

char *
notice_to_json(const Notice *notice)
{
    size_t text_len = notice->text == NULL ? 0 : strlen(notice->text);
    GString *json = g_string_sized_new(text_len + text_len / 16 + 512);

    for (unsigned i = 0; i < N_FIELDS; i++) {
        g_string_append_c(json, i == 0 ? '{' : ',');
        json_append_string(json, notice_fields[i].key);
        g_string_append_c(json, ':');
        json_append_string(json, value_of(notice, &notice_fields[i]));
    }
    g_string_append_c(json, '}');
    return g_string_free(json, FALSE);
}

Notice *
notice_from_json(const char *json, size_t len, GError **error)
{
    g_autoptr(Notice) notice = notice_new();
    const char *keys[N_FIELDS];
    char *values[N_FIELDS] = { NULL };

    for (unsigned i = 0; i < N_FIELDS; i++)
        keys[i] = notice_fields[i].key;
    if (!json_read_strings(json, len, keys, N_FIELDS, values, error))
        return NULL;
    for (unsigned i = 0; i < N_FIELDS; i++)
        *notice_field(notice, &notice_fields[i]) = values[i];
    if (notice->id == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX, "notice without \"id\"");
        return NULL;
    }
    return g_steal_pointer(&notice);
}
