/* twins - what C and JavaScript make of the same texts, side by side.
 *
 * build/…/tests/golden/print-tokens says what C makes of them; its head comment has the
 * form of a line, which `lineOf` makes of JavaScript's. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { loadEngine } from "./engine.mjs";
import { findDates, findDocnums } from "./find.mjs";
import { iyKey } from "./iy-key.mjs";

const PROGRAM = join(process.env.BUILD_DIR ?? "build/dev", "tests/golden/print-tokens");
const BATCH = 5000;
const KINDS = ["syllable", "joined", "number", "docnum", "date", "range"];

const { text: js } = loadEngine();

/* What C is given: UTF-8 has no unpaired surrogates. */
const wellFormed = (text) => text.replace(/\p{Cs}/gu, "\ufffd");

/* For each UTF-16 offset the offset in UTF-8. */
function byteOffsets(text) {
    const offsets = new Uint32Array(text.length + 1);

    for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        const surrogate = code >= 0xd800 && code < 0xe000;

        offsets[at + 1] = offsets[at] + (code < 0x80 ? 1 : code < 0x800 || surrogate ? 2 : 3);
    }
    return offsets;
}

function tokenRow(token, bytes) {
    const flags = (token.marked ? 1 : 0) + (token.number ? 2 : 0) + (token.legal ? 4 : 0);

    return [
        KINDS.indexOf(token.kind),
        token.k1,
        token.k2,
        bytes[token.start],
        bytes[token.end],
        token.position,
        token.span,
        flags
    ];
}

function lineOf(text, before) {
    const bytes = byteOffsets(wellFormed(text));
    const canonical = js.canonical(text);

    return [
        canonical,
        js.fold(text),
        js.display(text),
        iyKey(js, text),
        js.sortKey(text),
        js.iyVariant(canonical),
        js.marksAgree(js.canonical(before), canonical),
        js.analyse(text).map((token) => tokenRow(token, bytes)),
        findDocnums(js, text).map(({ start, end, display }) => [bytes[start], bytes[end], display]),
        findDates(js, text).map(({ start, end, iso }) => [bytes[start], bytes[end], iso])
    ];
}

function askC(texts) {
    const records = texts.flatMap((text) => {
        const bytes = Buffer.from(wellFormed(text));

        return [Buffer.from(`${bytes.length}\n`), bytes];
    });
    const { status, error, stdout } = spawnSync(PROGRAM, {
        input: Buffer.concat(records),
        maxBuffer: 1 << 30
    });

    if (error || status !== 0) {
        throw error ?? new Error(`${PROGRAM}: exit status ${status}`);
    }
    const lines = stdout.toString().split("\n").slice(0, -1);

    if (lines.length !== texts.length) {
        throw new Error(`${PROGRAM}: ${lines.length} lines for ${texts.length} texts`);
    }
    return lines.map((line) => JSON.stringify(JSON.parse(line)));
}

function differencesOf(texts) {
    return askC(texts)
        .map((c, i) => ({
            text: texts[i],
            c,
            js: JSON.stringify(lineOf(texts[i], texts[i - 1] ?? ""))
        }))
        .filter((both) => both.c !== both.js);
}

/* Code points that are nothing to C's Unicode and something to node's, which is newer. */
function newerCharacters(differences) {
    const all = new Set(differences.flatMap(({ text }) => Array.from(wellFormed(text))));
    const probes = Array.from(all, (c) => `x${c}x`);

    return differencesOf(probes)
        .filter(({ c }) => JSON.parse(c)[7].length === 2)
        .map(({ text }) => text.slice(1, -1));
}

/* The differences between C and JavaScript over texts, [{text, c, js}], and how many texts
 * hold a character that only node's Unicode knows: {differences, excused}.  Both get the same
 * characters: U+FFFD that the repair puts in place of half a pair may stand elsewhere in a
 * Hangul syllable's offsets (text.test.mjs has such halves). */
export function compareTwins(texts) {
    const given = texts.map(wellFormed);
    let differences = [];

    for (let at = 0; at < given.length; at += BATCH) {
        differences = differences.concat(differencesOf(given.slice(at, at + BATCH)));
    }
    const newer = newerCharacters(differences);
    const real = differences.filter(({ text }) => !newer.some((c) => text.includes(c)));

    return { differences: real, excused: differences.length - real.length };
}
