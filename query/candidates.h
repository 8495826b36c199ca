/* candidates - keys of the index that one thing typed may stand for, the most frequent
 * first. */
#pragma once

#include <glib.h>

typedef struct {
    char *key;
    unsigned freq;   /* documents that have it */
    unsigned beside; /* … beside its neighbours; for suggestions */
} Candidate;

/* (element-type Candidate) (transfer full) */
GArray *candidates_new(void);

/* Takes `key`. */
void candidates_take(GArray *candidates, char *key, unsigned freq);

/* The `n` most frequent stay, in that order; of equal ones the first by bytes. */
void candidates_keep(GArray *candidates, unsigned n);

/* The one with the highest `beside`, of equal ones the first; NULL when there is none. */
const Candidate *candidates_most_beside(const GArray *candidates);
