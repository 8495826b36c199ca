#include "correct.h"

#include "encoding.h"
#include "error.h"
#include "text/date.h"

#include <string.h>

/* What a value may be; null is one of each. */
typedef enum {
    TEXT,
    DATE, /* ISO */
    LINE, /* a number */
    TEXTS,
    PERSON, /* TEXT, or an object of person_members */
    COPY,
    STAMP,
    CITATIONS,
    EVENTS,
} Kind;

typedef struct {
    const char *key;
    Kind kind;
    size_t offset; /* of the char * in the struct that the object becomes */
} Member;

static const Member person_members[] = {
    { "name", TEXT, G_STRUCT_OFFSET(Signatory, name) },
    { "position", TEXT, G_STRUCT_OFFSET(Signatory, position) },
    { "authority", TEXT, G_STRUCT_OFFSET(Signatory, authority) },
    { NULL, TEXT, 0 },
};

static const Member copy_members[] = {
    { "kind", TEXT, G_STRUCT_OFFSET(CopyBlock, kind) },
    { "number", TEXT, G_STRUCT_OFFSET(CopyBlock, number) },
    { "body", TEXT, G_STRUCT_OFFSET(CopyBlock, body) },
    { "place", TEXT, G_STRUCT_OFFSET(CopyBlock, place) },
    { "date", DATE, G_STRUCT_OFFSET(CopyBlock, date) },
    { "signatory", PERSON, 0 },
    { "recipients", TEXTS, 0 },
    { NULL, TEXT, 0 },
};

static const Member stamp_members[] = {
    { "body", TEXT, G_STRUCT_OFFSET(Stamp, body) },
    { "number", TEXT, G_STRUCT_OFFSET(Stamp, number) },
    { "date", DATE, G_STRUCT_OFFSET(Stamp, date) },
    { "forwarded_to", TEXT, G_STRUCT_OFFSET(Stamp, forwarded_to) },
    { "file_ref", TEXT, G_STRUCT_OFFSET(Stamp, file_ref) },
    { NULL, TEXT, 0 },
};

static const Member citation_members[] = {
    { "type", TEXT, G_STRUCT_OFFSET(Citation, type) },
    { "number", TEXT, G_STRUCT_OFFSET(Citation, number) },
    { "issuer", TEXT, G_STRUCT_OFFSET(Citation, issuer) },
    { "date", DATE, G_STRUCT_OFFSET(Citation, date) },
    { "text", TEXT, G_STRUCT_OFFSET(Citation, text) },
    { "line", LINE, 0 },
    { NULL, TEXT, 0 },
};

static const Member event_members[] = {
    { "date", DATE, G_STRUCT_OFFSET(Event, date) },
    { "end", DATE, G_STRUCT_OFFSET(Event, end) },
    { "text", TEXT, G_STRUCT_OFFSET(Event, text) },
    { "line", LINE, 0 },
    { NULL, TEXT, 0 },
};

/* What can be corrected; `field` takes the basis. */
static const struct {
    Member member;
    FieldId field;
} fields[] = {
    { { "type", TEXT, 0 }, FIELD_TYPE },
    { { "title", TEXT, 0 }, FIELD_TITLE },
    { { "issuer", TEXT, 0 }, FIELD_ISSUER },
    { { "province", TEXT, 0 }, FIELD_PROVINCE },
    { { "number", TEXT, 0 }, FIELD_NUMBER },
    { { "date", DATE, 0 }, FIELD_DATE },
    { { "not_before", DATE, 0 }, FIELD_NOT_BEFORE },
    { { "not_after", DATE, 0 }, FIELD_NOT_AFTER },
    { { "place", TEXT, 0 }, FIELD_PLACE },
    { { "signatory", PERSON, 0 }, FIELD_SIGNATORY },
    { { "addressees", TEXTS, 0 }, FIELD_ADDRESSEES },
    { { "recipients", TEXTS, 0 }, FIELD_RECIPIENTS },
    { { "copy", COPY, 0 }, FIELD_COPY },
    { { "received", STAMP, 0 }, FIELD_RECEIVED },
    { { "citations", CITATIONS, 0 }, FIELD_CITATIONS },
    { { "events", EVENTS, 0 }, FIELD_EVENTS },
};

/* ---- checking ----------------------------------------------------------------- */

G_GNUC_PRINTF(2, 3)
static gboolean
refuse(GError **error, const char *format, ...)
{
    va_list arguments;
    g_autofree char *message = NULL;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, message);
    return FALSE;
}

static gboolean check(Kind kind, const cJSON *value, GError **error);

static gboolean
check_text(Kind kind, const cJSON *value, GError **error)
{
    const char *text = cJSON_GetStringValue(value);
    DateMatch date;

    if (text == NULL)
        return refuse(error, "\"%s\" is neither a string nor null", value->string);
    if (kind == DATE && !date_parse_iso(text, &date))
        return refuse(error, "\"%s\" is no date like 2020-03-31: %s", value->string,
                      text);
    return TRUE;
}

static const Member *
find_member(const Member *members, const char *key)
{
    for (; members->key != NULL; members++)
        if (strcmp(members->key, key) == 0)
            return members;
    return NULL;
}

static gboolean
check_object(const Member *members, const cJSON *object, const char *name, GError **error)
{
    const cJSON *value = NULL;

    if (!cJSON_IsObject(object))
        return refuse(error, "\"%s\" is neither an object nor null", name);
    cJSON_ArrayForEach (value, object) {
        const Member *member = find_member(members, value->string);
        if (member == NULL)
            return refuse(error, "\"%s\" has no member \"%s\"", name, value->string);
        if (!check(member->kind, value, error))
            return FALSE;
    }
    return TRUE;
}

/* A list of strings, or of objects with `members`. */
static gboolean
check_list(const Member *members, const cJSON *list, GError **error)
{
    const cJSON *item = NULL;

    if (!cJSON_IsArray(list))
        return refuse(error, "\"%s\" is neither a list nor null", list->string);
    cJSON_ArrayForEach (item, list) {
        if (members == NULL && cJSON_GetStringValue(item) == NULL)
            return refuse(error, "\"%s\" is no list of strings", list->string);
        if (members != NULL && !check_object(members, item, list->string, error))
            return FALSE;
        if (members != NULL && json_get_string(item, "date") == NULL &&
            (members == event_members || json_get_string(item, "number") == NULL))
            return refuse(error, "\"%s\" has one without %s", list->string,
                          members == event_members ? "\"date\""
                                                   : "\"number\" or \"date\"");
    }
    return TRUE;
}

static gboolean
check_line(const cJSON *value, GError **error)
{
    if (cJSON_IsNumber(value) && value->valuedouble >= 0 &&
        value->valuedouble <= G_MAXUINT32)
        return TRUE;
    return refuse(error, "\"%s\" is no line number", value->string);
}

static gboolean
check(Kind kind, const cJSON *value, GError **error)
{
    if (cJSON_IsNull(value))
        return TRUE;
    switch (kind) {
    case LINE:
        return check_line(value, error);
    case TEXTS:
        return check_list(NULL, value, error);
    case PERSON:
        return cJSON_IsString(value) ||
               check_object(person_members, value, value->string, error);
    case COPY:
        if (json_get_string(value, "kind") == NULL)
            return refuse(error, "\"copy\" has no \"kind\"");
        return check_object(copy_members, value, value->string, error);
    case STAMP:
        return check_object(stamp_members, value, value->string, error);
    case CITATIONS:
        return check_list(citation_members, value, error);
    case EVENTS:
        return check_list(event_members, value, error);
    default:
        return check_text(kind, value, error);
    }
}

gboolean
extraction_check_corrections(const cJSON *json, GError **error)
{
    const cJSON *value = NULL;

    cJSON_ArrayForEach (value, json) {
        size_t i = 0;

        while (i < G_N_ELEMENTS(fields) &&
               strcmp(fields[i].member.key, value->string) != 0)
            i++;
        if (i == G_N_ELEMENTS(fields))
            return refuse(error, "\"%s\" is no field that can be corrected",
                          value->string);
        if (!check(fields[i].member.kind, value, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- taking over -------------------------------------------------------------- */

static char *
keep(Extraction *extraction, const cJSON *value)
{
    const char *text = cJSON_GetStringValue(value);
    g_autofree char *clean = text == NULL ? NULL : encoding_clean_line(g_strdup(text));

    return clean == NULL ? NULL : g_string_chunk_insert(extraction->strings, clean);
}

/* Sets the strings of a struct from the members of `object` that it has. */
static void
fill(Extraction *extraction, const Member *members, const cJSON *object, gpointer target)
{
    for (; members->key != NULL; members++) {
        const cJSON *value = json_get(object, members->key);

        if (value != NULL && (members->kind == TEXT || members->kind == DATE))
            G_STRUCT_MEMBER(char *, target, members->offset) = keep(extraction, value);
    }
}

static void
fill_person(Extraction *extraction, const cJSON *value, Signatory *person)
{
    if (cJSON_IsObject(value))
        fill(extraction, person_members, value, person);
    else
        person->name = keep(extraction, value);
}

static void
fill_list(Extraction *extraction, const cJSON *list, GPtrArray *strings)
{
    const cJSON *item = NULL;

    g_ptr_array_set_size(strings, 0);
    cJSON_ArrayForEach (item, list) {
        char *text = keep(extraction, item);

        if (text != NULL)
            g_ptr_array_add(strings, text);
    }
}

static uint64_t
line_of(const cJSON *object)
{
    const cJSON *line = json_get(object, "line");

    return cJSON_IsNumber(line) ? (uint64_t) line->valuedouble : 0;
}

static void
take_citations(Extraction *extraction, const cJSON *list)
{
    const cJSON *item = NULL;

    g_array_set_size(extraction->citations, 0);
    cJSON_ArrayForEach (item, list) {
        Citation citation = { .line = line_of(item) };

        fill(extraction, citation_members, item, &citation);
        citation.again = g_array_new(FALSE, FALSE, sizeof(uint64_t));
        g_array_append_val(extraction->citations, citation);
    }
}

static void
take_events(Extraction *extraction, const cJSON *list)
{
    const cJSON *item = NULL;

    g_array_set_size(extraction->events, 0);
    cJSON_ArrayForEach (item, list) {
        Event event = { .line = line_of(item) };

        fill(extraction, event_members, item, &event);
        g_array_append_val(extraction->events, event);
    }
}

static void
take_copy(Extraction *extraction, const cJSON *object)
{
    GPtrArray *recipients = extraction->copy.recipients;

    extraction->copy = (CopyBlock){ .recipients = recipients };
    fill(extraction, copy_members, object, &extraction->copy);
    fill_person(extraction, json_get(object, "signatory"), &extraction->copy.signatory);
    fill_list(extraction, json_get(object, "recipients"), recipients);
}

static void
take_stamp(Extraction *extraction, const cJSON *object)
{
    extraction->received = (Stamp){ .present = cJSON_IsObject(object) };
    fill(extraction, stamp_members, object, &extraction->received);
}

static void
set_field(Extraction *extraction, FieldId id, char *value)
{
    Field *field = &extraction->fields[id];

    field->value = value;
    field->basis = BASIS_CORRECTED;
    g_array_set_size(field->evidence, 0);
}

/* What of the signatory is not said stays as it was read. */
static void
take_signatory(Extraction *extraction, const cJSON *value)
{
    static const FieldId ids[] = { FIELD_SIGNATORY, FIELD_POSITION, FIELD_AUTHORITY };

    if (!cJSON_IsObject(value)) {
        set_field(extraction, FIELD_SIGNATORY, keep(extraction, value));
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        const cJSON *member = json_get(value, person_members[i].key);

        if (member != NULL)
            set_field(extraction, ids[i], keep(extraction, member));
    }
}

static void
take(Extraction *extraction, Kind kind, FieldId id, const cJSON *value)
{
    if (kind == PERSON) {
        take_signatory(extraction, value);
        return;
    }
    set_field(extraction, id,
              kind == TEXT || kind == DATE ? keep(extraction, value) : NULL);
    if (kind == TEXTS)
        fill_list(extraction, value,
                  id == FIELD_ADDRESSEES ? extraction->addressees
                                         : extraction->recipients);
    else if (kind == COPY)
        take_copy(extraction, value);
    else if (kind == STAMP)
        take_stamp(extraction, value);
    else if (kind == CITATIONS)
        take_citations(extraction, value);
    else if (kind == EVENTS)
        take_events(extraction, value);
}

/* The format's own value makes room: extraction_apply fills what is NULL. */
static void
make_room(Notice *notice, const char *key)
{
    for (unsigned i = 0; i < notice_n_fields; i++)
        if (strcmp(notice_fields[i].key, key) == 0)
            g_clear_pointer(notice_field(notice, &notice_fields[i]), g_free);
}

void
extraction_correct(Extraction *extraction, Notice *notice, const cJSON *corrections)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        const cJSON *value = json_get(corrections, fields[i].member.key);

        if (value == NULL)
            continue;
        make_room(notice, fields[i].member.key);
        take(extraction, fields[i].member.kind, fields[i].field, value);
    }
}
