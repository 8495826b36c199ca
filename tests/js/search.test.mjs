/* What is found and in which order, on a corpus small enough to be checked by eye; that it is
 * what tracuu-query finds is the differential test's to show. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { notices, openSmall } from "./small-notices.mjs";

const small = await openSmall();
const { tracuu, ids, index } = small;

async function assertFinds(rows) {
    for (const [query, expected, options] of rows) {
        const found = (await ids(query, options)).split(" ").sort().join(" ");
        assert.equal(found, expected, query);
    }
}

const tiersOf = async (query, options) => Object.fromEntries(
    (await tracuu.search(query, options)).results.map(({ id, tier }) => [id, tier]));

test("words, groups, alternatives and what is not wanted", () => assertFinds([
    ["cách ly", "n1 n2 n3 n5"],
    ["cách -covid", "n1 n3 n5"],
    ["trở OR covid", "n2 n5"],
    ["-xã", "n4"],
    ["(trở OR nghị) -bẻ", "n3"],
    ["-(xã hội)", "n4"],
    ["-cách -xã", "n4"],
]));

test("a phrase is adjacent words in their order, across sentences, not across fields", () =>
    assertFinds([
        ["\"xã hội\"", "n1 n2 n3 n5"],
        ["\"hội xã\"", "n5"],
        ["\"cách ly xã hội\"", "n1"],
        ["\"cach ly xa hoi\"", "n1 n3"],
        ["\"cách ly xã\"", "n1 n5"],
        ["\"hội hội hội\"", "n3"],
        ["\"hội hội hội hội\"", ""],
        ["\"xã hội hội hội nghị\"", "n3"],
        ["\"xã hội cách\"", "n2 n5"],
        ["\"hội cách ly\"", "n5"],
        ["\"ngày bé\"", ""],
        ["\"Không ngày Bé\"", ""],
        ["-\"xã hội\"", "n4"],
    ]));

test("joined forms and bare numbers are words of a phrase", () => assertFinds([
    ["covid19", "n2"],
    ["Covid-19", "n2"],
    ["\"covid 19\"", "n2"],
    ["\"dịch covid19\"", "n2"],
    ["\"covid19 19\"", "n2"],
    ["\"covid19 tại\"", ""],
    ["\"số 4 ngày 8\"", "n3"],
    ["\"số 04\"", "n3"],
    ["\"4 người\"", "n4"],
]));

test("each result has the first tier that holds it", async () => {
    assert.deepEqual(await tiersOf("chiến sĩ"), { n1: "exact", n3: "variant" });
    assert.deepEqual(await tiersOf("\"chiến sĩ\""), { n1: "exact", n3: "variant" });
    assert.deepEqual(await tiersOf("\"các chiến sỹ\""), { n1: "variant" });
    assert.deepEqual(await tiersOf("cách"),
        { n1: "exact", n2: "exact", n3: "folded", n5: "exact" });
    assert.deepEqual(await tiersOf("\"cách ly\""), { n1: "exact", n5: "exact" });
    assert.deepEqual(await tiersOf("cạch"),
        { n1: "folded", n2: "folded", n3: "folded", n5: "folded" });
    assert.deepEqual(await tiersOf("cách", { sort: "date" }),
        { n1: "exact", n2: "exact", n3: "folded", n5: "exact" });
    assert.deepEqual(await tiersOf("be"), { n5: "exact" });
});

test("beginnings, with and without marks", () => assertFinds([
    ["cá*", "n1 n2 n5"],
    ["ca*", "n1 n2 n3 n5"],
    ["đ*", ""],
    ["chiên*", ""],
    ["bẻ*", "n5"],
]));

test("numbers, dates and fields", () => assertFinds([
    ["16/CT-TTg", "n4"],
    ["31/3/2020", "n4"],
    ["dan:16/ct-ttg", "n4"],
    ["so:43-BS/ĐUK", "n4"],
    ["so:43-bs/duk", "n4"],
    ["so:16/CT-TTg", ""],
    ["loai:\"thông báo\"", "n1 n3 n5"],
    ["loai:thong", "n1 n3 n5"],
    ["loai:\"báo thông\"", ""],
    ["noi:\"ban thường\" xã", "n2 n3"],
    ["tinh:son", "n1 n3"],
    ["ky:\"quốc huy\"", "n1"],
    ["-loai:thông", "n2 n4"],
    ["ngay:2020", "n3 n4"],
    ["ngay:2021-05-02..", "n1"],
    ["ngay:..2021-05-01", "n2 n3 n4"],
    ["xã", "n1 n3", { province: "Sơn La" }],
    ["xã", "n3", { province: "Sơn La", year: "2020" }],
    ["xã", "", { province: "Sơn" }],
    ["", "n1 n3 n5", { type: "Thông báo" }],
    ["", "", { year: "1999" }],
    ["", ""],
]));

test("what nothing has all words of is relaxed, filters and negations kept", async () => {
    const answer = await tracuu.search("covid trở");
    assert.equal(answer.relaxed, true);
    assert.equal(answer.total, 2);
    assert.equal((await tracuu.search("covid trở -bẻ")).total, 1);
    assert.equal((await tracuu.search("covid trở loai:thông")).total, 1);
    const nothing = await tracuu.search("qwerty asdfgh");
    assert.equal(nothing.relaxed, false);
    assert.equal(nothing.total, 0);
});

test("by date: newest or oldest first, undated last, tiers kept, no scores", async () => {
    assert.equal(await ids("xã", { sort: "-date" }), "n1 n2 n3 n5");
    assert.equal(await ids("thông OR xã", { sort: "date" }), "n3 n4 n2 n1 n5");
    assert.equal(await ids("thông OR xã", { sort: "date", page: 2, page_size: 2 }), "n2 n1");
    assert.equal(await ids("thông OR xã", { sort: "date", page: 3, page_size: 2 }), "n5");
    const { results } = await tracuu.search("xã", { sort: "date" });
    assert.ok(results.every(({ score }) => score === 0));
});

test("pages go on where the one before ended, over the tiers", async () => {
    const all = (await ids("cách")).split(" ");
    assert.equal(all.length, 4);
    for (const [i, id] of all.entries()) {
        assert.equal(await ids("cách", { page: i + 1, page_size: 1 }), id);
    }
    assert.equal(await ids("cách", { page: 5, page_size: 1 }), "");
    assert.equal((await tracuu.search("cách", { page: 9 })).total, 4);
});

test("equal scores stand in the order of documents", async () => {
    const same = [4, 5, 6].map((day) => ({ ...notices[0], id: `d${day}`, date: `2021-05-0${day}` }));
    const { ids: find } = await openSmall({ some: same.reverse() });
    assert.equal(await find("cách ly"), "d6 d5 d4");
});

test("facets count all results, most frequent first, then by collation", async () => {
    const { facets } = await tracuu.search("xã", { page_size: 1 });
    const shown = (facet) => facets[facet].map(({ value, count }) => `${value} ${count}`).join(", ");
    assert.equal(shown("type"), "Thông báo 3, Kết luận 1");
    assert.equal(shown("issuer"), "Ban Thường vụ 2, Bộ Y tế 2");
    assert.equal(shown("province"), "Sơn La 2, Hà Nội 1");
    assert.equal(shown("year"), "2021 2, 2020 1");
});

test("the score is BM25 of the words and the pairs", async () => {
    const { results: [first] } = await tracuu.search("trở", { page_size: 1 });
    const length = (await index.lengths([5]))(5);
    const norm = Math.max((length * 5) / index.root.length_total, 0.5);
    const expected = Math.log(4.5 / 1.5) * 2 * (1 / (norm * 0.5 + 0.5 + 1));
    assert.equal(first.score, Number(expected.toFixed(4)));
});

test("lengths are loaded only of what can reach the page, which is the same", async () => {
    const some = Array.from({ length: 60 }, (_, i) => ({
        ...notices[4], id: `d${i}`, file_name: `d${i}`,
        text: `cách ${"ly ".repeat(i === 30 ? 9 : 1)} ${"x ".repeat(20 + ((i * 7) % 60))}`,
    }));
    const { tracuu: { search }, loader } = await openSmall({ some });
    const { read } = loader;
    const loaded = [];
    loader.read = (path) => {
        loaded.push(...(path.startsWith("./search/l") ? [path] : []));
        return read(path);
    };
    const { results: [first], total } = await search("cách ly", { page_size: 1 });
    assert.equal(total, 60);
    assert.equal(first.id, "d30");
    assert.ok(loaded.length >= 1 && loaded.length <= 4, `${loaded.length} of 15 blocks`);
    const all = await search("cách ly", { page_size: 100 });
    assert.equal(loaded.length, 15);
    assert.equal(all.results[0].score, first.score);
    for (const size of [2, 7, 20, 59]) {
        loader.cache.clear();
        const { results } = await search("cách ly", { page_size: size });
        assert.deepEqual(results.map(({ id }) => id),
            all.results.slice(0, size).map(({ id }) => id));
    }
});

test("what is over a limit is refused or said", async () => {
    const refused = [["a".repeat(1025)], ["a", { page: 0 }], ["a", { page: 1.5 }],
        ["a", { page: 10001 }], ["a", { page_size: 101 }], ["a", { sort: "size" }]];
    for (const args of refused) {
        await assert.rejects(tracuu.search(...args), { name: "RangeError" });
    }
    const { warnings } = await tracuu.search("xã ".repeat(65));
    assert.deepEqual(JSON.parse(JSON.stringify(warnings)), [{ kind: "words", subject: "64" }]);
});

test("a beginning of more words than the limit takes the most frequent, and says so", async () => {
    const words = Array.from({ length: 200 }, (_, i) => `q${String(i).padStart(3, "0")}`);
    const some = [
        { ...notices[0], id: "all", text: words.join(" ") },
        { ...notices[0], id: "few", text: words.slice(100).join(" ") },
        { ...notices[0], id: "rare", text: "q099" },
        { ...notices[0], id: "cut", text: "q027 q028" },
    ];
    const { tracuu: { search } } = await openSmall({ some });
    const { results, warnings } = await search("q*");
    assert.deepEqual(results.map(({ id }) => id).sort().join(" "), "all cut few rare");
    assert.deepEqual(JSON.parse(JSON.stringify(warnings)), [{ kind: "expansion", subject: "q*" }]);
});

test("warnings come in the order of the query, whatever is read first", async () => {
    const { prefix } = index;
    const { limits } = index.root;
    const allowed = limits.expansion;
    limits.expansion = 0;
    index.prefix = async (k2) => {
        await new Promise((resolve) => setTimeout(resolve, k2 === "c" ? 20 : 1));
        return prefix.call(index, k2);
    };
    try {
        const { warnings } = await tracuu.search("c* x* -h*");
        assert.deepEqual(Array.from(warnings, ({ subject }) => subject), ["c*", "x*", "h*"]);
    } finally {
        delete index.prefix;
        limits.expansion = allowed;
    }
});

test("a newer search ends the older one", async () => {
    const older = tracuu.search("xã hội");
    const newer = tracuu.search("xã");
    await assert.rejects(older, { name: "AbortError" });
    assert.equal((await newer).total, 4);
});

test("the answer is there before its snippets", async () => {
    let seen = null;
    const answer = await tracuu.search("trở", {
        preview: ({ total, results }) => { seen = [total, results[0].id, results[0].snippet]; },
    });
    assert.deepEqual(JSON.parse(JSON.stringify(seen)), [1, "n5", ""]);
    assert.ok(answer.results[0].snippet.includes("cách <mark>trở</mark> xã"));
});
