/* mutate - texts made worse, the same for the same seed. */

const SPECIAL = Array.from(
    "\0\x01\x1b\t\n\r\x7f\x85\u00a0\u00ad\u00d0\u00f0\u0189\u0256\u200b\u200e\u202e\u2060\ufeff" +
        "\ufffd\u0300\u0301\u0302\u0303\u0306\u0307\u0308\u0309\u031b\u0323\u0327\u0338\u0340\u0344" +
        "\u0345\u034f\u0f73\u0f75\u0f71\u0f72\u09bf\u1161\u11a8\u3099\u0e38\u0591\u022d\u1e4f\u01d7" +
        "\u212b\u212a\u0130\u03a3\u017f\u1fb3\u01c5\u00bd\u00b2\u0663\u0967\u2460ﬁßŊıǰ" +
        "-\u2010\u2011\u2012\u2013\u2014\u2212/\u2044\u2215.,;:&()|*_'\"<>"
);
const LOOKALIKES = {
    a: "а",
    e: "е",
    o: "ο",
    p: "р",
    c: "ᴄ",
    y: "у",
    x: "х",
    i: "ı",
    v: "ᴠ",
    k: "ᴋ"
};
const PIECES = (
    "ngày|Ngày|NGÀY|tháng|năm|đến|hết|đến hết ngày|một|mười hai|tư|08|8|31|29|02|2|12|2021|2020|" +
    "1900|99|100|16|16a|005|1.354|12.000.000|00.000|1,5|1,2,3|0,5|CT|TB|QĐ|NĐ|CP|TTg|TU|BCSĐCP|" +
    "LĐTB&XH|UBTVQH14|QH15|VPCP|KGVX|tphcm|TP|HCM|Covid|SARS|A|đ|Hòa|uỷ|QUÝ|quyết|thuở|nghiêng|số"
).split("|");
const GLUE = [
    "",
    " ",
    "  ",
    "   ",
    "\n",
    "-",
    "/",
    ".",
    ",",
    " - ",
    " / ",
    "–",
    "\u00a0",
    "\u200b",
    "..",
    "\t"
];
const BLOCKS = [
    [0x20, 0x24f],
    [0x300, 0x36f],
    [0x370, 0x52f],
    [0x590, 0x6ff],
    [0x900, 0xdff],
    [0xf40, 0xfbc],
    [0x1100, 0x11ff],
    [0x1d00, 0x1fff],
    [0x2000, 0x27ff],
    [0x3040, 0x30ff],
    [0xac00, 0xd7a3],
    [0xd800, 0xdfff],
    [0xf900, 0xffff],
    [0x10000, 0x1ffff],
    [0, 0x10ffff]
];

/* Numbers from 0 to 1 (mulberry32). */
function randomOf(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);

        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
    };
}

const stripTone = (text) => text.normalize("NFD").replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "");

/* `count` texts made of `lines`; a text whose marks are partly gone stands before its own. */
export function mutated(lines, count, seed) {
    const random = randomOf(seed);
    const below = (n) => Math.floor(random() * n);
    const pick = (list) => list[below(list.length)];
    const times = (n, make) => Array.from({ length: n }, make).join("");

    const put = (text, what) => {
        const at = below(text.length + 1);

        return text.slice(0, at) + what + text.slice(at);
    };
    const letter = () => {
        const [from, to] = pick(BLOCKS);

        return String.fromCodePoint(from + below(to - from + 1));
    };
    const some = (text, share, change) =>
        Array.from(text, (c) => (random() < share ? change(c) : c)).join("");

    const changes = [
        (text) => text.normalize("NFD"),
        (text) => text.normalize("NFKD"),
        (text) => text.normalize("NFD").replace(/(\p{M})(\p{M})/gu, "$2$1"),
        (text) => text.slice(0, below(text.length + 1)),
        (text) => text.slice(below(text.length + 1)),
        (text) => put(text, pick(SPECIAL)),
        (text) => put(put(text, pick(SPECIAL)), pick(SPECIAL)),
        (text) => some(text, 0.1, () => pick(SPECIAL)),
        (text) => some(text, 0.2, (c) => LOOKALIKES[c] ?? c),
        (text) =>
            some(
                text,
                0.2,
                (c) => c + pick(["\u0301", "\u0323", "\u0302", "\u031b", "\u200d", "\u0307"])
            ),
        (text) => some(text, 0.05, () => ""),
        (text) => some(text, 0.3, (c) => c.toUpperCase()),
        (text) => text.toUpperCase(),
        (text) => text.replace(/ /g, () => pick(GLUE)),
        (text) =>
            put(
                text,
                times(1 + below(120), () =>
                    pick(["\u0301", "\u0307", "\u0323", "\u1161", "\u0f73"])
                )
            ),
        (text) =>
            put(
                text,
                times(20 + below(200), () => pick(["ấ", "đ", "w", "Ｗ", "İ", "𐐀", "9"]))
            ),
        (text) => put(text, letter()),
        () => times(below(12), letter),
        () => times(2 + below(8), () => letter() + pick(["", "a", "5", " "])),
        () => times(1 + below(10), () => pick(PIECES) + pick(GLUE)),
        () => times(1 + below(14), () => pick(PIECES) + pick([" ", " ", "/", "-", "."])),
        () => times(2 + below(8), () => pick(PIECES) + pick(["-", ".", "\u2010"]))
    ];
    const texts = [];

    while (texts.length < count) {
        const line = pick(lines);
        const from = below(Math.max(1, line.length - 200));
        let text = line.slice(from, from + 20 + below(180));

        for (let n = 1 + below(3); n > 0; n--) {
            text = pick(changes)(text);
        }
        if (random() < 0.1) {
            const words = text.split(/\s+/).slice(0, 2).join(" ");

            texts.push(
                pick([stripTone, (all) => some(all.normalize("NFD"), 0.2, () => "")])(words),
                words
            );
        }
        texts.push(text);
    }
    return texts;
}
