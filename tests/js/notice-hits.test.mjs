/* What a notice's page marks of a query: the hits of snippets, by the words of the page alone. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadEngine, SCRIPTS } from "./engine.mjs";

const tracuu = loadEngine([...SCRIPTS, "notice-hits.js"], { setTimeout });

/* The text with [ and ] around its hits; "none" when nothing is looked for. */
async function marked(query, text) {
    const hits = await tracuu.notice.find(query, text);
    if (hits === null) {
        return "none";
    }
    return hits.reduceRight((all, { start, end }) =>
        `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text);
}

async function checkRows(rows) {
    for (const [query, text, expected] of rows) {
        assert.equal(await marked(query, text), expected, query);
    }
}

test("neighbours are one hit, sentences part them", () => checkRows([
    ["cách ly", "Nay CÁCH LY xã. Cách. Ly, cách", "Nay [CÁCH LY] xã. [Cách]. [Ly, cách]"],
    ["\"cách ly\"", "cách ly, ly cách", "[cách ly], ly cách"],
    ["16/CT-TTg", "theo 16/CT - TTg nay", "theo [16/CT - TTg] nay"],
    ["cá*", "cách cá ca", "[cách cá] ca"],
]));

test("of the tiers the first in which as many words occur as in any", () => checkRows([
    ["cách ly", "cách ly và cach ly", "[cách ly] và cach [ly]"],
    ["cách ly", "cach ly", "[cach ly]"],
    ["cách ly dịch", "cách ly và dich", "[cách ly] và [dich]"],
    ["chiến sĩ", "chiến sỹ", "[chiến sỹ]"],
    ["cach ly", "cách ly", "[cách ly]"],
    ["\"cách ly\"", "cach ly", "cach ly"],
]));

test("a word that the page has with other marks agrees as it would in the index", () => checkRows([
    ["tiêng", "tiếng và tiêng", "tiếng và [tiêng]"],
    ["tiêng", "tiếng và tiệng", "[tiếng] và [tiệng]"],
]));

test("what is not wanted, a filter or nothing is no hit", () => checkRows([
    ["cách -ly", "cách ly", "[cách] ly"],
    ["loai:\"thông báo\"", "thông báo", "none"],
    ["-cách", "cách", "none"],
    ["…", "cách", "none"],
    ["zzz", "cách ly", "cách ly"],
]));

test("a phrase over the pieces of a long text is found", async () => {
    const text = `${"xã ".repeat(1364)}cách ly ${"xã ".repeat(3000)}cách ly`;
    const hits = await tracuu.notice.find("\"cách ly\"", text);
    assert.deepEqual(hits.map(({ start, end }) => text.slice(start, end)).join(), "cách ly,cách ly");
});
