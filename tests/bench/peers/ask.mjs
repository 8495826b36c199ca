// ask - asks one peer's page in Chromium over HTTP, and says what it took and found.
//
//   node ask.mjs PEER FOLDER RECORDS.jsonl five|news|none
//
// prints a JSON object {peer, queries: [{query, bytes, requests, ms, again}], right, asked,
// wrong}.  The last word says which questions are judged.  A page is cold: a new profile, nothing cached but what the server has in memory.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { answered, askAgain, idsAsTyped, watch } from "../browser/page.mjs";
import { serve } from "./serve.mjs";
import { reader } from "./truth.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const packages = process.env.PEERS_FOLDER;
const { chromium } = createRequire(join(packages, "package.json"))("playwright-core");
const rounds = Number(process.env.ROUNDS ?? 5);
const patience = 120000; // ms

const libraries = {
    pagefind: [],
    minisearch: ["minisearch/dist/umd/index.js"],
    flexsearch: ["flexsearch/dist/flexsearch.bundle.min.js"],
    lunr: [
        "lunr/lunr.min.js",
        "lunr-languages/min/lunr.stemmer.support.min.js",
        "lunr-languages/min/lunr.vi.min.js",
    ],
};

// The page asks by itself, as a result page with ?q= does.
function writePage(peer, folder) {
    const scripts = libraries[peer].map((path, i) => {
        copyFileSync(join(packages, "node_modules", path), join(folder, `library-${i}.js`));
        return `library-${i}.js`;
    });
    copyFileSync(join(here, "pages", `${peer}.js`), join(folder, "ask.js"));
    const elements = [...scripts, "ask.js"]
        .map((src) => `<script src="${src}"></script>`)
        .join("\n");
    writeFileSync(
        join(folder, "ask.html"),
        `<!DOCTYPE html>
<html lang="vi"><meta charset="utf-8"><title>ask</title><link rel="icon" href="data:,">
${elements}
<script>
globalThis.first = ask(new URLSearchParams(location.search).get("q")).then(({ shown }) => {
    document.body.append(JSON.stringify(shown));
    return { ms: performance.now(), shown: shown.length };
});
</script></html>
`,
    );
}

const rows = (path) =>
    readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"));
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

function questions(set) {
    const vietnamese = rows(join(here, "vietnamese.tsv")).map((row) => row.split("\t")[0]);
    if (set === "five") return vietnamese;
    const others = rows(join(here, "../queries.tsv"))
        .map((row) => row.split("\t"))
        .filter(([kind]) => kind === "answers");
    return [...new Set([...vietnamese, ...others.map(([, , query]) => query)])];
}

const timed = () =>
    rows(join(here, "../queries.tsv"))
        .map((row) => row.split("\t"))
        .filter(([kind]) => kind === "timed")
        .map(([, , q]) => q);

// A peer's page: ask.html with the globals `ask` and `first`.
const ownPage = {
    site: (folder) => folder,
    prepare: writePage,
    name: "ask.html",
    first: async (page) => {
        await page.waitForFunction(() => globalThis.first !== undefined);
        return (await page.evaluate(() => globalThis.first)).ms;
    },
    again: (page, query) =>
        page.evaluate(async (q) => {
            const start = performance.now();
            await ask(q);
            return performance.now() - start;
        }, query),
    ids: (page, query) =>
        page.evaluate(async (q) => (await (await ask(q)).ids()).map(String), query),
};

// tracuu's own search.html.
const resultPage = {
    site: (folder) => join(folder, "index/site"),
    prepare: () => {},
    name: "search.html",
    first: async (page) => (await answered(page)).first,
    again: async (page, query) => (await askAgain(page, query)).first,
    ids: idsAsTyped,
};

async function coldPage(browser, server, driver, query) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.addInitScript(watch);
    server.reset();
    await page.goto(`${server.base}${driver.name}?q=${encodeURIComponent(query)}`, {
        waitUntil: "commit",
    });
    const ms = await driver.first(page);
    await page.waitForLoadState("networkidle");
    return { context, page, ms, ...server.sent };
}

// A cold page for the query, then in the same page the next one, which shares words.
async function measure(browser, server, driver, [query, next]) {
    const runs = [];
    for (let round = 0; round < rounds; round++) {
        const { context, page, ms, bytes, requests } = await coldPage(
            browser, server, driver, query,
        );
        runs.push({ ms, bytes, requests, again: await driver.again(page, next) });
        await context.close();
    }
    const of = (key) => median(runs.map((run) => run[key]));
    const [bytes, requests, ms, again] = ["bytes", "requests", "ms", "again"].map(of);
    return { query, bytes, requests, ms, again };
}

async function judge(browser, server, driver, records, set) {
    if (set === "none") return { asked: 0, right: 0, wrong: [] };
    const find = reader(rows(records).map((line) => JSON.parse(line)));
    const { context, page } = await coldPage(browser, server, driver, "và");
    const wrong = [];
    const asked = questions(set);
    for (const query of asked) {
        const ids = await driver
            .ids(page, query)
            .catch((error) => [`failed: ${error.message}`]);
        const expected = find(query);
        if (JSON.stringify([...new Set(ids)].sort()) !== JSON.stringify(expected)) {
            wrong.push({ query, found: ids.length, expected: expected.length });
        }
    }
    await context.close();
    return { asked: asked.length, right: asked.length - wrong.length, wrong };
}

const [peer, folder, records, set] = process.argv.slice(2);
const driver = peer === "tracuu" ? resultPage : ownPage;
driver.prepare(peer, folder);
const server = await serve(driver.site(folder));
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
});
try {
    const list = timed();
    const queries = [];
    for (const [i, query] of list.entries()) {
        const next = list[(i + 1) % list.length];
        queries.push(await measure(browser, server, driver, [query, next]));
    }
    const judged = await judge(browser, server, driver, records, set);
    console.log(JSON.stringify({ peer, queries, ...judged }));
} finally {
    await browser.close();
    server.close();
}
