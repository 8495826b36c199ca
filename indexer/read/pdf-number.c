/* The numbers of pages. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NUMBER 99999
#define MAX_ROMAN 6 /* letters */

const char *
page_read_number(const char *text, int *number)
{
    *number = 0;
    for (; g_ascii_isdigit(*text); text++)
        *number = MIN(*number * 10 + (*text - '0'), MAX_NUMBER);
    return text;
}

/* The number of "iv", followed by nothing; PAGE_NO_NUMBER for other text. */
static int
roman_number(const char *text)
{
    static const char signs[] = "ivxl";
    static const int values[] = { 1, 5, 10, 50 };
    size_t len = strspn(text, signs);
    int number = 0;
    int last = 0;

    if (len == 0 || len > MAX_ROMAN || text[len] != '\0')
        return PAGE_NO_NUMBER;
    for (size_t i = len; i-- > 0;) {
        int value = values[strchr(signs, text[i]) - signs];
        number += value < last ? -value : value;
        last = value;
    }
    return number;
}

int
page_number_of(const char *text)
{
    static const char *const words[] = { "Trang", "trang", "TRANG", "Page", "page" };
    static const char ornament[] = " -.|/[]()";
    char *end = NULL;
    long number = 0;

    text += strspn(text, ornament);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]))
            text += strlen(words[i]);
    text += strspn(text, " :");
    if (!g_ascii_isdigit(*text))
        return roman_number(text);
    number = strtol(text, &end, 10);
    if (*end == '/')
        end += 1 + strspn(end + 1, "0123456789");
    end += strspn(end, ornament);
    return *end == '\0' && number <= MAX_NUMBER ? (int) number : PAGE_NO_NUMBER;
}
