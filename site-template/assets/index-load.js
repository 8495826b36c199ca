/* index-load.js - brings the files of the index and the pages of notices, on file:// too.
 *
 * On file:// a page may load nothing but scripts, so every chunk is one (tracuu-site(5)), and
 * so is every notice's page.  Elsewhere fetch() brings the same files, which are taken apart
 * by hand: a server may say of a script's characters what it likes.
 */
"use strict";

(function (tracuu) {
    const CACHE_BYTES = 48e6; // of inflated chunks
    const HEAD = /^tracuu\.chunk\("(\w+)","/;
    const END = '");\n';
    const ESCAPED = { 0x6e: 0x0a, 0x72: 0x0d }; // \n and \r; other characters are themselves

    // Script element → what it called with; the same for a second copy of this script.
    const calls = tracuu.calls = tracuu.calls || new WeakMap();

    tracuu.chunk = tracuu.page = (...what) => calls.set(document.currentScript, what);

    /* A file that is not as it was written, or not there; the message is for logs. */
    class ChunkError extends Error {
        constructor(file, reason, more = "") {
            super(`${file}: ${reason} ${more}`);
            Object.assign(this, { name: "ChunkError", file, reason });
        }
    }

    /* Loads a script: what it called with, [] when it called nothing, null when missing. */
    const runScript = (src, charset) => new Promise((resolve) => {
        const script = document.createElement("script");
        const end = (called) => () => {
            script.remove();
            resolve(called && (calls.get(script) || []));
        };
        Object.assign(script, { src, charset, onload: end(true), onerror: end(null) });
        document.head.append(script);
    });

    async function fetchBytes(url) {
        const response = await fetch(url).catch(() => null);
        return response && response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    }

    /* What the script at hand would call tracuu.chunk with; [] when it is no such script. */
    function readScript(bytes) {
        const text = (part) => String.fromCharCode(...part);
        const head = HEAD.exec(text(bytes.subarray(0, 40)));
        const to = bytes.length - END.length;
        if (!head || text(bytes.subarray(to)) !== END) {
            return [];
        }
        const payload = new Uint8Array(to);
        let n = 0;
        for (let i = head[0].length; i < to; i++) {
            payload[n++] = bytes[i] === 0x5c ? ESCAPED[bytes[++i]] || bytes[i] : bytes[i];
        }
        return [head[1], payload.subarray(0, n)];
    }

    /* CRC-32 as zlib has it. */
    const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
        for (let i = 0; i < 8; i++) {
            byte = (byte >>> 1) ^ (byte & 1 && 0xedb88320);
        }
        return byte;
    });

    function sumOf(bytes) {
        let crc = -1;
        for (let i = 0; i < bytes.length; i++) {
            crc = TABLE[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
        }
        return (~crc >>> 0).toString(16).padStart(8, "0");
    }

    /* Straight through the stream: a Blob and a Response around it cost more than it does. */
    async function inflate(bytes) {
        const { readable, writable } = new DecompressionStream("deflate");
        const writer = writable.getWriter();
        const reader = readable.getReader();
        const parts = [];
        async function readAll() {
            for (let part = await reader.read(); !part.done; part = await reader.read()) {
                parts.push(part.value);
            }
        }
        await Promise.all([writer.write(bytes), writer.close(), readAll()]);
        const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
        parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
        return whole;
    }

    /** Loads from the site in `folder` (relative to the page).  `read` brings the bytes of a
     * file below it, null when it is missing; without it the page's own scheme decides how. */
    class Loader {
        constructor(folder = ".", read = null) {
            this.folder = folder;
            this.read = read || (location.protocol === "file:" ? null : fetchBytes);
            this.loadedBytes = 0; // of chunks, since the start
            this.cachedBytes = 0;
            this.cache = new Map(); // file → {bytes: Promise, size}, the one used last at the end
        }

        /** The inflated chunk NAME-SUM.js: Promise of bytes, rejected with a ChunkError that
         * has the file and reason "missing", "damaged" or "foreign". */
        load(name, sum, folder = "search") {
            const file = `${folder}/${name}-${sum}.js`;
            let entry = this.cache.get(file);
            if (!entry) {
                entry = { bytes: this.loadChunk(file, name, sum), size: 0 };
                entry.bytes.then(({ length }) => this.keep(entry, length),
                    () => this.cache.delete(file));
            }
            this.cache.delete(file);
            this.cache.set(file, entry);
            return entry.bytes;
        }

        /* Forgets what was used longest ago until the rest fits. */
        keep(entry, size) {
            entry.size = size;
            this.cachedBytes += size;
            for (const [file, old] of this.cache) {
                if (this.cachedBytes > CACHE_BYTES && old.size > 0) {
                    this.cachedBytes -= old.size;
                    this.cache.delete(file);
                }
            }
        }

        async loadChunk(file, name, sum) {
            const [found, payload] = await this.call(file);
            const damaged = () => { throw new ChunkError(file, "damaged"); };
            if (found && found !== name) {
                throw new ChunkError(file, "foreign", found);
            }
            return found && sumOf(payload) === sum ? inflate(payload).catch(damaged) : damaged();
        }

        /* What a chunk's script calls tracuu.chunk with. */
        async call(file) {
            const url = `${this.folder}/${file}`;
            const got = await (tracuu.early?.(url) ||
                (this.read ? this.read(url) : runScript(url, "x-user-defined")));
            if (!got) {
                throw new ChunkError(file, "missing");
            }
            const [name, payload] = this.read ? readScript(got) : got;
            if (!name || this.read) {
                this.loadedBytes += got.length;
                return [name, payload];
            }
            this.loadedBytes += payload.length; // without what is escaped
            const bytes = new Uint8Array(payload.length);
            for (let i = 0; i < bytes.length; i++) {
                bytes[i] = payload.charCodeAt(i);
            }
            return [name, bytes];
        }

        /** The HTML of a notice's page, which is a script too: Promise as of load(). */
        async loadPage(url) {
            const file = `${this.folder}/${url}`;
            const got = await (this.read ? this.read(file) : runScript(file, "utf-8"));
            if (!got || !got.length) {
                throw new ChunkError(url, got ? "damaged" : "missing");
            }
            return this.read ? new TextDecoder().decode(got)
                : got[0].replace(/^-->|<!--$/g, "");
        }
    }

    Object.assign(tracuu, { ChunkError, Loader, sumOf });
})(globalThis.tracuu = globalThis.tracuu || {});
