/* build-quality - the notices that should be looked at, gathered while exports are
 * written, and their page. */
#pragma once

#include "build.h"
#include "json.h"

typedef struct BuildQuality BuildQuality;

BuildQuality *build_quality_new(void);
void build_quality_free(BuildQuality *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BuildQuality, build_quality_free)

/* Looks at the card of a notice, by its document from 0. */
void build_quality_add(BuildQuality *self, uint32_t notice, const cJSON *card);

/* Writes the page. */
gboolean
build_quality_write(BuildQuality *self, const Build *build, Sums *sums, GError **error);
