/* tracuu-index(1): the offline indexer. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "command.h"
#include "pool.h"

static const Command commands[] = {
    { "build", "-o DIR CORPUS…", "Write index and site", command_build },
    { "check", "CORPUS…", "Extract, write nothing; one JSON object a line",
      command_check },
    { "export", "DIR TARGET", "Copy the site of a bundle to a stick, and read it back",
      command_export },
    { "verify", "DIR", "Compare a bundle with its checksums and counts", command_verify },
};

static void
print_help(void)
{
    printf("Usage:\n  tracuu-index COMMAND [OPTION…] …\n\nCommands:\n");
    for (unsigned i = 0; i < G_N_ELEMENTS(commands); i++)
        printf("  %-7s %-16s %s\n", commands[i].name, commands[i].arguments,
               commands[i].summary);
    printf("\nOptions:\n"
           "  -h, --help               Show this help; COMMAND --help shows a command's\n"
           "      --version            Show the version\n");
}

static void
on_interrupt(int signal_number)
{
    (void) signal_number;
    pool_interrupt();
}

static void
catch_interrupts(void)
{
    const struct sigaction action = { .sa_handler = on_interrupt,
                                      .sa_flags = SA_RESTART };

    (void) sigaction(SIGINT, &action, NULL);
    (void) sigaction(SIGTERM, &action, NULL);
    (void) signal(SIGCHLD,
                  SIG_DFL); /* who starts us may ignore it: no child to wait for */
}

/* The merge holds one file open for each batch of a build: as many as allowed. */
static void
raise_descriptor_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    (void) setrlimit(RLIMIT_NOFILE, &limit);
}

int
main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    g_set_prgname("tracuu-index");
    if (argc < 2)
        return command_usage("no command");
    if (strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0) {
        print_help();
        return EXIT_STATUS_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("tracuu-index %s\n", TRACUU_VERSION);
        return EXIT_STATUS_DONE;
    }
    catch_interrupts();
    raise_descriptor_limit();
    for (unsigned i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return (int) commands[i].run(argc - 1, argv + 1);
    return (int) command_usage("%s: no such command", argv[1]);
}
