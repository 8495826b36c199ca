#include "column.h"

#include <string.h>

#include "number.h"

struct Column {
    GHashTable *numbers; /* value → its place in `values`, from 1 */
    GPtrArray *values;   /* char *, in order of first appearance */
    GArray *of;          /* uint32_t: of each document the value's number, 0 = none */
};

Column *
column_new(void)
{
    Column *column = g_new0(Column, 1);

    column->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    column->values = g_ptr_array_new_with_free_func(g_free);
    column->of = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return column;
}

void
column_free(Column *column)
{
    if (column == NULL)
        return;
    g_hash_table_unref(column->numbers);
    g_ptr_array_unref(column->values);
    g_array_unref(column->of);
    g_free(column);
}

static uint32_t
number_of(Column *column, const char *value, size_t len)
{
    g_autofree char *own = g_strndup(value, len);
    uint32_t number = GPOINTER_TO_UINT(g_hash_table_lookup(column->numbers, own));

    if (number != 0)
        return number;
    number = column->values->len + 1;
    g_hash_table_insert(column->numbers, own, GUINT_TO_POINTER(number));
    g_ptr_array_add(column->values, g_steal_pointer(&own));
    return number;
}

void
column_add(Column *column, const char *value, size_t len)
{
    uint32_t number = len > 0 ? number_of(column, value, len) : 0;

    g_array_append_val(column->of, number);
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The values in byte order; ranks[n] is the place of value n in it, from 1. */
static GPtrArray *
sort_values(const Column *column, uint32_t *ranks)
{
    GPtrArray *sorted = g_ptr_array_new();

    for (guint i = 0; i < column->values->len; i++)
        g_ptr_array_add(sorted, column->values->pdata[i]);
    g_ptr_array_sort(sorted, compare_texts);
    ranks[0] = 0;
    for (guint i = 0; i < sorted->len; i++) {
        gpointer number = g_hash_table_lookup(column->numbers, sorted->pdata[i]);

        ranks[GPOINTER_TO_UINT(number)] = i + 1;
    }
    return sorted;
}

gboolean
column_write(const Column *column,
             ChunkWriter *writer,
             const char *name,
             gboolean *any,
             uint32_t *sum,
             GError **error)
{
    g_autofree uint32_t *ranks = g_new(uint32_t, column->values->len + 1);
    g_autoptr(GPtrArray) sorted = sort_values(column, ranks);
    g_autoptr(GByteArray) values = g_byte_array_new();
    g_autoptr(GByteArray) of = g_byte_array_new();
    const ChunkPart parts[] = { { values, CHUNK_TEXT }, { of, CHUNK_NUMBERS } };

    *any = sorted->len > 0;
    if (!*any)
        return TRUE;
    number_put(values, sorted->len);
    for (guint i = 0; i < sorted->len; i++) {
        const char *value = g_ptr_array_index(sorted, i);

        number_put(values, strlen(value));
        g_byte_array_append(values, (const guint8 *) value, (guint) strlen(value));
    }
    for (guint i = 0; i < column->of->len; i++)
        number_put(of, ranks[g_array_index(column->of, uint32_t, i)]);
    return chunk_write(writer, name, parts, G_N_ELEMENTS(parts), sum, error);
}
