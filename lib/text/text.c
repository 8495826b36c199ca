#include "text/text.h"

#include "keys.h"
#include "letters.h"
#include "repair.h"
#include "syllable.h"
#include "utf8.h"

char *
text_canonical(const char *utf8, size_t len)
{
    g_auto(Repaired) repaired = repair_text(utf8, len);
    GString *out = g_string_sized_new(repaired.len + 8);

    keys_append_canonical(out, repaired.text, repaired.len);
    return g_string_free(out, FALSE);
}

char *
text_fold(const char *utf8, size_t len)
{
    g_autofree char *k1 = text_canonical(utf8, len);
    size_t k1_len = strlen(k1);
    GString *out = g_string_sized_new(k1_len + 1);

    keys_append_folded(out, k1, k1_len);
    return g_string_free(out, FALSE);
}

static gboolean
is_control(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

char *
text_display(const char *utf8, size_t len)
{
    g_auto(Repaired) repaired = repair_text(utf8, len);
    g_autoptr(GString) out = g_string_sized_new(repaired.len + 1);
    g_auto(Repaired) again = { 0 };

    for (size_t at = 0; at < repaired.len;) {
        uint32_t c = utf8_next(repaired.text, repaired.len, &at);

        if (!is_control(c)) {
            utf8_append(out, c);
        }
    }
    /* A mark may stand on its letter now that nothing is between them. */
    again = repair_text(out->str, out->len);
    return g_strndup(again.text, again.len);
}

static void
respell_iy(const char *syllable, size_t len, GString *out)
{
    Syllable parts;

    if (syllable_parse(syllable, len, &parts) && syllable_to_iy_key(&parts)) {
        syllable_append(&parts, out);
    } else {
        g_string_append_len(out, syllable, (gssize) len);
    }
}

char *
text_iy_key(const char *utf8, size_t len)
{
    g_autofree char *k1 = text_canonical(utf8, len);
    GString *out = g_string_sized_new(len + 1);

    keys_append_respelled(out, k1, strlen(k1), respell_iy);
    return g_string_free(out, FALSE);
}

char *
text_iy_variant(const char *k1)
{
    Syllable parts;
    GString *out;

    if (!syllable_parse(k1, strlen(k1), &parts) || !syllable_to_iy_other(&parts)) {
        return NULL;
    }
    out = g_string_new(NULL);
    syllable_append(&parts, out);
    return g_string_free(out, FALSE);
}
