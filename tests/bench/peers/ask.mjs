// ask - asks one peer's page in Chromium over HTTP, and says what it took and found.
//
//   node ask.mjs PEER FOLDER RECORDS.jsonl five|news
//
// prints a JSON object {peer, queries: [{query, kbytes, requests, ms, again}], right, asked, wrong}.
// A page is cold: a new profile, nothing cached but what the server has in memory.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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

async function coldPage(browser, server, query) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    server.reset();
    await page.goto(`${server.base}ask.html?q=${encodeURIComponent(query)}`, {
        waitUntil: "commit",
    });
    await page.waitForFunction(() => globalThis.first !== undefined);
    const { ms, shown } = await page.evaluate(() => globalThis.first);
    return { context, page, ms, shown, ...server.sent };
}

// A cold page for the query, then in the same page the next one, which shares words.
async function measure(browser, server, query, next) {
    const runs = [];
    for (let round = 0; round < rounds; round++) {
        const run = await coldPage(browser, server, query);
        server.reset();
        const again = await run.page.evaluate(async (q) => {
            const start = performance.now();
            await ask(q);
            return performance.now() - start;
        }, next);
        runs.push({ ms: run.ms, bytes: run.bytes, requests: run.requests, again });
        await run.context.close();
    }
    const of = (key) => median(runs.map((run) => run[key]));
    return {
        query,
        bytes: of("bytes"),
        requests: of("requests"),
        ms: of("ms"),
        again: of("again"),
    };
}

async function judge(browser, server, find, set) {
    const { context, page } = await coldPage(browser, server, "và");
    const wrong = [];
    const asked = questions(set);
    for (const query of asked) {
        const ids = await page
            .evaluate(async (q) => (await (await ask(q)).ids()).map(String), query)
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
writePage(peer, folder);
const server = await serve(folder);
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
});
try {
    const list = timed();
    const queries = [];
    for (const [i, query] of list.entries()) {
        queries.push(await measure(browser, server, query, list[(i + 1) % list.length]));
    }
    const find = reader(rows(records).map((line) => JSON.parse(line)));
    console.log(JSON.stringify({ peer, queries, ...(await judge(browser, server, find, set)) }));
} finally {
    await browser.close();
    server.close();
}
