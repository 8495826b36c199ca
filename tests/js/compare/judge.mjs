// judge - where two answers to one request differ.
import { isDeepStrictEqual } from "node:util";

/** The columns of the table: what must be equal, and what of an answer it is. */
export const aspects = {
    refusal: ({ answer }) => "error" in answer,
    total: ({ answer }) => answer.total,
    documents: ({ all }) => all.map(([id]) => id).sort(),
    tiers: ({ all }) => new Map(all.map(([id, tier]) => [id, tier])),
    "first ten": ({ all }) => all.slice(0, 10).map(([id]) => id),
    order: ({ all }) => all.map(([id]) => id),
    page: ({ answer }) => [answer.page, answer.page_size, answer.results?.map(({ id }) => id)],
    facets: ({ answer }) => answer.facets,
    relaxed: ({ answer }) => answer.relaxed,
    suggestion: ({ answer }) => answer.suggestion,
    warnings: ({ answer }) => answer.warnings,
    fields: ({ answer }) => answer.results?.map((result) => fields.map((key) => result[key])),
    marks: ({ answer }) =>
        answer.results?.map(({ id, snippet }) => [id, snippet.includes("<mark>")]),
};

// Of a result; SPEC 5.
const fields = [
    "id",
    "url",
    "title",
    "type",
    "issuer",
    "province",
    "number",
    "date",
    "score",
    "tier",
];

/** The columns of the table, in order. */
export const columns = [...Object.keys(aspects), "scores"];

const tolerance = 1e-9;

function sameScores(expected, got) {
    const scores = new Map(got.all.map(([id, , score]) => [id, score]));
    return expected.all.every(([id, , score]) => {
        const other = scores.get(id);
        return other === undefined || Math.abs(score - other) <= tolerance * Math.abs(score);
    });
}

/**
 * The names of the aspects in which `got` is not what is `expected`; each is {answer, all}:
 * the answer of one page, and [id, tier, score] of all results in order.
 */
export function differences(expected, got) {
    if ("error" in expected.answer || "error" in got.answer) {
        return "error" in expected.answer && "error" in got.answer ? [] : [...columns];
    }
    const found = Object.keys(aspects).filter(
        (name) => !isDeepStrictEqual(aspects[name](expected), aspects[name](got)),
    );
    return sameScores(expected, got) ? found : [...found, "scores"];
}
