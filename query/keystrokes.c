#include "keystrokes.h"

#include <string.h>

/* "nghiêng" and its three keys, with room. */
#define MAX_LETTERS 12
#define MAX_KEYS 16

typedef struct {
    gunichar letters[MAX_LETTERS];
    unsigned n;
    gunichar tone; /* combining, 0 = none */
} Typing;

/* The keys of a method: those of tones in one order, and what the others do. */
typedef struct {
    const char *tones;
    char no_tone;
    gboolean (*shape)(Typing *typing, char key); /* FALSE: the key is a letter */
} Method;

/* sắc, huyền, hỏi, ngã, nặng */
static const gunichar tone_marks[] = { 0x0301, 0x0300, 0x0309, 0x0303, 0x0323 };

static gboolean
is_one_of(gunichar letter, const char *letters)
{
    return g_utf8_strchr(letters, -1, letter) != NULL;
}

static gboolean
is_vowel(gunichar letter)
{
    return is_one_of(letter, "aăâeêioôơuưy");
}

/* Gives the last letter that is one of `from` the shape that stands at its place in `to`.
 */
static gboolean
shape_last(Typing *typing, const char *from, const char *to)
{
    for (unsigned i = typing->n; i > 0; i--) {
        const char *at = g_utf8_strchr(from, -1, typing->letters[i - 1]);
        if (at == NULL)
            continue;
        long place = g_utf8_pointer_to_offset(from, at);
        typing->letters[i - 1] = g_utf8_get_char(g_utf8_offset_to_pointer(to, place));
        return TRUE;
    }
    return FALSE;
}

/* One horn key shapes both letters of "uo". */
static gboolean
shape_uo(Typing *typing)
{
    for (unsigned i = 1; i < typing->n; i++) {
        if (typing->letters[i - 1] != 'u' || typing->letters[i] != 'o')
            continue;
        typing->letters[i - 1] = U'ư';
        typing->letters[i] = U'ơ';
        return TRUE;
    }
    return FALSE;
}

static gboolean
put(Typing *typing, gunichar letter)
{
    if (typing->n == MAX_LETTERS)
        return FALSE;
    typing->letters[typing->n++] = letter;
    return TRUE;
}

static gboolean
shape_telex(Typing *typing, char key)
{
    switch (key) {
    case 'a':
        return shape_last(typing, "a", "â");
    case 'e':
        return shape_last(typing, "e", "ê");
    case 'o':
        return shape_last(typing, "o", "ô");
    case 'd':
        return shape_last(typing, "d", "đ");
    case 'w':
        return shape_uo(typing) || shape_last(typing, "aou", "ăơư") || put(typing, U'ư');
    default:
        return FALSE;
    }
}

static gboolean
shape_vni(Typing *typing, char key)
{
    switch (key) {
    case '6':
        return shape_last(typing, "aeo", "âêô");
    case '7':
        return shape_uo(typing) || shape_last(typing, "ou", "ơư");
    case '8':
        return shape_last(typing, "a", "ă");
    case '9':
        return shape_last(typing, "d", "đ");
    default:
        return FALSE;
    }
}

static const Method methods[N_KEYSTROKES] = {
    [KEYSTROKES_TELEX] = { "sfrxj", 'z', shape_telex },
    [KEYSTROKES_VNI] = { "12345", '0', shape_vni },
};

static gboolean
has_vowel(const Typing *typing)
{
    for (unsigned i = 0; i < typing->n; i++)
        if (is_vowel(typing->letters[i]))
            return TRUE;
    return FALSE;
}

static gboolean
press(Typing *typing, const Method *method, char key)
{
    const char *tone = strchr(method->tones, key);
    if (tone != NULL && has_vowel(typing)) {
        typing->tone = tone_marks[tone - method->tones];
        return TRUE;
    }
    if (key == method->no_tone && typing->tone != 0) {
        typing->tone = 0;
        return TRUE;
    }
    return method->shape(typing, key) || put(typing, (gunichar) key);
}

/* The letters with the tone on a vowel, whichever: K1 has it in its place. */
static const TextWord *
word_of(TextAnalyser *analyser, const Typing *typing)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gunichar tone = typing->tone;
    for (unsigned i = 0; i < typing->n; i++) {
        g_string_append_unichar(text, typing->letters[i]);
        if (tone != 0 && is_vowel(typing->letters[i])) {
            g_string_append_unichar(text, tone);
            tone = 0;
        }
    }
    g_autofree char *k1 = text_canonical(text->str, text->len);
    const TextWord *word = text_intern(analyser, k1, strlen(k1));
    return (word->flags & TEXT_WORD_LEGAL) != 0 ? word : NULL;
}

const TextWord *
keystrokes_read(TextAnalyser *analyser, Keystrokes method, const char *typed)
{
    Typing typing = { 0 };
    if (strlen(typed) > MAX_KEYS)
        return NULL;
    for (const char *key = typed; *key != '\0'; key++)
        if (!g_ascii_isalnum(*key) || !press(&typing, &methods[method], *key))
            return NULL;
    const TextWord *word = word_of(analyser, &typing);
    unsigned n = typing.n;
    if (word == NULL && n > 1 && typing.letters[n - 2] == U'ư' &&
        typing.letters[n - 1] == U'ơ') { /* thuở: nothing follows, so one horn */
        typing.letters[n - 2] = 'u';
        word = word_of(analyser, &typing);
    }
    return word;
}
