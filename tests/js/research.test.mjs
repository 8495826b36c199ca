/* What the pages for researchers count, on a corpus small enough to be checked by eye. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { SCRIPTS } from "./engine.mjs";
import { notices, openSmall } from "./small-notices.mjs";

const scripts = [...SCRIPTS, "research-kwic.js", "research-find.js", "research-count.js"];
const small = await openSmall({ scripts });
const { tracuu: { research }, index } = small;
const pause = research.pauseFor({ aborted: false });
const same = (got, expected, what) =>
    assert.equal(JSON.stringify(got), JSON.stringify(expected), what);

const count = async (queries, by, filters = {}, of = small) => {
    const counting = await research.Counting.start(of.index, queries, by, filters, pause);
    await counting.readOn(pause, () => {});
    return counting;
};
const rowsOf = (counting, measure) => counting.rows().map((group) =>
    [group.key, ...counting.found.map((_, q) => counting.value(group, q, measure))]);

test("all documents of a query are found, with their tiers", async () => {
    const { docs, tierOf, has, relaxed } = await research.find(index, "cách ly", { pause });

    same([...docs], [1, 2, 3, 5]);
    same([...docs].map(tierOf), ["exact", "exact", "folded", "exact"]);
    assert.ok(has(3) && !has(4) && !relaxed);
});

test("filters hold, also alone", async () => {
    const found = await research.find(index, "cách", { filters: { type: "Thông báo" }, pause });

    same([...found.docs], [1, 3, 5]);
    same([...await research.collection(index, { province: "Sơn La" }, pause)], [1, 3]);
    same([...await research.collection(index, { type: null }, pause)], [1, 2, 3, 4, 5]);
    same([...(await research.find(index, " ", { pause })).docs], []);
});

test("only who wants it is given documents with any of the words", async () => {
    const strict = await research.find(index, "khẩu covid", { pause });
    const relaxed = await research.find(index, "khẩu covid", { relaxes: true, pause });

    same([[...strict.docs], strict.relaxed], [[], false]);
    same([[...relaxed.docs], relaxed.relaxed], [[2], true]);
});

test("a place is in the last paragraph that began before it, else in the first", () => {
    const places = [{ at: 5, id: "d1" }, { at: 9, id: "d2" }];

    same([0, 5, 8, 9, 99].map((at) => research.paragraphOf(places, at)),
        ["d1", "d1", "d1", "d2", "d2"]);
    assert.equal(research.paragraphOf([], 3), "");
});

test("months follow each other, what has no date stands apart", async () => {
    const counting = await count(["\"xã hội\"", "cách"], "month");

    same(rowsOf(counting, "docs"), [[202012, 1, 1], [202105, 2, 2]]);
    same(rowsOf(counting, "hits"), [[202012, 1, 1], [202105, 3, 2]]);
    same(counting.unknown().docs, [1, 1]);
    same(counting.sum().hits, [5, 5]);
    same(counting.rows().map(({ total }) => total), [2, 2]);
});

test("values go by what they have, and those without stand apart", async () => {
    const counting = await count(["\"xã hội\""], "province");

    same(rowsOf(counting, "docs"), [["Sơn La", 2], ["Hà Nội", 1]]);
    same([counting.unknown().total, counting.unknown().docs[0]], [2, 1]);
});

test("a rate is of the syllables of all texts in its row", async () => {
    const counting = await count(["hội"], "type");
    const texts = notices.filter(({ type }) => type === "Kết luận").map(({ text }) => text);
    const syllables = texts.join(" ").match(/[\p{L}\p{N}]+/gu).length;

    assert.equal(rowsOf(counting, "rate").find(([key]) => key === "Kết luận")[1],
        10000 / syllables);
    assert.equal(rowsOf(counting, "share").find(([key]) => key === "Kết luận")[1], 1);
});

test("what was read is not read again for other groups", async () => {
    const counting = await count(["\"xã hội\"", "cách", "-zzz"], "province");
    counting.index = { ...index, root: index.root, dates: () => index.dates(),
        column: (name) => index.column(name),
        records: () => assert.fail("a record is read again") };
    await counting.groupBy("month");
    const fresh = await count(["\"xã hội\"", "cách", "-zzz"], "month");

    same(counting.groups, fresh.groups);
    same([counting.by, counting.isTime], ["month", true]);
    await Promise.all([counting.groupBy("type"), counting.groupBy("year")]);
    same([counting.by, counting.sum().hits], ["year", fresh.sum().hits]); // the last one holds
});

test("what a query cannot have is not merely unknown", async () => {
    const counting = await research.Counting.start(index, ["cách", "-zzz"], "year", {}, pause);
    const means = (q) => ["docs", "share", "hits", "rate"]
        .map((measure) => counting.means(counting.sum(), q, measure));

    same(means(0), [true, true, true, true]);
    same(means(1), [true, true, false, false]);
    assert.ok(!counting.means({ total: 0, syllables: 0 }, 0, "share"));
});

test("filters cut the collection too", async () => {
    const counting = await count(["cách"], "type", { province: "Sơn La" });

    same(counting.groups.map(({ key, total }) => [key, total]).filter(([, n]) => n > 0),
        [["Thông báo", 2]]);
    assert.equal(counting.value(counting.sum(), 0, "share"), 1);
});

test("hits are unknown until all texts are read, and for filters alone", async () => {
    const counting = await research.Counting.start(index, ["cách", "-zzz"], "year", {}, pause);

    assert.equal(counting.value(counting.sum(), 0, "hits"), null);
    assert.equal(counting.value(counting.sum(), 0, "docs"), 4);
    assert.equal(counting.docs.length, 4); // the texts of what has no hits are not read
    await assert.rejects(counting.readOn(async () => {
        throw Object.assign(new Error(), { name: "AbortError" });
    }, () => {}), { name: "AbortError" });
    assert.ok(!counting.isDone);
    await counting.readOn(pause, () => {});
    assert.equal(counting.value(counting.sum(), 0, "hits"), 5);
    assert.equal(counting.value(counting.sum(), 1, "hits"), null);
    assert.equal(counting.value(counting.sum(), 1, "docs"), 5);
});

test("a text that is missing makes hits unknown, and is named", async () => {
    const broken = await openSmall({ scripts });
    broken.site.files.delete("notices/n2.html");
    const counting = await count(["cách"], "year", {}, broken);

    same(counting.faults, ["notices/n2.html"]);
    assert.ok(counting.isDone && !counting.isWhole);
    assert.equal(counting.value(counting.sum(), 0, "hits"), null);
});

test("where there are packs their notices are read together", async () => {
    const packed = await openSmall({ scripts, change: (root) => {
        root.packs = { sums: "0".repeat(16) };
    } });
    const url = packed.index.records;
    packed.index.records = async (docs) => (await url.call(packed.index, docs))
        .map((record) => ({ ...record, url: `notice.html?id=${record.id}` }));
    const docs = Uint32Array.of(1, 2, 3, 4, 5);
    const order = [...await packed.tracuu.research.quickest(packed.index, docs, pause)];
    const packOf = (doc) => parseInt(packed.tracuu.sumOf(Buffer.from(`n${doc}`)), 16) % 2;

    same(order.map(packOf), order.map(packOf).sort());
    same([...order].sort(), [1, 2, 3, 4, 5]);
    same([...await research.quickest(index, docs, pause)], [1, 2, 3, 4, 5]);
});

/* Counts of documents by month as a counting has them. */
const told = (...rows) => ({
    found: [0, 1].map((q) => ({ docs: { length: rows.reduce((n, row) => n + row[1 + q], q) } })),
    rows: () => rows.map(([key, ...docs]) => ({ key, docs })),
});

test("what overtakes does so for good, and was behind before", () => {
    const { each, overtakes } = research.compare(told([202001, 3, 0], [202002, 0, 0],
        [202003, 1, 2], [202004, 0, 0], [202005, 0, 1]));

    same(each, [{ n: 4, undated: 0, first: 202001, last: 202003 },
        { n: 3, undated: 1, first: 202003, last: 202005 }]);
    same(overtakes, { q: 1, key: 202003 });
    same(research.compare(told([1, 0, 3], [2, 2, 1], [3, 2, 2])).overtakes, null);
    same(research.compare(told([1, 1, 3], [2, 1, 2])).overtakes, null);
    same(research.compare(told([1, 0, 3], [2, 2, 1])).overtakes, { q: 0, key: 2 });
    same(research.compare(told()), { each: [{ n: 0, undated: 0, first: null, last: null },
        { n: 0, undated: 1, first: null, last: null }], overtakes: null });
});

test("numbers of syllables are read as they are written", () => {
    same([...research.readNumbers(Uint8Array.of(0, 127, 128, 1, 172, 2))], [0, 127, 128, 300]);
});
