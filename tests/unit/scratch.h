/* scratch - an empty folder for one test, and its end. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "file.h"

/* cmocka set-up: *state becomes the path. */
static inline int
scratch_make(void **state)
{
    *state = g_dir_make_tmp("tracuu-unit-XXXXXX", NULL);
    return *state == NULL;
}

static inline int
scratch_remove(void **state)
{
    gboolean removed = file_remove_tree(*state, NULL);

    g_free(*state);
    return !removed;
}

#define scratch_test(function)                                                           \
    cmocka_unit_test_setup_teardown(function, scratch_make, scratch_remove)
