/* Every row of the vector files, as tests/golden/test-text-golden.c checks them. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { goldenRows, loadEngine } from "./engine.mjs";
import { findDates, findDocnums } from "./find.mjs";
import { iyKey } from "./iy-key.mjs";

const { text } = loadEngine();

function checkFile(name, nRows, check) {
    const rows = goldenRows(name);

    assert.equal(rows.length, nRows);
    for (const columns of rows) {
        assert.equal(columns.length, 2);
        check(...columns);
    }
}

test("every row of normalise is made canonical", () => {
    checkFile("normalise.tsv", 237, (input, expected) => {
        assert.equal(text.canonical(input), expected);
        assert.equal(text.canonical(expected), expected);
    });
});

test("every row of folded is folded", () => {
    checkFile("folded.tsv", 261, (input, expected) => assert.equal(text.fold(input), expected));
});

test("every row of iy has its key", () => {
    checkFile("iy.tsv", 54, (input, expected) => assert.equal(iyKey(text, input), expected));
});

test("every row of distinct stays apart", () => {
    checkFile("distinct.tsv", 24, (one, other) => {
        assert.notEqual(text.canonical(one), text.canonical(other));
    });
});

const listed = (tokens, kind, prefix = "") =>
    tokens.filter((token) => token.kind === kind).map((token) => prefix + token.k1);

test("every row of tokens is cut so", () => {
    checkFile("tokens.tsv", 78, (input, expected) => {
        assert.equal(listed(text.analyse(input), "syllable").join("|"), expected);
    });
});

/* Parts of dates and of anything joined by / or - have bare forms too, which the file does
 * not list. */
function standsAlone(input, tokens, number) {
    const holds = (other) => other.start <= number.start && number.end <= other.end;

    return (
        !/[/-]/.test(input.charAt(number.end)) &&
        !tokens.some((other) => /^(docnum|date)$/.test(other.kind) && holds(other))
    );
}

const shownNumbers = (input) => findDocnums(text, input).map((docnum) => docnum.display);

test("every row of compounds has its extra tokens", () => {
    checkFile("compounds.tsv", 21, (input, expected) => {
        const tokens = text.analyse(input);
        const alone = tokens.filter(
            (token) => token.kind !== "number" || standsAlone(input, tokens, token)
        );
        const found = [
            ...listed(alone, "joined", "joined:"),
            ...listed(alone, "number", "number:"),
            ...shownNumbers(input).map((shown) => `docnum:${shown}`),
            ...listed(alone, "date", "date:"),
            ...listed(alone, "range", "range:")
        ];

        assert.equal(found.join("|"), expected);
    });
});

test("every row of docnum has its numbers", () => {
    checkFile("docnum.tsv", 51, (input, expected) => {
        assert.equal(shownNumbers(input).join("|"), expected);
    });
});

test("every row of dates has its dates", () => {
    checkFile("dates.tsv", 24, (input, expected) => {
        const found = findDates(text, input).map((date) => date.iso);

        assert.equal(found.join("|"), expected);
    });
});
