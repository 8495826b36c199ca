/* engine - the browser's classic scripts in one context under node, for tests.
 *
 * Values that come out belong to that context: compare them as JSON, or by their fields. */
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import vm from "node:vm";

const SOURCE = new URL("../../", import.meta.url);

/* The scripts in the order in which a page loads them; text-rules.js, which the indexer
 * writes, comes before them. */
export const SCRIPTS = ["text-keys.js", "text-tokens.js", "text-compounds.js", "query-lexer.js",
    "query-parse.js", "index-load.js", "index-store.js", "search-match.js", "search-score.js",
    "search.js", "search-snippet.js", "suggest.js"];

/* What the scripts take from a browser; `document`, `location` and DOMParser are for those who
 * test what uses them. */
export const GLOBALS = { Blob, DecompressionStream, MessageChannel, Response, TextDecoder, TextEncoder,
    performance };

const readSource = (path) => readFileSync(new URL(path, SOURCE), "utf8");

/* lib/text/rules.def as a classic script: each NAME(a, b) becomes ["NAME", a, b]. */
export function rulesScript() {
    const calls = readSource("lib/text/rules.def")
        .replace(/\/\*.*?\*\//gs, "")
        .replace(/^#.*$/gm, "")
        .replace(/\bDOCNUM_[A-Z]+(?=,)/g, '"$&"')
        .replace(/\b([A-Z_]+)\(([^)]*)\)/g, '["$1", $2],');

    return `var tracuu = { rules: [${calls}] };`;
}

/* The engine's `tracuu`, made of `scripts` (of site-template/assets). */
export function loadEngine(scripts = SCRIPTS, globals = {}) {
    const context = vm.createContext({ ...GLOBALS, ...globals });

    vm.runInContext(rulesScript(), context, { filename: "text-rules.js" });
    for (const name of scripts) {
        const path = `site-template/assets/${name}`;

        vm.runInContext(readSource(path), context, { filename: path });
    }
    return context.tracuu;
}

/* Opens the index of a bundle; tracuu.search asks it from then on.  The files are read and
 * taken apart as after fetch(). */
export async function openBundle(tracuu, bundle) {
    const site = `${bundle}/site`;
    const root = readdirSync(`${site}/search`).find((file) => file.startsWith("root-"));
    const loader = new tracuu.Loader(site, (path) => readFile(path).catch(() => null));
    await tracuu.open(root, loader);
    return loader;
}

/* The rows of tests/golden/NAME: arrays of columns; `#` starts a comment line. */
export function goldenRows(name) {
    return readSource(`tests/golden/${name}`)
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"))
        .map((line) => line.split("\t"));
}
