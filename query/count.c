#include "count.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"

/* A count that may meet more documents than this is worth a process, which costs
 * about as much as meeting some thousands; a phrase costs ten times a word. */
#define FORK_WORDS 16384
#define FORK_PHRASE 2048

/* The second process sends one of these, then either the error's message (`size`
 * bytes) or `size` values. */
typedef struct {
    gboolean failed;
    int code; /* of XAPIAN_ERROR */
    unsigned total;
    unsigned size;
} Message;

/* A value of a facet; `len` bytes follow. */
typedef struct {
    unsigned facet, count, len;
} MessageValue;

struct Count {
    Answer *counted; /* total and facets only; NULL while a process counts */
    pid_t child;
    int pipe;
};

static XapianEnquire *
enquire_new(const Counter *counter, XapianQuery *match, GError **error)
{
    g_autoptr(XapianEnquire) enquire = xapian_enquire_new(counter->database, error);
    if (enquire == NULL || !xapian_enquire_set_query(enquire, match, error))
        return NULL;
    xapian_enquire_set_boolean(enquire);
    return g_steal_pointer(&enquire);
}

/* What Xapian knows without matching: exact of one term. */
static gboolean
find_bounds(const Counter *counter,
            XapianQuery *match,
            unsigned bounds[2],
            GError **error)
{
    g_autoptr(XapianEnquire) enquire = enquire_new(counter, match, error);
    g_autoptr(XapianMSet) mset =
        enquire != NULL ? xapian_enquire_get_mset(enquire, 0, 0, 0, error) : NULL;
    if (mset == NULL)
        return FALSE;
    bounds[0] = xapian_mset_get_matches_lower_bound(mset);
    bounds[1] = xapian_mset_get_matches_upper_bound(mset);
    return TRUE;
}

static gboolean
match_all(const Counter *counter, XapianQuery *match, unsigned *total, GError **error)
{
    g_autoptr(XapianEnquire) enquire = enquire_new(counter, match, error);
    if (enquire == NULL)
        return FALSE;
    facets_watch(counter->facets, enquire);
    g_autoptr(XapianMSet) mset =
        xapian_enquire_get_mset(enquire, 0, 0, counter->n_docs, error);
    if (mset == NULL)
        return FALSE;
    *total = xapian_mset_get_matches_lower_bound(mset);
    return TRUE;
}

/* Counts here and now; `known` when the total needs no matching. */
static Answer *
count_now(const Counter *counter,
          XapianQuery *match,
          gboolean known,
          unsigned total,
          GError **error)
{
    g_autoptr(Answer) answer = answer_new(NULL);
    if (!known && !match_all(counter, match, &total, error))
        return NULL;
    answer->total = total;
    return facets_read(counter->facets, match, answer, error) ? g_steal_pointer(&answer)
                                                              : NULL;
}

static void
write_all(int fd, const GString *text)
{
    size_t written = 0;
    while (written < text->len) {
        ssize_t n = write(fd, text->str + written, text->len - written);
        if (n < 0 && errno != EINTR)
            return;
        written += n > 0 ? (size_t) n : 0;
    }
}

static void
append_answer(const Answer *answer, GString *out)
{
    Message message = { FALSE, 0, answer->total, 0 };
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        message.size += answer->facets[i]->len;
    g_string_append_len(out, (const char *) &message, sizeof(message));
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++) {
        for (unsigned j = 0; j < answer->facets[i]->len; j++) {
            const AnswerCount *count = g_ptr_array_index(answer->facets[i], j);
            MessageValue value = { i, count->count, (unsigned) strlen(count->value) };
            g_string_append_len(out, (const char *) &value, sizeof(value));
            g_string_append(out, count->value);
        }
    }
}

static void
append_error(const GError *error, GString *out)
{
    Message message = { TRUE, error->code, 0, (unsigned) strlen(error->message) };
    g_string_append_len(out, (const char *) &message, sizeof(message));
    g_string_append(out, error->message);
}

/* The second process, which ends here; its time limit is an ordinary death. */
static G_GNUC_NORETURN void
count_as_child(const Counter *counter, XapianQuery *match, int fd)
{
    signal(SIGXCPU, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody waits for it any more */
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(Answer) answer = count_now(counter, match, FALSE, 0, &error);
    if (answer != NULL)
        append_answer(answer, out);
    else
        append_error(error, out);
    write_all(fd, out);
    _exit(0);
}

/* FALSE when there is no second process. */
static gboolean
fork_count(const Counter *counter, XapianQuery *match, Count *count)
{
    int ends[2];
    if (pipe(ends) != 0)
        return FALSE;
    count->child = fork();
    if (count->child == 0) {
        close(ends[0]);
        count_as_child(counter, match, ends[1]);
    }
    close(ends[1]);
    if (count->child < 0) {
        close(ends[0]);
        return FALSE;
    }
    count->pipe = ends[0];
    return TRUE;
}

Count *
count_start(const Counter *counter, XapianQuery *match, GError **error)
{
    unsigned bounds[2] = { 0, 0 };
    if (!find_bounds(counter, match, bounds, error))
        return NULL;
    gboolean known = bounds[0] == bounds[1] && !facets_need_all(counter->facets);
    g_autoptr(Count) count = g_new0(Count, 1);
    count->child = -1;
    count->pipe = -1;
    gboolean is_long = bounds[1] > (counter->has_phrase ? FORK_PHRASE : FORK_WORDS);
    if (!known && counter->may_fork && is_long && fork_count(counter, match, count))
        return g_steal_pointer(&count);
    count->counted = count_now(counter, match, known, bounds[0], error);
    return count->counted != NULL ? g_steal_pointer(&count) : NULL;
}

/* Waits for the second process; its status, 0 when someone else did. */
static int
reap(Count *count)
{
    int status = 0;
    pid_t child = count->child;
    count->child = -1;
    if (count->pipe >= 0)
        close(count->pipe);
    count->pipe = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return 0;
    return status;
}

void
count_free(Count *count)
{
    if (count == NULL)
        return;
    if (count->child > 0)
        kill(count->child, SIGKILL);
    reap(count);
    answer_free(count->counted);
    g_free(count);
}

static GString *
read_all(int fd)
{
    char bytes[4096];
    GString *text = g_string_new(NULL);
    for (;;) {
        ssize_t n = read(fd, bytes, sizeof(bytes));
        if (n > 0)
            g_string_append_len(text, bytes, n);
        else if (n == 0 || errno != EINTR)
            return text;
    }
}

/* Moves `size` bytes from `rest` to `into`; FALSE when there are not so many. */
static gboolean
take_bytes(GString *rest, void *into, size_t size)
{
    if (rest->len < size)
        return FALSE;
    memcpy(into, rest->str, size);
    g_string_erase(rest, 0, (gssize) size);
    return TRUE;
}

static gboolean
take_values(GString *rest, unsigned n, Answer *answer)
{
    MessageValue value;
    for (unsigned i = 0; i < n; i++) {
        if (!take_bytes(rest, &value, sizeof(value)) || value.len > rest->len ||
            value.facet >= SCHEMA_N_FACETS)
            return FALSE;
        answer_add_count(answer, value.facet, rest->str, value.len, value.count);
        g_string_erase(rest, 0, (gssize) value.len);
    }
    return rest->len == 0;
}

/* What the second process sent. */
static gboolean
take_message(GString *rest, Answer *answer, GError **error)
{
    Message message;
    if (take_bytes(rest, &message, sizeof(message))) {
        if (message.failed && rest->len == message.size) {
            g_set_error_literal(error, XAPIAN_ERROR, message.code, rest->str);
            return FALSE;
        }
        answer->total = message.total;
        if (!message.failed && take_values(rest, message.size, answer))
            return TRUE;
    }
    g_set_error_literal(error, XAPIAN_ERROR, XAPIAN_ERROR_RUNTIME,
                        "the process that counts ended early");
    return FALSE;
}

/* Moves total and facets. */
static void
copy_counted(const Answer *counted, Answer *answer)
{
    answer->total = counted->total;
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        for (unsigned j = 0; j < counted->facets[i]->len; j++) {
            const AnswerCount *count = g_ptr_array_index(counted->facets[i], j);
            answer_add_count(answer, i, count->value, strlen(count->value), count->count);
        }
}

gboolean
count_finish(Count *count, Answer *answer, GError **error)
{
    answer_clear_facets(answer);
    if (count->counted != NULL) {
        copy_counted(count->counted, answer);
        return TRUE;
    }
    g_autoptr(GString) rest = read_all(count->pipe);
    int status = reap(count);
    /* Both have the same limit, so this one may say what is to be said of it. */
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        raise(SIGXCPU);
    return take_message(rest, answer, error);
}
