/* config - tracuu.json: what a webmaster can set (SPEC 4); all of it optional. */
#pragma once

#include "json.h"

typedef struct {
    char *title;     /* of the collection; default from the catalogue */
    char *language;  /* "vi" or "en" */
    char *cgi;       /* URL of the search program: "/cgi-bin/tracuu.cgi" */
    char *base_url;  /* absolute URL of the site, or "" */
    char *pages;     /* "files" or "packed": how the site keeps the texts of notices */
    char *site_path; /* URL path the site is served at, ends in "/": "/" */
    char *synonyms;  /* path of a synonyms file, or NULL */
    char *templates; /* folder of templates that replaces the installed one, or NULL */
    char *logo;      /* path of a .svg or .png for the head of every page, or NULL */
    char *intro;     /* text for the home page; a blank line ends a paragraph; or "" */
    cJSON *colours;  /* {"light": {NAME: "#rrggbb"}, "dark": {…}}, or NULL */
} Config;

Config *config_new(void); /* the defaults */
void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

gboolean config_is_packed(const Config *config);

/* Reads the file at `path`; relative paths in it are relative to it.  NULL with
 * TRACUU_ERROR_CONFIG naming file and place: not JSON, an unknown key, a value
 * of the wrong kind. */
Config *config_load(const char *path, GError **error);
