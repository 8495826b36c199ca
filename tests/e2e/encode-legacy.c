/* encode-legacy ENCODING [characters]: UTF-8 from standard input in an older encoding;
 * with "characters" each byte of that as the character it is seen as, in UTF-8. */
#include <stdio.h>
#include <string.h>

#include "legacy-encode.h"

static const char *const names[ENCODE_N] = {
    [ENCODE_TCVN3] = "tcvn3",   [ENCODE_ABC] = "abc",   [ENCODE_VNI] = "vni",
    [ENCODE_VISCII] = "viscii", [ENCODE_VPS] = "vps",   [ENCODE_CP1258] = "cp1258",
    [ENCODE_VIQR] = "viqr",     [ENCODE_UTF8] = "utf8",
};

static char *
read_all(FILE *file)
{
    GString *text = g_string_new(NULL);
    char block[4096];
    size_t n = 0;

    while ((n = fread(block, 1, sizeof block, file)) > 0)
        g_string_append_len(text, block, (gssize) n);
    return g_string_free(text, FALSE);
}

static GString *
encode(Encode encoding, gboolean as_characters)
{
    g_autofree char *text = read_all(stdin);
    GString *bytes = legacy_encode(encoding, text);
    g_autofree char *characters = NULL;

    if (!as_characters)
        return bytes;
    characters = legacy_as_characters(bytes);
    g_string_free(bytes, TRUE);
    return g_string_new(characters);
}

int
main(int argc, char **argv)
{
    GString *out = NULL;
    unsigned encoding = 0;
    gboolean written = FALSE;

    while (argc > 1 && encoding < ENCODE_N && strcmp(names[encoding], argv[1]) != 0)
        encoding++;
    if (argc < 2 || encoding == ENCODE_N)
        return 2;
    out = encode((Encode) encoding, argc > 2);
    written = fwrite(out->str, 1, out->len, stdout) == out->len && fflush(stdout) == 0;
    g_string_free(out, TRUE);
    return written ? 0 : 1;
}
