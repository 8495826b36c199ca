// The judge of the comparison finds every kind of difference: a comparison that finds none
// must not be one that looks at nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columns, differences } from "./judge.mjs";

const result = (id, score) => ({
    id,
    url: `notices/${id}.html`,
    title: id,
    type: null,
    issuer: null,
    province: null,
    number: null,
    date: null,
    score,
    tier: "exact",
    snippet: `<mark>${id}</mark>`,
});

function answered() {
    return {
        answer: {
            total: 2,
            relaxed: false,
            suggestion: null,
            page: 1,
            page_size: 10,
            warnings: [],
            results: [result("a", 2), result("b", 1)],
            facets: { type: [{ value: "x", count: 2 }] },
        },
        all: [
            ["a", "exact", 2],
            ["b", "exact", 1],
        ],
    };
}

const changes = {
    refusal: (other) => {
        other.answer = { error: "refused" };
    },
    total: (other) => {
        other.answer.total = 3;
    },
    documents: (other) => {
        other.all[1][0] = "c";
    },
    tiers: (other) => {
        other.all[1][1] = "folded";
    },
    "first ten": (other) => {
        other.all.reverse();
    },
    order: (other) => {
        other.all.reverse();
    },
    page: (other) => {
        other.answer.results.reverse();
    },
    facets: (other) => {
        other.answer.facets.type[0].count = 1;
    },
    relaxed: (other) => {
        other.answer.relaxed = true;
    },
    suggestion: (other) => {
        other.answer.suggestion = "a";
    },
    warnings: (other) => {
        other.answer.warnings.push("too much");
    },
    fields: (other) => {
        other.answer.results[0].title = null;
    },
    marks: (other) => {
        other.answer.results[0].snippet = "a";
    },
    scores: (other) => {
        other.all[0][2] *= 1 + 1e-8;
    },
};

test("equal answers have no differences", () => {
    assert.deepEqual(differences(answered(), answered()), []);
});

test("scores may differ in the last digits", () => {
    const other = answered();
    other.all[0][2] *= 1 + 1e-12;
    assert.deepEqual(differences(answered(), other), []);
});

for (const name of columns) {
    test(`a difference in ${name} is found`, () => {
        const other = answered();
        changes[name](other);
        assert.ok(differences(answered(), other).includes(name));
    });
}

test("what one refuses differs in everything, what both refuse in nothing", () => {
    const refused = { answer: { error: "one" }, all: [] };
    assert.deepEqual(differences(answered(), refused), columns);
    assert.deepEqual(differences(refused, { answer: { error: "other" }, all: [] }), []);
});
