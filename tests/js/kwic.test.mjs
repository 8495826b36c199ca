/* Hits in their contexts: every row of kwic.tsv, as test-query-kwic.c has them. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { SCRIPTS, goldenRows, loadEngine } from "./engine.mjs";

const { query, kwic, text } = loadEngine([...SCRIPTS, "research-kwic.js"]);

const KNOWN = "chiến sĩ chiến sỹ tiếng việt cách ly xã hội covid-19";
const known = text.analyse(KNOWN);

/* What an index of KNOWN has of a word. */
function formsOf(word) {
    const has = (k1) => known.some((token) => token.k1 === k1);
    const variant = text.iyVariant(word.k1);

    if (!word.marked) {
        return { exact: [], variants: [] };
    }
    return {
        exact: has(word.k1) ? [word.k1]
            : known.map(({ k1 }) => k1).filter((k1) => text.marksAgree(word.k1, k1)),
        variants: variant && has(variant) ? [variant] : [],
    };
}

const ESCAPED = { n: "\n", t: "\t", "\\": "\\" };
const unescaped = (string) => string.replace(/\\(.)/g, (_, c) => ESCAPED[c]);
const lineOf = (content, start) => content.slice(0, start).split("\n").length;
const hitsFor = (typed) => new kwic.Hits(query.parse(typed).root, formsOf);

test("every row has the hits that it says", async () => {
    const rows = goldenRows("kwic.tsv");

    for (const [typed, tier, escaped, expected] of rows) {
        const content = unescaped(escaped);
        const hits = await hitsFor(typed).find(content, tier);
        const got = hits.map(({ start, left, hit, right }) =>
            `${lineOf(content, start)}:${left}¦${hit}¦${right}`);

        assert.equal(got.join(" ¦¦ "), expected, typed);
        assert.equal(await hitsFor(typed).count(content, tier), hits.length, typed);
    }
    assert.equal(rows.length, 43);
});

test("a context has as many syllables as are wanted", async () => {
    const content = "một hai ba, bốn cách ly năm. Sáu bảy";
    const found = async (context) => (await hitsFor("\"cách ly\"").find(content, "exact", () => {},
        context)).map(({ left, right }) => [left, right]);

    assert.equal(JSON.stringify(await found(2)), JSON.stringify([["ba, bốn ", " năm. Sáu"]]));
    assert.equal(JSON.stringify(await found(40)),
        JSON.stringify([["một hai ba, bốn ", " năm. Sáu bảy"]]));
});

test("a long text is looked at in pieces, and no hit is lost between them", async () => {
    const sentence = "Nay cách ly xã hội tại tỉnh.\n";
    let pauses = 0;
    const content = sentence.repeat(6000);
    const hits = await hitsFor("\"cách ly xã\"").find(content, "exact", async () => { pauses++; });

    assert.equal(hits.length, 6000);
    assert.ok(pauses > 2, `${pauses}`);
    assert.ok(hits.every(({ hit }) => hit === "cách ly xã"));
    assert.equal(hits[3000].left, "hội tại tỉnh. Nay cách ly xã hội tại tỉnh. Nay ".slice(-hits[3000].left.length));
});

test("what is learnt of words is for one tier", async () => {
    const hits = hitsFor("chiến sĩ");
    const count = async (tier) => (await hits.find("sĩ. sỹ. si", tier)).length;

    assert.deepEqual([await count("exact"), await count("folded"), await count("variant"),
        await count("exact")], [1, 3, 2, 1]);
});
