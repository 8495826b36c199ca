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

/* What a key does that shapes a letter: the last that is one of `from` becomes what
 * stands at its place in `to`. */
typedef struct {
    const char *from, *to;
    gboolean is_horn; /* first it shapes both letters of "uo" */
    gunichar letter;  /* that it is when there is nothing to shape, or 0 */
} Shape;

/* The keys of a method: those of tones in one order, and those that shape. */
typedef struct {
    const char *tones;
    char no_tone;
    const char *keys;
    const Shape *shapes; /* in the order of `keys` */
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

static gboolean
shape_last(Typing *typing, const Shape *shape)
{
    for (unsigned i = typing->n; i > 0; i--) {
        const char *at = g_utf8_strchr(shape->from, -1, typing->letters[i - 1]);
        if (at == NULL)
            continue;
        long place = g_utf8_pointer_to_offset(shape->from, at);
        const char *to = g_utf8_offset_to_pointer(shape->to, place);
        typing->letters[i - 1] = g_utf8_get_char(to);
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

static const Shape telex_shapes[] = {
    { "a", "â", FALSE, 0 }, { "e", "ê", FALSE, 0 },       { "o", "ô", FALSE, 0 },
    { "d", "đ", FALSE, 0 }, { "aou", "ăơư", TRUE, U'ư' },
};

static const Shape vni_shapes[] = {
    { "aeo", "âêô", FALSE, 0 },
    { "ou", "ơư", TRUE, 0 },
    { "a", "ă", FALSE, 0 },
    { "d", "đ", FALSE, 0 },
};

static const Method methods[N_KEYSTROKES] = {
    [KEYSTROKES_TELEX] = { "sfrxj", 'z', "aeodw", telex_shapes },
    [KEYSTROKES_VNI] = { "12345", '0', "6789", vni_shapes },
};

/* FALSE: the key is a letter. */
static gboolean
press_shape(Typing *typing, const Method *method, char key)
{
    const char *at = strchr(method->keys, key);
    if (at == NULL)
        return FALSE;
    const Shape *shape = &method->shapes[at - method->keys];
    return (shape->is_horn && shape_uo(typing)) || shape_last(typing, shape) ||
           (shape->letter != 0 && put(typing, shape->letter));
}

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
    return press_shape(typing, method, key) || put(typing, (gunichar) key);
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
