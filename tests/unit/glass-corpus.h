/* glass-corpus - documents in memory, to be written by Xapian and by the writer. */
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

/* cmocka wants these four before it, and has nothing for C++. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
extern "C" {
#include <cmocka.h>
}

#include "glass/writer.h"

struct GlassPosting {
    uint32_t wdf = 0;
    std::vector<uint32_t> positions;
};

struct GlassDocument {
    std::map<std::string, GlassPosting> terms;
    std::map<unsigned, std::string> values;
    std::string data;
};

struct GlassCorpus {
    std::map<uint32_t, GlassDocument> documents;
    std::map<std::string, std::string> metadata;
};

/* `n` documents of about `n_terms` terms each, some common, some rare; one of ten
 * numbers is left out when `gaps`. */
GlassCorpus glass_corpus_random(unsigned n, unsigned n_terms, bool gaps, unsigned seed);

/* Incompressible. */
std::string glass_noise(std::mt19937 &random, size_t len);

void glass_write_xapian(const GlassCorpus &corpus, const std::string &folder);

/* Feeds the writer everything, finish is left to the caller. */
void glass_feed(const GlassCorpus &corpus, GlassWriter *writer);

/* TRUE or asserts. */
void glass_write(const GlassCorpus &corpus, const std::string &path);
