/* Snippets: every row of snippets.tsv, as test-query-snippet.c has them, and what no row says. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { goldenRows, loadEngine } from "./engine.mjs";

const { query, snippet, text } = loadEngine();

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

/* The snippet with [ and ] for the marks. */
async function snippetOf(typed, content, tier = "exact") {
    const html = await snippet.make(query.parse(typed).root, tier, content, formsOf);

    return html.replace(/<mark>/g, "[").replace(/<\/mark>/g, "]");
}

const ESCAPED = { n: "\n", f: "\f", "\\": "\\" };

/* {3*x } in a column is "x x x ". */
const columnText = (column) => column
    .replace(/\{(\d+)\*([^}]*)\}/g, (_, n, what) => what.repeat(n))
    .replace(/\\(.)/g, (_, c) => ESCAPED[c]);

test("every row has the snippet that it says", async () => {
    const rows = goldenRows("snippets.tsv");

    for (const [typed, tier, content, expected] of rows) {
        assert.equal(await snippetOf(typed, columnText(content), tier), columnText(expected),
            `${typed} in ${content}`);
    }
    assert.equal(rows.length, 73);
});

test("a snippet is safe HTML", async () => {
    assert.equal(await snippetOf("b", "a<i>&\"' b </i>"),
        "a&lt;i&gt;&amp;&quot;&#39; [b] &lt;/i&gt;");
    assert.equal(await snippetOf("script", "a <script>"), "a &lt;[script]&gt;");
});

const embed = (n, content) => "x ".repeat(n) + content + " y".repeat(n);

test("a phrase is found across the pieces in which the text is read", async () => {
    for (let n = 242; n < 272; n++) {
        assert.match(await snippetOf("\"cách ly xã\"", embed(n, "cách ly xã")), /\[cách ly xã\]/);
    }
});

test("a very long text is read to its bound between characters", async () => {
    const got = await snippetOf("hội", `x${" ộ".repeat(270000)} hội`);

    assert.ok(got.startsWith("x ộ"));
    assert.ok(got.endsWith(" …"));
});

test("a long text is read in pieces with pauses, and no further than needed", async () => {
    const { root } = query.parse("hội");
    const pausesFor = async (content) => {
        let n = 0;
        await snippet.make(root, "exact", content, formsOf, async () => { n++; });
        return n;
    };

    assert.equal(await pausesFor("x hội"), 1);
    assert.equal(await pausesFor("hội" + " x".repeat(10000)), 1);
    assert.ok(await pausesFor("x ".repeat(10000) + "hội") >= 9);
    await assert.rejects(snippet.make(root, "exact", "x", formsOf, () => {
        throw new Error("stopped");
    }), /stopped/);
});
