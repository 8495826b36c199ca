/* The decoders: what stands in the bytes of tracuu-site(5) comes out. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { notices, openSmall } from "./small-notices.mjs";

const plain = (value) => JSON.parse(JSON.stringify(value, (_, v) =>
    (ArrayBuffer.isView(v) ? [...v] : v)));

test("strings are compared as their UTF-8 bytes", async () => {
    const { tracuu: { byteOrder } } = await openSmall();
    const sorted = ["", "a", "ab", "b", "z", "à", "\u0300", "\ud7ff", "\ue000", "\uffff",
        "\u{10000}", "\u{10ffff}"];
    sorted.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (let i = 0; i < sorted.length; i++) {
        for (let j = 0; j < sorted.length; j++) {
            const order = byteOrder(sorted[i], sorted[j]);
            assert.equal(Math.sign(order), Math.sign(i - j), `${sorted[i]} ${sorted[j]}`);
        }
    }
});

test("a list has its documents and their wdf, title times three", async () => {
    const { index } = await openSmall();
    assert.deepEqual(plain(await index.get("term", "cách")), { df: 3, docs: [1, 2, 5], wdf: [4, 1, 2] });
    assert.deepEqual(plain(await index.get("fold", "cach")),
        { df: 4, docs: [1, 2, 3, 5], wdf: [4, 1, 1, 2] });
    assert.deepEqual(plain(await index.get("term", "bé")), { df: 1, docs: [5], wdf: null });
    assert.deepEqual(plain(await index.get("term", "XO43-bs/duk")), { df: 1, docs: [4], wdf: [0] });
});

test("what the index has not is null, before the first key and after the last too", async () => {
    const { index } = await openSmall();
    for (const key of ["", "!", "0", "cácha", "cácg", "zzz", "\u{10ffff}"]) {
        assert.equal(await index.get("term", key), null, key);
        assert.equal(await index.get("lexicon", key), null, key);
    }
    assert.equal(await index.get("pair", "cach cach"), null);
});

/* Many words, so that every store has several chunks. */
const many = Array.from({ length: 3000 }, (_, i) => `w${i.toString(36)}q`);
const manyNotices = [{ ...notices[0], text: many.join(" ") }];

test("every key is found in whichever chunk it stands, and through its beginning", async () => {
    const { index } = await openSmall({ some: manyNotices });
    for (const store of ["term", "fold", "pair", "lexicon"]) {
        assert.ok(index.root.stores[store].keys.length > 3, store);
    }
    for (const [i, word] of many.entries()) {
        assert.deepEqual(plain(await index.get("term", word)), { df: 1, docs: [1], wdf: null });
        assert.deepEqual(plain(await index.get("lexicon", word)),
            { k2: word, df: 1, forms: [{ k1: word, df: 1 }] });
        assert.ok(i === 0 || await index.get("pair", `${many[i - 1]} ${word}`));
    }
    const starting = async (start) => plain(await index.prefix(start)).map(({ k2 }) => k2);
    assert.deepEqual(await starting("w"), [...many].sort());
    assert.deepEqual(await starting("wz"), many.filter((w) => w.startsWith("wz")).sort());
    assert.deepEqual(await starting("w2b9"), ["w2b9q"]);
    assert.deepEqual(await starting("x"), ["xa"]);
    assert.deepEqual(await starting("zz"), []);
});

test("the lexicon has all spellings of a K2", async () => {
    const { index } = await openSmall();
    assert.deepEqual(plain(await index.get("lexicon", "be")).forms,
        [{ k1: "be", df: 0 }, { k1: "bé", df: 1 }, { k1: "bẻ", df: 1 }, { k1: "bẽ", df: 1 }]
            .filter(({ df }) => df > 0));
    assert.deepEqual(plain(await index.get("lexicon", "cach")),
        { k2: "cach", df: 4, forms: [{ k1: "cach", df: 1 }, { k1: "cách", df: 3 }] });
});

test("a pair has its spellings, and the ordinals of its words", async () => {
    const { index } = await openSmall();
    const pair = await index.get("pair", "xa hoi");
    assert.deepEqual(plain(pair.docs), [1, 2, 3, 5]);
    assert.deepEqual(plain(pair.forms), [["xã", "hội"], ["xa", "hoi"]]);
    const { starts, codes, left, right } = pair.occurrences();
    assert.deepEqual(plain(starts), [0, 3, 4, 6, 7]);
    assert.deepEqual(plain(codes), [0, 0, 0, 0, 1, 0, 0]);
    assert.deepEqual(plain(left), [0, 1, 2, 0, 0, 1, 1]);
    assert.deepEqual(plain(right), [0, 1, 3, 0, 0, 1, 1]);
});

test("a joined form stands beside its pieces, and a bare number for its syllable", async () => {
    const { index } = await openSmall();
    assert.deepEqual(plain((await index.get("pair", "covid19 19")).wdf), [0]);
    assert.deepEqual(plain((await index.get("pair", "dich covid19")).wdf), [0]);
    assert.deepEqual(plain(await index.get("pair", "so 4")).docs, [3]);
    assert.equal(await index.get("pair", "so 04"), null);
});

test("blocks and columns give each document its own", async () => {
    const { index } = await openSmall();
    const lengthOf = await index.lengths([1, 2, 3, 4, 5]);
    const lengths = [1, 2, 3, 4, 5].map(lengthOf);
    assert.equal(lengths.reduce((sum, length) => sum + length), index.root.length_total);
    assert.equal((await index.lengths([5]))(5), lengths[4]);
    assert.deepEqual(plain(await index.dates()), [0, 20210502, 20210501, 20201231, 20201231]);
    const records = plain(await index.records([5, 1, 2]));
    assert.deepEqual(records.map(({ id }) => id), ["n5", "n1", "n2"]);
    assert.deepEqual(plain(await index.column("province")),
        { values: ["Hà Nội", "Sơn La"], symbols: [0, 2, 0, 2, 0, 1] });
    assert.equal(plain((await openSmall({ some: manyNotices.map((n) => ({ ...n, type: null })) }))
        .index.root).columns.type, null);
});

test("lengths over a byte, and over two", async () => {
    const text = Array(70000).fill("a b").join(" ");
    const { index } = await openSmall({ some: [{ ...notices[0], title: null, text }] });
    assert.equal((await index.lengths([1]))(1), 2 * 140000 + 139999);
});
