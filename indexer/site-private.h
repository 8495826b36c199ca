/* site-private - what the files that render pages share. */
#pragma once

#include "json.h"
#include "site-browse.h"
#include "template.h"

struct Site {
    const Config *config;
    char *template_dir;
    TemplateSet *templates;
    cJSON *ui;         /* the catalogue's strings in the site's language */
    GHashTable *texts; /* the same by key, which a page asks for some 100 times */
    char *colours;     /* the style sheet's start (site-colours.h) */
    char *logo;        /* bytes; NULL: none */
    size_t logo_len;
};

/* Makes site->texts of site->ui, whose strings it points to. */
void site_index_texts(Site *site);

/* A string of the catalogue; the key itself when there is none. */
const char *site_text(const Site *site, const char *key);

/* The same with {n} and {m} replaced; `m` may be NULL.  (transfer full) */
char *site_fill(const Site *site, const char *key, const char *n, const char *m);

/* `kind` and a number: "d2".  (transfer full) */
char *site_number_id(const char *kind, uint64_t n);

/* {n} is a count; for 1 the string KEY_one.  (transfer full) */
char *site_fill_count(const Site *site, const char *key, unsigned n);

/* Adds a string, or null for NULL; `key` must stay. */
void site_add_text(cJSON *object, const char *key, const char *text);

/* The same of a string that outlives `object`, which is not copied: of the catalogue, of
 * a notice, of its card. */
void site_add_lasting(cJSON *object, const char *key, const char *text);

/* Adds a boolean; `key` must stay. */
void site_add_flag(cJSON *object, const char *key, gboolean flag);

/* The way from a page up to the site's root: "../../" for "browse/type/x.html", ""
 * for "index.html".  (transfer full) */
char *site_way_up(const char *path);

/* What "meta" and the lists of notices show of one; "url" is below the root. */
cJSON *site_line_data(const Site *site, const SiteLine *line);

/* The date in words, or the bounds of an unknown one; NULL without any.
 * (transfer full) */
char *site_date(const Site *site,
                const char *date,
                const char *not_before,
                const char *not_after);

/* ---- of the pages to browse (site-browse.c) ------------------------------------- */

/* "Tháng 3/2020" for "2020-03" and what follows it.  (transfer full) */
char *site_month_name(const Site *site, const char *iso);

/* A day, or an interval; NULL for what is no date.  (transfer full) */
char *site_days(const Site *site, const char *date, const char *end);

/* What a cited document is called: "Chỉ thị 16/CT-TTg".  (transfer full) */
char *site_document_name(const Site *site, const char *type, const char *number);

/* Data of a page at `path`, with the first step of its *trail. */
cJSON *
site_page_data(const Site *site, const char *path, const char *heading, cJSON **trail);

/* A step of the way to the page; `path` is NULL for the page itself. */
void site_add_step(cJSON *trail, const char *label, const char *path);

/* What "pager" needs, in a list whose first page is at `path`. */
void site_add_pager(const Site *site, cJSON *data, const char *path, SitePager pager);
