#include "glass-corpus.h"

#include <xapian.h>

static const uint8_t uuid[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };

std::string
glass_noise(std::mt19937 &random, size_t len)
{
    std::string bytes(len, '\0');

    for (char &byte : bytes)
        byte = (char) random();
    return bytes;
}

/* Skewed: small numbers are common. */
static unsigned
rank(std::mt19937 &random, unsigned n)
{
    double x = std::uniform_real_distribution<double>(0, 1)(random);

    return (unsigned) (x * x * x * n);
}

static GlassDocument
random_document(std::mt19937 &random, uint32_t docid, unsigned n_terms)
{
    GlassDocument document;
    uint32_t position = 0;

    for (unsigned i = 0; i < n_terms; i++) {
        std::string term = "w" + std::to_string(rank(random, 20 * n_terms + 50));
        GlassPosting &posting = document.terms[term];

        position += 1 + rank(random, 5);
        posting.wdf++;
        if (term.size() != 4) /* some terms have no positions */
            posting.positions.push_back(position);
    }
    document.terms["all"].wdf = docid % 7 == 0 ? 200 : docid % 3;
    document.values[0] = std::to_string(docid % 11);
    if (docid % 2 == 0)
        document.values[3] = std::string(docid % 40 + 1, (char) ('a' + docid % 26));
    if (docid % 10 == 1)
        document.data = std::string(docid % 3000, 'x') + "d";
    else if (docid % 10 != 2)
        document.data =
            "document " + std::to_string(docid) + " " + glass_noise(random, 5);
    return document;
}

GlassCorpus
glass_corpus_random(unsigned n, unsigned n_terms, bool gaps, unsigned seed)
{
    std::mt19937 random(seed);
    GlassCorpus corpus;

    for (uint32_t docid = 1; corpus.documents.size() < n; docid++)
        if (!gaps || random() % 10 != 0)
            corpus.documents[docid] = random_document(random, docid, n_terms);
    corpus.metadata["schema"] = "1";
    corpus.metadata["bytes"] = glass_noise(random, 300);
    corpus.metadata["long"] = glass_noise(random, 20000);
    return corpus;
}

static Xapian::Document
to_xapian(const GlassDocument &document)
{
    Xapian::Document made;

    for (const auto &[term, posting] : document.terms) {
        made.add_term(term, posting.wdf);
        for (uint32_t position : posting.positions)
            made.add_posting(term, position, 0);
    }
    for (const auto &[slot, value] : document.values)
        made.add_value(slot, value);
    made.set_data(document.data);
    return made;
}

void
glass_write_xapian(const GlassCorpus &corpus, const std::string &folder)
{
    Xapian::WritableDatabase database(folder, Xapian::DB_CREATE | Xapian::DB_NO_SYNC |
                                                  Xapian::DB_NO_TERMLIST |
                                                  Xapian::DB_BACKEND_GLASS);

    for (const auto &[key, value] : corpus.metadata)
        database.set_metadata(key, value);
    for (const auto &[docid, document] : corpus.documents)
        database.replace_document(docid, to_xapian(document));
    database.commit();
}

static void
feed_documents(const GlassCorpus &corpus, GlassWriter *writer)
{
    std::map<unsigned, std::map<uint32_t, std::string>> slots;
    g_autoptr(GByteArray) deflated = g_byte_array_new();

    for (const auto &[docid, document] : corpus.documents)
        for (const auto &[slot, value] : document.values)
            slots[slot][docid] = value;
    for (const auto &[slot, values] : slots)
        for (const auto &[docid, value] : values)
            glass_writer_add_value(writer, slot, docid, value.data(), value.size());
    for (const auto &[docid, document] : corpus.documents) {
        const std::string &data = document.data;
        uint32_t length = 0;

        for (const auto &[term, posting] : document.terms)
            length += posting.wdf;
        glass_writer_add_doclen(writer, docid, length);
        g_byte_array_set_size(deflated, 0);
        if (glass_deflate(deflated, data.data(), data.size()))
            glass_writer_add_data(writer, docid, deflated->data, deflated->len, TRUE);
        else
            glass_writer_add_data(writer, docid, (const uint8_t *) data.data(),
                                  data.size(), FALSE);
    }
}

static void
feed_term(GlassWriter *writer,
          const std::string &term,
          const std::map<uint32_t, const GlassPosting *> &postings)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();
    uint64_t collfreq = 0;

    for (const auto &[docid, posting] : postings)
        collfreq += posting->wdf;
    glass_writer_begin_term(writer, term.data(), term.size(), (uint32_t) postings.size(),
                            collfreq);
    for (const auto &[docid, posting] : postings) {
        const std::vector<uint32_t> &positions = posting->positions;

        g_byte_array_set_size(packed, 0);
        if (!positions.empty())
            glass_pack_positions(packed, positions.data(), (unsigned) positions.size());
        glass_writer_add_posting(writer, docid, posting->wdf,
                                 positions.empty() ? nullptr : packed->data, packed->len);
    }
}

void
glass_feed(const GlassCorpus &corpus, GlassWriter *writer)
{
    std::map<std::string, std::map<uint32_t, const GlassPosting *>> terms;

    for (const auto &[key, value] : corpus.metadata)
        glass_writer_add_metadata(writer, key.c_str(), value.data(), value.size());
    feed_documents(corpus, writer);
    for (const auto &[docid, document] : corpus.documents)
        for (const auto &[term, posting] : document.terms)
            terms[term][docid] = &posting;
    for (const auto &[term, postings] : terms)
        feed_term(writer, term, postings);
}

void
glass_write(const GlassCorpus &corpus, const std::string &path)
{
    g_autoptr(GError) error = nullptr;
    g_autoptr(GlassWriter) writer = glass_writer_new(path.c_str(), &error);

    assert_non_null(writer);
    glass_feed(corpus, writer);
    assert_true(glass_writer_finish(writer, uuid, &error));
    assert_null(error);
}
