/* Snippets: which window, and what is marked in it; the rows of test-query-snippet.c. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadEngine } from "./engine.mjs";

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

async function checkRows(rows) {
    for (const [typed, content, expected, tier] of rows) {
        assert.equal(await snippetOf(typed, content, tier), expected, typed);
    }
}

test("whole syllables are marked as the source spells them", async () => {
    await checkRows([
        ["cách ly", "Nay CÁCH LY ngay.", "Nay [CÁCH LY] ngay."],
        ["hoà", "Tỉnh Hòa Bình", "Tỉnh [Hòa] Bình"],
        ["hòa", "Tỉnh Hoà Bình", "Tỉnh [Hoà] Bình"],
        ["cách", "ca\u0301ch ly", "[cách] ly"],
        ["cach", "cách cạch các", "[cách cạch] các"],
        ["các", "các cách", "[các] cách"],
        ["16/CT-TTg", "theo 16/CT - TTg nay", "theo [16/CT - TTg] nay"],
        ["24/8/2021", "từ ngày 24 tháng 8 năm 2021.", "từ [ngày 24 tháng 8 năm 2021]."],
        ["covid19", "dịch Covid-19 lan", "dịch [Covid-19] lan"],
        ["Covid-19", "dịch covid 19 lan", "dịch [covid 19] lan"],
        ["Covid-19", "dịch Co-vid-19 lan", "dịch [Co-vid-19] lan"],
        ["\"covid19 x\"", "dịch Covid-19 lan", "dịch Covid-19 lan"],
        ["4", "tháng 04", "tháng [04]"],
        ["cá*", "cách cá ca", "[cách cá] ca"],
        ["ca*", "cách cá ca", "[cách cá ca]"],
        ["16/ct-ttg", "số 16/CT-TTg", "số [16/CT-TTg]"],
    ]);
});

test("other forms are marked only in their tier", async () => {
    const both = "chiến sĩ chiến sỹ chiên si";

    await checkRows([
        ["chiến sĩ", both, "[chiến sĩ chiến] sỹ chiên si", "exact"],
        ["chiến sĩ", both, "[chiến sĩ chiến sỹ] chiên si", "variant"],
        ["chiến sĩ", both, "[chiến sĩ chiến sỹ chiên si]", "folded"],
        ["\"chiến sĩ\"", "chiên si, chiến sĩ", "chiên si, [chiến sĩ]", "folded"],
        ["tiêng viêt", "tiếng việt tiềng viết", "[tiếng việt] tiềng viết", "exact"],
        ["43-BS/ĐUK", "số 43-BS/DUK", "số 43-BS/DUK", "exact"],
        ["43-BS/ĐUK", "số 43-BS/DUK", "số [43-BS/DUK]", "folded"],
        ["43-BS/DUK", "số 43-BS/ĐUK", "số [43-BS/ĐUK]", "exact"],
    ]);
});

test("a phrase is marked only as a whole", async () => {
    await checkRows([
        ["\"cách ly\"", "Cách xa; ly hôn; cách,\n\nly.", "Cách xa; ly hôn; [cách, ly]."],
        ["\"cách ly\" xa", "Cách xa; cách ly", "Cách [xa]; [cách ly]"],
        ["\"cách. ly\"", "cách. Ly", "[cách. Ly]"],
        ["cách ly", "Cách. Ly", "[Cách]. [Ly]"],
    ]);
});

test("what is not wanted is not marked", async () => {
    await checkRows([
        ["cách -ly", "cách ly", "[cách] ly"],
        ["cách loai:ly", "cách ly", "[cách] ly"],
        ["(cách OR ly) xã", "cách ly xã", "[cách ly xã]"],
        ["hội", "Không có gì ở đây.", "Không có gì ở đây."],
        ["", "Không có gì ở đây.", "Không có gì ở đây."],
    ]);
});

test("markup and page breaks are not shown", async () => {
    await checkRows([
        ["kiến", "**THÔNG BÁO**Ý kiến", "THÔNG BÁO Ý [kiến]"],
        ["b", "| a | b |\n|---|---|\n| c | d |", "a [b] c d"],
        ["b", "a\n______\n\f b", "a [b]"],
        ["b", "# a\n\n## b", "a [b]"],
        ["b", "**a**, *b* - c", "a, [b] - c"],
        ["a", "a\u200b\u0007 b", "[a] b"],
        ["a", "***", ""],
        ["a", "", ""],
        ["b", `a ${".".repeat(48)} b`, "a … [b]"],
        ["b", `a${".".repeat(48)}b`, `a${".".repeat(48)}[b]`],
        ["b", `a${"…".repeat(17)}b`, "a … [b]"],
        ["a", `a${" .".repeat(25)}`, "[a]"],
    ]);
});

test("a snippet is safe HTML", async () => {
    await checkRows([
        ["b", "a<i>&\"' b </i>", "a&lt;i&gt;&amp;&quot;&#39; [b] &lt;/i&gt;"],
        ["script", "a <script>", "a &lt;[script]&gt;"],
    ]);
});

const embed = (n, content) => "x ".repeat(n) + content + " y".repeat(n);

test("a long text is cut around what matched", async () => {
    const got = await snippetOf("cách ly xã hội", embed(100, "cách ly xã hội"));

    assert.equal(got, `… ${"x ".repeat(8)}[cách ly xã hội]${" y".repeat(18)} …`);
});

test("the window with the words side by side is the best", async () => {
    const apart = embed(40, "cách x ly x xã x hội");
    const together = embed(40, "cách ly xã hội");

    const got = await snippetOf("cách ly xã hội", `cách xa ${apart} ${together}`);

    assert.match(got, /\[cách ly xã hội\]/);
});

test("a wide window has less before its first match", async () => {
    const got = await snippetOf("cách hội", embed(40, `cách ${"z ".repeat(24)}hội`));

    assert.equal(got, `… x x [cách] ${"z ".repeat(24)}[hội] y y …`);
});

test("what was not looked at is more", async () => {
    assert.equal(await snippetOf("", `${"x ".repeat(30)}${".".repeat(5000)} y`),
        `${"x ".repeat(30)}…`);
    assert.equal(await snippetOf("", `${"x ".repeat(30)}${".".repeat(1000)}`),
        `${"x ".repeat(30)}`.trim());
});

test("a window far into the text is found", async () => {
    const got = await snippetOf("\"cách ly\"", embed(20000, "cách ly"));

    assert.equal(got, `… ${"x ".repeat(8)}[cách ly]${" y".repeat(20)} …`);
});

test("a phrase is found across the pieces in which the text is read", async () => {
    for (let n = 1010; n < 1040; n++) {
        assert.match(await snippetOf("\"cách ly xã\"", embed(n, "cách ly xã")), /\[cách ly xã\]/);
    }
});

test("a window starts with its sentence when that is near", async () => {
    const got = await snippetOf("cách ly", embed(40, "x. Nay tỉnh cách ly"));

    assert.ok(got.startsWith("… Nay tỉnh [cách ly] y"));
});

test("an endless word is cut", async () => {
    const got = await snippetOf("b", "a".repeat(100000));

    assert.ok(got.length < 30 * 300);
    assert.ok(got.endsWith("…"));
    assert.equal(await snippetOf("b", "a".repeat(201) + " b"), `${"a".repeat(200)}… [b]`);
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
