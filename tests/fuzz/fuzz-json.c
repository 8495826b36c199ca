/* Any bytes as JSON: what parses, prints and parses the same; what is a notice
 * stays the same notice. */
#include <stdint.h>
#include <string.h>

#include "json.h"
#include "notice.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_json(const char *text, size_t len)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(cJSON) json = json_parse(text, len, &error);
    g_autoptr(cJSON) again = NULL;
    char *printed = NULL;

    g_assert_true((json == NULL) == (error != NULL));
    if (json == NULL)
        return;
    printed = cJSON_PrintUnformatted(json);
    again = json_parse(printed, strlen(printed), NULL);
    g_assert_true(cJSON_Compare(json, again, TRUE));
    cJSON_free(printed);
}

static void
check_string(const cJSON *json)
{
    const char *value = cJSON_GetStringValue(json);
    g_autoptr(GString) written = g_string_new(NULL);
    g_autoptr(cJSON) again = NULL;

    if (value == NULL)
        return;
    json_append_string(written, value);
    again = json_parse(written->str, written->len, NULL);
    g_assert_cmpstr(cJSON_GetStringValue(again), ==, value);
}

static void
check_notice(const char *text, size_t len)
{
    g_autoptr(Notice) notice = notice_from_json(text, len, NULL);
    g_autoptr(Notice) again = NULL;
    g_autofree char *json = NULL;
    g_autofree char *json_again = NULL;

    if (notice == NULL)
        return;
    json = notice_to_json(notice);
    again = notice_from_json(json, strlen(json), NULL);
    g_assert_nonnull(again);
    json_again = notice_to_json(again);
    g_assert_cmpstr(json, ==, json_again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *) data;
    g_autoptr(cJSON) json = json_parse(text, size, NULL);

    check_json(text, size);
    check_notice(text, size);
    if (json != NULL)
        check_string(json);
    return 0;
}
