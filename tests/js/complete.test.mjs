/* What is proposed while somebody types, and how dates are read and kept in a query. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { goldenRows, loadEngine, SCRIPTS } from "./engine.mjs";
import { notices, openSmall } from "./small-notices.mjs";

const MORE = [...SCRIPTS, "complete.js", "search-dates.js"];
const numbered = { ...notices[3], id: "n6", file_name: "n6",
    text: "Theo 08/KL-TW, 78/2002/NĐ-CP, 78/2002/QĐ-TTg và 16/CT-TTg. Tờ trình 12/TTr-UBND." };

async function openWith(some) {
    const small = await openSmall({ some, scripts: MORE });
    small.tracuu.opened = Promise.resolve(small.index);
    return small;
}

const { tracuu, loader } = await openWith([...notices, numbered]);

async function assertProposes(rows) {
    for (const [typed, ...expected] of rows) {
        assert.deepEqual(Array.from(await tracuu.complete(typed)), expected, typed);
    }
}

test("words that stand behind the one before, as they are written there", () => assertProposes([
    ["cach l", "cách ly"],
    ["Cach l", "cách ly"],
    ["cách l", "cách ly"],
    ["CÁCH l", "CÁCH ly"],
    ["xã hội toàn t", "xã hội toàn tỉnh"],
    ["\"cách ly x", "\"cách ly xã"],
    ["bẻ ", "bẻ bẽ"],
    ["cách trơ", "cách trở"],
    ["cách trò"],
    ["cách  qq"],
]));

test("words that begin so, from two letters on", () => assertProposes([
    ["chie", "chiến"],
    ["chiế", "chiến"],
    ["-hoi", "-hội"],
    ["(thô", "(thông"],
    ["x"],
    [""],
    [" \"("],
    ["loai:thô"],
    ["xã*"],
    ["xã OR hộ", "xã OR hội"],
    ["covid-1"],
]));

test("document numbers that begin so, in their normal form", () => assertProposes([
    ["16/", "16/CT-TTg"],
    ["theo 16/c", "theo 16/CT-TTg"],
    ["08/", "8/KL-TW"],
    ["78/2002/nd", "78/2002/NĐ-CP"],
    ["78/2002/nđ", "78/2002/NĐ-CP"],
    ["78/2002/Q", "78/2002/QĐ-TTg"],
    ["12/", "12/TTr-UBND"],
    ["99/"],
    ["16"],
]));

test("what is there already is not proposed, and eight are the most", async () => {
    assert.ok(!(await tracuu.complete("cách ly")).includes("cách ly"));
    const words = Array.from({ length: 20 }, (_, i) => `q${String.fromCharCode(97 + i)}`);
    const { tracuu: many } = await openWith([{ ...notices[0], text: words.map((word) =>
        `xa ${word}`).join(". ") }]);
    assert.equal((await many.complete("xa ")).length, 8);
});

test("the most frequent comes first", async () => {
    const some = ["an", "anh", "anh em", "an anh"].map((text, i) =>
        ({ ...notices[4], id: `d${i}`, file_name: `d${i}`, text: `bạn ${text}`, title: null }));
    const { tracuu: few } = await openWith(some.concat({ ...some[1], id: "d9", file_name: "d9" }));
    assert.deepEqual(Array.from(await few.complete("ban ")), ["bạn anh", "bạn an"]);
});

test("a newer text ends it, a search does not", async () => {
    loader.cache.clear();
    const older = tracuu.complete("cach l");
    const newer = tracuu.complete("cach t");
    const search = tracuu.search("cách");
    await assert.rejects(older, { name: "AbortError" });
    assert.deepEqual(Array.from(await newer), ["cách trở"]);
    assert.ok((await search).total > 0);
});

test("what would take many files is not proposed", async () => {
    const { chunk } = (await tracuu.opened).constructor.prototype;
    const index = await tracuu.opened;
    const asked = [];
    index.chunk = function (...args) {
        asked.push(args.join(" "));
        return chunk.apply(this, args);
    };
    for (const typed of ["cach l", "xã hội h", "th", "16/"]) {
        asked.length = 0;
        await tracuu.complete(typed);
        assert.ok(new Set(asked).size <= 4, `${typed}: ${asked}`);
    }
});

/* ---- Dates ---- */

const { dates } = loadEngine(MORE);

test("every row of the fields of days is as it says", () => {
    const ways = {
        typed: (typed) => [dates.parse(typed) ?? "!"],
        write: (query, from, to) => [dates.write(query, from, to)],
        read: (query) => {
            const { from, to, rest } = dates.read(query);
            return [dates.shown(from), dates.shown(to), rest];
        },
        order: (from, to) => [dates.isInOrder(from, to) ? "yes" : "no"],
    };
    const rows = goldenRows("day-fields.tsv");
    assert.equal(rows.length, 44);
    for (const [way, ...columns] of rows) {
        const got = ways[way](...columns);
        assert.deepEqual(got, columns.slice(-got.length), columns.join(" "));
    }
});
