/* What is said, and what still works, when a file of the site is missing or not as written: no
 * count is shown that could be wrong, and nothing hangs. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadEngine } from "./engine.mjs";
import { notices, openSmall, pathOf } from "./small-notices.mjs";

const QUERIES = ["cách ly", "\"xã hội\"", "chiến sĩ", "cá*", "loai:thông", "ngay:2020", "-xã",
    "dan:16/CT-TTg", "trở OR covid", "covid trở"];

const plain = (value) => JSON.parse(JSON.stringify(value));

/* What is known without pages and facets. */
const core = ({ total, relaxed, results }) => plain([total, relaxed,
    results.map(({ snippet, ...rest }) => rest)]);

async function answersOf({ tracuu, loader }) {
    const answers = [];
    for (const query of QUERIES) {
        loader.cache.clear();
        answers.push(await tracuu.search(query).catch((error) => error));
    }
    return answers;
}

const WAYS = {
    missing: () => null,
    cut: (bytes) => bytes.subarray(0, bytes.length / 2),
    altered: (bytes) => bytes.map((byte, i) => byte ^ (i === bytes.length - 9 ? 1 : 0)),
};

for (const [way, change] of Object.entries(WAYS)) {
    test(`any file ${way}: the answer is right, or its error names the file`, async () => {
        const small = await openSmall();
        const { files } = small.site;
        const whole = await answersOf(small);
        let named = 0;
        let decorations = 0;
        for (const [path, bytes] of [...files]) {
            files.set(path, change(bytes));
            for (const [i, answer] of (await answersOf(small)).entries()) {
                if (answer.name === "ChunkError") {
                    assert.equal(answer.file, path);
                    assert.equal(answer.reason, way === "missing" ? "missing" : "damaged");
                    assert.equal(answer.total, undefined);
                    named++;
                    continue;
                }
                assert.deepEqual(core(answer), core(whole[i]), `${QUERIES[i]} without ${path}`);
                const faults = plain(answer.faults);
                assert.ok(faults.every(({ file }) => file === path));
                decorations += faults.length;
            }
            files.set(path, bytes);
        }
        assert.ok(named > 50, `${named} errors`);
        assert.ok(decorations > 20, `${decorations} decorations`);
    });
}

test("a facet that cannot be read is left out and said, and filters by it fail", async () => {
    const { tracuu, site } = await openSmall();
    const path = pathOf(site, "c1");
    site.files.delete(path);
    const answer = await tracuu.search("xã");
    assert.equal(answer.total, 4);
    assert.deepEqual(plain(answer.facets.issuer), []);
    assert.equal(answer.facets.type.length, 2);
    assert.deepEqual(plain(answer.faults), [{ file: path, reason: "missing" }]);
    for (const asked of [["noi:bộ"], ["xã", { issuer: "Bộ Y tế" }]]) {
        await assert.rejects(tracuu.search(...asked), { name: "ChunkError", file: path });
    }
});

test("a page that cannot be read costs its snippet only", async () => {
    const { tracuu, site } = await openSmall();
    site.files.delete("notices/n5.html");
    site.files.set("notices/n1.html", new TextEncoder().encode("<html></html>"));
    const { results, faults } = await tracuu.search("cách ly");
    const snippets = Object.fromEntries(results.map(({ id, snippet }) => [id, snippet !== ""]));
    assert.deepEqual(snippets, { n1: false, n2: true, n3: true, n5: false });
    assert.deepEqual(plain(faults).sort((a, b) => (a.file < b.file ? -1 : 1)), [
        { file: "notices/n1.html", reason: "damaged" },
        { file: "notices/n5.html", reason: "missing" },
    ]);
});

test("a chunk of another bundle is never searched", async () => {
    const { tracuu, site } = await openSmall();
    const other = await openSmall({ some: notices.slice(1) });
    for (const [path, bytes] of other.site.files) {
        const own = pathOf(site, /search\/(\w+)-/.exec(path)?.[1]);
        if (own) {
            site.files.set(own, bytes);
        }
    }
    await assert.rejects(tracuu.search("cách ly"), { name: "ChunkError", reason: "damaged" });
});

test("a root of another format is refused by its name", async () => {
    const opened = openSmall({ change: (root) => { root.format = 2; } });
    await assert.rejects(opened, (error) => {
        assert.equal(error.name, "ChunkError");
        assert.equal(error.reason, "foreign");
        assert.match(error.message, /search\/root-[0-9a-f]{8}\.js.*format 2/);
        return true;
    });
});

test("searches fail as the root did, and before there is one", async () => {
    await assert.rejects(loadEngine().search("xã"), /tracuu.open was not called/);
    const { tracuu, loader } = await openSmall();
    await assert.rejects(tracuu.open("root-00000000.js", loader), { reason: "missing" });
    await assert.rejects(tracuu.search("xã"),
        { name: "ChunkError", file: "search/root-00000000.js", reason: "missing" });
});

test("what was missing is found when it is there again", async () => {
    const { tracuu, site } = await openSmall();
    const path = pathOf(site, "p0");
    const bytes = site.files.get(path);
    site.files.delete(path);
    await assert.rejects(tracuu.search("\"xã hội\""), { file: path });
    site.files.set(path, bytes);
    assert.equal((await tracuu.search("\"xã hội\"")).total, 4);
});
