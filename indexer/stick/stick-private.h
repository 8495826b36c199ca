/* stick-private - what the files of an export share. */
#pragma once

#include "file.h"
#include "stick/stick.h"

#define STICK_SUMS "SHA256SUMS"
#define STICK_SUMS_COMING "SHA256SUMS.new" /* of an export that is not at its end */
#define STICK_PARTS "tracuu-part"          /* folder of files that are not verified yet */
#define STICK_README "DOC-TOI-TRUOC.txt"
#define STICK_ENTRY "site/index.html"

/* A file that is to be on the stick. */
typedef struct {
    char *path; /* below both folders: "site/index.html" */
    char hex[FILE_SHA256_HEX_SIZE];
    uint64_t size;
    const char *text;  /* what it holds; NULL: the file of the bundle does */
    gboolean there;    /* on the stick, and whole */
    uint64_t replaces; /* bytes of what is there instead */
} StickFile;

typedef struct {
    const char *dir;
    const char *target;
    int fd;              /* of the target, locked */
    GArray *files;       /* StickFile, in the order of writing */
    GHashTable *own;     /* char *: the paths that earlier exports wrote */
    GPtrArray *obsolete; /* char *: those of them that are no more */
    uint64_t total, done;
    StickProgress func;
    gpointer user_data;
    StickResult *result;
} Stick;

/* What went wrong with a file of the stick, by errno: "PATH: WHAT: reason".  FALSE. */
gboolean
stick_fail(const Stick *stick, const char *path, const char *what, GError **error);

/* TRUE, with an error, after a signal. */
gboolean stick_is_interrupted(GError **error);

void stick_advance(Stick *stick, uint64_t bytes);

/* ---- list.c --------------------------------------------------------------------- */

/* Fills `files` from the bundle. */
gboolean stick_list(Stick *stick, GError **error);
/* Fills `own` from the stick. */
gboolean stick_read_own(Stick *stick, GError **error);
/* The lines of SHA256SUMS on the stick.  (transfer full) */
char *stick_sums_text(const Stick *stick);

/* ---- names.c -------------------------------------------------------------------- */

/* What FAT bears. */
#define STICK_FAT_FILE_BYTES UINT64_C(4294967295)
#define STICK_FAT_FOLDER_ENTRIES 65534
#define STICK_PATH_BYTES 200

/* FALSE, with the name, when a path is one that a stick or Windows does not take; with
 * `fat` also when a file or a folder is too large for FAT. */
gboolean
stick_check_names(const StickFile *files, unsigned n, gboolean fat, GError **error);

/* ---- look.c --------------------------------------------------------------------- */

/* Sees what is on the stick: sets `there`, `replaces` and `obsolete`. */
gboolean stick_look(Stick *stick, GError **error);

/* ---- copy.c --------------------------------------------------------------------- */

/* SHA-256 of a file as the medium has it, not as memory remembers it. */
gboolean stick_hash(int folder, const char *path, char hex[FILE_SHA256_HEX_SIZE]);

/* Writes and reads back every file that is not there. */
gboolean stick_copy(Stick *stick, GError **error);

/* Removes the folder of parts, which only an export makes, and what is in it. */
gboolean stick_remove_parts(const Stick *stick, GError **error);

/* ---- readme.c ------------------------------------------------------------------- */

/* The README, as Windows' Notepad shows it.  Static. */
const char *stick_readme(void);
