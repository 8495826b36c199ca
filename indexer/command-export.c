#include <stdio.h>

#include "command.h"
#include "report.h"
#include "stick/stick.h"

#define MEGABYTE 1e6

static void
show_progress(uint64_t done, uint64_t total, gpointer data)
{
    /* In KiB, so that the numbers of a report hold them. */
    report_progress(data, "export", (unsigned) (done >> 10), (unsigned) (total >> 10));
}

static void
print_result(const StickResult *result)
{
    if (result->resumed)
        printf("an earlier export had not come to its end; it is complete now\n");
    printf("wrote %u files (%.1f MB), %u were there already, removed %u\n",
           result->n_written, (double) result->bytes_written / MEGABYTE, result->n_there,
           result->n_removed);
    printf("Đã chép xong và đã đọc lại để kiểm tra %u tệp; có thể rút USB.\n",
           result->n_written + result->n_there);
}

static ExitStatus export(const char *dir, const char *target)
{
    g_autoptr(GError) error = NULL;
    Report report = report_new();
    StickResult result;

    if (!stick_export(dir, target, show_progress, &report, &result, &error)) {
        report_error(&report, error);
        return exit_status_for(error);
    }
    report_clear(&report);
    print_result(&result);
    return EXIT_STATUS_DONE;
}

ExitStatus
command_export(int argc, char **argv)
{
    ExitStatus status = EXIT_STATUS_DONE;

    if (!command_parse("export", "DIR TARGET", NULL, &argc, &argv, &status))
        return status;
    if (argc != 3)
        return command_usage("export: one DIR and one TARGET are needed");
    return export(argv[1], argv[2]);
}
