/* forms - the map K2→K1 of the whole index, gathered while its terms go by.
 *
 * K2 terms come before most K1 terms, so all are kept until the last one: memory is the
 * vocabulary (some 10 bytes and two numbers a word), not the text.
 */
#pragma once

#include "store.h"

typedef struct Forms Forms;

Forms *forms_new(void);
void forms_free(Forms *forms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forms, forms_free)

/* Each kind of word in byte order, all of them before forms_write. */
void forms_add_k1(Forms *forms, const char *k1, size_t len, uint32_t df);
void forms_add_k2(Forms *forms, const char *k2, size_t len, uint32_t df);
/* "k2 k1": this marked word is one of its class. */
void forms_add_form(Forms *forms, const char *form, size_t len);

/* Adds each K2 to `store` with its one stream: the K1 of its class that are in the
 * index, the unmarked one first. */
gboolean forms_write(const Forms *forms, Store *store, GError **error);
