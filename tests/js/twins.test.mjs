/* C's and JavaScript's analysis are one, to the token.
 *
 * More, by hand: TRACUU_TWINS_STRINGS=100000 sets how many strings are made up, and each
 * JSON-lines or text file in TRACUU_TWINS_DATA (folders, joined by colons) is read. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { goldenRows } from "./engine.mjs";
import { mutated } from "./mutate.mjs";
import { compareTwins } from "./twins.mjs";

const SOURCE = fileURLToPath(new URL("../../", import.meta.url));
const STRINGS = Number(process.env.TRACUU_TWINS_STRINGS ?? 2000);
const SEED = Number(process.env.TRACUU_TWINS_SEED ?? 20261122);

function assertAlike(texts, excusable = 0) {
    const { differences, excused } = compareTwins(texts);
    const [first] = differences;
    const shown = JSON.stringify(first?.text);

    assert.equal(
        differences.length,
        0,
        `${differences.length} of ${texts.length} differ: ${shown}\n${first?.c}\n${first?.js}`
    );
    assert.ok(excused <= excusable, `${excused} texts with newer characters`);
    return excused;
}

const filesBelow = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);

        return entry.isDirectory() ? filesBelow(path) : [path];
    });

const stringsIn = (value) =>
    typeof value === "string" ? [value] : Object.values(value ?? {}).flatMap(stringsIn);

/* The texts of a file: the strings of JSON lines, else lines, in groups of some too. */
function textsOf(path) {
    const content = readFileSync(path, "utf8");
    const lines = content.split("\n");

    if (path.endsWith(".jsonl")) {
        return lines.filter((line) => line !== "").flatMap((line) => stringsIn(JSON.parse(line)));
    }
    return lines.concat(content.slice(0, 200000));
}

const corpus = filesBelow(join(SOURCE, "corpus")).filter((path) =>
    /\.(md|txt|json|jsonl|html)$/.test(path)
);
const ours = corpus.flatMap(textsOf).concat(
    readdirSync(join(SOURCE, "tests/golden"))
        .filter((name) => name.endsWith(".tsv"))
        .flatMap((name) => goldenRows(name).flat())
);

test("the corpus and all vectors are analysed alike", () => {
    assert.ok(corpus.length >= 5);
    assertAlike(ours);
});

test("the rows of the rules are analysed alike", () => {
    const rules = textsOf(join(SOURCE, "lib/text/rules.def")).join(" ");
    const words = Array.from(rules.matchAll(/"([^"]+)"/g), ([, word]) => word);
    const codes = Array.from(rules.matchAll(/0x([0-9A-F]+)/g), ([, code]) => parseInt(code, 16));
    const toned = words.flatMap((word) =>
        ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"].flatMap((tone) =>
            ["", "l", "gi", "qu"].map((onset) =>
                (onset + word).replace(/[aăâeêioôơuưy]/, `$&${tone}`)
            )
        )
    );
    const around = codes.flatMap((code) => [
        `a${String.fromCodePoint(code)}9`,
        `16${String.fromCodePoint(code)}TB`
    ]);

    assert.ok(toned.length > 5000 && around.length > 200);
    assertAlike([...words, ...toned, ...around]);
});

const data = (process.env.TRACUU_TWINS_DATA ?? "")
    .split(":")
    .filter(existsSync)
    .flatMap(filesBelow)
    .filter((path) => /\.(jsonl|tsv|txt)$/.test(path));

test("strings made up of all these are analysed alike", () => {
    const lines = ours.concat(data.flatMap(textsOf)).filter((line) => line !== "");
    const excused = assertAlike(mutated(lines, STRINGS, SEED), STRINGS / 50);

    console.log(`${STRINGS} strings, ${excused} with characters that are new to C`);
});

for (const path of data) {
    test(`the texts of ${path} are analysed alike`, () => {
        assertAlike(textsOf(path));
    });
}
