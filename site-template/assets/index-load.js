/* index-load.js - brings the files of the index and the pages of notices, on file:// too.
 *
 * On file:// a page may load nothing but scripts, so every chunk is one (tracuu-site(5)), and
 * so is every notice's page.  Elsewhere fetch() brings the same files, which are taken apart
 * by hand: a server may say of a script's characters what it likes.
 */
"use strict";

(function (tracuu) {
    const CACHE_BYTES = 48e6; // of inflated chunks
    const START = 'tracuu.chunk("';
    const MIDDLE = '","';
    const END = '");';
    const ESCAPED = { 0x6e: 0x0a, 0x72: 0x0d }; // \n and \r; other characters are themselves

    const calls = new WeakMap(); // script element → what it called with

    tracuu.chunk = tracuu.page = (...what) => calls.set(document.currentScript, what);

    /* A file that is not as it was written, or not there; the message is for logs. */
    class ChunkError extends Error {
        constructor(file, reason, more) {
            super(`${file}: ${reason}${more ? `, ${more}` : ""}`);
            Object.assign(this, { name: "ChunkError", file, reason });
        }
    }

    /* Loads a script: what it called with, [] when it ran into an error, null when missing. */
    function runScript(url, charset) {
        return new Promise((resolve) => {
            const script = document.createElement("script");
            const finish = (result) => {
                script.remove();
                resolve(result);
            };
            script.onload = () => finish(calls.get(script) || []);
            script.onerror = () => finish(null);
            script.charset = charset;
            script.src = url;
            document.head.append(script);
        });
    }

    async function fetchBytes(url) {
        const response = await fetch(url).catch(() => null);
        return response && response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    }

    /* The payload of a script that was read as x-user-defined, one byte a character. */
    function bytesOf(text) {
        const bytes = new Uint8Array(text.length);
        for (let i = 0; i < text.length; i++) {
            bytes[i] = text.charCodeAt(i);
        }
        return bytes;
    }

    const asText = (bytes) => String.fromCharCode(...bytes);

    /* What the script at hand would call tracuu.chunk with; [] when it is no such script. */
    function readScript(bytes) {
        const head = asText(bytes.subarray(0, 64));
        const from = head.indexOf(MIDDLE) + MIDDLE.length;
        const to = bytes.length - 16 + asText(bytes.subarray(-16)).lastIndexOf(END);
        if (!head.startsWith(START) || from < START.length || to < from || bytes.length < 24) {
            return [];
        }
        const payload = new Uint8Array(to - from);
        let n = 0;
        for (let i = from; i < to; i++) {
            payload[n++] = bytes[i] !== 0x5c ? bytes[i] : ESCAPED[bytes[++i]] || bytes[i];
        }
        return [head.slice(START.length, from - MIDDLE.length), payload.subarray(0, n)];
    }

    /* CRC-32 as zlib has it. */
    const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
        for (let i = 0; i < 8; i++) {
            byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
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

    async function inflate(bytes) {
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
        return new Uint8Array(await new Response(stream).arrayBuffer());
    }

    /** Loads from the site in `folder` (relative to the page).  `read` brings the bytes of a
     * file below it, null when it is missing; without it the page's own scheme decides how. */
    class Loader {
        constructor(folder = ".", read = null) {
            this.folder = folder;
            this.read = read || (location.protocol === "file:" ? null : fetchBytes);
            this.loadedBytes = 0; // of files, since the start
            this.cachedBytes = 0;
            this.cache = new Map(); // file → Promise, the one used last at the end
        }

        /** The inflated chunk NAME-SUM.js: Promise of bytes, rejected with a ChunkError that
         * has the file and reason "missing", "damaged" or "foreign". */
        load(name, sum) {
            const file = `search/${name}-${sum}.js`;
            const entry = this.cache.get(file) || this.newEntry(file, name, sum);
            this.cache.delete(file);
            this.cache.set(file, entry);
            return entry.bytes;
        }

        newEntry(file, name, sum) {
            const entry = { bytes: this.loadChunk(file, name, sum), size: 0 };
            entry.bytes.then(({ length }) => this.keep(entry, length),
                () => this.cache.delete(file));
            return entry;
        }

        /* Forgets what was used longest ago until the rest fits. */
        keep(entry, size) {
            entry.size = size;
            this.cachedBytes += size;
            for (const [file, old] of this.cache) {
                if (this.cachedBytes <= CACHE_BYTES) {
                    return;
                } else if (old.size > 0) {
                    this.cachedBytes -= old.size;
                    this.cache.delete(file);
                }
            }
        }

        async loadChunk(file, name, sum) {
            const [found, payload] = await this.call(file);
            if (found === undefined) {
                throw new ChunkError(file, "damaged");
            } else if (found !== name) {
                throw new ChunkError(file, "foreign", `it says ${found}`);
            } else if (sumOf(payload) !== sum) {
                throw new ChunkError(file, "damaged");
            }
            return inflate(payload).catch(() => { throw new ChunkError(file, "damaged"); });
        }

        async call(file) {
            const url = `${this.folder}/${file}`;
            const got = await (this.read ? this.read(url) : runScript(url, "x-user-defined"));
            if (!got) {
                throw new ChunkError(file, "missing");
            } else if (this.read) {
                this.loadedBytes += got.length;
                return readScript(got);
            }
            const [name, text] = got;
            this.loadedBytes += text ? text.length : 0; // what is escaped is not counted
            return text === undefined ? [] : [name, bytesOf(text)];
        }

        /** The HTML of a notice's page, which is a script too: Promise as of load(). */
        async loadPage(url) {
            const file = `${this.folder}/${url}`;
            if (this.read) {
                const bytes = await this.read(file);
                if (bytes) {
                    return new TextDecoder().decode(bytes);
                }
            }
            const got = this.read ? null : await runScript(file, "utf-8");
            if (!got || !got.length) {
                throw new ChunkError(url, got ? "damaged" : "missing");
            }
            return got[0].replace(/^-->/, "").replace(/<!--$/, "");
        }
    }

    Object.assign(tracuu, { ChunkError, Loader });
})(globalThis.tracuu = globalThis.tracuu || {});
