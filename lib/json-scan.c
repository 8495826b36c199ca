#include "json-scan.h"

#include "bytes.h"
#include "error.h"
#include "json.h"
#include "utf8-check.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* cJSON reads a number through a buffer of 64 bytes and stumbles over the rest. */
#define MAX_NUMBER_BYTES 60

typedef struct {
    const char *text;
    const char *at;
    const char *end;
    unsigned depth;
    JsonMemberFunc func;
    gpointer user_data;
    GError **error;
} Scan;

typedef struct {
    JsonKind kind;
    const char *raw; /* of a string: without its quotes */
    size_t len;
} Value;

static gboolean scan_value(Scan *scan, Value *value);

const char *
json_kind_name(JsonKind kind)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object",      [JSON_ARRAY] = "an array",
        [JSON_STRING] = "a string",       [JSON_NUMBER] = "a number",
        [JSON_BOOLEAN] = "a truth value", [JSON_NULL] = "null",
    };
    return names[kind];
}

static gboolean
fail(Scan *scan, const char *at, const char *what)
{
    g_set_error(scan->error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX, "JSON: %s at byte %zu",
                what, (size_t) (at - scan->text));
    return FALSE;
}

static void
skip_blank(Scan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\n' ||
                                    *scan->at == '\r' || *scan->at == '\t'))
        scan->at++;
}

static gboolean
next_is(const Scan *scan, char c)
{
    return scan->at < scan->end && *scan->at == c;
}

static gboolean
accept(Scan *scan, char c)
{
    if (!next_is(scan, c))
        return FALSE;
    scan->at++;
    return TRUE;
}

/* The four hexadecimal digits at `at`; -1 when they are not there. */
static int
hex4(const char *at, const char *end)
{
    int unit = 0;

    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value(at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static gboolean
is_high(int unit)
{
    return unit >= 0xd800 && unit <= 0xdbff;
}

static gboolean
is_low(int unit)
{
    return unit >= 0xdc00 && unit <= 0xdfff;
}

/* The escape sequence at scan->at, which is a backslash. */
static gboolean
scan_escape(Scan *scan)
{
    const char *start = scan->at++;
    int unit = 0;

    if (scan->at == scan->end)
        return fail(scan, start, "string without an end");
    if (*scan->at != 'u') {
        if (*scan->at == '\0' || strchr("\"\\/bfnrt", *scan->at) == NULL)
            return fail(scan, start, "unknown escape");
        scan->at++;
        return TRUE;
    }
    unit = hex4(scan->at + 1, scan->end);
    if (unit < 0)
        return fail(scan, start, "unknown escape");
    if (unit == 0)
        return fail(scan, start, "\\u0000");
    scan->at += 5;
    if (is_high(unit) && scan->end - scan->at > 2 && scan->at[0] == '\\' &&
        scan->at[1] == 'u' && is_low(hex4(scan->at + 2, scan->end)))
        scan->at += 6;
    else if (is_high(unit) || is_low(unit))
        return fail(scan, start, "lone surrogate");
    return TRUE;
}

/* Passes what is plain content of a string, up to a few bytes before its end. */
static const char *
skip_content(const char *at, const char *end)
{
    for (; end - at >= (ptrdiff_t) BYTES_STEP; at += BYTES_STEP) {
        uint64_t word = bytes_load(at);
        if ((bytes_have_below(word, 0x20) | bytes_have(word, '"') |
             bytes_have(word, '\\')) != 0)
            break;
    }
    return at;
}

/* The string at scan->at, which is its quote. */
static gboolean
scan_string(Scan *scan, Value *value)
{
    const char *start = scan->at++;

    while ((scan->at = skip_content(scan->at, scan->end)) < scan->end) {
        unsigned char c = (unsigned char) *scan->at;
        if (c == '"') {
            *value = (Value){ JSON_STRING, start + 1, (size_t) (scan->at - start - 1) };
            scan->at++;
            return TRUE;
        }
        if (c < 0x20)
            return fail(scan, scan->at, "control character in a string");
        if (c != '\\')
            scan->at++;
        else if (!scan_escape(scan))
            return FALSE;
    }
    return fail(scan, start, "string without an end");
}

static size_t
skip_digits(Scan *scan)
{
    const char *start = scan->at;

    while (scan->at < scan->end && g_ascii_isdigit(*scan->at))
        scan->at++;
    return (size_t) (scan->at - start);
}

static gboolean
scan_number(Scan *scan, Value *value)
{
    const char *start = scan->at;
    g_autofree char *copy = NULL;

    accept(scan, '-');
    if (!accept(scan, '0') && skip_digits(scan) == 0)
        return fail(scan, start, "malformed number");
    if (accept(scan, '.') && skip_digits(scan) == 0)
        return fail(scan, start, "malformed number");
    if (next_is(scan, 'e') || next_is(scan, 'E')) {
        scan->at++;
        if (!accept(scan, '+'))
            accept(scan, '-');
        if (skip_digits(scan) == 0)
            return fail(scan, start, "malformed number");
    }
    *value = (Value){ JSON_NUMBER, start, (size_t) (scan->at - start) };
    if (value->len > MAX_NUMBER_BYTES)
        return fail(scan, start, "number out of range");
    copy = g_strndup(value->raw, value->len);
    if (!isfinite(g_ascii_strtod(copy, NULL)))
        return fail(scan, start, "number out of range");
    return TRUE;
}

static gboolean
scan_word(Scan *scan, Value *value)
{
    static const struct {
        const char *word;
        JsonKind kind;
    } words[] = { { "true", JSON_BOOLEAN },
                  { "false", JSON_BOOLEAN },
                  { "null", JSON_NULL } };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t len = strlen(words[i].word);
        if ((size_t) (scan->end - scan->at) >= len &&
            memcmp(scan->at, words[i].word, len) == 0) {
            *value = (Value){ words[i].kind, scan->at, len };
            scan->at += len;
            return TRUE;
        }
    }
    return fail(scan, scan->at, "no value");
}

static int
compare_keys(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *) left, *(const char *const *) right);
}

/* Sorted rather than hashed: nobody can choose keys that make this slow. */
static gboolean
check_distinct(Scan *scan, GPtrArray *keys /* (element-type utf8) */)
{
    g_ptr_array_sort(keys, compare_keys);
    for (unsigned i = 1; i < keys->len; i++)
        if (strcmp(keys->pdata[i - 1], keys->pdata[i]) == 0) {
            g_autofree char *what =
                g_strdup_printf("duplicate key \"%s\" in the object that ends",
                                (const char *) keys->pdata[i]);
            return fail(scan, scan->at - 1, what);
        }
    return TRUE;
}

static gboolean
scan_member(Scan *scan, GPtrArray *keys)
{
    Value key = { 0 };
    Value value = { 0 };

    skip_blank(scan);
    if (!next_is(scan, '"'))
        return fail(scan, scan->at, "no member name");
    if (!scan_string(scan, &key))
        return FALSE;
    g_ptr_array_add(keys, json_decode(key.raw, key.len));
    skip_blank(scan);
    if (!accept(scan, ':'))
        return fail(scan, scan->at, "no \":\"");
    if (!scan_value(scan, &value))
        return FALSE;
    if (scan->depth > 1 || scan->func == NULL)
        return TRUE;
    return scan->func(keys->pdata[keys->len - 1], value.kind, value.raw, value.len,
                      scan->user_data, scan->error);
}

static gboolean
scan_object(Scan *scan)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

    scan->at++;
    skip_blank(scan);
    if (accept(scan, '}'))
        return TRUE;
    do {
        if (!scan_member(scan, keys))
            return FALSE;
        skip_blank(scan);
    } while (accept(scan, ','));
    if (!accept(scan, '}'))
        return fail(scan, scan->at, "no \",\" or \"}\"");
    return check_distinct(scan, keys);
}

static gboolean
scan_array(Scan *scan)
{
    Value value = { 0 };

    scan->at++;
    skip_blank(scan);
    if (accept(scan, ']'))
        return TRUE;
    do {
        if (!scan_value(scan, &value))
            return FALSE;
        skip_blank(scan);
    } while (accept(scan, ','));
    if (!accept(scan, ']'))
        return fail(scan, scan->at, "no \",\" or \"]\"");
    return TRUE;
}

static gboolean
scan_nested(Scan *scan, Value *value)
{
    const char *start = scan->at;
    JsonKind kind = *start == '{' ? JSON_OBJECT : JSON_ARRAY;
    gboolean done = FALSE;

    if (scan->depth == JSON_MAX_DEPTH)
        return fail(scan, start, "nested too deeply");
    scan->depth++;
    done = kind == JSON_OBJECT ? scan_object(scan) : scan_array(scan);
    scan->depth--;
    *value = (Value){ kind, start, (size_t) (scan->at - start) };
    return done;
}

static gboolean
scan_value(Scan *scan, Value *value)
{
    skip_blank(scan);
    if (scan->at == scan->end)
        return fail(scan, scan->at, "no value");
    switch (*scan->at) {
    case '{':
    case '[':
        return scan_nested(scan, value);
    case '"':
        return scan_string(scan, value);
    default:
        break;
    }
    if (*scan->at == '-' || g_ascii_isdigit(*scan->at))
        return scan_number(scan, value);
    return scan_word(scan, value);
}

gboolean
json_scan(
    const char *text, size_t len, JsonMemberFunc func, gpointer user_data, GError **error)
{
    Scan scan = { text, text, text + len, 0, func, user_data, error };
    Value value = { 0 };
    const char *bad = utf8_find_invalid(text, len);

    if (bad != NULL)
        return fail(&scan, bad, "no UTF-8");
    if (!scan_value(&scan, &value))
        return FALSE;
    skip_blank(&scan);
    if (scan.at < scan.end)
        return fail(&scan, scan.at, "bytes after the value");
    return TRUE;
}

/* Appends what the \u escape at `at` means; returns its length. */
static size_t
decode_unicode(GString *out, const char *at, const char *end)
{
    int unit = hex4(at + 2, end);

    if (!is_high(unit)) {
        g_string_append_unichar(out, (gunichar) unit);
        return 6;
    }
    g_string_append_unichar(out, 0x10000u + ((gunichar) (unit - 0xd800) << 10) +
                                     (gunichar) (hex4(at + 8, end) - 0xdc00));
    return 12;
}

static size_t
decode_escape(GString *out, const char *at, const char *end)
{
    static const char from[] = "bfnrt";
    static const char to[] = "\b\f\n\r\t";
    const char *found = NULL;

    if (at[1] == 'u')
        return decode_unicode(out, at, end);
    found = strchr(from, at[1]);
    g_string_append_c(out, found == NULL ? at[1] : to[found - from]);
    return 2;
}

char *
json_decode(const char *raw, size_t len)
{
    const char *end = raw + len;
    const char *escape = memchr(raw, '\\', len);
    GString *out = NULL;

    if (escape == NULL)
        return g_strndup(raw, len);
    out = g_string_sized_new(len + 1);
    while (escape != NULL) {
        g_string_append_len(out, raw, escape - raw);
        raw = escape + decode_escape(out, escape, end);
        escape = memchr(raw, '\\', (size_t) (end - raw));
    }
    g_string_append_len(out, raw, end - raw);
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *const *keys;
    unsigned n_keys;
    Value *found; /* n_keys of them; raw is NULL when absent or null */
} Wanted;

static gboolean
note_member(const char *key,
            JsonKind kind,
            const char *raw,
            size_t len,
            gpointer user_data,
            GError **error)
{
    Wanted *wanted = user_data;

    for (unsigned i = 0; i < wanted->n_keys; i++) {
        if (strcmp(wanted->keys[i], key) != 0 || kind == JSON_NULL)
            continue;
        if (kind != JSON_STRING) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX,
                        "\"%s\" is %s, not a string", key, json_kind_name(kind));
            return FALSE;
        }
        wanted->found[i] = (Value){ kind, raw, len };
    }
    return TRUE;
}

gboolean
json_read_strings(const char *text,
                  size_t len,
                  const char *const *keys,
                  unsigned n_keys,
                  char **values,
                  GError **error)
{
    g_autofree Value *found = g_new0(Value, n_keys);
    Wanted wanted = { keys, n_keys, found };

    if (!json_scan(text, len, note_member, &wanted, error))
        return FALSE;
    if (text[strspn(text, " \t\r\n")] != '{') {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX, "JSON: no object");
        return FALSE;
    }
    for (unsigned i = 0; i < n_keys; i++)
        if (found[i].raw != NULL)
            values[i] = json_decode(found[i].raw, found[i].len);
    return TRUE;
}
