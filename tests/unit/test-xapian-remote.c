/* Databases of another machine, which here is 127.0.0.1, through a stub. */
#include "xapian-fixture.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const TEXTS[] = { "a b c", "c b a", "x a b c", NULL };

static pid_t server; /* 0: none */

static int
setup(void **state)
{
    server = 0;
    return scratch_setup(state);
}

static void
stop_server(void)
{
    if (server == 0)
        return;
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    server = 0;
}

static int
teardown(void **state)
{
    stop_server();
    return scratch_teardown(state);
}

/* A socket bound to a free port of 127.0.0.1. */
static int
bind_port(unsigned *port)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    socklen_t len = sizeof address;
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *) &address, sizeof address), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *) &address, &len), 0);
    *port = ntohs(address.sin_port);
    return fd;
}

static const char *
write_stub(unsigned port, const char *more)
{
    g_autofree char *text = g_strdup_printf("remote 127.0.0.1:%u\n%s", port, more);
    write_text(scratch("stub"), text);
    return scratch("stub");
}

/* Starts xapian-tcpsrv for `path`; it serves one connection.  Its port. */
static unsigned
start_server(const char *path)
{
    unsigned port = 0;
    g_autofree char *program = g_find_program_in_path("xapian-tcpsrv");
    if (!program) {
        skip();
        return 0;
    }
    close(bind_port(&port));
    g_autofree char *text = g_strdup_printf("%u", port);
    fflush(NULL);
    server = fork();
    assert_true(server >= 0);
    if (server == 0) {
        execl(program, program, "--one-shot", "--quiet", "--interface", "127.0.0.1",
              "--port", text, path, (char *) NULL);
        _exit(127);
    }
    return port;
}

/* Opens the stub as soon as the server listens. */
static XapianDatabase *
open_when_ready(const char *stub)
{
    g_autoptr(GError) error = NULL;
    for (unsigned i = 0; i < 500; i++) {
        XapianDatabase *database = xapian_database_new_with_path(stub, &error);
        if (database)
            return database;
        assert_error(&error, XAPIAN_ERROR_NETWORK, NULL);
        g_usleep(20000);
    }
    fail_msg("the server does not listen");
    return NULL;
}

static gboolean
append_term(const char *term, size_t len, unsigned freq, gpointer user_data)
{
    g_string_append_printf(user_data, "%.*s=%u ", (int) len, term, freq);
    return TRUE;
}

static void
a_port_where_nobody_listens_is_a_network_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    unsigned port = 0;
    const int fd = bind_port(&port);
    g_autofree char *place = g_strdup_printf("stub: line 1: 127.0.0.1:%u: ", port);
    assert_null(xapian_database_new_with_path(write_stub(port, ""), &error));
    assert_error(&error, XAPIAN_ERROR_NETWORK, place);
    close(fd);
}

static void
a_host_without_address_is_a_network_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    write_text(scratch("stub"), "remote no-such-host.invalid:1\n");
    assert_null(xapian_database_new_with_path(scratch("stub"), &error));
    assert_error(&error, XAPIAN_ERROR_NETWORK, "no-such-host.invalid:1");
}

/* Serves one connection with `answer`, in a child. */
static unsigned
serve_text(const char *answer)
{
    unsigned port = 0;
    const int fd = bind_port(&port);
    assert_int_equal(listen(fd, 1), 0);
    fflush(NULL);
    server = fork();
    assert_true(server >= 0);
    if (server == 0) {
        const int connection = accept(fd, NULL, NULL);
        _exit(write(connection, answer, strlen(answer)) < 0);
    }
    close(fd);
    return port;
}

static void
a_server_of_another_kind_is_an_error(void **state)
{
    (void) state;
    static const char *const answers[] = { "HTTP/1.0 400 Bad Request\r\n\r\n", "" };
    for (unsigned i = 0; i < G_N_ELEMENTS(answers); i++) {
        g_autoptr(GError) error = NULL;
        const unsigned port = serve_text(answers[i]);
        assert_null(xapian_database_new_with_path(write_stub(port, ""), &error));
        assert_error(&error, XAPIAN_ERROR_NETWORK, NULL);
        stop_server();
    }
}

static void
a_remote_database_answers_like_a_local_one(void **state)
{
    (void) state;
    make_single_file(scratch("db"), TEXTS);
    const unsigned port = start_server(scratch("db"));
    g_autoptr(XapianDatabase) database = open_when_ready(write_stub(port, ""));
    g_autoptr(XapianQuery) phrase = terms_query(XAPIAN_QUERY_OP_PHRASE, "a b c");
    g_autofree char *found = search(database, phrase);
    assert_string_equal(found, "1 3");
    g_autoptr(XapianQuery) alternatives = terms_query(XAPIAN_QUERY_OP_OR, "x c");
    g_autoptr(XapianQuery) a = term_query("a");
    g_autoptr(XapianQuery) places =
        xapian_query_new_for_pair(XAPIAN_QUERY_OP_PHRASE, alternatives, a, NULL);
    g_autofree char *by_place = search(database, places);
    assert_string_equal(by_place, "3");
    g_autoptr(GString) terms = g_string_new(NULL);
    assert_true(xapian_database_foreach_term(database, "", 0, append_term, terms, NULL));
    assert_string_equal(terms->str, "a=3 b=3 c=3 x=1 ");
    g_autoptr(XapianDocument) document = xapian_database_get_document(database, 2, NULL);
    g_autoptr(GBytes) data = xapian_document_get_data(document, NULL);
    assert_memory_equal(g_bytes_get_data(data, NULL), "c b a", 5);
}

static void
remote_and_local_shards_are_one_database(void **state)
{
    (void) state;
    unsigned freq = 0;
    make_single_file(scratch("db"), TEXTS);
    const unsigned port = start_server(scratch("db"));
    g_autoptr(XapianDatabase) database = open_when_ready(write_stub(port, "auto db\n"));
    assert_int_equal(xapian_database_get_n_shards(database), 2);
    assert_true(xapian_database_get_term_freq(database, "x", 1, &freq, NULL));
    assert_int_equal(freq, 2);
    g_autoptr(XapianQuery) query = terms_query(XAPIAN_QUERY_OP_AND, "x a");
    g_autofree char *found = search(database, query);
    assert_string_equal(found, "5 6");
    g_autoptr(XapianValueCountMatchSpy) spy = xapian_value_count_match_spy_new(0);
    g_autoptr(XapianEnquire) enquire = xapian_enquire_new(database, NULL);
    xapian_enquire_add_match_spy(enquire, spy);
    assert_true(xapian_enquire_set_query(enquire, query, NULL));
    g_autoptr(XapianMSet) mset = xapian_enquire_get_mset(enquire, 0, 1, 100, NULL);
    assert_int_equal(xapian_mset_get_matches_estimated(mset), 2);
}

static void
a_server_that_goes_away_is_an_error_and_no_signal(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    make_single_file(scratch("db"), TEXTS);
    const unsigned port = start_server(scratch("db"));
    g_autoptr(XapianDatabase) database = open_when_ready(write_stub(port, ""));
    g_autoptr(XapianQuery) query = term_query("a");
    g_autoptr(XapianEnquire) enquire = xapian_enquire_new(database, NULL);
    assert_true(xapian_enquire_set_query(enquire, query, NULL));
    stop_server();
    for (unsigned i = 0; i < 3; i++) {
        g_autoptr(XapianMSet) mset = xapian_enquire_get_mset(enquire, 0, 10, 10, &error);
        assert_null(mset);
        assert_non_null(error);
        assert_int_equal(error->domain, XAPIAN_ERROR);
        assert_true(i > 0 || error->code == XAPIAN_ERROR_NETWORK);
        g_clear_error(&error);
    }
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_port_where_nobody_listens_is_a_network_error),
        test(a_host_without_address_is_a_network_error),
        test(a_server_of_another_kind_is_an_error),
        test(a_remote_database_answers_like_a_local_one),
        test(remote_and_local_shards_are_one_database),
        test(a_server_that_goes_away_is_an_error_and_no_signal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
