/* metadata - a notice's fields as filter terms and values (schema.h). */
#pragma once

#include "notice.h"
#include "run.h"

/* Posts the filter terms of every known field to the document at hand; what is
 * unknown posts nothing. */
void metadata_post(TextAnalyser *analyser, RunBuilder *run, const Notice *notice);

/* Called with each value of a notice, ascending by slot. */
typedef void (*MetadataValueFunc)(unsigned slot,
                                  const char *bytes,
                                  size_t len,
                                  gpointer user_data);
void
metadata_foreach_value(const Notice *notice, MetadataValueFunc func, gpointer user_data);
