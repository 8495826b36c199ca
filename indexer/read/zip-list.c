#include "read/zip-list.h"

#include <stdint.h>
#include <string.h>

/* APPNOTE 6.3: sizes of the fixed parts, and where their fields stand. */
#define LOCAL_BYTES 30
#define LOCAL_FLAGS 6
#define LOCAL_SIZE 18
#define LOCAL_NAME_LEN 26
#define LOCAL_EXTRA_LEN 28
#define CENTRAL_BYTES 46
#define CENTRAL_NAME_LEN 28
#define CENTRAL_EXTRA_LEN 30
#define CENTRAL_COMMENT_LEN 32
#define END_BYTES 22
#define END_SIZE 12
#define END_OFFSET 16
#define END_MAX_COMMENT 65535
#define FLAG_SIZES_FOLLOW 8

#define MAX_LISTED 10000 /* an office document has some dozens */

static size_t
u16_at(const char *bytes, size_t at)
{
    return (unsigned char) bytes[at] | (size_t) (unsigned char) bytes[at + 1] << 8;
}

static size_t
u32_at(const char *bytes, size_t at)
{
    return u16_at(bytes, at) | u16_at(bytes, at + 2) << 16;
}

static gboolean
is_signed(const char *bytes, size_t len, size_t at, const char *mark, size_t size)
{
    return at <= len && len - at >= size && memcmp(bytes + at, mark, 4) == 0;
}

static gboolean
is_name(const char *bytes, size_t len, size_t at, size_t n, const char *name)
{
    return n == strlen(name) && at <= len && len - at >= n &&
           memcmp(bytes + at, name, n) == 0;
}

/* Where the central directory starts; `len` when it has no end record. */
static size_t
find_directory(const char *bytes, size_t len)
{
    size_t lowest =
        len < END_BYTES + END_MAX_COMMENT ? 0 : len - END_BYTES - END_MAX_COMMENT;

    if (len < END_BYTES)
        return len;
    for (size_t at = len - END_BYTES + 1; at-- > lowest;)
        if (memcmp(bytes + at, "PK\005\006", 4) == 0) {
            size_t size = u32_at(bytes, at + END_SIZE);
            /* From the end: what stands before the archive shifts all offsets. */
            return size <= at ? at - size : MIN(u32_at(bytes, at + END_OFFSET), len);
        }
    return len;
}

static gboolean
directory_has(const char *bytes, size_t len, size_t at, const char *name)
{
    for (unsigned i = 0;
         i < MAX_LISTED && is_signed(bytes, len, at, "PK\001\002", CENTRAL_BYTES); i++) {
        size_t name_len = u16_at(bytes, at + CENTRAL_NAME_LEN);
        if (is_name(bytes, len, at + CENTRAL_BYTES, name_len, name))
            return TRUE;
        at += CENTRAL_BYTES + name_len + u16_at(bytes, at + CENTRAL_EXTRA_LEN) +
              u16_at(bytes, at + CENTRAL_COMMENT_LEN);
    }
    return FALSE;
}

/* Where the sizes follow the data the next header is searched for. */
static size_t
next_local(const char *bytes, size_t len, size_t at)
{
    size_t data = at + LOCAL_BYTES + u16_at(bytes, at + LOCAL_NAME_LEN) +
                  u16_at(bytes, at + LOCAL_EXTRA_LEN);
    const char *next = NULL;

    if ((u16_at(bytes, at + LOCAL_FLAGS) & FLAG_SIZES_FOLLOW) == 0)
        return data + u32_at(bytes, at + LOCAL_SIZE);
    if (data < len)
        next = memmem(bytes + data, len - data, "PK\003\004", 4);
    return next == NULL ? len : (size_t) (next - bytes);
}

static gboolean
members_have(const char *bytes, size_t len, const char *name)
{
    size_t at = 0;

    for (unsigned i = 0;
         i < MAX_LISTED && is_signed(bytes, len, at, "PK\003\004", LOCAL_BYTES); i++) {
        if (is_name(bytes, len, at + LOCAL_BYTES, u16_at(bytes, at + LOCAL_NAME_LEN),
                    name))
            return TRUE;
        at = next_local(bytes, len, at);
    }
    return FALSE;
}

gboolean
zip_list_has(const char *bytes, size_t len, const char *name)
{
    size_t directory = find_directory(bytes, len);

    return directory < len ? directory_has(bytes, len, directory, name)
                           : members_have(bytes, len, name);
}
