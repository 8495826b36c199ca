/* zones - the parts of a notice, before anything is taken from them (A.2): a number
 * in the stamp or in the copy's certificate is never the notice's own.
 * Private to extract/. */
#pragma once

#include "page.h"

#define NO_LINE G_MAXUINT

/* Lines by their index in page->lines; [first, end). */
typedef struct {
    unsigned first, end;
} LineRange;

typedef struct {
    LineRange header;    /* before the type line, or before the body */
    unsigned heading;    /* the type line; NO_LINE */
    unsigned letter;     /* the line with «Kính gửi»; NO_LINE */
    LineRange stamp;     /* of incoming mail; empty: none */
    LineRange copy;      /* the copy's certificate, to the end; empty: none */
    unsigned copy_kind;  /* SAO LỤC; NO_LINE */
    unsigned signature;  /* the line of authority or position; NO_LINE */
    unsigned recipients; /* «Nơi nhận»; NO_LINE */
    const char *type;    /* of the heading, as it is shown; NULL */
    size_t type_len;     /* bytes of the heading's plain that are the type */
} Zones;

Zones zones_find(const Page *page);

gboolean zones_has(LineRange range, unsigned line);

/* T/M, TM., K/T, KT., T/L, TL., T/UQ, TUQ., Q. before capitals: the length of the mark,
 * 0 when there is none. */
size_t zones_authority_mark(const char *plain);

/* The signature in [from, end): its first line, or NO_LINE. */
unsigned zones_find_signature(const Page *page, unsigned from, unsigned end);

/* A line that may be a person's name and nothing else. */
gboolean zones_is_person(const char *plain);
