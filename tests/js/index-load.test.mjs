/* The loader: what it says of files that are not as they were written, on file:// and off. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";

import { loadEngine } from "./engine.mjs";
import { scriptOf, sumOf } from "./small-site.mjs";

const everyByte = Uint8Array.from({ length: 4096 }, (_, i) => (i * i + (i >> 8)) & 255);
const payload = deflateSync(everyByte);
const sum = sumOf(payload);
const file = `search/p7f-${sum}.js`;
const script = scriptOf("p7f", payload);

function loaderOf(files) {
    const asked = [];
    const { Loader } = loadEngine(["index-load.js"]);
    const loader = new Loader("site", async (path) => {
        asked.push(path);
        return files[path.slice("site/".length)] || null;
    });
    return { loader, asked };
}

async function assertFault(promise, reason, where = file) {
    await assert.rejects(promise, (error) => {
        assert.equal(error.name, "ChunkError");
        assert.equal(error.reason, reason);
        assert.equal(error.file, where);
        assert.ok(error.message.includes(where));
        return true;
    });
}

test("a chunk comes back as it was, every byte of it", async () => {
    const { loader, asked } = loaderOf({ [file]: script });
    assert.ok([0x5c, 0x22, 0x0a, 0x0d, 0].every((byte) => payload.includes(byte)));
    assert.deepEqual([...await loader.load("p7f", sum)], [...everyByte]);
    assert.deepEqual(asked, [`site/${file}`]);
    assert.equal(loader.loadedBytes, script.length);
});

test("a chunk that is asked for twice is read once", async () => {
    const { loader, asked } = loaderOf({ [file]: script });
    const both = await Promise.all([loader.load("p7f", sum), loader.load("p7f", sum)]);
    assert.equal(both[0], both[1]);
    assert.equal(await loader.load("p7f", sum), both[0]);
    assert.equal(asked.length, 1);
});

test("a file that is not there is missing, and may come later", async () => {
    const files = {};
    const { loader } = loaderOf(files);
    await assertFault(loader.load("p7f", sum), "missing");
    files[file] = script;
    assert.equal((await loader.load("p7f", sum)).length, everyByte.length);
});

test("a file is damaged wherever it is cut", async () => {
    for (let length = 0; length < script.length - 3; length += 7) {
        const { loader } = loaderOf({ [file]: script.slice(0, length) });
        await assertFault(loader.load("p7f", sum), "damaged");
    }
});

test("a file is damaged or foreign whatever bit of it was turned", async () => {
    for (let at = 0; at < script.length - 3; at += 11) {
        const altered = script.slice();
        altered[at] ^= 4;
        const { loader } = loaderOf({ [file]: altered });
        await assert.rejects(loader.load("p7f", sum), { name: "ChunkError", file });
    }
});

test("a chunk of another name is foreign", async () => {
    const { loader } = loaderOf({ [file]: scriptOf("p7e", payload) });
    await assertFault(loader.load("p7f", sum), "foreign");
});

test("what is no zlib stream is damaged although its sum is right", async () => {
    const junk = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const path = `search/p0-${sumOf(junk)}.js`;
    const { loader } = loaderOf({ [path]: scriptOf("p0", junk) });
    await assertFault(loader.load("p0", sumOf(junk)), "damaged", path);
});

test("the cache forgets what was used longest ago", async () => {
    const files = {};
    const sums = [];
    for (let i = 0; i < 4; i++) {
        const packed = deflateSync(new Uint8Array(20e6).fill(i));
        sums.push(sumOf(packed));
        files[`search/c${i}-${sums[i]}.js`] = scriptOf(`c${i}`, packed);
    }
    const { loader, asked } = loaderOf(files);
    for (const i of [0, 1, 0, 2, 0, 1]) {
        await loader.load(`c${i}`, sums[i]);
    }
    assert.deepEqual(asked.map((path) => path[13]).join(""), "0121");
    assert.ok(loader.cachedBytes <= 48e6);
});

/* ---- file://: scripts ---- */

/* A document whose scripts do what `run` says of their URL: a function to be run as the script
 * with tracuu, or null when there is no file. */
function filePage(run) {
    const requests = [];
    const document = {
        currentScript: null,
        createElement: () => ({ remove() {} }),
        head: {
            append(script) {
                requests.push([script.src, script.charset]);
                setImmediate(() => {
                    const code = run(script.src);
                    document.currentScript = script;
                    if (code) {
                        code(tracuu);
                    }
                    document.currentScript = null;
                    return code ? script.onload() : script.onerror();
                });
            },
        },
    };
    const tracuu = loadEngine(["index-load.js"], { document, location: { protocol: "file:" } });
    return { tracuu, requests, loader: new tracuu.Loader() };
}

/* As a browser reads bytes in x-user-defined. */
const asUserDefined = (bytes) => [...bytes].map((byte) =>
    String.fromCharCode(byte < 128 ? byte : 0xf700 + byte)).join("");

test("on file:// a chunk comes by a script", async () => {
    const { loader, requests } = filePage(() => ({ chunk }) =>
        chunk("p7f", asUserDefined(payload)));
    assert.deepEqual([...await loader.load("p7f", sum)], [...everyByte]);
    assert.deepEqual(requests, [[`./${file}`, "x-user-defined"]]);
});

test("on file:// a script that calls nothing is damaged and does not hang", async () => {
    await assertFault(filePage(() => () => {}).loader.load("p7f", sum), "damaged");
});

test("on file:// a script that is not there is missing", async () => {
    await assertFault(filePage(() => null).loader.load("p7f", sum), "missing");
});

test("on file:// a script with another chunk is foreign, an altered one damaged", async () => {
    const other = (name, bytes) =>
        filePage(() => ({ chunk }) => chunk(name, asUserDefined(bytes))).loader;
    await assertFault(other("p7e", payload).load("p7f", sum), "foreign");
    await assertFault(other("p7f", payload.subarray(1)).load("p7f", sum), "damaged");
});

test("on file:// pages that come together are told apart", async () => {
    const { loader, requests } = filePage((url) => (url.endsWith("c.html") ? null
        : ({ page }) => page(`-->\n<p>${url}\n<!--`)));
    const [a, b] = await Promise.all(["a.html", "b.html"].map((url) => loader.loadPage(url)));
    assert.equal(a, "\n<p>./a.html\n");
    assert.equal(b, "\n<p>./b.html\n");
    assert.deepEqual(requests.map(([, charset]) => charset), ["utf-8", "utf-8"]);
    await assertFault(loader.loadPage("c.html"), "missing", "c.html");
});

test("on file:// a page that is no script is damaged", async () => {
    await assertFault(filePage(() => () => {}).loader.loadPage("a.html"), "damaged", "a.html");
});

test("off file:// a page is its bytes, and missing when there are none", async () => {
    const { loader } = loaderOf({ "a.html": new TextEncoder().encode("<p>đ") });
    assert.equal(await loader.loadPage("a.html"), "<p>đ");
    await assertFault(loader.loadPage("b.html"), "missing", "b.html");
});

test("off file:// fetch() brings the files", async () => {
    const fetch = async (url) => {
        if (url.includes("unreachable")) {
            throw new TypeError("network");
        }
        return new Response(url === `./${file}` ? script : "", { status: url === `./${file}` ? 200 : 404 });
    };
    const globals = { fetch, location: { protocol: "http:" } };
    const { Loader } = loadEngine(["index-load.js"], globals);
    const loader = new Loader();
    assert.deepEqual([...await loader.load("p7f", sum)], [...everyByte]);
    await assertFault(loader.load("p7e", sum), "missing", `search/p7e-${sum}.js`);
    await assertFault(loader.loadPage("unreachable.html"), "missing", "unreachable.html");
});
