/* What tracuu-index check prints. */
#include "json.h"
#include "extraction.h"

#include <string.h>

static const char *const basis_names[] = {
    [BASIS_MISSING] = "missing",     [BASIS_EXPLICIT] = "explicit",
    [BASIS_INFERRED] = "inferred",   [BASIS_GIVEN] = "given",
    [BASIS_CORRECTED] = "corrected",
};

static const char *const evidence_keys[N_FIELDS] = {
    [FIELD_TYPE] = "type",
    [FIELD_TITLE] = "title",
    [FIELD_ISSUER] = "issuer",
    [FIELD_PROVINCE] = "province",
    [FIELD_NUMBER] = "number",
    [FIELD_DATE] = "date",
    [FIELD_NOT_BEFORE] = "not_before",
    [FIELD_NOT_AFTER] = "not_after",
    [FIELD_PLACE] = "place",
    [FIELD_SIGNATORY] = "signatory.name",
    [FIELD_POSITION] = "signatory.position",
    [FIELD_AUTHORITY] = "signatory.authority",
    [FIELD_ADDRESSEES] = "addressees",
    [FIELD_RECIPIENTS] = "recipients",
    [FIELD_COPY] = "copy",
    [FIELD_RECEIVED] = "received",
    [FIELD_CITATIONS] = "citations",
    [FIELD_EVENTS] = "events",
};

static void
add_key(GString *out, const char *key)
{
    char last = out->str[out->len - 1];

    if (last != '{' && last != '[')
        g_string_append_c(out, ',');
    if (key == NULL)
        return;
    json_append_string(out, key);
    g_string_append_c(out, ':');
}

static void
add_string(GString *out, const char *key, const char *value)
{
    add_key(out, key);
    json_append_string(out, value);
}

static void
add_number(GString *out, const char *key, uint64_t value)
{
    add_key(out, key);
    g_string_append_printf(out, "%" G_GUINT64_FORMAT, value);
}

static void
add_strings(GString *out, const char *key, const GPtrArray *values)
{
    add_key(out, key);
    g_string_append_c(out, '[');
    for (unsigned i = 0; i < values->len; i++)
        add_string(out, NULL, values->pdata[i]);
    g_string_append_c(out, ']');
}

static void
add_signatory(GString *out, const char *name, const char *position, const char *authority)
{
    add_key(out, "signatory");
    g_string_append_c(out, '{');
    add_string(out, "name", name);
    add_string(out, "position", position);
    add_string(out, "authority", authority);
    g_string_append_c(out, '}');
}

static void
add_copy(GString *out, const CopyBlock *copy)
{
    const Signatory *who = &copy->signatory;

    if (copy->kind == NULL) {
        add_string(out, "copy", NULL);
        return;
    }
    add_key(out, "copy");
    g_string_append_c(out, '{');
    add_string(out, "kind", copy->kind);
    add_string(out, "number", copy->number);
    add_string(out, "body", copy->body);
    add_string(out, "place", copy->place);
    add_string(out, "date", copy->date);
    add_signatory(out, who->name, who->position, who->authority);
    add_strings(out, "recipients", copy->recipients);
    g_string_append_c(out, '}');
}

static void
add_received(GString *out, const Stamp *stamp)
{
    if (!stamp->present) {
        add_string(out, "received", NULL);
        return;
    }
    add_key(out, "received");
    g_string_append_c(out, '{');
    add_string(out, "body", stamp->body);
    add_string(out, "number", stamp->number);
    add_string(out, "date", stamp->date);
    add_string(out, "forwarded_to", stamp->forwarded_to);
    add_string(out, "file_ref", stamp->file_ref);
    g_string_append_c(out, '}');
}

static void
add_citations(GString *out, const char *key, const GArray *citations)
{
    add_key(out, key);
    g_string_append_c(out, '[');
    for (unsigned i = 0; i < citations->len; i++) {
        const Citation *citation = &g_array_index(citations, Citation, i);
        add_key(out, NULL);
        g_string_append_c(out, '{');
        add_string(out, "type", citation->type);
        add_string(out, "number", citation->number);
        add_string(out, "issuer", citation->issuer);
        add_string(out, "date", citation->date);
        add_number(out, "line", citation->line);
        add_string(out, "text", citation->text);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void
add_events(GString *out, const GArray *events)
{
    add_key(out, "events");
    g_string_append_c(out, '[');
    for (unsigned i = 0; i < events->len; i++) {
        const Event *event = &g_array_index(events, Event, i);
        add_key(out, NULL);
        g_string_append_c(out, '{');
        add_string(out, "date", event->date);
        add_string(out, "text", event->text);
        add_number(out, "line", event->line);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

/* What `notice` says of a field that it has; else what was read. */
static const char *
value_of(const Extraction *extraction, const Notice *notice, FieldId id)
{
    switch (id) {
    case FIELD_TYPE:
        return notice->type;
    case FIELD_TITLE:
        return notice->title;
    case FIELD_ISSUER:
        return notice->issuer;
    case FIELD_PROVINCE:
        return notice->province;
    case FIELD_NUMBER:
        return notice->number;
    case FIELD_DATE:
        return notice->date;
    case FIELD_SIGNATORY:
        return notice->signatory;
    default:
        return extraction->fields[id].value;
    }
}

/* What is read stands unless the notice says otherwise. */
static Basis
basis_of(const Extraction *extraction, const Notice *notice, FieldId id)
{
    const Field *field = &extraction->fields[id];

    if (field->basis != BASIS_CORRECTED &&
        g_strcmp0(value_of(extraction, notice, id), field->value) != 0)
        return BASIS_GIVEN;
    return field->basis;
}

static void
add_lines(GString *out, const Field *field, Basis basis)
{
    gboolean from_text = basis == BASIS_EXPLICIT || basis == BASIS_INFERRED;

    add_key(out, "lines");
    g_string_append_c(out, '[');
    for (unsigned i = 0; from_text && i < field->evidence->len; i++) {
        const Evidence *evidence = &g_array_index(field->evidence, Evidence, i);
        add_key(out, NULL);
        g_string_append_c(out, '{');
        add_number(out, "line", evidence->line);
        add_string(out, "text", evidence->text);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void
add_citation_evidence(GString *out, const Extraction *extraction)
{
    const Field *field = &extraction->fields[FIELD_CITATIONS];

    for (unsigned i = 0; i < extraction->citations->len; i++) {
        const Citation *citation = &g_array_index(extraction->citations, Citation, i);
        add_key(out, NULL);
        g_string_append_c(out, '{');
        add_string(out, "basis", basis_names[field->basis]);
        add_key(out, "also_lines");
        g_string_append_c(out, '[');
        for (unsigned j = 0; j < citation->again->len; j++)
            add_number(out, NULL, g_array_index(citation->again, uint64_t, j));
        g_string_append(out, "]}");
    }
}

static void
add_event_evidence(GString *out, const Extraction *extraction)
{
    const Field *field = &extraction->fields[FIELD_EVENTS];

    for (unsigned i = 0; i < extraction->events->len; i++) {
        const Event *event = &g_array_index(extraction->events, Event, i);
        Basis basis = event->computed ? BASIS_INFERRED : field->basis;
        add_key(out, NULL);
        g_string_append_c(out, '{');
        add_string(out, "basis", basis_names[basis]);
        add_string(out, "end", event->end);
        g_string_append_c(out, '}');
    }
}

static void
add_list_evidence(GString *out, const Extraction *extraction, FieldId id)
{
    add_key(out, evidence_keys[id]);
    g_string_append_c(out, '[');
    if (id == FIELD_CITATIONS)
        add_citation_evidence(out, extraction);
    else
        add_event_evidence(out, extraction);
    g_string_append_c(out, ']');
}

static void
add_evidence(GString *out,
             const Extraction *extraction,
             const Notice *notice,
             gboolean missing)
{
    for (FieldId id = 0; id < FIELD_CITATIONS; id++) {
        Basis basis = basis_of(extraction, notice, id);

        if (basis == BASIS_MISSING && !missing)
            continue;
        add_key(out, evidence_keys[id]);
        g_string_append_c(out, '{');
        add_string(out, "basis", basis_names[basis]);
        add_lines(out, &extraction->fields[id], basis);
        g_string_append_c(out, '}');
    }
    for (FieldId id = FIELD_CITATIONS; id < N_FIELDS; id++)
        if (missing || extraction->fields[id].basis != BASIS_MISSING)
            add_list_evidence(out, extraction, id);
    if (extraction->shorts->len > 0)
        add_citations(out, "short_forms", extraction->shorts);
}

char *
extraction_to_json(const Extraction *extraction, const Notice *notice, gboolean missing)
{
    GString *out = g_string_new("{");

    add_string(out, "id", notice->id);
    for (FieldId id = FIELD_TYPE; id <= FIELD_PLACE; id++) {
        /* a date that was given has no bounds */
        gboolean bound = id == FIELD_NOT_BEFORE || id == FIELD_NOT_AFTER;
        add_string(out, evidence_keys[id],
                   bound && notice->date != NULL ? NULL
                                                 : value_of(extraction, notice, id));
    }
    add_signatory(out, notice->signatory, extraction->fields[FIELD_POSITION].value,
                  extraction->fields[FIELD_AUTHORITY].value);
    add_strings(out, "addressees", extraction->addressees);
    add_strings(out, "recipients", extraction->recipients);
    add_copy(out, &extraction->copy);
    add_received(out, &extraction->received);
    add_citations(out, evidence_keys[FIELD_CITATIONS], extraction->citations);
    add_events(out, extraction->events);
    add_key(out, "evidence");
    g_string_append_c(out, '{');
    add_evidence(out, extraction, notice, missing);
    g_string_append_c(out, '}');
    if (extraction->quality != NULL) {
        add_key(out, "quality");
        g_string_append(out, extraction->quality);
    }
    g_string_append_c(out, '}');
    return g_string_free(out, FALSE);
}
