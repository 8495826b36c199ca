/* "Did you mean" in the browser; that it is what tracuu-query says is the comparison's to show. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { goldenRows, loadEngine } from "./engine.mjs";
import { openSmall, pathOf } from "./small-notices.mjs";

const { tracuu } = await openSmall();

async function assertSuggests(rows) {
    for (const [query, expected, options] of rows) {
        assert.equal((await tracuu.search(query, options)).suggestion, expected, query);
    }
}

test("every row of keystrokes is read as it says", () => {
    const { readKeys } = loadEngine();
    const rows = goldenRows("telex.tsv");
    assert.equal(rows.length, 41);
    for (const [method, typed, expected] of rows) {
        const made = typed.split(" ").map((word) =>
            readKeys(method === "vni" ? 1 : 0, word)?.k1 ?? word);
        assert.equal(made.join(" "), expected, typed);
    }
});

test("what is no syllable is not read", () => {
    for (const typed of ["", "f1", "for", "covid19", "www", "bb", "a-b", "ăn", "ssss", "đi",
        "a".repeat(16), "xyzzy", `cach${"s".repeat(14)}`]) {
        for (const method of [0, 1]) {
            assert.equal(tracuu.readKeys(method, typed), null, typed);
        }
    }
});

test("raw keystrokes are read when all words are", () => assertSuggests([
    ["cachs ly xax hooij", "cách ly xã hội"],
    ["ca1ch ly xa4 ho65i", "cách ly xã hội"],
    ["\"xax hooij\" -covid", null],
    ["\"xax hooij\" -chieens", "\"xã hội\" -chiến"],
    ["cachs 19 ly xyz", null],
]));

test("a misspelt word becomes the one that fits its neighbours", () => assertSuggests([
    ["cahc ly", "cach ly"],
    ["cáhc ly", "cách ly"],
    ["xã hộii", "xã hội"],
    ["chiến sĩĩ", "chiến sĩ"],
    ["cachly xahoi", "cach ly xa hoi"],
    ["cáchly xãhội", "cách ly xã hội"],
    ["covdi-19", "covid-19"],
    ["qwerty asdfgh", null],
]));

test("the rest of the query stays as it was typed", () => assertSuggests([
    [" \"Cách  LYY\" (hội OR Tỉnh) loai:thong ", "\"Cách  ly\" (hội OR Tỉnh) loai:thong"],
    ["ca* hộii", "ca* hội"],
]));

test("only what is found is suggested, and only when it is needed", () => assertSuggests([
    ["cach ly", null],
    ["cách OR lyyy", null],
    ["cahc ly", "cach ly", { type: "Thông báo" }],
    ["cahc ly", null, { type: "Quyết định" }],
    ["ccach lly xxa hhoi ttoan", null],
    ["", null],
]));

test("a suggestion over the limit is none", () => assertSuggests([
    [`cachly${" ".repeat(1015)}xa`, `cach ly${" ".repeat(1015)}xa`],
    [`cachly${" ".repeat(1016)}xa`, null],
]));

test("a file that a suggestion cannot be made without is named, and the answer is whole",
    async () => {
        const small = await openSmall();
        const search = () => small.tracuu.search("cahc OR qwerty");
        assert.equal((await search()).suggestion, null);
        small.site.files.delete(pathOf(small.site, "p0"));
        small.loader.cache.clear();
        const { faults, suggestion, total } = await small.tracuu.search("cachly");
        assert.equal(suggestion, null);
        assert.equal(total, 0);
        assert.equal(faults[0].reason, "missing");
    });

test("a newer search ends it", async () => {
    const older = tracuu.search("cáhc ly xãhội");
    const newer = tracuu.search("xã");
    await assert.rejects(older, { name: "AbortError" });
    assert.equal((await newer).suggestion, null);
});
