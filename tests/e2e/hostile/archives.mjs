/* ZIP files that mean harm, or came to it. */
import { makeZip } from "./zip.mjs";

const GOOD = "THÔNG BÁO\nVề nghỉ lễ\n\nCác đơn vị biết, thực hiện.\n";
const LINK = 0o120777 * 0x10000;
const MIB = 1 << 20;

const good = (name) => ({ name, data: GOOD });

/* Bytes of which a deflated block cannot be made sense. */
const noise = Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 197 + 7 * (i >> 3)) & 255));

const members = makeZip([
    good("first.txt"),
    good("../outside.txt"),
    good("a/../../outside.txt"),
    good("/root.txt"),
    good("C:\\windows.txt"),
    good("folder\\back.txt"),
    good("./dotted//twice.txt"),
    good(".."),
    { name: Buffer.from("th\xf4ng b\xe1o v\xea\xcc vi\xea\xf2c n\xe0y.txt", "latin1"), data: GOOD },
    { name: Buffer.from("\xf4\xf5.txt", "latin1"), data: GOOD },
    good("line\nend.txt"),
    good(`${"n".repeat(600)}.txt`),
    { name: "link.txt", data: "/etc/passwd", attributes: LINK },
    { name: "secret.txt", data: GOOD, flags: 0x0801 },
    { name: "sum.txt", data: GOOD, crc: 1 },
    { name: "torn.txt", size: 5000, packed: noise },
    { name: "strange.txt", data: GOOD, method: 77 },
    { name: "long.txt", data: GOOD, size: 9 },
    { name: "inner.zip", data: makeZip([good("deep.txt")]) },
    { name: "letter.rtf", data: "{\\rtf1 x}" },
    { name: "empty.txt", data: "" },
    good("same.txt"),
    good("same.txt"),
    good("README.txt"),
    good("__MACOSX/._first.txt"),
    good(".hidden.txt"),
    { name: "folder/", data: "" },
    { name: "list.jsonl", data: '{"id":"zip-list-1","text":"một"}\nno json\n{"id":"zip-list-2","text":"hai"}\n' },
    good("last.txt"),
]);

/* Two kilobytes a megabyte. */
const bomb = makeZip([
    good("before.txt"),
    { name: "zeros.txt", data: Buffer.alloc(100 * MIB, "0 ") },
    good("behind.txt"),
]);

/* One deflated block that serves three hundred members (D. Fifield's bomb, in small):
 * libarchive sees that they are one. */
const overlap = makeZip([
    { name: "0.txt", data: Buffer.alloc(MIB) },
    ...Array.from({ length: 300 }, (_, i) => ({ name: `${i + 1}.txt`, shared: 0 })),
]);

const crowd = makeZip(
    Array.from({ length: 100001 }, (_, i) => ({ name: `${i}/`, method: 0, data: "" })));

const whole = makeZip([good("a.txt"), good("b.txt"), good("c.txt")]);

/* The central directory is gone; c.txt ends early. */
const cut = whole.subarray(0, whole.indexOf("c.txt") + 20);

/* The directory's size in the end record leads before the file. */
const forged = Buffer.from(whole);
forged.writeUInt32LE(0xfffffff0, forged.length - 10);
forged.writeUInt32LE(0xfffffff0, forged.length - 6);

export const files = {
    "zip-bomb.zip": bomb,
    "zip-crowd.zip": crowd,
    "zip-cut.zip": cut,
    "zip-empty.zip": makeZip([]),
    "zip-forged.zip": forged,
    "zip-header.zip": "PK\x03\x04",
    "zip-members.zip": members,
    "zip-named.txt": makeZip([good("in.txt")]),
    "zip-not.zip": Buffer.concat([Buffer.alloc(64), Buffer.from("PK")]),
    "zip-overlap.zip": overlap,
};
