/* Which notices are like one, and what is said of why. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { loadEngine, SCRIPTS } from "./engine.mjs";
import { smallSite } from "./small-site.mjs";

const topics = [
    ["Về tiêm chủng mở rộng", "Tiêm chủng mở rộng cho trẻ em. Trạm y tế tiêm chủng theo Chỉ thị số 16/CT-TTg."],
    ["Kế hoạch tiêm chủng", "Trạm y tế tổ chức tiêm chủng cho trẻ em."],
    ["Thi đua", "Phong trào thi đua, theo Chỉ thị số 16/CT-TTg."],
    ["Đường bộ", "Sửa chữa đường bộ, cầu cống và của các được."],
    ["Trẻ em", "Ngày hội của trẻ em."],
];
const notices = topics.map(([title, text], i) => ({ id: `n${i + 1}`, file_name: `n${i + 1}`,
    date: `2021-05-0${9 - i}`, type: null, issuer: null, province: null, title, text,
    signatory: null, number: null }));

async function open(some = notices) {
    const tracuu = loadEngine([...SCRIPTS, "similar.js"]);
    const site = smallSite(tracuu.text, some);
    const files = (path) => Promise.resolve(site.files.get(path.slice(2)) || null);
    const loader = new tracuu.Loader(".", files);
    const index = await tracuu.Index.open(site.root, loader);
    const of = async ({ id, title, text }) =>
        (await tracuu.similar.find(index, title || "", text, (record) => record.id === id))
            .map(({ record, shared }) => [record.id, ...shared].join(": "));
    return { of, site, index };
}

test("the one that shares most is first, with what both mention", async () => {
    const { of } = await open();
    assert.equal((await of(notices[0]))[0], "n2: tiêm chủng: Trạm y tế: trẻ em");
});

test("a cited number alone makes two alike, one common pair does not", async () => {
    const { of } = await open();
    const found = await of(notices[0]);
    assert.ok(found.includes("n3: 16/CT-TTg"), found.join("; "));
    assert.ok(!found.some((line) => line.startsWith("n5")), found.join("; "));
});

test("a notice is never like itself, nor like one that shares nothing", async () => {
    const { of } = await open();
    assert.equal((await of(notices[3])).join(), "");
    assert.ok(!(await of(notices[1])).some((line) => /^n[24]/.test(line)));
});

test("what most notices have tells nothing", async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ ...notices[4], id: `m${i}`,
        file_name: `m${i}`, title: null, text: "Công tác phòng dịch, biện pháp chung." }));
    const { of } = await open(many);
    assert.equal((await of(many[0])).join(), "");
});

test("at most five are shown", async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ ...notices[0], id: `m${i}`,
        file_name: `m${i}` }));
    const { of } = await open(many);
    assert.equal((await of(many[0])).length, 5);
});

test("a file that is missing is named", async () => {
    const { of, site } = await open();
    [...site.files.keys()].filter((path) => path.startsWith("search/p"))
        .forEach((path) => site.files.delete(path));
    await assert.rejects(of(notices[0]), { name: "ChunkError", reason: "missing" });
});
