/* glass-compare - two databases are the same to whoever asks through Xapian's API. */
#pragma once

#include <random>
#include <xapian.h>

/* Asserts that all documents, terms, postings, positions, values, metadata and their
 * statistics are the same. */
void glass_assert_same(const Xapian::Database &expected, const Xapian::Database &actual);

/* Asserts that random queries rank and count alike. */
void glass_assert_same_answers(const Xapian::Database &expected,
                               const Xapian::Database &actual,
                               std::mt19937 &random);
