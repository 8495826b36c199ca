/* site-notice - what the files that render a notice's page share. */
#pragma once

#include "site-body.h"
#include "site-private.h"

/* A notice whose page is being rendered. */
typedef struct {
    const Site *site;
    const SiteNotice *page;
    const SiteBody *body;
    const char *root;                  /* the way up from the page */
    const cJSON *evidence, *signatory; /* of the card; NULL: none */
} NoticePage;

/* A row at the end of `array`. */
cJSON *site_add_row(cJSON *array);

/* Adds "Dòng 5" as `key`, and as "place" the id of what holds that line, "d2", if it is
 * known; nothing for line 0. */
void site_add_line(const NoticePage *self, cJSON *row, const char *key, uint64_t line);

/* The number that the member "line" of `source` is; 0 when there is none. */
uint64_t site_line_number(const cJSON *source);

/* Data of "related": citations, citing, events. */
void site_add_related(const NoticePage *self, cJSON *data);

/* The body with its citations linked.  (transfer full) */
char *site_linked_body(const NoticePage *self);

/* Data of "cite": how the notice is cited, as a sentence and for programs. */
void site_add_cite(const NoticePage *self, cJSON *data);

/* The notice as schema.org has it, JSON that may stand in a script element and in a
 * template literal.  (transfer full) */
char *site_linked_data(const NoticePage *self);

/* An address below the site, absolute when there is a base_url.  (transfer full) */
char *site_absolute(const Site *site, const char *path);
