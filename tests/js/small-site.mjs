/* small-site - a browser's index of a few notices, made here after tracuu-site(5): for tests
 * that need files to damage, and to hold reader and writer of the format apart.
 */
import { deflateSync } from "node:zlib";

export const LIMITS = {
    query_bytes: 1024, words: 64, depth: 16, expansion: 128, page_size: 10, max_page_size: 100,
    max_page: 10000,
};
export const RANKING = {
    word: 1, as_typed: 0.2, pair: 0.5, k1: 1, k3: 1, b: 0.5, min_normlen: 0.5, title_wdf: 3,
};
const SIZES = { chunk: 4096, length: 4, record: 2, date: 8192 };
const COLUMNS = ["type", "issuer", "province", "signatory"];

/* ---- bytes ---- */

const utf8 = (string) => [...Buffer.from(string, "utf8")];
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export function varint(value) {
    const bytes = [];
    for (; value > 127; value = Math.floor(value / 128)) {
        bytes.push((value % 128) | 128);
    }
    return [...bytes, value];
}

const numbers = (values) => [...values].flatMap(varint);
const string = (value) => [...varint(utf8(value).length), ...utf8(value)];
const unlessAll = (usual, values) => (values.every((v) => v === usual) ? [] : numbers(values));

/** CRC-32 as eight digits. */
export function sumOf(bytes) {
    let crc = -1;
    for (const byte of bytes) {
        crc ^= byte;
        for (let i = 0; i < 8; i++) {
            crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
        }
    }
    return (~crc >>> 0).toString(16).padStart(8, "0");
}

const ESCAPES = { 0x5c: "\\\\", 0x22: '\\"', 0x0a: "\\n", 0x0d: "\\r" };

/** A payload as the script that hands it over. */
export function scriptOf(name, payload) {
    const escaped = [...payload].flatMap((byte) => (ESCAPES[byte] ? utf8(ESCAPES[byte]) : [byte]));
    return Uint8Array.from([...utf8(`tracuu.chunk("${name}","`), ...escaped, ...utf8('");\n')]);
}

/** Adds FOLDER/NAME-SUM.js to `files` (path → bytes); returns the sum. */
export function addChunk(files, name, bytes, folder = "search") {
    const payload = deflateSync(Uint8Array.from(bytes));
    const sum = sumOf(payload);
    files.set(`${folder}/${name}-${sum}.js`, scriptOf(name, payload));
    return sum;
}

/* ---- postings ---- */

/* The words at each position: what stands there for the syllable, then what is joined. */
function placesOf(tokens) {
    const places = [];
    for (const token of tokens) {
        const place = (places[token.position] = places[token.position] || []);
        if (token.kind === "syllable" || token.kind === "number") {
            place[0] = { ...token, slot: true };
        } else if (token.kind === "joined") {
            place.push({ ...token, slot: false });
        }
    }
    return places;
}

class Inverter {
    constructor(text) {
        this.text = text;
        this.stores = { term: new Map(), fold: new Map(), pair: new Map() };
        this.forms = new Map(); // K2 → Map K1 → documents
        this.lengths = [];
        this.syllables = [];
    }

    posting(store, key, doc) {
        const list = this.stores[store];
        list.has(key) || list.set(key, new Map());
        list.get(key).has(doc) || list.get(key).set(doc, { wdf: 0, occurrences: [] });
        return list.get(key).get(doc);
    }

    post(store, key, doc, wdf) {
        this.posting(store, key, doc).wdf += wdf;
        this.lengths[doc - 1] += wdf;
    }

    postWord(token, doc, wdf) {
        const { k1, k2 } = token;
        this.post("term", k1, doc, wdf);
        this.post("fold", k2, doc, wdf);
        this.forms.has(k2) || this.forms.set(k2, new Map());
        const docs = this.forms.get(k2).get(k1) || new Set();
        this.forms.get(k2).set(k1, docs.add(doc));
    }

    postToken(token, doc, wdf) {
        const { kind, k1, k2 } = token;
        if (kind === "docnum") {
            this.post("term", `XN${k1}`, doc, 1);
            this.post("term", `XM${k2}`, doc, 1);
        } else if (kind === "date") {
            this.post("term", `XD${k1}`, doc, 1);
        } else if (kind === "range") {
            this.lengths[doc - 1] += 1; // its term is in the database only
        } else {
            this.postWord(token, doc, wdf);
        }
    }

    postPairs(places, ordinals, doc, wdf) {
        for (const word of places.flat()) {
            word.ordinal = ordinals.get(word.k2) || 0;
            ordinals.set(word.k2, word.ordinal + 1);
        }
        for (let p = 0; p + 1 < places.length; p++) {
            for (const left of places[p]) {
                for (const right of places[p + 1]) {
                    const key = `${left.k2} ${right.k2}`;
                    const plain = left.slot && right.slot;
                    this.posting("pair", key, doc).occurrences.push([left, right]);
                    this.post("pair", key, doc, plain ? wdf : 0);
                }
            }
        }
    }

    add(notice, doc) {
        const ordinals = new Map();
        this.lengths.push(0);
        for (const [field, wdf] of [[notice.title, RANKING.title_wdf], [notice.text, 1]]) {
            const tokens = this.text.analyse(field || "");
            tokens.forEach((token) => this.postToken(token, doc, wdf));
            this.postPairs(placesOf(tokens), ordinals, doc, wdf);
        }
        this.syllables.push(this.text.analyse(notice.text)
            .filter(({ kind }) => kind === "syllable").length);
        if (notice.number) {
            const docnum = this.text.analyse(notice.number).find(({ kind }) => kind === "docnum");
            this.post("term", `XO${docnum ? docnum.k2 : this.text.fold(notice.number)}`, doc, 0);
        }
    }
}

/* ---- stores ---- */

function postingStreams(list) {
    let before = 0;
    const docs = [...list.keys()].map((doc) => doc - before - 1 + 0 * (before = doc));
    return [numbers(docs), unlessAll(1, [...list.values()].map(({ wdf }) => wdf))];
}

function ordinalStream(postings, side) {
    const all = postings.flatMap(({ occurrences }) => occurrences.map((pair, i) =>
        pair[side].ordinal - (i > 0 ? occurrences[i - 1][side].ordinal + 1 : 0)));
    return unlessAll(0, all);
}

function pairStreams(list) {
    const postings = [...list.values()];
    const counts = new Map();
    const formOf = ([left, right]) => JSON.stringify([left, right].map(({ k1, k2 }) =>
        (k1 === k2 ? "" : k1)));
    for (const form of postings.flatMap(({ occurrences }) => occurrences.map(formOf))) {
        counts.set(form, (counts.get(form) || 0) + 1);
    }
    const forms = [...counts.keys()].sort((a, b) =>
        counts.get(b) - counts.get(a) || byBytes(a, b));
    const codes = postings.flatMap(({ occurrences }) =>
        occurrences.map((pair) => forms.indexOf(formOf(pair))));
    return [
        ...postingStreams(list), forms.flatMap((form) => JSON.parse(form).flatMap(string)),
        unlessAll(1, postings.map(({ occurrences }) => occurrences.length)), unlessAll(0, codes),
        ordinalStream(postings, 0), ordinalStream(postings, 1),
    ];
}

function lexiconStreams(k2, forms) {
    const rows = [...forms].sort(([a], [b]) => byBytes(a, b));
    return [rows.flatMap(([k1, docs]) => [...string(k1 === k2 ? "" : k1), ...varint(docs.size)])];
}

/* Bytes of a chunk of entries [{key, df, streams}]. */
function chunkOf(entries) {
    const keys = entries.map(({ key }) => utf8(key));
    const shared = keys.map((key, i) => {
        let n = 0;
        while (i > 0 && n < key.length && key[n] === keys[i - 1][n]) {
            n++;
        }
        return n;
    });
    const rests = keys.map((key, i) => key.slice(shared[i]));
    const streams = entries[0].streams.map((_, s) => entries.map((entry) => entry.streams[s]));
    return [
        ...varint(entries.length), ...numbers(shared), ...numbers(rests.map((r) => r.length)),
        ...rests.flat(), ...numbers(entries.map(({ df }) => df)),
        ...streams.flatMap((parts) => numbers(parts.map((part) => part.length))),
        ...streams.flat(2),
    ];
}

function addStore(files, letter, entries) {
    const keys = [];
    const sums = [];
    entries.sort((a, b) => byBytes(a.key, b.key));
    for (let from = 0; from < entries.length;) {
        let size = 0;
        let to = from;
        do {
            size += entries[to].key.length + entries[to].streams.flat().length;
            to++;
        } while (to < entries.length && size < SIZES.chunk);
        keys.push(entries[from].key);
        sums.push(addChunk(files, letter + (sums.length).toString(16),
            chunkOf(entries.slice(from, to))));
        from = to;
    }
    return { keys, sums: sums.join("") };
}

function addBlocks(files, letter, rows, size, bytesOf) {
    const sums = [];
    for (let from = 0; from < rows.length; from += size) {
        const bytes = bytesOf(rows.slice(from, from + size));
        sums.push(addChunk(files, letter + sums.length.toString(16), bytes));
    }
    return { size, sums: sums.join("") };
}

function addColumn(files, notices, name) {
    const values = [...new Set(notices.map((n) => n[name]).filter(Boolean))].sort(byBytes);
    const symbols = notices.map((notice) => values.indexOf(notice[name]) + 1);
    const bytes = [...varint(values.length), ...values.flatMap(string), ...numbers(symbols)];
    return values.length === 0 ? null
        : { sum: addChunk(files, `c${COLUMNS.indexOf(name)}`, bytes) };
}

const recordOf = (n) => ({
    id: n.id, url: `notices/${n.file_name}.html`, title: n.title, type: n.type || null,
    issuer: n.issuer || null, province: n.province || null, number: n.number || null,
    date: n.date || null,
});

const pageOf = (n) => "<!--\ntracuu.page(String.raw`-->\n<!DOCTYPE html>\n<html><body>" +
    `<section class="body"><p>${n.text.replace(/&/g, "&amp;").replace(/</g, "&lt;")
        .replace(/`/g, "&#96;").replace(/\$\{/g, "&#36;{")}</p></section></body></html>\n<!--` +
    "`)//-->\n";

/** The site of notices, which stand in the order of documents: {files: path → bytes, root: the
 * root's file name}.  `text` is tracuu.text; `change` may alter the root before it is written. */
export function smallSite(text, notices, change = () => {}) {
    const files = new Map();
    const inverter = new Inverter(text);
    notices.forEach((notice, i) => inverter.add(notice, i + 1));
    const { stores, forms, lengths } = inverter;
    const rows = (map, streams) => [...map].map(([key, list]) =>
        ({ key, df: list.size, streams: streams(list) }));
    const days = notices.filter((n) => n.date).map((n) => Number(n.date.replace(/-/g, "")));
    const years = new Map();
    days.forEach((day) => {
        const year = String(Math.floor(day / 10000));
        years.set(year, (years.get(year) || 0) + 1);
    });
    const planes = (part) => [0, 8, 16, 24].flatMap((shift) =>
        part.map((length) => (length >> shift) & 255));
    const root = {
        format: 1, documents: notices.length, dated: days.length,
        length_total: lengths.reduce((sum, length) => sum + length, 0), title: "", language: "vi",
        ranking: RANKING, limits: LIMITS, years: [...years],
        stores: {
            term: addStore(files, "t", rows(stores.term, postingStreams)),
            fold: addStore(files, "f", rows(stores.fold, postingStreams)),
            pair: addStore(files, "p", rows(stores.pair, pairStreams)),
            lexicon: addStore(files, "x", [...forms].map(([key, known]) => ({
                key, df: stores.fold.get(key).size, streams: lexiconStreams(key, known),
            }))),
        },
        blocks: {
            length: addBlocks(files, "l", lengths, SIZES.length, planes),
            record: addBlocks(files, "r", notices.map(recordOf), SIZES.record,
                (part) => utf8(JSON.stringify(part))),
            syllables: addBlocks(files, "s", inverter.syllables, SIZES.date, numbers),
            date: addBlocks(files, "d", days, SIZES.date, (part) =>
                numbers(part.map((day, i) => (i > 0 ? part[i - 1] - day : day)))),
        },
        columns: Object.fromEntries(COLUMNS.map((name) =>
            [name, addColumn(files, notices, name)])),
    };
    change(root);
    notices.forEach((n) => files.set(recordOf(n).url, Uint8Array.from(utf8(pageOf(n)))));
    return { files, root: `root-${addChunk(files, "root", utf8(JSON.stringify(root)))}.js` };
}
