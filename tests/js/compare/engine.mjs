// engine - the browser's engine under node, as a bundle ships it: its own scripts over its
// own files.  Only what reads a page's HTML is done here, where there is no DOM.
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import vm from "node:vm";
import { GLOBALS } from "../engine.mjs";

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#36": "$", "#96": "`" };

// Items with the marks that they have in the text.
function withMarks(html) {
    const lists = []; // the next number of each list that is open; null: it has dashes
    return html.replace(/<(\/?)(ol|ul|li)(?: start="(\d+)")?[^>]*>/g, (tag, end, name, start = 1) => {
        if (name !== "li" && end) lists.pop();
        else if (name !== "li") lists.push(name === "ol" ? Number(start) : null);
        if (name !== "li" || end) return tag;
        return tag + (lists.at(-1) === null ? "- " : `${lists[lists.length - 1]++}. `);
    });
}

/** The text of a notice's page: what tracuu.snippet.text takes from the DOM. */
function textOf(html) {
    const [, body] = /<section class="body"[^>]*>([^]*?)<\/section>/.exec(html);
    return withMarks(body)
        .replace(/<h2[^>]*>[^]*?<\/h2>/, "")
        .replace(/<\/(?:p|li|tr|pre|h[3-6])>/g, "\n$&")
        .replace(/<\/t[dh]>/g, " $&")
        .replace(/<[^>]*>/g, "")
        .replace(/&(#?\w+);/g, (_, name) => entities[name])
        .trim();
}

// The engine that stands in the folder assets/.
function shippedEngine(assets, more = ["suggest.js"]) {
    const context = vm.createContext({ ...GLOBALS });
    for (const name of ["text-rules.js", "engine.js", ...more]) {
        vm.runInContext(readFileSync(join(assets, name), "utf8"), context, { filename: name });
    }
    return context.tracuu;
}

// The options of tracuu.search for those of tracuu-query.
function optionsOf({ sort, page, limit, type, issuer, province, year }) {
    const number = (text) => (text === undefined ? undefined : Number(text));
    return { sort, page: number(page), page_size: number(limit), type, issuer, province, year };
}

const sentences = {
    words: (subject) => `Chỉ ${subject} từ đầu được dùng để tìm.`,
    expansion: (subject) => `«${subject}» có quá nhiều dạng; chỉ các dạng hay gặp nhất được dùng.`,
};

async function openIndex(tracuu, bundle) {
    const site = join(bundle, "site");
    const loader = new tracuu.Loader(site, (path) => readFile(path).catch(() => null));
    const root = readdirSync(join(site, "search")).find((name) => name.startsWith("root-"));
    return tracuu.open(root, loader);
}

/** Opens DIR of a build for the hits of queries: texts() of all notices; hits(query), the rows of
 * the concordance's table. */
export async function openResearch(bundle) {
    const tracuu = shippedEngine(join(bundle, "site/assets"), ["research-kwic.js", "research-find.js"]);
    const { research } = tracuu;
    const index = await openIndex(tracuu, bundle);
    const pause = research.pauseFor({ aborted: false });
    tracuu.readPage = (html) => ({ text: textOf(html), places: [] });

    async function readAll(docs, take) {
        await research.read(index, docs, async (doc, record, { text, fault }) => {
            if (fault) throw new Error(`${fault} is missing or damaged`);
            await take(doc, record, text);
        }, pause);
    }

    async function texts() {
        const all = [];
        await readAll(await research.collection(index, {}, pause), (_, __, text) => all.push(text));
        return all;
    }

    async function hits(query) {
        const rows = [];
        const found = await research.find(index, query, { relaxes: true, pause });
        await readAll(found.hits.any ? found.docs : [], async (doc, { id, date }, text) => {
            const tier = found.tierOf(doc);
            for (const { left, hit, right } of await found.hits.find(text, tier)) {
                rows.push({ id, date, tier, left: left.trim(), hit, right: right.trim() });
            }
        });
        return rows;
    }

    return { texts, hits };
}

/** Opens DIR of a build; ask(request) gives {answer, all} as judge.mjs compares them. */
export async function openEngine(bundle) {
    const tracuu = shippedEngine(join(bundle, "site/assets"));
    const index = await openIndex(tracuu, bundle);
    const { limits, documents } = index.root;

    // All results on one page by relevance, with every digit of the scores and no snippets.
    async function askAll(query, filters) {
        const [size, best, snippet] = [limits.max_page_size, tracuu.score.best, tracuu.snippet];
        const scores = [];
        limits.max_page_size = documents;
        tracuu.snippet = null;
        tracuu.score.best = (part, byDocument, n) => {
            const docs = best(part, byDocument, n);
            scores.push(...docs.map((doc) => byDocument[doc]));
            return docs;
        };
        try {
            const { results } = await tracuu.search(query, { ...filters, page_size: documents });
            return results.map(({ id, tier }, i) => [id, tier, scores[i]]);
        } finally {
            limits.max_page_size = size;
            tracuu.score.best = best;
            tracuu.snippet = snippet;
        }
    }

    async function ask({ q, ...rest }) {
        const options = optionsOf(rest);
        const { faults, ...answer } = await tracuu.search(q, options);
        if (faults.length > 0) return { answer: { error: JSON.stringify(faults) }, all: [] };
        const { type, issuer, province, year } = options;
        const all = answer.total > 0 ? await askAll(q, { type, issuer, province, year }) : [];
        answer.warnings = answer.warnings.map(({ kind, subject }) => sentences[kind](subject));
        return JSON.parse(JSON.stringify({ answer, all }));
    }

    tracuu.snippet.text = textOf;
    return {
        ask: (request) =>
            ask(request).catch((error) => ({ answer: { error: `${error.stack}` }, all: [] })),
    };
}
