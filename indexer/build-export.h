/* build-export - writes the exports of site/data (export/export.h). */
#pragma once

#include "build.h"

gboolean
build_export(const Build *build, SpoolReader *reader, Sums *sums, GError **error);
