/* extract - what a notice's own header says of it: type and title (trích yếu).
 *
 * Source: domain report A.2 and A.5.  Nothing is guessed: what the header does
 * not say stays NULL.
 */
#pragma once

#include "notice.h"

/* Fills type and title of `notice` from its text where they are NULL.
 *
 * type   the first type word of the State's and the Party's lists that stands
 *        alone, in capitals, on a line of the header; "Công văn" for a text that
 *        starts with «Kính gửi»
 * title  the heading under the type line, as it is spelled, its lines joined
 */
void extract_header(Notice *notice);
