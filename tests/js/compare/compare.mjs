// compare - asks tracuu-query and the browser's engine the same, and prints where they differ.
//
//   node compare.mjs corpora FOLDER [VNTC-2K.jsonl]      writes FOLDER/*.jsonl
//   node compare.mjs ask FOLDER CORPUS BUNDLE            exit status 1: they differ
//
// TRACUU_QUERY_PROGRAM and ASK_INDEX_PROGRAM (tests/e2e/ask-index.c: the same in bulk) answer
// for C.  CORPUS is five, mixed or vntc-2k.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { linesOf, five, mixed, news, toJsonl } from "./corpora.mjs";
import { aspects, columns, differences } from "./judge.mjs";
import { requests } from "./queries.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const shown = 12; // differences that are printed in full
const program = process.env.TRACUU_QUERY_PROGRAM;
const bulk = process.env.ASK_INDEX_PROGRAM;

// How much of what can be drawn is asked of a corpus.
const shares = { five: 0.15, mixed: 0.3, "vntc-2k": 0.6 };

// Differences that have a reason: {reason, aspects, applies(query, expected, got)}; what one
// explains is not held against either engine.  There are none.
const explained = [];

function writeCorpora(folder, vntc) {
    writeFileSync(join(folder, "mixed.jsonl"), toJsonl(mixed(root)));
    if (vntc && existsSync(vntc)) writeFileSync(join(folder, "vntc-2k.jsonl"), toJsonl(news(vntc)));
}

function recordsOf(folder, corpus) {
    if (corpus === "five") return five(root);
    return linesOf(join(folder, `${corpus}.jsonl`)).map((line) => JSON.parse(line));
}

/** What C answers, in bulk: [{answer, all}] */
function askIndex(bundle, asked) {
    const input = asked.map(({ request }) => `${JSON.stringify(request)}\n`).join("");
    const options = { input, maxBuffer: 1 << 30, encoding: "utf8" };
    const [ids, ...lines] = execFileSync(bulk, [bundle], options)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    return asked.map((_, i) => ({
        answer: lines[2 * i],
        all: lines[2 * i + 1].map(([document, tier, score]) => [ids[document - 1], tier, score]),
    }));
}

/** What the program itself says to a request. */
function askProgram(bundle, { q, ...options }) {
    const named = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const words = q === "" ? [] : ["--", q];
    const all = ["-i", bundle, "--format=json", ...named, ...words];
    return JSON.parse(execFileSync(program, all, { encoding: "utf8" }));
}

// ask-index is not what is delivered: every thirtieth request goes to the program too.
function checkBulk(bundle, asked, expected) {
    const askable = ({ request }) => !request.q.includes("\0");
    const wrong = asked.filter(({ request }, i) => {
        const { answer } = expected[i];
        if (i % 30 !== 0 || "error" in answer || !askable({ request })) return false;
        return JSON.stringify(askProgram(bundle, request)) !== JSON.stringify(answer);
    });
    wrong.forEach(({ request }) =>
        console.log(`ask-index is not the program: ${JSON.stringify(request)}`),
    );
    return wrong.length;
}

// The browser looks at the page, on which a few texts are not quite what they are in the
// source: a mark of a list, a blank of a table.  All other snippets are the same.
const sameSnippets = 0.99;

function countSnippets({ answer }, got, counts) {
    (answer.results ?? []).forEach(({ snippet }, i) => {
        counts.asked++;
        counts.same += snippet === got.answer.results?.[i]?.snippet ? 1 : 0;
    });
}

function unexplained(found, query, expected, got) {
    const reasons =
        found.length > 0 ? explained.filter(({ applies }) => applies(query, expected, got)) : [];
    reasons.forEach(({ reason }) =>
        console.log(`Explained: ${JSON.stringify(query.request)}: ${reason}`),
    );
    return found.filter((name) => !reasons.some(({ aspects: names }) => names.includes(name)));
}

function excerpt(value) {
    const text = JSON.stringify(value instanceof Map ? [...value] : value) ?? "nothing";
    return text.length > 400 ? `${text.slice(0, 400)} … (${text.length})` : text;
}

function printDifference({ kind, request }, found, expected, got) {
    console.log(`${kind}: ${JSON.stringify(request)}`);
    for (const { answer, all } of [expected, got]) {
        if ("error" in answer) {
            const who = answer === expected.answer ? "C" : "JavaScript";
            console.log(`  refused by ${who}: ${answer.error}`);
            return;
        }
        if (found.includes("scores")) console.log(`  scores: ${excerpt(all.slice(0, 5))}`);
    }
    for (const name of found.filter((column) => column in aspects)) {
        console.log(`  ${name}: C ${excerpt(aspects[name](expected))}`);
        console.log(`    JavaScript ${excerpt(aspects[name](got))}`);
    }
}

function printTable(corpus, asked, reports) {
    const kinds = [...new Set(asked.map(({ kind }) => kind))];
    console.log(`| ${corpus} | asked | ${columns.join(" | ")} |`);
    console.log(`|---|--:|${columns.map(() => "--:|").join("")}`);
    for (const kind of [...kinds, "all"]) {
        const rows = reports.filter((_, i) => kind === "all" || asked[i].kind === kind);
        const equal = (name) => rows.filter((found) => !found.includes(name)).length;
        console.log(`| ${kind} | ${rows.length} | ${columns.map(equal).join(" | ")} |`);
    }
}

async function compare(folder, corpus, bundle) {
    const { openEngine } = await import("./engine.mjs");
    const records = recordsOf(folder, corpus);
    const asked = requests(root, records, 1, shares[corpus]);
    const expected = askIndex(bundle, asked);
    const engine = await openEngine(bundle);
    const reports = [];
    const snippets = { asked: 0, same: 0 };
    for (const [i, query] of asked.entries()) {
        const got = await engine.ask(query.request);
        countSnippets(expected[i], got, snippets);
        reports.push(unexplained(differences(expected[i], got), query, expected[i], got));
        const wrong = reports.filter((found) => found.length > 0).length;
        if (reports[i].length > 0 && wrong <= shown)
            printDifference(query, reports[i], expected[i], got);
    }
    printTable(corpus, asked, reports);
    console.log(`The same snippet: ${snippets.same} of ${snippets.asked}`);
    const tooFew = snippets.same < sameSnippets * snippets.asked ? 1 : 0;
    const different = reports.filter((found) => found.length > 0).length;
    console.log(`${corpus}: ${asked.length} requests, ${different} answered differently`);
    return different + tooFew + checkBulk(bundle, asked, expected);
}

const [command, ...rest] = process.argv.slice(2);
if (command === "corpora") writeCorpora(...rest);
else if (command === "ask") process.exitCode = (await compare(...rest)) > 0 ? 1 : 0;
else throw new Error("corpora FOLDER [FILE], or ask FOLDER CORPUS BUNDLE");
