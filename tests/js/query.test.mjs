/* Every row of query.tsv, and what a row cannot say: the tests of test-query-golden.c. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { describer } from "./describe.mjs";
import { goldenRows, loadEngine } from "./engine.mjs";

const engine = loadEngine();
const { query } = engine;
const describe = describer(engine);

test("every row is read as it says", () => {
    const rows = goldenRows("query.tsv");

    assert.equal(rows.length, 218);
    for (const [typed, tree, ...more] of rows) {
        assert.equal(more.length, 0);
        assert.equal(describe(typed), tree, typed);
    }
});

test("what has no word is nothing", () => {
    const nothing = ["", " ", "\t\n", "!!! ??? ...", "-", "--", "-*", "*", "()", "(())",
        "( \"\" )", "\"\"", "\" \"", "\"", "“", "“”", ")(", "-()", "((", "))", "\u200b", ":", "|",
        "\0", "\x85"];

    for (const typed of nothing) {
        assert.equal(query.parse(typed).root, null, JSON.stringify(typed));
        assert.equal(describe(typed), "");
    }
});

test("a kilobyte of quotes or brackets is nothing", () => {
    for (const c of "\"()-*:") {
        assert.equal(describe(c.repeat(1024)), "");
    }
});

test("brackets nest to the bound and are dropped below it", () => {
    const nested = (depth) => "(".repeat(depth) + "a" + " b)".repeat(depth);

    assert.equal(describe(nested(query.limits.depth)).includes("b b"), false);
    assert.equal(describe(nested(query.limits.depth + 1)).includes("(and a b b)"), true);
});

test("words after the limit are not read and that is said", () => {
    const typed = Array.from({ length: query.limits.words }, (_, i) => `a${i}`).join(" ");
    const full = query.parse(typed);
    const cut = query.parse(typed + " z");

    assert.equal(full.cut, false);
    assert.equal(full.root.children.length, query.limits.words);
    assert.equal(cut.cut, true);
    assert.equal(describe(cut), describe(full));
});

test("a phrase over the limit stays a phrase", () => {
    const { root, cut } = query.parse(`"${"a ".repeat(query.limits.words + 5)}"`);

    assert.equal(cut, true);
    assert.equal(root.kind, "phrase");
    assert.equal(root.words.length, query.limits.words);
});

test("limits are those that the index says", () => {
    const altered = loadEngine();
    const other = altered.query;

    Object.assign(other.limits, { words: 4, depth: 1 });
    assert.equal(describe("(a (b OR c))"), "(and a (or b c))");
    assert.equal(describer(altered)("(a (b OR c))"), "(or (and a b) c)");
    assert.equal(other.parse("a b c d").cut, false);
    assert.equal(other.parse("a b c d e").cut, true);
});

test("a node says what the search needs", () => {
    const covid = query.parse("-Covid-19 x").root.children[0];
    const { k1, k2, marked, number, legal } = query.parse("Đảng").root.words[0];
    const days = query.parse("ngay:2020..").root;
    const iso = query.parse("2021-08-24").root.words[0];

    assert.equal(covid.negated, true);
    assert.equal(covid.children, null);
    assert.equal(covid.joined.k1, "covid19");
    assert.deepEqual([k1, k2, marked, number, legal], ["đảng", "dang", true, false, true]);
    assert.deepEqual([days.field.kind, days.begin, days.end], ["dated", "20200101", ""]);
    assert.deepEqual([iso.k1, iso.k2, iso.marked], ["2021-08-24", "2021-08-24", false]);
    assert.equal(query.parse("so:43-BS/ĐUK").root.number, "43-bs/đuk");
    assert.deepEqual([...query.fields].map(({ term }) => term),
        ["type", "issuer", "province", "signatory", "number", "docnum", "date"]);
});

test("relaxing joins what was wanted and keeps filters and negations", () => {
    const rows = [
        ["a b", true, "(and (or a b))"],
        ["a b -c loai:d", true, "(and (or a b) (not c) (loai d))"],
        ["a \"b c\" (d e) 16/CT-TTg", true,
            "(and (or a (phrase b c) (and d e) (number 16/ct-ttg)))"],
        ["a", false, "a"],
        ["a OR b", false, "(or a b)"],
        ["a -b", false, "(and a (not b))"],
        ["-b a", false, "(and a (not b))"],
        ["\"a b\"", false, "(phrase a b)"],
        ["-a -b", false, "(and (not a) (not b))"],
        ["", false, ""],
    ];

    for (const [typed, changed, tree] of rows) {
        const parsed = query.parse(typed);

        assert.equal(query.relax(parsed), changed, typed);
        assert.equal(describe(parsed), tree);
    }
});

test("half a surrogate pair is no error", () => {
    const halves = ["\ud800", "a\udc00b", "\ud800:x", "\"\udfff", "loai:\ud83d", "x\ud83d\""];

    for (const typed of halves) {
        assert.equal(typeof describe(typed), "string");
    }
});
