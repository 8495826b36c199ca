// corpora - what both engines index before they are compared.
//
// The five notices as they are; "mixed", some hundred notices made of their lines and of
// everything that the golden vectors find hard, with metadata; and vntc-2k, given
// metadata too, since news has none.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { makeRandom } from "./random.mjs";

const types = ["Thông báo", "Kết luận", "Chỉ thị", "Công văn", "Quyết định", "Kế hoạch"];
const issuers = [
    "Ban Thường vụ Tỉnh ủy",
    "Ban Thường vụ Tỉnh uỷ",
    "Ủy ban nhân dân thành phố Đà Nẵng",
    "Văn phòng Chính phủ",
    "Thủ tướng Chính phủ",
    "Bộ Y tế",
    "Sở Giáo dục và Đào tạo",
];
const provinces = ["Sơn La", "Vĩnh Phúc", "Hà Nội", "Đà Nẵng", "Thừa Thiên Huế", "Đắk Lắk"];
const signatories = ["Trần Quốc Huy", "Hoàng Thị Thúy Lan", "Nguyễn Hữu Đông", "Lý Văn Sỹ"];

// Text that must not end a script, a page or a word early.
const hard = [
    "`mũ ngược` và ${giá trị} và \\` rồi ${`lồng ${1}`}",
    "</script><!-- không phải chú thích --> <b>không đậm</b> & &amp; &#96;",
    "ca\u200bch ly, soft\u00adhyphen, \ufeffBOM, nb\u00a0sp, \u2028dòng\u2029đoạn",
    "Ｆｕｌｌ ｗｉｄｔｈ, ﬁ ligature, ǅ, İstanbul, ΣΊΣΥΦΟΣ, straße, Россия, 中文字, 한국어",
    "😀 mặt cười 👩‍👩‍👧 gia đình, 𝒳 toán, lẻ loi \u0301 dấu",
    `${"dài".repeat(60)} ${"x".repeat(300)} ${"ngoằn".repeat(15)}-19`,
    "12.000.000 đồng, 1.354 ca, 0,5 %, 08 và 8, 007, 1.2.3.4, 3.14.15, 1,2,3",
    "TP.HCM, Tp.HCM, A.B.C.D, SARS-CoV-2, vắc-xin, e-mail, th-úy, COVID\u201119, F0, 5K",
];

/** The lines of a file, without comments. */
export function linesOf(path) {
    return readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line !== "");
}

/** The first column of a vector file. */
export function vectors(root, name) {
    return linesOf(join(root, "tests/golden", name))
        .filter((line) => !line.startsWith("# "))
        .map((line) => line.split("\t")[0]);
}

/** The five notices as records, with the metadata that the vectors promise. */
export function five(root) {
    const records = readdirSync(join(root, "corpus"))
        .filter((name) => /^\d.*\.txt$/.test(name))
        .sort()
        .map((name) => [
            name.replace(".txt", ""),
            readFileSync(join(root, "corpus", name), "utf8"),
        ]);
    const known = linesOf(join(root, "tests/golden/notices.tsv"))
        .map((line) => line.split("\t"))
        .filter((row) => row[2] !== "-");
    return records.map(([id, text]) => ({
        ...Object.fromEntries(known.filter(([notice]) => notice === id).map(([, ...pair]) => pair)),
        id,
        text,
    }));
}

function isoDate(random) {
    const two = (number) => String(number).padStart(2, "0");
    const month = random.between(1, 12);
    return `${random.between(2015, 2021)}-${two(month)}-${two(random.between(1, 28))}`;
}

function addMetadata(record, random) {
    const maybe = (probability, make) => (random.chance(probability) ? make() : undefined);
    record.type ??= maybe(0.8, () => random.pick(types));
    record.issuer = maybe(0.7, () => random.pick(issuers));
    record.province = maybe(0.6, () => random.pick(provinces));
    record.signatory = maybe(0.5, () => random.pick(signatories));
    record.date = maybe(0.85, () => isoDate(random));
    record.number = maybe(0.5, () => `${random.between(1, 60)}-TB/TU`);
    return record;
}

/** Notices made of the five's lines and of what is hard to read. */
export function mixed(root) {
    const random = makeRandom(3);
    const lines = five(root)
        .flatMap(({ text }) => text.split("\n"))
        .filter((line) => line.trim());
    const odd = [
        "tokens",
        "compounds",
        "dates",
        "docnum",
        "iy",
        "normalise",
        "folded",
        "distinct",
    ].flatMap((name) => vectors(root, `${name}.tsv`));
    const records = [];
    for (let n = 0; n < 300; n++) {
        const start = random.below(lines.length);
        const text = lines.slice(start, start + random.between(1, 40));
        for (let k = random.below(6); k > 0; k--) {
            text.splice(random.below(text.length + 1), 0, random.pick(odd), random.pick(lines));
        }
        if (n % 20 === 0) text.push(hard[(n / 20) % hard.length]);
        if (n % 17 === 0) text.push(text.join(" ").normalize("NFD"));
        const title = n % 13 === 0 ? undefined : random.pick(lines).slice(0, 200);
        records.push(addMetadata({ id: `mixed/${n}`, title, text: text.join("\n") }, random));
    }
    // The same text many times: equal scores, told apart by date and id only.
    for (let n = 0; n < 30; n++) {
        records.push(addMetadata({ id: `same/${n}`, title: lines[0], text: lines[9] }, random));
    }
    return records;
}

/** vntc-2k, its topics as types. */
export function news(path) {
    const random = makeRandom(2004);
    return linesOf(path).map((line) => {
        const { id, title, text, topic } = JSON.parse(line);
        return addMetadata({ id, title, text, type: topic?.replaceAll("_", " ") }, random);
    });
}

/** Records as tracuu-index reads them. */
export function toJsonl(records) {
    return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}
