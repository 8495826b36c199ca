#include "read/ocr-pages.h"

#include <stdint.h>
#include <string.h>

#include "error.h"
#include "read/child.h"
#include "read/ocr-cache.h"
#include "read/ocr-words.h"
#include "read/ocr.h"
#include "read/pdf-render.h"

/* For one page at RENDER_DPI: the picture 45 MiB, Tesseract some 200. */
#define MEMORY_MIB 1536
#define CPU_SECONDS 120
#define WALL_SECONDS 600

#define DARK 160     /* of 255 */
#define MIN_DARK 100 /* pixels */

#define MAX_RESULT_BYTES (16u << 20)

typedef struct {
    const OcrJob *job;
    unsigned page; /* from 0 */
    char *key;     /* in the cache */
    char *what;    /* in messages */
    Child *child;  /* that recognises it, or NULL */
    char *text;    /* of ocr-words.h, or NULL */
} Task;

/* What a process writes before the text or the message. */
typedef struct {
    gboolean done;
    uint32_t len;
} Answer;

static void
clear_task(gpointer data)
{
    Task *task = data;

    g_free(task->key);
    g_free(task->what);
    child_free(task->child);
    g_free(task->text);
}

static Task *
task_at(const GArray *tasks, unsigned i)
{
    return &g_array_index(tasks, Task, i);
}

/* ---- in the process of a page ------------------------------------------------- */

typedef struct {
    GString *text;
    double points; /* of a pixel */
} Writing;

static void
write_word(const char *word,
           PageBox box,
           int confidence,
           gboolean starts_line,
           gpointer user_data)
{
    const Writing *writing = user_data;
    double points = writing->points;
    PageBox scaled = { box.x1 * points, box.y1 * points, box.x2 * points,
                       box.y2 * points };

    ocr_words_write(writing->text, word, scaled, confidence, starts_line);
}

/* TRUE when there is less ink than a word has: most pages without text are empty. */
static gboolean
is_blank(const OcrImage *image)
{
    unsigned n_dark = 0;

    for (int y = 0; y < image->height && n_dark < MIN_DARK; y++) {
        const unsigned char *row = image->pixels + (size_t) y * (size_t) image->stride;
        for (int x = 0; x < image->width; x++)
            n_dark += row[x] < DARK;
    }
    return n_dark < MIN_DARK;
}

/* Appends the words of the page to `text`. */
static gboolean
recognise(const Task *task, GString *text, GError **error)
{
    g_autoptr(PdfPage) page =
        poppler_document_get_page(task->job->document, (int) task->page);
    OcrImage image = { 0 };
    Writing writing = { text, 0 };
    gboolean done = FALSE;

    if (page == NULL || !pdf_render(page, &image)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    page == NULL ? "the page is damaged" : "too large for a picture");
        return FALSE;
    }
    writing.points = 72.0 / image.dpi;
    done = is_blank(&image) || ocr_recognise(&image, write_word, &writing, error);
    g_free((void *) image.pixels);
    return done;
}

static void
run_task(int out, G_GNUC_UNUSED int in, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    Answer answer = { recognise(data, text, &error), 0 };

    if (!answer.done)
        g_string_assign(text, error->message);
    answer.len = (uint32_t) MIN(text->len, MAX_RESULT_BYTES);
    child_write(out, &answer, sizeof answer);
    child_write(out, text->str, answer.len);
}

/* ---- beside it -------------------------------------------------------------------- */

static gboolean
start_task(Task *task, GError **error)
{
    const ChildLimits limits = {
        .what = task->what,
        .memory_mib = MEMORY_MIB,
        .cpu_seconds = CPU_SECONDS,
        .wall_seconds = WALL_SECONDS,
    };

    task->child = child_start(&limits, run_task, task, -1, error);
    return task->child != NULL;
}

static gboolean
read_answer(Child *child, Answer *answer, char **text, GError **error)
{
    if (!child_read(child, answer, sizeof *answer, error))
        return FALSE;
    *text = g_malloc0((size_t) answer->len + 1);
    return child_read(child, *text, answer->len, error);
}

/* Reads what the process of the task found; its descriptors are closed at once, for
 * there may be a task for each of thousands of pages. */
static gboolean
finish_task(Task *task, GError **error)
{
    Answer answer = { FALSE, 0 };
    g_autofree char *text = NULL;
    gboolean answered = read_answer(task->child, &answer, &text, error);

    g_clear_pointer(&task->child, child_free);
    if (!answered)
        return FALSE;
    if (!answer.done) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "%s: %s", task->what, text);
        return FALSE;
    }
    task->text = g_steal_pointer(&text);
    if (task->job->options->cache_dir != NULL)
        ocr_cache_put(task->job->options->cache_dir, task->key, task->text);
    return TRUE;
}

/* Runs the tasks that the cache did not have, some processes ahead of the one whose
 * result is awaited, in order.  What fails becomes a warning; the first is kept. */
static void
run_tasks(GArray *tasks, Converted *out, GError **first)
{
    unsigned n_ahead = MAX(task_at(tasks, 0)->job->options->n_jobs, 1);
    unsigned started = 0;

    for (unsigned i = 0; i < tasks->len; i++) {
        g_autoptr(GError) error = NULL;
        for (; started < tasks->len && started < i + n_ahead; started++)
            if (task_at(tasks, started)->text == NULL)
                (void) start_task(task_at(tasks, started), started == i ? &error : NULL);
        if (task_at(tasks, i)->text != NULL)
            continue;
        if (task_at(tasks, i)->child == NULL && error == NULL)
            (void) start_task(task_at(tasks, i), &error);
        if (error == NULL && finish_task(task_at(tasks, i), &error))
            continue;
        converted_warn(out, WARNING_OCR, task_at(tasks, i)->page + 1, 0, "%s",
                       error->message);
        if (*first == NULL)
            *first = g_steal_pointer(&error);
    }
}

/* The tasks, with what the cache has of them.  (transfer full) (element-type Task) */
static GArray *
list_tasks(const OcrJob *job, const char *engine)
{
    GArray *tasks = g_array_new(FALSE, TRUE, sizeof(Task));
    const char *cache = job->options->cache_dir;
    g_autofree char *sum = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *) job->bytes, job->len);

    g_array_set_clear_func(tasks, clear_task);
    for (unsigned i = 0; i < job->pages->len; i++) {
        Task task = { .job = job, .page = g_array_index(job->pages, unsigned, i) };
        task.key = ocr_cache_key(sum, task.page, engine, RENDER_DPI);
        task.what = g_strdup_printf("text recognition of page %u", task.page + 1);
        task.text = cache == NULL ? NULL : ocr_cache_get(cache, task.key);
        g_array_append_val(tasks, task);
    }
    return tasks;
}

/* Puts what was recognised in the place of the pages' words. */
static void
take_words(const GArray *tasks, GPtrArray *words, Converted *out)
{
    OcrScore score = { 0, 0 };

    for (unsigned i = 0; i < tasks->len; i++) {
        const Task *task = task_at(tasks, i);
        const PageWords *old = words->pdata[task->page];
        PageWords *fresh = page_words_new(old->width, old->height);
        if (task->text == NULL || !ocr_words_read(task->text, fresh, &score) ||
            fresh->words->len == 0) {
            page_words_free(fresh);
            continue;
        }
        page_words_straighten(fresh);
        page_words_free(words->pdata[task->page]);
        words->pdata[task->page] = fresh;
        out->n_ocr_pages++;
    }
    out->ocr_confidence =
        score.n_words == 0 ? 0 : (double) score.confidence / (100.0 * score.n_words);
}

/* Nothing could be recognised, for one reason. */
static gboolean
do_without(const OcrJob *job,
           const char *reason,
           unsigned n_pages,
           Converted *out,
           GError **error)
{
    if (!job->has_text) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "no text: its pages are pictures; %s", reason);
        return FALSE;
    }
    converted_warn(out, WARNING_PICTURES, job->pages->len, n_pages,
                   "%u of %u pages are pictures and were not read: %s", job->pages->len,
                   n_pages, reason);
    return TRUE;
}

gboolean
ocr_pages(const OcrJob *job, GPtrArray *words, Converted *out, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *engine = NULL;
    g_autoptr(GArray) tasks = NULL;

    if (!job->options->ocr)
        return do_without(job, "text recognition is off", words->len, out, error);
    engine = ocr_identify(&failure);
    if (engine == NULL)
        return do_without(job, failure->message, words->len, out, error);
    tasks = list_tasks(job, engine);
    run_tasks(tasks, out, &failure);
    take_words(tasks, words, out);
    if (out->n_ocr_pages > 0 || job->has_text)
        return TRUE;
    if (failure != NULL)
        g_propagate_error(error, g_steal_pointer(&failure));
    else
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "no text, and none was recognised in its pictures");
    return FALSE;
}
