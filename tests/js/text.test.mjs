/* What the browser's text analysis has of its own: UTF-16, its cache, its time. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadEngine } from "./engine.mjs";

const { text } = loadEngine();

const sources = (input) =>
    text
        .analyse(input)
        .map(({ start, end }) => input.slice(start, end))
        .join("|");

test("offsets are UTF-16 units of the text as it came", () => {
    for (const [input, expected] of [
        ["Tỉnh ủy", "Tỉnh|ủy"],
        ["Ti\u0309nh u\u0309y nay", "Ti\u0309nh|u\u0309y|nay"],
        ["\ufeffThông báo", "Thông|báo"],
        ["phòng\u200b dịch\u200b", "phòng|dịch"],
        ["\u200bCo\u00advid x", "Co\u00advid|x"],
        ["số 2\u00a0-TB/TU xa", "số|2|2\u00a0-TB/TU|TB|TU|xa"],
        ["😀 a\u0323\u0302p 😀 𐐀x 😀", "a\u0323\u0302p|𐐀x"],
        ["한 \u1112\u1161\u11ab x", "한|\u1112\u1161\u11ab|x"]
    ]) {
        assert.equal(sources(input), expected);
    }
});

test("an unpaired surrogate is U+FFFD and stands between words", () => {
    assert.equal(text.canonical("A\ud800b\udc00"), "a\ufffdb\ufffd");
    assert.equal(sources("a\ud800b \udc00đ"), "a|b|đ");
    assert.equal(text.display("\ud83d\ude00\ud83d"), "\ud83d\ude00\ufffd");
});

test("a word is cut at 96 bytes of UTF-8, between characters", () => {
    for (const [letter, n] of [
        ["x", 96],
        ["đ", 48],
        ["ấ", 32],
        ["𐐨", 24]
    ]) {
        for (const more of [0, 1, 5, 400]) {
            const [word] = text.analyse(letter.repeat(n + more));

            assert.equal(word.k1, letter.repeat(n));
            assert.equal(word.end, letter.length * (n + more));
        }
        assert.equal(
            text.analyse(`y${letter.repeat(n)}`)[0].k1.length,
            1 + letter.length * (n - 1)
        );
    }
});

test("a word is said with its keys and what it is", () => {
    const said = (input) => JSON.stringify(text.wordOf(input));

    assert.equal(said("HÒA"), '{"k1":"hoà","k2":"hoa","marked":true,"number":false,"legal":true}');
    assert.equal(
        said("1.354"),
        '{"k1":"1.354","k2":"1.354","marked":false,"number":true,"legal":false}'
    );
    assert.equal(text.wordOf(""), text.wordOf(""));
});

test("typed marks must stand in the candidate", () => {
    for (const [typed, candidate, agree] of [
        ["tieng", "tiếng", true],
        ["tiêng", "tiếng", true],
        ["tiếng", "tiêng", false],
        ["tiềng", "tiếng", false],
        ["đuong", "đường", true],
        ["đường", "dường", false],
        ["thủo", "thuở", true],
        ["thưo", "thuở", false],
        ["hoa", "hòn", false],
        ["noël", "noel", false],
        ["", "", true],
        ["\u0301", "", false]
    ]) {
        assert.equal(text.marksAgree(typed, candidate), agree, `${typed} ${candidate}`);
    }
});

test("i and y have another spelling only as the whole rime", () => {
    assert.equal(text.iyVariant("sĩ"), "sỹ");
    assert.equal(text.iyVariant("quỳnh"), "quình");
    for (const word of ["y", "tay", "thy", "kinh", "", "tỉ lệ"]) {
        assert.equal(text.iyVariant(word), null);
    }
});

test("sort keys are in the order of the dictionary", () => {
    const sorted =
        " 1 10 9 a à ả ã á ạ an án ă ắn â ấy ba dân đa đá đân hoa hoà hoá hoai o ô ơ u ư xã xanh ё 한";
    const keys = sorted.split(" ").map((word) => text.sortKey(word));

    assert.deepEqual(keys, keys.slice().sort());
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(text.sortKey("Hòa Bình"), text.sortKey("HOÀ BÌNH"));
});

test("only days of the calendar are ISO dates", () => {
    for (const [input, is] of [
        ["2020-02-29", true],
        ["0001-01-01", true],
        ["9999-12-31", true],
        ["2021-02-29", false],
        ["1900-02-29", false],
        ["2021-04-31", false],
        ["2021-13-01", false],
        ["2021-00-10", false],
        ["0000-01-01", false],
        ["2021-1-1", false],
        ["2021-01-01T00:00", false],
        ["", false]
    ]) {
        assert.equal(text.isIsoDate(input), is, input);
    }
});

test("more words than are kept are told apart all the same", () => {
    const words = Array.from({ length: 60000 }, (_, i) => `w${i.toString(36)}`);
    const found = text.analyse(words.join(" "));

    assert.equal(found.map((token) => token.k1).join(" "), words.join(" "));
});

/* A hundred thousand of each: what is quadratic takes longer. */
test("no text takes more than linear time", () => {
    const size = 100000;

    for (const part of [
        "1",
        "1.111",
        "1,2,",
        "a. ",
        "a-",
        "A.",
        "1-",
        "1/",
        "0",
        "ngày ",
        "2/3/2021 ",
        "2/3/2021-",
        "16/CT-TTg ",
        "12/Đ-",
        "16/Đ&",
        "a\u0301",
        "\u0301",
        "\u200b",
        "\u1161",
        "中",
        "ấ",
        "𐐀",
        "\ud800",
        "ngày 1 tháng ",
        " ",
        "1 ",
        "đến ",
        "\0",
        "\u00a0"
    ]) {
        const input = `a${part.repeat(size / part.length)}`;
        const before = process.cpuUsage();

        text.analyse(input);
        text.sortKey(input);
        text.display(input);
        assert.ok(process.cpuUsage(before).user < 5e6, JSON.stringify(part));
    }
});
