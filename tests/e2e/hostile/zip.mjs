/* zip - ZIP files as a bad hand writes them: each part of a member may be forged.
 *
 *   makeZip([{ name: "a.txt", data: "chữ" }, …])   → Buffer
 *
 * Of a member: name (string or Buffer), data (string or Buffer), and if it is to be
 * forged: method (8: deflated, 0: stored), flags, crc, size, attributes, system,
 * packed (the bytes in the place of the deflated data), shared (the index of a member
 * whose data serve this one too: it has none of its own).
 */
import { crc32 as zlibCrc32, deflateRawSync } from "node:zlib";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAME = 0x0800;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) {
        n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    }
    return n >>> 0;
});

function crc32(bytes) {
    if (zlibCrc32) { // since node 22
        return zlibCrc32(bytes);
    }
    let sum = 0xffffffff;
    for (const byte of bytes) {
        sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
    }
    return (sum ^ 0xffffffff) >>> 0;
}

/* What stands in both headers, with the defaults of an honest hand. */
function complete(member) {
    const data = Buffer.from(member.data ?? "");
    const method = member.method ?? 8;
    return {
        system: 3, attributes: 0o100644 * 0x10000, crc: member.shared === undefined ? crc32(data) : 0,
        flags: typeof member.name === "string" ? UTF8_NAME : 0, size: data.length,
        packed: method === 8 ? deflateRawSync(data) : data,
        ...member, method, name: Buffer.from(member.name),
    };
}

function common(member, bytes, at) {
    bytes.writeUInt16LE(20, at);
    bytes.writeUInt16LE(member.flags, at + 2);
    bytes.writeUInt16LE(member.method, at + 4);
    bytes.writeUInt32LE(0x00210000, at + 6); // 1980-01-01
    bytes.writeUInt32LE(member.crc, at + 10);
    bytes.writeUInt32LE(member.packed.length, at + 14);
    bytes.writeUInt32LE(member.size, at + 18);
    bytes.writeUInt16LE(member.name.length, at + 22);
}

function local(member) {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(LOCAL, 0);
    common(member, head, 4);
    return Buffer.concat([head, member.name, member.packed]);
}

function central(member, offset) {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(CENTRAL, 0);
    head[4] = 20;
    head[5] = member.system;
    common(member, head, 6);
    head.writeUInt32LE(member.attributes, 38);
    head.writeUInt32LE(offset, 42);
    return Buffer.concat([head, member.name]);
}

export function makeZip(list) {
    const members = list.map(complete);
    const locals = [];
    const centrals = [];
    let size = 0;
    for (const member of members) {
        const model = member.shared === undefined ? member : members[member.shared];
        if (model === member) {
            member.offset = size;
            locals.push(local(member));
            size += locals.at(-1).length;
        }
        const { packed, crc, size: whole } = model;
        centrals.push(central({ ...member, packed, crc, size: whole }, model.offset));
    }
    const directory = Buffer.concat(centrals);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(Math.min(members.length, 0xffff), 8);
    end.writeUInt16LE(Math.min(members.length, 0xffff), 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(size, 16);
    return Buffer.concat([...locals, directory, end]);
}
