/* rules - lib/text/rules.def as JavaScript, so that the browser has the same data. */
#pragma once

#define RULES_PATH "site/assets/text-rules.js"

/* The script: tracuu.rules = [["RIME","a"],…], in the order of the file.  The names
 * of document number kinds are strings.  Static. */
const char *rules_script(void);
