/* The same queries, read by C and by the browser's engine: the same trees. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { describer } from "./describe.mjs";
import { loadEngine } from "./engine.mjs";
import { QueryMaker } from "./query-maker.mjs";

const CORPUS = new URL("../../corpus/", import.meta.url);
const SEED = Number(process.env.QUERY_SEED || 20210824);
const N_QUERIES = Number(process.env.QUERY_COUNT || 3000);

const engine = loadEngine();
const { query } = engine;
const describe = describer(engine);

/* A NUL ends a query on the pipe; to both it is a blank like other control characters. */
function makeQueries() {
    const text = readdirSync(CORPUS).filter((name) => /\.(txt|md)$/.test(name))
        .map((name) => readFileSync(new URL(name, CORPUS), "utf8")).join("\n");
    const maker = new QueryMaker(SEED, text);

    return Array.from({ length: N_QUERIES }, () => maker.query().replace(/\0/g, " "));
}

function readByC(queries) {
    const program = `${process.env.BUILD_DIR}/tests/js/describe-query`;
    const input = queries.map((typed) => typed + "\0").join("");

    return execFileSync(program, { input, maxBuffer: 1 << 28 }).toString().split("\n");
}

function readHere(typed) {
    const parsed = query.parse(typed);
    const tree = describe(parsed);
    const relaxed = query.relax(parsed) ? describe(parsed) : "";

    return [tree, parsed.cut ? "cut" : "", relaxed].join("\t");
}

test("queries of every kind are read as C reads them", () => {
    const queries = makeQueries();
    const lines = readByC(queries);
    const kinds = ["(phrase", "(prefix", "(number", "(date", "(not", "(or", "(loai", "(noi",
        "(tinh", "(ky", "(so", "(dan", "(ngay", " | ", "\tcut"];

    assert.equal(lines.length, N_QUERIES + 1);
    queries.forEach((typed, i) => assert.equal(readHere(typed), lines[i], JSON.stringify(typed)));
    for (const kind of kinds) {
        const n = lines.filter((line) => line.includes(kind)).length;

        assert.ok(n >= N_QUERIES / 500, `${n} times ${kind}`);
    }
});
