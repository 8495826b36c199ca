/* options - the command line becomes a request. */
#pragma once

#include <stdio.h>

#include "request.h"

/* Reads the options; what is left becomes the query, joined by blanks.  Behind
 * the first word only "--name" is an option: a single dash is the query's.
 *
 * arguments  argv without the program's name, ending in NULL
 *
 * Returns  (transfer full), or NULL with TRACUU_ERROR_USAGE: an unknown option,
 *          a missing argument, a value that is none, a query that is too long,
 *          bytes that are no UTF-8, or nothing to look for.
 */
SearchRequest *options_read(char **arguments, GError **error);

/* The help, from the table of inputs. */
void options_print_help(FILE *out);
