// kwic - asks tracuu-query and the browser's engine for the hits of the same queries, and prints
// where they differ.
//
//   node kwic.mjs BUNDLE QUERIES SEED        exit status 1: they differ
//
// Queries are drawn from what BUNDLE's notices say.  TRACUU_QUERY_PROGRAM answers for C.
import { execFileSync } from "node:child_process";
import { openResearch } from "./engine.mjs";
import { makeRandom } from "./random.mjs";

const program = process.env.TRACUU_QUERY_PROGRAM;
const [bundle, n, seed] = process.argv.slice(2);
const random = makeRandom(Number(seed));
const fields = ["id", "date", "tier", "left", "hit", "right"];

const own = ["Covid-19", "covid19", "16/CT-TTg", "31/3/2020", "phong*", "04", "uỷ ban", "zzz", "-covid",
    "ngay:2020..2021", "thuỷ OR thủy", "\"Việt Nam\" -Mỹ", "viet nam", "ngân hàng", "mỹ", "sĩ"];

const plain = (typed) => typed.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d");

/** Words that follow each other in a text: as they are, quoted, without marks, with another. */
function draw(texts) {
    const words = random.pick(texts).replace(/["“”«»()*:-]/g, " ").split(/\s+/).filter(Boolean);
    const run = (length) => {
        const from = random.below(Math.max(1, words.length - length));
        return words.slice(from, from + length).join(" ");
    };
    return random.pick([
        () => run(1), () => run(2), () => `"${run(2)}"`, () => `"${run(3)}"`, () => plain(run(2)),
        () => `"${plain(run(2))}"`, () => `${run(2)} -${run(1)}`, () => `${run(1)} OR ${run(1)}`,
        () => `${run(1).slice(0, 3)}*`,
    ])();
}

/** The rows of a table, as objects. */
function rowsOf(csv) {
    const [names, ...rows] = [...csv.replace("\ufeff", "").matchAll(/(?:"(?:[^"]|"")*"|[^,\r"]*)(?:,|\r\n)/g)]
        .reduce((all, [cell]) => {
            const text = cell.replace(/(,|\r\n)$/, "").replace(/^"([^]*)"$/, "$1").replace(/""/g, "\"");
            all[all.length - 1].push(text.replace(/^'(?=[=+\-@])/, ""));
            return cell.endsWith("\r\n") ? [...all, []] : all;
        }, [[]]);
    return rows.filter((row) => row.length > 1)
        .map((row) => Object.fromEntries(row.map((cell, i) => [names[i], cell])));
}

function askC(typed) {
    const all = ["-i", bundle, "--format=kwic-csv", "--sort=-date", "--", typed];
    return rowsOf(execFileSync(program, all, { encoding: "utf8", maxBuffer: 1 << 30 }));
}

const lineOf = (row) => row && fields.map((field) => row[field] ?? "").join(" ¦ ");

const engine = await openResearch(bundle);
const texts = await engine.texts();
const queries = own.concat(Array.from({ length: Number(n) }, () => draw(texts)))
    .filter((typed) => /[\p{L}\p{N}]/u.test(typed));
let hits = 0;
let different = 0;
for (const typed of queries) {
    const [expected, got] = [askC(typed), await engine.hits(typed)];
    const at = expected.findIndex((row, i) => lineOf(row) !== lineOf(got[i]));
    hits += expected.length;
    if (at >= 0 || got.length !== expected.length) {
        different++;
        console.log(`${typed}: ${expected.length} hits, not ${got.length}`);
        console.log(`  C ${lineOf(expected[at])}\n  JavaScript ${lineOf(got[at])}`);
    }
}
console.log(`${queries.length} queries with ${hits} hits, ${different} answered differently`);
process.exitCode = different > 0 || hits < queries.length ? 1 : 0;
