// packs.js: a notice out of its pack.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadEngine } from "./engine.mjs";
import { addChunk, sumOf } from "./small-site.mjs";

const N_PACKS = 3;
const notices = { ct16: "<p>một", "a~0123456789ab": "<p>\u1ea1i", b: "", "n-1": "<p>ct16" };
const placeOf = (id) => parseInt(sumOf(Buffer.from(id)), 16) % N_PACKS;

/* A loader of the packs, some of whose files are changed. */
function loaderOf(change = () => {}) {
    const files = new Map();
    let sums = "";
    for (let place = 0; place < N_PACKS; place++) {
        const own = Object.entries(notices).filter(([id]) => placeOf(id) === place);
        const text = ["", ...own.flat(), ""].join("\0");
        sums += addChunk(files, `n${place}`, Buffer.from(text), "notices");
    }
    change(files);
    const { Loader } = loadEngine(["index-load.js", "packs.js"]);
    const loader = new Loader(".", async (path) => files.get(path.slice(2)) || null);
    return Object.assign(loader, { root: { packs: { sums } } });
}

const load = (loader, id) => loader.loadPage(`notice.html?id=${id}`);

test("each notice comes out of its pack", async () => {
    const loader = loaderOf();
    for (const [id, html] of Object.entries(notices)) {
        assert.equal(await load(loader, id), html);
    }
});

test("what is no notice is missing by its address, whatever texts hold", async () => {
    for (const id of ["ct17", "ct1", "t16", "m%E1%BB%99t"]) {
        await assert.rejects(load(loaderOf(), id),
            { name: "ChunkError", reason: "missing", file: `notice.html?id=${id}` });
    }
});

test("a pack that is missing or altered is named", async () => {
    const file = new RegExp(`^notices/n${placeOf("ct16").toString(16)}-[0-9a-f]{8}\\.js$`);
    const alter = (bytes) => { bytes[bytes.length >> 1] ^= 1; };
    for (const [reason, deed] of [
        ["missing", (files, name) => files.delete(name)],
        ["damaged", (files, name) => alter(files.get(name))],
    ]) {
        const loader = loaderOf((files) => [...files.keys()].forEach((name) => deed(files, name)));
        await assert.rejects(load(loader, "ct16"),
            (error) => error.reason === reason && file.test(error.file));
    }
});
