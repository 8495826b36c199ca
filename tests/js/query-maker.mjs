/* query-maker.mjs - queries as people and programs type them, from a seed.
 *
 * Words come from real text; what is done to them is what a query language can meet:
 * quotes, brackets, stars, minus signs and fields in and out of their place, other normal
 * forms, control characters, numbers and dates, and queries over every limit.
 */

/** Numbers in [0, 1), the same for a seed everywhere (mulberry32). */
export function randomFrom(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}

const FIELDS = [
    "loai", "Loại", "LOẠI", "noi", "nơi", "nớ", "tinh", "tỉnh", "tình", "ky", "ký", "KY", "so",
    "số", "sô", "dan", "dẫn", "đan", "ngay", "ngày", "Ngày", "ngáy", "abc", "http", "lo\u0323ai",
    "loa\u0323i", "ng\u0430y", "n\u031boi", "", "no\u031b\u031b\u031bi"
];
const NUMBERS = [
    "16/CT-TTg", "16 / CT - TTg", "2033 -TB/TU", "2033-TB/TU", "08-KL/TU", "43-BS/ĐUK",
    "37/NQ-CP", "30/2020/NĐ-CP", "202/2025/QH15", "1979/VPCP-KGVX", "66/QĐ/TW", "16/ct-ttg",
    "16/CT–TTg", "16/CT-TTg-KTTH", "0016/CT-TTg", "16⁄CT−TTg", "43-BS/DUK", "2033   -TB/TU",
    "12-NQ-TW"
];
const DATES = [
    "24/8/2021", "24-8-2021", "24.8.2021", "24 / 8 / 2021", "2021-08-24",
    "ngày 24 tháng 8 năm 2021", "Ngày 08 tháng tư năm 2020", "ngay 24 thang 8 nam 2021",
    "31/2/2021", "2021-02-29", "2020-02-29", "0000-01-01", "0004-02-29", "0100-02-29",
    "1900-02-29", "2021-13-01", "2021-08-24-5", "2021-08-24T", "2021-08-24,", "x2021-08-24",
    "2021", "2021-08", "2021-8", "2021-00", "0000", "1/1/2021", "01/01/2021", "1/1/21",
    "001/1/2021", "24/8/2021-25/8/2021", "từ ngày 03/3/2021 đến hết ngày 12/3/2021", "1.354",
    "04", "1,5", "1,2,3", "12.000.000", "007"
];
const ENDS = [
    "", "2020", "2020-03", "2020-03-31", "31/3/2020", "31/2/2020", "abc", "2020-13", "03/2020"
];
const JOINED = [
    "Covid-19", "covid19", "CT-TTg", "TP.HCM", "vắc-xin", "Tp.Hcm", "a-b-c-d-e-f",
    "a-b-c-d-e-f-g", "th-úy", "24/24", "5K", "C++", "AT&T", "http://example.com/a?b=1", "a_b",
    "Covid\u201019", "Covid\u201319"
];
const ODD = [
    "\0", "\t", "\n", "\x07", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u2028",
    "\u3000", "\u180e", "\ufeff", "\ufffd", "\u0301", "\u0323", "\u031b", "\u0345", "\u0130",
    "ß", "Σ", "ς", "\u0391\u0345", "а", "ο", "²", "½", "Ⅷ", "٣", "３", "\u1100\u1161\u11a8", "한",
    "字", "😀", "𝐀", "𝟙", "a\u0315\u0300\u05ae\u0062", "Ð", "ð", "ɖ", "|", "&", ":", "*", "-",
    "--", "_", "(", ")", "()", "((", "\"", "“", "”", "„", "«", "»", "'", ",", ".", "..", "...",
    "…", "–", "—", "/", "\\", "+", "OR", "or", "AND", "NOT", "<b>", "&amp;", "%20", "ﬁ", "ǅ",
    "ŉ", "\u1e9e"
];

const stripped = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");

export class QueryMaker {
    /** @param {number} seed  @param {string} text words are taken from it */
    constructor(seed, text) {
        this.random = randomFrom(seed);
        this.words = text.split(/\s+/).filter((word) => word !== "");
    }

    below(n) {
        return Math.floor(this.random() * n);
    }

    pick(list) {
        return list[this.below(list.length)];
    }

    /** Some words that follow each other in the text. */
    run(n) {
        const from = this.below(this.words.length - n);
        return this.words.slice(from, from + n).join(" ");
    }

    /** Like `word`, written in another way. */
    respelled(word) {
        const ways = [
            () => word, () => word, () => word, () => stripped(word),
            () => word.normalize("NFD"), () => word.normalize("NFKD"), () => word.toUpperCase(),
            () => word.toLowerCase(), () => [...word.normalize("NFD")].filter((c) =>
                !/\p{M}/u.test(c) || this.random() < 0.5).join(""),
            () => [...word.normalize("NFD")].reverse().join(""),
            () => word.replace(/./u, (c) => c + this.pick(ODD)), () => word + this.pick(ODD),
        ];
        return this.pick(ways)();
    }

    atom() {
        const kinds = [
            () => this.respelled(this.run(1)), () => this.respelled(this.run(1)),
            () => this.respelled(this.run(1)), () => this.run(1 + this.below(4)),
            () => this.pick(NUMBERS), () => this.pick(DATES), () => this.pick(JOINED),
            () => this.pick(ODD), () => this.pick(ODD) + this.pick(ODD) + this.pick(ODD),
            () => this.pick(["OR", "OR", "or", "AND", "-OR"]),
            () => this.respelled(this.run(1)) + "*",
            () => this.quoted(), () => this.field(), () => this.dated(), () => this.group(),
        ];
        return this.pick(kinds)();
    }

    quoted() {
        const pairs = ["\"\"", "“”", "„“", "«»", "\"”", "\"", "”"];
        const [open, close] = this.random() < 0.9 ? this.pick(pairs.slice(0, 4)) : this.pick(pairs);
        const inside = this.random() < 0.3 ? this.atom()
            : this.respelled(this.run(1 + this.below(5)));
        return open + inside + (close || "");
    }

    field() {
        const value = this.pick([() => this.atom(), () => this.quoted(), () => this.run(1),
            () => this.pick(NUMBERS), () => this.pick(DATES), () => this.pick(ENDS), () => ""])();
        return this.pick(FIELDS) + this.pick([":", ":", ":", ":", " :", ": ", "::"]) + value;
    }

    /** An interval, mostly. */
    dated() {
        const dots = this.pick(["..", "..", "..", "", "...", "."]);
        const value = this.pick(ENDS) + dots + this.pick(ENDS);

        return this.pick(["ngay:", "ngày:", "Ngày:", "-ngay:", "ngay:\"", "ngay :"]) + value +
            this.pick(["", "", "", "\"", ","]);
    }

    group() {
        const n = 1 + this.below(3);
        const inside = Array.from({ length: n }, () => this.clause()).join(" ");
        return this.random() < 0.85 ? `(${inside})` : this.pick(["(", ")", ")(", "(("]) + inside;
    }

    clause() {
        return (this.random() < 0.12 ? "-" : "") + this.atom();
    }

    /** One over a limit: many words, or deep brackets. */
    long() {
        const n = 60 + this.below(30);
        const words = Array.from({ length: n }, () => this.clause()).join(" ");
        const depth = 10 + this.below(12);
        const deep = "(".repeat(depth) + this.run(2) + ` ${this.run(1)})`.repeat(depth);
        return this.pick([words, `"${this.run(n)}"`, deep, this.run(n) + " OR " + deep]);
    }

    query() {
        if (this.random() < 0.02) {
            return this.long();
        }
        const n = 1 + this.below(5);
        let query = "";
        for (let i = 0; i < n; i++) {
            query += this.clause() +
                this.pick([" ", " ", " ", " ", " OR ", "", "  ", ",", "\t", "-"]);
        }
        return query;
    }
}
