#include "word.h"

#include <string.h>

#include "keys.h"
#include "repair.h"
#include "syllable.h"
#include "utf8.h"

#define FIRST_CAPACITY 256u /* entries, a power of two */
#define BLOCK_BYTES 16384u

#define ENTRY_BYTES 32 /* two fill a cache line */

/* Bytes → word. */
typedef struct {
    uint64_t key[2];  /* the bytes; of more than 16: their hash and where they are */
    const Word *word; /* NULL: free */
    size_t len;
} Entry;

G_STATIC_ASSERT(sizeof(Entry) == ENTRY_BYTES || sizeof(void *) != 8);

struct TextAnalyser {
    Entry *entries;
    uint32_t capacity;
    uint32_t n_entries;
    uint32_t n_words;
    uint64_t seed; /* so that no corpus can be made to collide */
    GPtrArray *blocks;
    size_t block_used;
    GString *k1;
    GString *k2;
};

/* Both halves of the product, folded. */
static inline uint64_t
mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 Wide;
    Wide product = (Wide) a * b;

    return (uint64_t) product ^ (uint64_t) (product >> 64);
}

static uint64_t
hash_long(const char *bytes, size_t len, uint64_t seed)
{
    uint64_t hash = seed ^ len;

    for (size_t i = 0; i < len; i += sizeof(uint64_t)) {
        uint64_t part = 0;

        memcpy(&part, bytes + i, MIN(sizeof part, len - i));
        hash = mix(hash ^ part, 0x9E3779B97F4A7C15u);
    }
    return hash;
}

/* Sixteen bytes from `16 - n` on keep the first n bytes of a key. */
#define ALL 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF

static const unsigned char first_bytes[32] = { ALL, ALL };

static inline WordKey
make_key(const TextAnalyser *analyser, const char *bytes, size_t len, const char *limit)
{
    uint64_t key[2] = { 0, 0 };
    uint64_t mask[2];

    if (G_UNLIKELY(len > sizeof key)) {
        key[0] = hash_long(bytes, len, analyser->seed);
    } else if (G_LIKELY(limit - bytes >= (ptrdiff_t) sizeof key)) {
        memcpy(key, bytes, sizeof key); /* faster than `len` bytes */
        memcpy(mask, first_bytes + sizeof key - len, sizeof mask);
        key[0] &= mask[0];
        key[1] &= mask[1];
    } else {
        memcpy(key, bytes, len);
    }
    return (WordKey){
        .key = { key[0], key[1] },
        .hash = mix(key[0] ^ analyser->seed, key[1] ^ 0xD6E8FEB86659FD93u),
        .bytes = bytes,
        .len = len,
    };
}

static inline gboolean
has_key(const Entry *entry, const WordKey *key)
{
    if (entry->len != key->len || entry->key[0] != key->key[0]) {
        return FALSE;
    }
    return G_LIKELY(key->len <= sizeof key->key)
               ? entry->key[1] == key->key[1]
               : memcmp((const char *) (uintptr_t) entry->key[1], key->bytes, key->len) ==
                     0;
}

/* The entry with this key, or the free one where it belongs. */
static inline Entry *
find(const TextAnalyser *analyser, const WordKey *key)
{
    uint32_t mask = analyser->capacity - 1;

    for (uint32_t i = (uint32_t) key->hash & mask;; i = (i + 1) & mask) {
        Entry *entry = &analyser->entries[i];

        if (entry->word == NULL || has_key(entry, key)) {
            return entry;
        }
    }
}

static Entry *
new_entries(uint32_t n)
{
    return g_aligned_alloc0(n, sizeof(Entry), 64);
}

/* Every entry is put into a table twice as large. */
static void
grow(TextAnalyser *analyser)
{
    Entry *old = analyser->entries;
    uint32_t n_old = analyser->capacity;

    analyser->capacity *= 2;
    analyser->entries = new_entries(analyser->capacity);
    for (uint32_t i = 0; i < n_old; i++) {
        const Entry *entry = &old[i];
        WordKey key = { .len = entry->len };

        if (entry->word == NULL) {
            continue;
        }
        key.bytes = entry->len > sizeof entry->key
                        ? (const char *) (uintptr_t) entry->key[1]
                        : (const char *) entry->key;
        key = make_key(analyser, key.bytes, key.len, key.bytes + key.len);
        *find(analyser, &key) = *entry;
    }
    g_aligned_free(old);
}

/* Memory that lives as long as the analyser. */
static void *
allocate(TextAnalyser *analyser, size_t size)
{
    char *block;

    size = (size + 7) & ~(size_t) 7;
    if (analyser->blocks->len == 0 || analyser->block_used + size > BLOCK_BYTES) {
        g_ptr_array_add(analyser->blocks, g_malloc(MAX(size, BLOCK_BYTES)));
        analyser->block_used = 0;
    }
    block = g_ptr_array_index(analyser->blocks, analyser->blocks->len - 1);
    block += analyser->block_used;
    analyser->block_used += size;
    return block;
}

static char *
keep(TextAnalyser *analyser, const char *bytes, size_t len)
{
    char *copy = allocate(analyser, len + 1);

    memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

/* Adds an entry; `kept` are the key's bytes where they stay. */
static void
insert(TextAnalyser *analyser, const WordKey *key, const char *kept, const Word *word)
{
    Entry *entry = find(analyser, key);

    entry->key[0] = key->key[0];
    entry->key[1] = key->len > sizeof key->key ? (uintptr_t) kept : key->key[1];
    entry->len = key->len;
    entry->word = word;
    analyser->n_entries++;
    if (analyser->n_entries > analyser->capacity / 2) {
        grow(analyser);
    }
}

static gboolean
is_number(const char *k1)
{
    return g_ascii_isdigit(k1[0]) && k1[strspn(k1, "0123456789.,")] == '\0';
}

static uint32_t
flags_of(const TextWord *word)
{
    Syllable syllable;

    return (word->k1 != word->k2 ? (uint32_t) TEXT_WORD_MARKED : 0) |
           (is_number(word->k1) ? (uint32_t) TEXT_WORD_NUMBER : 0) |
           (syllable_parse(word->k1, word->k1_len, &syllable) ? (uint32_t) TEXT_WORD_LEGAL
                                                              : 0);
}

static const Word *
add_word(TextAnalyser *analyser, const char *k1, size_t len)
{
    Word *made = allocate(analyser, sizeof *made);
    TextWord *word = &made->word;

    *made = (Word){ .word = { .id = analyser->n_words++, .k1_len = (uint32_t) len } };
    word->k1 = keep(analyser, k1, len);
    g_string_truncate(analyser->k2, 0);
    keys_append_folded(analyser->k2, k1, len);
    word->k2_len = (uint32_t) analyser->k2->len;
    word->k2 = word->k1;
    if (word->k2_len != len || memcmp(analyser->k2->str, k1, len) != 0) {
        word->k2 = keep(analyser, analyser->k2->str, analyser->k2->len);
    }
    word->flags = flags_of(word);
    made->opens_date = strcmp(word->k1, "ngày") == 0;
    return made;
}

/* The word with this K1, made when it is new. */
static const Word *
word_of_k1(TextAnalyser *analyser, const char *k1, size_t len)
{
    WordKey key = make_key(analyser, k1, len, k1 + len);
    const Word *word = find(analyser, &key)->word;

    if (word == NULL) {
        word = add_word(analyser, k1, len);
        insert(analyser, &key, word->word.k1, word);
    }
    return word;
}

static const Word *
learn(TextAnalyser *analyser, const WordKey *key)
{
    GString *k1 = analyser->k1;
    const Word *word;

    g_string_truncate(k1, 0);
    keys_append_canonical(k1, key->bytes, key->len);
    g_string_truncate(k1, utf8_cut(k1->str, k1->len, TEXT_WORD_MAX_BYTES));
    word = word_of_k1(analyser, k1->str, k1->len);
    if (find(analyser, key)->word == NULL) {
        insert(analyser, key, keep(analyser, key->bytes, key->len), word);
    }
    return word;
}

WordKey
word_key(const TextAnalyser *analyser, const char *run, size_t len, const char *limit)
{
    WordKey key;

    if (G_UNLIKELY(len > RUN_MAX_BYTES)) {
        len = utf8_cut(run, len, RUN_MAX_BYTES);
    }
    key = make_key(analyser, run, len, limit);
    __builtin_prefetch(&analyser->entries[key.hash & (analyser->capacity - 1)]);
    return key;
}

const Word *
word_of_key(TextAnalyser *analyser, const WordKey *key)
{
    const Word *word = find(analyser, key)->word;

    return G_LIKELY(word != NULL) ? word : learn(analyser, key);
}

const TextWord *
word_of_bytes(TextAnalyser *analyser, const char *repaired, size_t len)
{
    WordKey key = word_key(analyser, repaired, len, repaired + len);

    return &word_of_key(analyser, &key)->word;
}

TextAnalyser *
text_analyser_new(void)
{
    TextAnalyser *analyser = g_new0(TextAnalyser, 1);

    analyser->capacity = FIRST_CAPACITY;
    analyser->entries = new_entries(FIRST_CAPACITY);
    analyser->seed = mix((uint64_t) (uintptr_t) analyser, 0xA0761D6478BD642Fu);
    analyser->blocks = g_ptr_array_new_with_free_func(g_free);
    analyser->k1 = g_string_new(NULL);
    analyser->k2 = g_string_new(NULL);
    return analyser;
}

void
text_analyser_free(TextAnalyser *analyser)
{
    if (analyser == NULL) {
        return;
    }
    g_ptr_array_unref(analyser->blocks);
    g_string_free(analyser->k1, TRUE);
    g_string_free(analyser->k2, TRUE);
    g_aligned_free(analyser->entries);
    g_free(analyser);
}

uint32_t
text_analyser_n_words(const TextAnalyser *analyser)
{
    return analyser->n_words;
}

const TextWord *
text_intern(TextAnalyser *analyser, const char *k1, size_t len)
{
    g_auto(Repaired) repaired = repair_text(k1, len);

    return word_of_bytes(analyser, repaired.text, repaired.len);
}
