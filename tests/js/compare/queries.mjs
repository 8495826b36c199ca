// queries - what both engines are asked: the vectors, and what is drawn from a corpus.
import { makeRandom } from "./random.mjs";
import { vectors } from "./corpora.mjs";

const letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy";
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const shapes = /[\u0302\u0306\u031b]/g;
const operators = ['"', "(", ")", "-", " OR ", "*", ":", "“", "”", "..", "/", " ", ".", "\u0301"];

/** Without any mark, as it is typed on a keyboard without Vietnamese. */
export function unmarked(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
}

// Loses its tones, its shapes, or all of its marks, word by word, or nothing.
function partlyMarked(text, random) {
    const lose = [
        (word) => word,
        (word) => word.normalize("NFD").replace(tones, "").normalize("NFC"),
        (word) => word.normalize("NFD").replace(shapes, "").normalize("NFC"),
        unmarked,
    ];
    return text.replace(/[\p{L}\p{M}]+/gu, (word) => random.pick(lose)(word));
}

// One letter changed, lost, doubled, swapped with the next, or given another tone.
function misspelt(text, random) {
    const at = random.below(Math.max(text.length, 1));
    const [head, letter, tail] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
    return random.pick([
        () => head + random.pick(letters) + tail,
        () => head + tail,
        () => head + letter + letter + tail,
        () => head + tail.charAt(0) + letter + tail.slice(1),
        () =>
            `${head}${letter}${random.pick("\u0300\u0301\u0309\u0303\u0323")}${tail}`.normalize(
                "NFC",
            ),
    ])();
}

// What is typed while the input method is off: each mark is a key, tones at a word's end.
const telexKeys = { "\u0302": "$1$1", "\u0306": "$1w", "\u031b": "$1w" };
const toneKeys = { "\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j" };
const vniKeys = { "\u0302": "$16", "\u0306": "$18", "\u031b": "$17" };
const vniTones = { "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5" };

function keystrokes(text, shape, stroke, tone) {
    return text.toLowerCase().normalize("NFD").replace(/[\p{L}\p{M}]+/gu, (word) => {
        const tones = [];
        const bare = word.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, (mark) => {
            tones.push(tone[mark]);
            return "";
        });
        const letters = bare.replace(/đ/g, stroke).replace(/([a-z])([\u0302\u0306\u031b])/g,
            (_, letter, mark) => shape[mark].replace(/\$1/g, letter));
        return letters + tones.join("");
    });
}

// Old style for new: "uỷ" and "ủy".
function otherToneStyle(text) {
    return text
        .normalize("NFD")
        .replace(/(u)(y)([\u0300\u0301\u0303\u0309\u0323])/g, "$1$3$2")
        .replace(/(o)([ae])([\u0300\u0301\u0303\u0309\u0323])/g, "$1$3$2")
        .normalize("NFC");
}

function otherVowel(text) {
    return text.replace(
        /(?<=[hklmst])(i|í|ì|ỉ|ĩ|ị)(?![\p{L}])/gu,
        (vowel) => "yýỳỷỹỵ"["iíìỉĩị".indexOf(vowel)],
    );
}

/** Words, phrases, numbers … of a corpus: each call draws another. */
class Sample {
    constructor(records, random) {
        this.random = random;
        this.records = records;
        const texts = records.map(({ text }) => text);
        const all = (pattern) =>
            [...new Set(texts.flatMap((text) => text.match(pattern) ?? []))].sort();
        this.vocabulary = all(/[\p{L}\p{M}]+/gu);
        this.numbers = all(/\d+(?:[.,]\d+)*/g);
        this.joined = all(/[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)+/gu);
        this.documents = all(/\d+ ?[-/][\p{Lu}\d]+[-/\p{Lu}\d]*/gu);
        this.dates = all(/\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}/g);
    }

    any(list) {
        return list.length > 0 ? this.random.pick(list) : "04";
    }

    /** Half by use, half by dictionary: rare ones too. */
    word() {
        return this.random.chance(0.5) ? this.phrase(1, 1) : this.any(this.vocabulary);
    }

    /** Words that stand side by side in one line. */
    phrase(low, high) {
        const want = this.random.between(low, high);
        for (let tries = 0; tries < 50; tries++) {
            const { text } = this.random.pick(this.records);
            const words = this.random.pick(text.split("\n")).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
            if (words.length < want) continue;
            const start = this.random.below(words.length - want + 1);
            return words.slice(start, start + want).join(" ");
        }
        return "cách ly xã hội";
    }

    /** Words that need not stand together. */
    words(low, high) {
        const word = () => this.word();
        return Array.from({ length: this.random.between(low, high) }, word).join(" ");
    }

    value(key) {
        const values = this.records.map((record) => record[key]).filter(Boolean);
        return values.length > 0 ? this.random.pick(values) : "Sơn La";
    }

    date() {
        const iso = this.records.some(({ date }) => date) ? this.value("date") : "2020-03-31";
        const [year, month, day] = iso.split("-");
        return this.random.pick([iso, iso, `${year}-${month}`, year, `${+day}/${+month}/${year}`]);
    }
}

// A clause of any kind, for brackets and alternatives.
function clause(sample, depth = 0) {
    const { random } = sample;
    const inner = () => clause(sample, depth + 1);
    const simple = [
        () => sample.word(),
        () => `"${sample.phrase(2, 3)}"`,
        () => unmarked(sample.word()),
        () => `-${sample.word()}`,
        () => `${sample.word().slice(0, 2)}*`,
        () => `loai:"${sample.value("type")}"`,
    ];
    const nested = [
        () => `(${inner()} OR ${inner()})`,
        () => `(${inner()} ${inner()})`,
        () => `-(${inner()} OR ${inner()})`,
        () => `(${inner()} ${inner()} OR ${inner()})`,
    ];
    return random.pick(depth < 3 ? [...simple, ...nested, ...nested] : simple)();
}

function malformed(sample) {
    const { random } = sample;
    let text = random.pick([clause(sample), `"${sample.phrase(2, 4)}"`, sample.words(2, 4)]);
    for (let n = random.between(1, 4); n > 0; n--) {
        const at = random.below(text.length + 1);
        text = text.slice(0, at) + random.pick(operators) + text.slice(at + random.below(2));
    }
    return text.toWellFormed?.() ?? text.replace(/\p{Surrogate}/gu, "");
}

const fieldNames = [
    ["loai", "type"],
    ["Loại", "type"],
    ["noi", "issuer"],
    ["nơi", "issuer"],
    ["tinh", "province"],
    ["tỉnh", "province"],
    ["ky", "signatory"],
    ["KÝ", "signatory"],
];

function field(sample) {
    const { random } = sample;
    const [name, key] = random.pick(fieldNames);
    const words = sample.value(key).split(" ");
    const start = random.below(words.length);
    const some = words.slice(start, start + random.between(1, words.length)).join(" ");
    const typed = random.chance(0.5) ? partlyMarked(some, random) : some;
    const value = typed.includes(" ") ? `"${typed}"` : typed;
    return `${random.chance(0.2) ? "-" : ""}${name}:${value}`;
}

function range(sample) {
    const [from, to] = [sample.date(), sample.date()];
    return sample.random.pick([
        `ngay:${from}..${to}`,
        `ngay:..${to}`,
        `ngay:${from}..`,
        `ngày:${from}`,
    ]);
}

function number(sample) {
    const number = sample.any(sample.numbers);
    return sample.random.pick([
        number,
        `0${number}`,
        number.replace(/\D/g, ""),
        `${number} ${sample.word()}`,
        `"${sample.word()} ${number}"`,
    ]);
}

function documentNumber(sample) {
    const typed = sample.any(sample.documents);
    return sample.random.pick([
        typed,
        unmarked(typed),
        typed.replace(/[-/]/, " $&"),
        `dan:${typed}`,
        `dan:${unmarked(typed)}`,
        `so:${sample.value("number")}`,
        `"${typed}"`,
        `-${typed}`,
        `0${typed}`,
    ]);
}

const fixed = [
    "Covid-19", "COVID19", "covid 19", "covid* 19", "TP.HCM", "tphcm", "TP HCM", "Tp.HCM", "04",
    "1.354", "1354", "F0", "5K", "vắc-xin", "vacxin", "SARS-CoV-2", "-covid-19", '"Covid-19"',
    "xyzzy", "a*", "đ*", "t* n* c*", "-a", "-(a OR b)", "-ngay:2020", "ngay:2019..2020",
    "ngay:..", "loai:x", "dan:16/CT-TTg", '"a a a"', '"và và"', "và và và", '"của và các"',
    "người người", "cách ly xã hội thịt zzz", "zzz yyy", "zzz OR cách", "zzz -cách",
    'zzz cách loai:"kết luận"', 'cách OR loai:"kết luận"', "ka* zzzz", "\u0001cách\u0007ly",
    "ＣÁＣＨ ly", "сách ly", "ca\u0301ch ly", "😀", "👩‍👩‍👧", "İstanbul", "ΣΊΣΥΦΟΣ",
    `${"(".repeat(20)}cách ly${")".repeat(20)}`, "ngoằn".repeat(15), "dài".repeat(60),
    "x".repeat(300), "hoà hòa", '"uỷ ban"', '"ủy ban"', '"chiến sĩ"', '"chiến sỹ"', "kỳ họp",
    "kì họp", "quí", "quý",
    // Of vntc-2k: Xapian left a document out of the first ten (builder_sees_all in query/build.h).
    '"chuyến ng"hỉ :phép dự"', 'liệt OR "hú há" OR hình OR a',
];

// What is drawn, and how often.
const drawn = {
    word: [40, (s) => s.word()],
    "word, capitals": [8, (s) => s.word().toUpperCase()],
    "word, unmarked": [20, (s) => unmarked(s.word())],
    "word, partly marked": [25, (s, r) => partlyMarked(s.word(), r)],
    "word, misspelt": [20, (s, r) => misspelt(s.word(), r)],
    number: [25, number],
    words: [30, (s) => s.words(2, 4)],
    "words side by side": [25, (s) => s.phrase(2, 6)],
    "words, unmarked": [20, (s) => unmarked(s.phrase(2, 6))],
    "words, partly marked": [20, (s, r) => partlyMarked(s.phrase(2, 6), r)],
    "words, misspelt": [15, (s, r) => misspelt(s.phrase(2, 5), r)],
    "words, misspelt, unmarked": [15, (s, r) => misspelt(unmarked(s.phrase(2, 4)), r)],
    "words, run together": [8, (s) => s.phrase(2, 4).replace(" ", "")],
    telex: [12, (s) => keystrokes(s.phrase(1, 4), telexKeys, "dd", toneKeys)],
    vni: [8, (s) => keystrokes(s.phrase(1, 4), vniKeys, "d9", vniTones)],
    phrase: [40, (s) => `"${s.phrase(2, 6)}"`],
    "phrase, unmarked": [20, (s) => `"${unmarked(s.phrase(2, 5))}"`],
    "phrase, partly marked": [20, (s, r) => `"${partlyMarked(s.phrase(2, 5), r)}"`],
    "phrase, decomposed": [6, (s) => `"${s.phrase(2, 4)}"`.normalize("NFD")],
    "phrase, old tone style": [8, (s) => `"${otherToneStyle(s.phrase(2, 4))}"`],
    "phrase, y for i": [10, (s) => `"${otherVowel(s.phrase(2, 4))}"`],
    "phrase and words": [15, (s) => `${s.word()} "${s.phrase(2, 3)}" ${s.word()}`],
    operators: [45, (s) => `${clause(s)} ${clause(s)}`],
    prefix: [
        25,
        (s, r) => `${s.word().slice(0, r.between(1, 4))}* ${r.chance(0.5) ? s.word() : ""}`.trim(),
    ],
    field: [30, (s, r) => `${field(s)}${r.chance(0.5) ? ` ${s.word()}` : ""}`],
    "date range": [20, (s, r) => `${range(s)}${r.chance(0.6) ? ` ${s.word()}` : ""}`],
    date: [12, (s) => s.any(s.dates)],
    "joined form": [
        20,
        (s, r) => r.pick([(t) => t, unmarked, (t) => t.replace(/[-.]/g, "")])(s.any(s.joined)),
    ],
    "document number": [25, documentNumber],
    malformed: [45, malformed],
    "very long": [5, (s, r) => s.words(60, r.between(70, 100)).slice(0, r.between(400, 700))],
    "over the limit": [2, (s) => s.words(400, 500)],
};

// How the answer is wanted: mostly plain.
function variation(sample, kind) {
    const { random } = sample;
    if (random.chance(kind === "vector" ? 0.9 : 0.7)) return {};
    const request = {};
    if (random.chance(0.5)) request.sort = random.pick(["date", "-date", "relevance"]);
    if (random.chance(0.4)) request.page = String(random.between(1, 4));
    if (random.chance(0.4)) request.limit = String(random.pick([1, 3, 7, 25, 100]));
    if (random.chance(0.3)) request.type = sample.value("type");
    if (random.chance(0.15)) request.issuer = sample.value("issuer");
    if (random.chance(0.15)) request.province = random.pick([sample.value("province"), "son la"]);
    if (random.chance(0.15)) request.year = sample.value("date").slice(0, 4);
    return request;
}

/**
 * The requests for a corpus: [{kind, request: {q, page, limit, sort, type …}}], all values
 * strings as on tracuu-query's command line.  The same list for the same corpus.
 * `share`: how much of what is drawn, 1 = all.
 */
export function requests(root, records, seed, share = 1) {
    const random = makeRandom(seed);
    const sample = new Sample(records, random);
    const list = [];
    const add = (kind, q) => {
        if (q.trim() !== "") list.push({ kind, request: { q, ...variation(sample, kind) } });
    };
    vectors(root, "query.tsv").forEach((q) => add("vector", q));
    for (const name of ["tokens", "compounds", "docnum", "dates"]) {
        vectors(root, `${name}.tsv`).forEach((q) => random.chance(0.3) && add("vector of text", q));
    }
    fixed.forEach((q) => add("chosen", q));
    for (const [kind, [times, draw]] of Object.entries(drawn)) {
        for (let n = 0; n < times * share; n++) add(kind, draw(sample, random));
    }
    for (let n = 0; n < 6; n++) {
        list.push({
            kind: "filters alone",
            request: { q: "", type: sample.value("type"), page: `${n + 1}` },
        });
    }
    return list;
}
