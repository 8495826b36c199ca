/* file-name - ids become names of files that are safe everywhere. */
#pragma once

#define FILE_NAME_MAX_PLAIN 80

/* The file name, without extension, of the notice `id` (valid UTF-8, not empty).
 *
 * An id of a-z 0-9 _ - alone, of at most FILE_NAME_MAX_PLAIN bytes and no name
 * that means something else, is its own name.  Every other one is a slug of its
 * letters, "~" and 12 hexadecimal digits of its SHA-256; "~" is in no plain name.
 *
 * "2021/Thông báo 10" → "2021-thong-bao-10~1b2c3d4e5f60"
 *
 * Returns  (transfer full) ASCII.
 */
char *file_name_from_id(const char *id);
