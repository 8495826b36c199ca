// ask - how much of a bundle a query loads and how long it takes, from file://.
//
//   node tests/bench/browser/ask.mjs [-r ROUNDS] BUNDLE
//
// prints a Markdown table: each query of ../queries.tsv in a cold page (a new profile; the
// files are in memory), then in the same page one that shares its words.  Sizes are those
// of the files.  Playwright comes from tests/browser, or from the folder in BENCH_PACKAGES.
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { answered, askAgain, count, watch } from "./page.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const packages = process.env.BENCH_PACKAGES ?? join(here, "../../browser");
const { chromium } = createRequire(join(packages, "package.json"))("playwright-core");

function queries() {
    const rows = readFileSync(join(here, "../queries.tsv"), "utf8").split("\n");
    return rows
        .filter((row) => /^(timed|answers)\t/.test(row))
        .map((row) => row.split("\t").slice(1, 3));
}

// Another query with words of this one.
function related(query) {
    const words = query.replace(/["“”]/g, "").split(" ");
    return words.length > 1 ? words.slice(0, -1).join(" ") : `${words[0]} trong`;
}

// What the page has asked for since the last look, by folder of the site.
function collector(page, base) {
    let asked = new Set();
    page.on("request", (request) => asked.add(request.url().split(/[?#]/)[0]));
    return () => {
        const files = [...asked]
            .filter((url) => url.startsWith(base))
            .map((url) => url.slice(base.length));
        asked = new Set();
        const of = (folder) => files.filter((file) => file.startsWith(folder));
        const kilobytes = (list) =>
            list.reduce((sum, file) => sum + statSync(fileURLToPath(base + file)).size, 0) / 1000;
        const [index, notices] = [of("search/"), of("notices/")];
        return {
            indexFiles: index.length,
            index: kilobytes(index),
            noticeFiles: notices.length,
            notices: kilobytes(notices),
            assets: kilobytes(of("assets/")) + kilobytes(of("search.html")),
        };
    };
}

async function askOnce(browser, base, query) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const loaded = collector(page, base);
    await page.addInitScript(watch);
    await page.goto(`${base}search.html?q=${encodeURIComponent(query)}`);
    const times = await answered(page);
    const first = { ...loaded(), ...times, found: await count(page) };
    const timesAgain = await askAgain(page, related(query));
    const again = { ...loaded(), ...timesAgain };
    await context.close();
    return { first, again };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

async function measure(browser, base, query, rounds) {
    const runs = [];
    for (let round = 0; round < rounds; round++) runs.push(await askOnce(browser, base, query));
    const middle = (part, key) => median(runs.map((run) => run[part][key]));
    const merge = (part) => ({
        ...runs[0][part],
        first: middle(part, "first"),
        complete: middle(part, "complete"),
    });
    return { first: merge("first"), again: merge("again") };
}

const whole = (number) => Math.round(number).toString();

// A row: what of it is wanted in the summary too.
const cells = [
    ["index, kB", ({ first }) => first.index],
    ["files", ({ first }) => first.indexFiles],
    ["notices, kB", ({ first }) => first.notices],
    ["together, kB", ({ first }) => first.index + first.notices],
    ["first results, ms", ({ first }) => first.first],
    ["complete, ms", ({ first }) => first.complete],
    ["next query: kB", ({ again }) => again.index + again.notices],
    ["ms", ({ again }) => again.first],
];

function print(rows) {
    console.log(`| query | answer | ${cells.map(([name]) => name).join(" | ")} |`);
    console.log(`|---|---|${cells.map(() => "--:|").join("")}`);
    for (const { name, query, result } of rows) {
        const values = cells.map(([, of]) => whole(of(result)));
        console.log(`| ${name}: \`${query}\` | ${result.first.found} | ${values.join(" | ")} |`);
    }
    for (const [name, choose] of [
        ["median", median],
        ["worst", (values) => Math.max(...values)],
    ]) {
        const values = cells.map(([, of]) => whole(choose(rows.map(({ result }) => of(result)))));
        console.log(`| **${name}** | | ${values.join(" | ")} |`);
    }
    console.log(
        `\nThe page and its scripts are ${whole(rows[0].result.first.assets)} kB more, the same for every query.`,
    );
}

const args = process.argv.slice(2);
const rounds = args[0] === "-r" ? Number(args.splice(0, 2)[1]) : 5;
const base = `${pathToFileURL(join(resolve(args[0]), "site")).href}/`;
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
});
try {
    await askOnce(browser, base, "cách"); // the browser's own first page is slower
    const rows = [];
    for (const [name, query] of queries()) {
        rows.push({ name, query, result: await measure(browser, base, query, rounds) });
    }
    print(rows);
} finally {
    await browser.close();
}
