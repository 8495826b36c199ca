/* page - the data of the site's page "answer" (indexer/site.h has the contract). */
#pragma once

#include "answer.h"
#include "json.h"

/* What stands on the page instead of an answer; keys of the catalogue. */
typedef struct {
    const char *title; /* "error_request" */
    const char *text;  /* its {n} is `detail` */
    const char *detail;
} PageError;

/* The data for `answer`, or for `error` when it is not NULL.
 *
 * config   SCHEMA_META_CONFIG of the index, as site_query_config writes it
 * request  what was asked; the links keep it
 *
 * Returns  (transfer full), or NULL with TRACUU_ERROR_CORRUPT when `config`
 *          lacks something
 */
cJSON *page_data(const cJSON *config,
                 const SearchRequest *request,
                 const Answer *answer,
                 const PageError *page_error,
                 GError **error);
