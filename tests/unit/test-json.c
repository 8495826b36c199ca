#include "error.h"
#include "json-scan.h"
#include "json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *text;
    size_t len; /* 0: as long as the string */
    const char *message;
} Refusal;

static size_t
length_of(const Refusal *row)
{
    return row->len > 0 ? row->len : strlen(row->text);
}

/* Without a NUL behind it: the sanitizers see a read past the end. */
static char *
exact_copy(const char *bytes, size_t len)
{
    return len == 0 ? g_strdup("") : g_memdup2(bytes, len);
}

static const Refusal refusals[] = {
    { "", 0, "JSON: no value at byte 0" },
    { "  ", 0, "JSON: no value at byte 2" },
    { "{} x", 0, "JSON: bytes after the value at byte 3" },
    { "{}{}", 0, "JSON: bytes after the value at byte 2" },
    { "\xEF\xBB\xBF{}", 0, "JSON: no value at byte 0" },
    { "\f{}", 0, "JSON: no value at byte 0" },
    { "\"a\xff\"", 0, "JSON: no UTF-8 at byte 2" },
    { "\"\xC0\x80\"", 0, "JSON: no UTF-8 at byte 1" },
    { "\"\xED\xA0\x80\"", 0, "JSON: no UTF-8 at byte 1" },
    { "\"a\0b\"", 5, "JSON: control character in a string at byte 2" },
    { "{\0}", 3, "JSON: no member name at byte 1" },
    { "\"a\\u0000b\"", 0, "JSON: \\u0000 at byte 2" },
    { "\"\\ud800\"", 0, "JSON: lone surrogate at byte 1" },
    { "\"\\udc00\"", 0, "JSON: lone surrogate at byte 1" },
    { "\"\\ud800\\u0041\"", 0, "JSON: lone surrogate at byte 1" },
    { "\"\\u12g4\"", 0, "JSON: unknown escape at byte 1" },
    { "\"\\u12", 0, "JSON: unknown escape at byte 1" },
    { "\"\\x\"", 0, "JSON: unknown escape at byte 1" },
    { "\"\\", 0, "JSON: string without an end at byte 1" },
    { "\"abc", 0, "JSON: string without an end at byte 0" },
    { "\"a\nb\"", 0, "JSON: control character in a string at byte 2" },
    { "{\"a\":1,\"a\":2}", 0,
      "JSON: duplicate key \"a\" in the object that ends at byte 12" },
    { "{\"b\":1,\"\\u0062\":2}", 0,
      "JSON: duplicate key \"b\" in the object that ends at byte 17" },
    { "[{\"x\":{\"k\":1,\"l\":2,\"k\":3}}]", 0,
      "JSON: duplicate key \"k\" in the object that ends at byte 24" },
    { "{a:1}", 0, "JSON: no member name at byte 1" },
    { "{\"a\" 1}", 0, "JSON: no \":\" at byte 5" },
    { "{\"a\":1", 0, "JSON: no \",\" or \"}\" at byte 6" },
    { "{\"a\":1,}", 0, "JSON: no member name at byte 7" },
    { "[1,]", 0, "JSON: no value at byte 3" },
    { "[1 2]", 0, "JSON: no \",\" or \"]\" at byte 3" },
    { "01", 0, "JSON: bytes after the value at byte 1" },
    { "1.", 0, "JSON: malformed number at byte 0" },
    { "-", 0, "JSON: malformed number at byte 0" },
    { "1e", 0, "JSON: malformed number at byte 0" },
    { "+1", 0, "JSON: no value at byte 0" },
    { "1e999", 0, "JSON: number out of range at byte 0" },
    { "1111111111111111111111111111111111111111111111111111111111111111111", 0,
      "JSON: number out of range at byte 0" },
    { "NaN", 0, "JSON: no value at byte 0" },
    { "tru", 0, "JSON: no value at byte 0" },
};

static void
what_is_no_strict_json_is_refused_with_its_byte(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *exact = exact_copy(refusals[i].text, length_of(&refusals[i]));
        g_autoptr(cJSON) json = json_parse(exact, length_of(&refusals[i]), &error);
        assert_null(json);
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX));
        assert_string_equal(error->message, refusals[i].message);
    }
}

static void
nesting_stops_at_the_limit(void **state)
{
    g_autofree char *open = g_strnfill(JSON_MAX_DEPTH + 1, '[');
    g_autofree char *close = g_strnfill(JSON_MAX_DEPTH + 1, ']');
    g_autofree char *deep = g_strconcat(open + 1, close + 1, NULL);
    g_autofree char *deeper = g_strconcat(open, close, NULL);
    g_autoptr(cJSON) good = json_parse(deep, strlen(deep), NULL);
    g_autoptr(GError) error = NULL;

    (void) state;
    assert_non_null(good);
    assert_null(json_parse(deeper, strlen(deeper), &error));
    assert_string_equal(error->message, "JSON: nested too deeply at byte 100");
}

static void
members_are_found_by_exact_name(void **state)
{
    static const char text[] =
        " {\"Id\":\"x\",\"id\":\"y\",\"n\":-1.5e1,\"z\":null,\"t\":true} \n";
    g_autoptr(cJSON) json = json_parse(text, strlen(text), NULL);

    (void) state;
    assert_non_null(json);
    assert_string_equal(json_get_string(json, "id"), "y");
    assert_string_equal(json_get_string(json, "Id"), "x");
    assert_null(json_get(json, "ID"));
    assert_null(json_get_string(json, "n"));
    assert_null(json_get_string(json, "z"));
    assert_null(json_get_string(json, "none"));
    assert_true(json_get(json, "n")->valuedouble == -15.0);
}

static void
a_string_survives_writing_and_reading(void **state)
{
    static const char hard[] = "a\"b\\c\n\t\x01\x7f</script>đ\U0001F600\xE2\x80\xA8/";
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(cJSON) json = NULL;

    (void) state;
    json_append_string(out, hard);
    assert_null(strchr(out->str, '<'));
    json = json_parse(out->str, out->len, NULL);
    assert_non_null(json);
    assert_string_equal(cJSON_GetStringValue(json), hard);
}

static void
null_is_written_for_no_string(void **state)
{
    g_autoptr(GString) out = g_string_new("x");

    (void) state;
    json_append_string(out, NULL);
    json_append_string(out, "");
    assert_string_equal(out->str, "xnull\"\"");
}

static void
escapes_decode_to_what_they_mean(void **state)
{
    static const char raw[] = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0111\\uD83D\\ude00.";
    g_autofree char *text = json_decode(raw, strlen(raw));

    (void) state;
    assert_string_equal(text, "\"\\/\b\f\n\r\tđ\U0001F600.");
}

static const char *const wanted[] = { "id", "text", "title" };

static void
wanted_strings_are_read_and_others_ignored(void **state)
{
    static const char text[] = "{\"x\":[1,{\"id\":\"inner\"}],\"t\\u0065xt\":\"a\\nb\","
                               "\"title\":null,\"id\":\"\"}";
    g_autofree char *exact = exact_copy(text, strlen(text));
    char *values[3] = { NULL };

    (void) state;
    assert_true(json_read_strings(exact, strlen(text), wanted, 3, values, NULL));
    assert_string_equal(values[0], "");
    assert_string_equal(values[1], "a\nb");
    assert_null(values[2]);
    g_free(values[0]);
    g_free(values[1]);
}

static void
a_wanted_member_of_another_kind_is_named(void **state)
{
    static const struct {
        const char *text;
        const char *message;
    } rows[] = {
        { "{\"id\":1}", "\"id\" is a number, not a string" },
        { "{\"text\":[]}", "\"text\" is an array, not a string" },
        { "{\"text\":{}}", "\"text\" is an object, not a string" },
        { "{\"title\":false}", "\"title\" is a truth value, not a string" },
        { "[\"id\"]", "JSON: no object" },
        { " \"{\"", "JSON: no object" },
        { "{\"id\":\"a\",\"id\":\"b\"}",
          "JSON: duplicate key \"id\" in the object that ends at byte 18" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        char *values[3] = { NULL };
        assert_false(json_read_strings(rows[i].text, strlen(rows[i].text), wanted, 3,
                                       values, &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX));
        assert_string_equal(error->message, rows[i].message);
        assert_null(values[0]);
    }
}

static gboolean
refuse_second(const char *key,
              JsonKind kind,
              const char *raw,
              size_t len,
              gpointer user_data,
              GError **error)
{
    GString *seen = user_data;

    g_string_append_printf(seen, "%s=%s %.*s;", key, json_kind_name(kind), (int) len,
                           raw);
    if (strcmp(key, "b") != 0)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG, "enough");
    return FALSE;
}

static void
a_member_function_sees_outer_members_and_can_stop(void **state)
{
    static const char text[] = "{\"a\":{\"z\":\"q\"},\"b\":\"w\",\"c\":null}";
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    (void) state;
    assert_false(json_scan(text, strlen(text), refuse_second, seen, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG));
    assert_string_equal(seen->str, "a=an object {\"z\":\"q\"};b=a string w;");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_strict_json_is_refused_with_its_byte),
        cmocka_unit_test(nesting_stops_at_the_limit),
        cmocka_unit_test(members_are_found_by_exact_name),
        cmocka_unit_test(a_string_survives_writing_and_reading),
        cmocka_unit_test(null_is_written_for_no_string),
        cmocka_unit_test(escapes_decode_to_what_they_mean),
        cmocka_unit_test(wanted_strings_are_read_and_others_ignored),
        cmocka_unit_test(a_wanted_member_of_another_kind_is_named),
        cmocka_unit_test(a_member_function_sees_outer_members_and_can_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
