/* site-point - the mark that begins a point of a document («I.», «1-», «(2)», «2.1.»,
 * «a)», «-», «Điều 5.», «Chương II»), and how deep the point lies. */
#pragma once

#include <glib.h>

#define POINT_MAX_DEPTH 5

typedef struct {
    unsigned char
        kinds[POINT_MAX_DEPTH]; /* of the points that are open, outermost first */
    unsigned depth;
} PointStack;

typedef struct {
    size_t len; /* bytes of the mark; 0: the line begins no point */
    char
        rank; /* of a heading («Chương», «Điều»): 'a' the highest; 0: an ordinary point */
    unsigned kind; /* private; for point_push */
} Point;

/* The mark at the start of [text, end), a line without margins.
 *
 * stack  the points that are open: a letter is a mark when it is the first or others were
 */
Point point_at(const PointStack *stack, const char *text, const char *end);

/* Opens the point: it lies in those of other kinds that are open, and ends those that lie
 * in one of its own kind.  Returns its depth, from 1. */
unsigned point_push(PointStack *stack, Point point);

/* A heading ends all points. */
void point_clear(PointStack *stack);
