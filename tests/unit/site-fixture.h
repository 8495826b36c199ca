/* site-fixture - a site from the real templates, and what its pages hold. */
#pragma once

#include "site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

Config config_in(const char *language);
Site *site_with(const Config *config);
unsigned count_of(const char *text, const char *part);
void assert_has(const char *page, const char *part);
