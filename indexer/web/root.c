#include "root.h"

#include "json.h"
#include "query-limits.h"
#include "ranking.h"

#define MEMBER(key, number) "\"" key "\":" G_STRINGIFY(number)

static const char ranking[] =
    "\"ranking\":{" MEMBER("word", RANK_WORD) "," MEMBER("as_typed", RANK_AS_TYPED) "," MEMBER("pair", RANK_PAIR) "," MEMBER(
        "k1",
        RANK_BM25_K1) "," MEMBER("k3",
                                 RANK_BM25_K3) "," MEMBER("b",
                                                          RANK_BM25_B) "," MEMBER("min_"
                                                                                  "normle"
                                                                                  "n",
                                                                                  RANK_BM25_MIN_NORMLEN) "," MEMBER("title_wdf",
                                                                                                                    RANK_TITLE_WDF) "}";

static const char limits[] =
    "\"limits\":{" MEMBER("query_bytes", QUERY_MAX_BYTES) "," MEMBER("words", QUERY_MAX_WORDS) "," MEMBER("depth", QUERY_MAX_DEPTH) "," MEMBER(
        "expansion",
        QUERY_MAX_EXPANSION) "," MEMBER("page_size",
                                        QUERY_PAGE_SIZE) "," MEMBER("max_page_size",
                                                                    QUERY_MAX_PAGE_SIZE) "," MEMBER("max_page",
                                                                                                    QUERY_MAX_PAGE) "}";

void
root_append_start(GString *json, const RootTexts *texts)
{
    g_string_append_printf(json, "{\"format\":%d,\"title\":", ROOT_FORMAT);
    json_append_string(json, texts->title);
    g_string_append(json, ",\"language\":");
    json_append_string(json, texts->language);
    g_string_append_printf(json, ",%s,%s,", ranking, limits);
}

gboolean
root_write(ChunkWriter *writer, const GString *json, char **name, GError **error)
{
    const GByteArray bytes = { (guint8 *) json->str, (guint) json->len };
    const ChunkPart part = { &bytes, CHUNK_TEXT };
    uint32_t sum = 0;

    if (!chunk_write(writer, ROOT_NAME, &part, 1, &sum, error))
        return FALSE;
    *name = chunk_file_name(ROOT_NAME, sum);
    return TRUE;
}
