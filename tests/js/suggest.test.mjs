/* "Did you mean" in the browser; that it is what tracuu-query says is the comparison's to show. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { goldenRows, loadEngine } from "./engine.mjs";
import { openSmall, pathOf } from "./small-notices.mjs";

const N_ROWS = 55;
const { tracuu } = await openSmall();

test("every row is suggested as it says", async () => {
    const rows = goldenRows("suggest.tsv");
    const some = rows.filter(([kind]) => kind === "+").map(([, type, text], i) => ({
        id: `n${i + 1}`, file_name: `n${i + 1}`, type: type || null, text, title: null,
        date: null, issuer: null, province: null, signatory: null, number: null,
    }));
    const asked = rows.filter(([kind]) => kind !== "+");
    const { tracuu: { search } } = await openSmall({ some });
    assert.equal(asked.length, N_ROWS);
    for (const [query, type, suggestion] of asked) {
        const answer = await search(query, type ? { type } : {});
        assert.equal(answer.suggestion, suggestion || null, query);
    }
});

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

test("a suggestion over the limit is none", async () => {
    const suggested = async (query) => (await tracuu.search(query)).suggestion;
    const blanks = " ".repeat(1015);
    assert.equal(await suggested(`cachly${blanks}xa`), `cach ly${blanks}xa`);
    assert.equal(await suggested(`cachly ${blanks}xa`), null);
});

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
