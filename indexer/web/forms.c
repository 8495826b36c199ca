#include "forms.h"

#include <string.h>

#include "number.h"

/* Texts in byte order, one after the other. */
typedef struct {
    GByteArray *bytes;
    GArray *entries; /* Entry */
} List;

typedef struct {
    guint start;
    guint len;
    uint32_t df;
} Entry;

struct Forms {
    List k1, k2, forms;
};

static void
list_init(List *list)
{
    list->bytes = g_byte_array_new();
    list->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
}

static void
list_clear(List *list)
{
    g_byte_array_unref(list->bytes);
    g_array_unref(list->entries);
}

static void
list_add(List *list, const char *text, size_t len, uint32_t df)
{
    const Entry entry = { list->bytes->len, (guint) len, df };

    g_byte_array_append(list->bytes, (const guint8 *) text, (guint) len);
    g_array_append_val(list->entries, entry);
}

static const char *
list_text(const List *list, const Entry *entry)
{
    return (const char *) list->bytes->data + entry->start;
}

/* How many documents have the text; 0 when it is not in the list. */
static uint32_t
list_df(const List *list, const char *text, size_t len)
{
    guint low = 0;
    guint high = list->entries->len;

    while (low < high) {
        guint middle = low + ((high - low) / 2);
        const Entry *entry = &g_array_index(list->entries, Entry, middle);
        int order = memcmp(list_text(list, entry), text, MIN(entry->len, len));

        if (order == 0 && entry->len == len)
            return entry->df;
        if (order < 0 || (order == 0 && entry->len < len))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

Forms *
forms_new(void)
{
    Forms *forms = g_new0(Forms, 1);

    list_init(&forms->k1);
    list_init(&forms->k2);
    list_init(&forms->forms);
    return forms;
}

void
forms_free(Forms *forms)
{
    if (forms == NULL)
        return;
    list_clear(&forms->k1);
    list_clear(&forms->k2);
    list_clear(&forms->forms);
    g_free(forms);
}

void
forms_add_k1(Forms *forms, const char *k1, size_t len, uint32_t df)
{
    list_add(&forms->k1, k1, len, df);
}

void
forms_add_k2(Forms *forms, const char *k2, size_t len, uint32_t df)
{
    list_add(&forms->k2, k2, len, df);
}

void
forms_add_form(Forms *forms, const char *form, size_t len)
{
    list_add(&forms->forms, form, len, 0);
}

static void
put_form(GByteArray *stream, const char *k1, size_t len, uint32_t df)
{
    number_put(stream, len);
    g_byte_array_append(stream, (const guint8 *) k1, (guint) len);
    number_put(stream, df);
}

/* The form is one of the class: it starts with the K2 and a blank. */
static gboolean
is_of(const List *forms, const Entry *form, const char *k2, size_t len)
{
    const char *text = list_text(forms, form);

    return form->len > len && text[len] == ' ' && memcmp(text, k2, len) == 0;
}

gboolean
forms_write(const Forms *forms, Store *store, GError **error)
{
    g_autoptr(GByteArray) stream = g_byte_array_new();
    const GByteArray *const streams[] = { stream };
    guint next = 0;

    for (guint i = 0; i < forms->k2.entries->len; i++) {
        const Entry *class = &g_array_index(forms->k2.entries, Entry, i);
        const char *k2 = list_text(&forms->k2, class);
        uint32_t bare = list_df(&forms->k1, k2, class->len);

        g_byte_array_set_size(stream, 0);
        if (bare > 0)
            put_form(stream, "", 0, bare);
        for (; next < forms->forms.entries->len; next++) {
            const Entry *form = &g_array_index(forms->forms.entries, Entry, next);

            if (!is_of(&forms->forms, form, k2, class->len))
                break;
            const char *k1 = list_text(&forms->forms, form) + class->len + 1;
            size_t len = form->len - class->len - 1;
            put_form(stream, k1, len, list_df(&forms->k1, k1, len));
        }
        if (!store_add(store, k2, class->len, class->df, streams, error))
            return FALSE;
    }
    return TRUE;
}
