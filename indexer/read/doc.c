#include "read/doc.h"

#include "error.h"

#include <string.h>
#include <unistd.h>

#define FILE_NAME "/dev/fd/3" /* doc_run */

typedef gboolean (*RunFunc)(const char *path,
                            GBytes *file,
                            Document *document,
                            GError **error);

static gboolean
run_antiword(const char *path, GBytes *file, Document *document, GError **error)
{
    const char *const as_text[] = { path, "-m", "UTF-8.txt", "-w", "0", FILE_NAME, NULL };
    const char *const as_docbook[] = { path, "-m",      "UTF-8.txt", "-x",
                                       "db", FILE_NAME, NULL };
    g_autoptr(GString) text = doc_run(as_text, file, error);

    if (text == NULL)
        return FALSE;
    g_autoptr(GString) docbook = doc_run(as_docbook, file, NULL);
    doc_read_antiword(text, docbook, document);
    return TRUE;
}

static gboolean
run_catdoc(const char *path, GBytes *file, Document *document, GError **error)
{
    const char *const arguments[] = { path, "-d", "utf-8", "-w", FILE_NAME, NULL };
    g_autoptr(GString) text = doc_run(arguments, file, error);

    if (text == NULL)
        return FALSE;
    doc_read_catdoc(text, document);
    return TRUE;
}

/* The better first. */
static const struct {
    const char *name;
    RunFunc run;
} programs[] = {
    { "antiword", run_antiword },
    { "catdoc", run_catdoc },
};

/* The path of a program.  (transfer full) or NULL */
static char *
find_program(const char *const *folders, const char *name)
{
    for (; *folders != NULL; folders++) {
        char *path = g_build_filename(*folders, name, NULL);
        if (access(path, X_OK) == 0)
            return path;
        g_free(path);
    }
    return NULL;
}

/* The flag of the file information block, which as a rule is the second sector. */
static gboolean
is_encrypted(const char *bytes, size_t len)
{
    return len > 0x20C && memcmp(bytes + 0x200, "\xEC\xA5", 2) == 0 &&
           (bytes[0x20B] & 0x01) != 0;
}

gboolean
doc_convert(const char *const *folders,
            const char *bytes,
            size_t len,
            Converted *out,
            GError **error)
{
    g_autoptr(GBytes) file = g_bytes_new_static(bytes, len);
    g_autoptr(GError) failure = NULL; /* of the last program that there is */

    if (is_encrypted(bytes, len)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "protected by a password");
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(programs); i++) {
        g_autofree char *path = find_program(folders, programs[i].name);
        g_autoptr(Document) document = document_new();
        if (path == NULL)
            continue;
        g_clear_error(&failure);
        if (programs[i].run(path, file, document, &failure))
            return document_finish(document, out, error);
    }
    if (failure == NULL)
        g_set_error(&failure, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "format not read: Word up to 2003; install antiword or catdoc, or "
                    "save it as .docx");
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

gboolean
convert_doc(const char *bytes,
            size_t len,
            G_GNUC_UNUSED const ConvertOptions *options,
            Converted *out,
            GError **error)
{
    static const char *const folders[] = { "/usr/local/bin", "/usr/bin", "/bin", NULL };

    return doc_convert(folders, bytes, len, out, error);
}
