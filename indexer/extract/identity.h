/* identity - which document a citation, or a notice itself, is.
 *
 * Source: domain report A.3.  A number alone is no key: TU is any of 63 provincial
 * committees, and numbers start anew.
 */
#pragma once

#include "extraction.h"

/* The same document has the same base; of one base, `day` tells documents apart.
 *
 * base  number (folded, without leading zeros), the type where its symbol stands for
 *       two, and the province where its organ is of one; for a document without number
 *       type, organ and province.  Whose organ stays unknown (a province's whose name
 *       is not said, one below a province) has a base of the citing notice alone.
 * day   the number's own year, else the date's year for the State and the day for the
 *       Party and for what has no number; NULL when the date is unknown.
 */
typedef struct {
    char *base, *day;
    gboolean local; /* of the citing notice alone */
} Identity;

/* `id` and `province` (or NULL) are of the notice that the citation stands in. */
Identity
identity_of_citation(const Citation *citation, const char *id, const char *province);

/* FALSE when the notice says too little: no number, and not type, issuer and date. */
gboolean identity_of_notice(const Notice *notice, Identity *identity);

void identity_clear(Identity *identity);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Identity, identity_clear)
