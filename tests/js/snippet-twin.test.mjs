/* The snippets of both engines over corpus/: the same windows, the same marks. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";

import { loadEngine, openBundle } from "./engine.mjs";
import { randomFrom } from "./query-maker.mjs";

const CORPUS = new URL("../../corpus/", import.meta.url);
const BIN = `${process.env.BUILD_DIR}/bin`;
const IDS = ["000_59ab1e8f33957139", "001_3065f9b87e21bb45", "002_f1fcbc438d3c29c1",
    "003_def385df2b3c667c", "004_b587c3f8057c7fca"];
const N_QUERIES = 90;
const OWN = [
    "Covid-19", "covid19", "\"Covid-19\"", "16/CT-TTg", "31/3/2020", "phong*", "phòng*", "04",
    "ngày 31 tháng 3 năm 2020", "thuỷ", "uỷ ban", "\"tỉnh ủy\"", "tinh uy", "tiêp tục", "zzz",
    "-covid", "loai:\"kết luận\"", "Sơn La OR Hà Nội"
];

const texts = new Map(IDS.map((id) => [id, readFileSync(new URL(`${id}.txt`, CORPUS), "utf8")]));
const tracuu = loadEngine();
let bundle;

/* Where there is no DOM: the text that the page was made of. */
function textOfPage(html) {
    return texts.get(IDS.find((id) => html.includes(`<li aria-current="page">${id}</li>`)));
}

before(async () => {
    bundle = mkdtempSync(`${tmpdir()}/snippet-twin-`);
    execFileSync(`${BIN}/tracuu-index`, ["build", "-o", `${bundle}/out`, CORPUS.pathname],
        { stdio: "ignore" });
    tracuu.snippet.text = textOfPage;
    await openBundle(tracuu, `${bundle}/out`);
});

after(() => rmSync(bundle, { recursive: true }));

/* Words that follow each other in the corpus: as they are, quoted, without marks, two runs. */
function makeQueries() {
    const random = randomFrom(7);
    const words = [...texts.values()].join(" ").replace(/["“”*():-]/g, " ").split(/\s+/);
    const run = (n) => {
        const from = Math.floor(random() * (words.length - n));
        return words.slice(from, from + n).join(" ");
    };
    const plain = (typed) => typed.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d");
    const ways = [
        () => run(1), () => run(2), () => run(4), () => `"${run(2)}"`, () => plain(run(2)),
        () => `"${plain(run(3))}"`, () => `${run(1)} ${run(2)}`, () => `${run(2)} -${run(1)}`,
        () => `"${run(2)}" ${run(1)}`
    ];

    return OWN.concat(Array.from({ length: N_QUERIES }, (_, i) => ways[i % ways.length]()));
}

function askC(typed) {
    const answer = execFileSync(`${BIN}/tracuu-query`,
        ["-i", `${bundle}/out`, "--format=json", "--", typed]);
    return new Map(JSON.parse(answer).results.map(({ id, snippet }) => [id, snippet]));
}

test("every result has the same snippet", async () => {
    let n = 0;
    for (const typed of makeQueries()) {
        const expected = askC(typed);
        const { results } = await tracuu.search(typed);

        const ids = [...results].map(({ id }) => id);
        assert.deepEqual(ids.sort(), [...expected.keys()].sort(), typed);
        for (const { id, snippet } of results) {
            n++;
            assert.equal(snippet, expected.get(id), typed);
        }
    }
    assert.ok(n > 2 * N_QUERIES, `${n} snippets`);
});
