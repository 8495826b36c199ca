/* index-store.js - what the index says, read from its chunks: tracuu-site(5) has the bytes.
 *
 * Documents are numbered from 1, newest first, those without a date last.
 */
"use strict";

(function (tracuu) {
    const FORMAT = 1;
    const PLANES = 4; // of a length: its low bytes, …
    const COLUMNS = ["type", "issuer", "province", "signatory"];
    const STORES = { term: ["t", 2], fold: ["f", 2], pair: ["p", 7], lexicon: ["x", 1] };
    const utf8 = new TextDecoder();
    const toUtf8 = new TextEncoder();

    /** Compares strings as their UTF-8 bytes would be. */
    function byteOrder(a, b) {
        const n = Math.min(a.length, b.length);
        let i = 0;
        while (i < n && a[i] === b[i]) {
            i++;
        }
        if (i === n) {
            return a.length - b.length;
        }
        /* Surrogates stand for what is above all of the others. */
        const rank = (s) => (s.charCodeAt(i) + (s[i] < "\ud800" ? 0 : s[i] < "\ue000" ? 0x4000 : 0));
        return rank(a) - rank(b);
    }

    /* Reads one thing after the other. */
    class Bytes {
        constructor(bytes) {
            this.bytes = bytes;
            this.at = 0;
        }

        get done() {
            return this.at >= this.bytes.length;
        }

        number() {
            const { bytes } = this;
            let byte = bytes[this.at++];
            let value = byte & 127;
            for (let shift = 7; byte > 127; shift += 7) {
                byte = bytes[this.at++];
                value |= (byte & 127) << shift;
            }
            return value >>> 0;
        }

        numbers(n) {
            const numbers = new Uint32Array(n);
            for (let i = 0; i < n; i++) {
                numbers[i] = this.number();
            }
            return numbers;
        }

        take(length) {
            this.at += length;
            return this.bytes.subarray(this.at - length, this.at);
        }

        text() {
            return utf8.decode(this.take(this.number()));
        }
    }

    /* Where each of `lengths` starts that follow each other from `at`, and the end. */
    function startsOf(lengths, at) {
        const starts = new Uint32Array(lengths.length + 1).fill(at);
        lengths.forEach((length, i) => { starts[i + 1] = starts[i] + length; });
        return starts;
    }

    /* A chunk of a store: its keys, and where their streams are. */
    class Chunk {
        constructor(bytes, nStreams) {
            const input = new Bytes(bytes);
            const n = input.number();
            this.bytes = bytes;
            this.shared = input.numbers(n);
            this.rests = input.numbers(n);
            this.keysAt = input.at;
            input.at = startsOf(this.rests, input.at)[n];
            this.df = input.numbers(n);
            this.streams = Array.from({ length: nStreams }, () => input.numbers(n));
            for (let i = 0; i < nStreams; i++) {
                this.streams[i] = startsOf(this.streams[i], input.at);
                input.at = this.streams[i][n];
            }
        }

        /* Calls found(key bytes, entry) for each key; true ends it. */
        some(found) {
            const key = new Uint8Array(4096);
            let at = this.keysAt;
            return this.shared.some((shared, i) => {
                key.set(this.bytes.subarray(at, at + this.rests[i]), shared);
                at += this.rests[i];
                return found(key.subarray(0, shared + this.rests[i]), i);
            });
        }

        stream(which, entry) {
            const starts = this.streams[which];
            return new Bytes(this.bytes.subarray(starts[entry], starts[entry + 1]));
        }

        /* The entry of a key, or -1. */
        find(key) {
            const wanted = toUtf8.encode(key);
            let entry = -1;
            this.some((bytes, i) => {
                const same = bytes.length === wanted.length &&
                    bytes.every((byte, at) => byte === wanted[at]);
                entry = same ? i : -1;
                return same;
            });
            return entry;
        }
    }

    /* n numbers, or null for all alike. */
    const maybe = (stream, n) => (stream.done ? null : stream.numbers(n));

    function readPostings(chunk, entry) {
        const df = chunk.df[entry];
        const docs = chunk.stream(0, entry).numbers(df);
        let doc = 0;
        for (let i = 0; i < df; i++) {
            docs[i] = doc += docs[i] + 1;
        }
        return { df, docs, wdf: maybe(chunk.stream(1, entry), df) };
    }

    /* Ordinals: of each posting the first, then differences. */
    function readOrdinals(stream, starts) {
        const n = starts[starts.length - 1];
        const ordinals = stream.done ? new Uint32Array(n) : stream.numbers(n);
        for (let posting = 0; posting + 1 < starts.length; posting++) {
            for (let i = starts[posting] + 1; i < starts[posting + 1]; i++) {
                ordinals[i] += ordinals[i - 1] + 1;
            }
        }
        return ordinals;
    }

    /* A pair has forms ([left K1, right K1]) beside its postings, and occurrences(): starts
     * (posting → its first occurrence) and of each its form (codes; null = the first) and the
     * ordinals of its words. */
    function readPair(chunk, entry, key) {
        const pair = readPostings(chunk, entry);
        const stream = (which) => chunk.stream(which, entry);
        const [k2Left, k2Right] = key.split(" ");
        const input = stream(2);
        pair.forms = [];
        while (!input.done) {
            pair.forms.push([input.text() || k2Left, input.text() || k2Right]);
        }
        pair.occurrences = () => {
            const starts = startsOf(maybe(stream(3), pair.df) || pair.docs.map(() => 1), 0);
            const codes = maybe(stream(4), starts[pair.df]);
            const [left, right] = [5, 6].map((which) => readOrdinals(stream(which), starts));
            return { starts, codes, left, right };
        };
        return pair;
    }

    function readLexicon(chunk, entry, k2) {
        const input = chunk.stream(0, entry);
        const forms = [];
        while (!input.done) {
            forms.push({ k1: input.text() || k2, df: input.number() });
        }
        return { k2, df: chunk.df[entry], forms };
    }

    function readColumn(input, documents) {
        const values = Array.from({ length: input.number() }, () => input.text());
        const symbols = new Uint32Array(documents + 1);
        symbols.set(input.numbers(documents), 1);
        return { values, symbols };
    }

    const READ = { term: readPostings, fold: readPostings, pair: readPair, lexicon: readLexicon };

    const sumAt = (sums, i) => sums.slice(8 * i, 8 * i + 8);

    /** The index behind a root. */
    class Index {
        /** Promise of the index whose root is the file `file` ("root-1a2b3c4d.js"). */
        static async open(file, loader) {
            const [, name, sum] = /^(.*)-(.*)\.js$/.exec(file) || [null, "root", file];
            const root = JSON.parse(utf8.decode(await loader.load(name, sum)));
            if (root.format !== FORMAT) {
                throw new tracuu.ChunkError(`search/${file}`, "foreign",
                    `format ${root.format}, not ${FORMAT}`);
            }
            return new Index(root, loader);
        }

        constructor(root, loader) {
            Object.assign(this, { root, loader, made: new WeakMap() });
        }

        /* What `make` makes of a chunk's bytes: once, as long as the loader keeps them. */
        async read(letter, i, sum, make) {
            const bytes = await this.loader.load(letter + i.toString(16), sum);
            if (!this.made.has(bytes)) {
                this.made.set(bytes, make(bytes));
            }
            return this.made.get(bytes);
        }

        chunk(store, i) {
            const [letter, nStreams] = STORES[store];
            return this.read(letter, i, sumAt(this.root.stores[store].sums, i),
                (bytes) => new Chunk(bytes, nStreams));
        }

        /* The chunk where a key would be; -1: before the first. */
        chunkOf(store, key) {
            const { keys } = this.root.stores[store];
            let low = 0;
            let high = keys.length;
            while (low < high) {
                const middle = (low + high) >> 1;
                if (byteOrder(keys[middle], key) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }

        async lookUp(store, key) {
            const place = this.chunkOf(store, key);
            const chunk = place < 0 ? null : await this.chunk(store, place);
            const entry = chunk ? chunk.find(key) : -1;
            return entry < 0 ? null : READ[store](chunk, entry, key);
        }

        /** The list of a term with its prefix: {df, docs, wdf: null for all 1}, or null. */
        term(key) {
            return this.lookUp("term", key);
        }

        /** The list of a K2. */
        fold(k2) {
            return this.lookUp("fold", k2);
        }

        /** The list of two K2 side by side, with its occurrences: see readPair. */
        pair(left, right) {
            return this.lookUp("pair", `${left} ${right}`);
        }

        /** {k2, df, forms: [{k1, df}]}, or null when the index has not the K2. */
        lexicon(k2) {
            return this.lookUp("lexicon", k2);
        }

        /** The same for all K2 that start with `start`, in order. */
        async prefix(start) {
            const { keys } = this.root.stores.lexicon;
            const first = Math.max(this.chunkOf("lexicon", start), 0);
            let end = first + 1;
            while (end < keys.length && keys[end].startsWith(start)) {
                end++;
            }
            const places = keys.slice(first, end).map((_, i) => this.chunk("lexicon", first + i));
            const found = [];
            for (const chunk of await Promise.all(places)) {
                chunk.some((bytes, entry) => {
                    const k2 = utf8.decode(bytes);
                    if (k2.startsWith(start)) {
                        found.push(readLexicon(chunk, entry, k2));
                    }
                });
            }
            return found;
        }

        /* The blocks that hold the documents: [[number of the first, content]]. */
        blocks(kind, docs, make) {
            const { size, sums } = this.root.blocks[kind];
            const wanted = new Set();
            docs.forEach((doc) => wanted.add(Math.floor((doc - 1) / size)));
            return Promise.all([...wanted].map(async (i) =>
                [i * size + 1, await this.read(kind[0], i, sumAt(sums, i), make)]));
        }

        /** Lengths by document number; those of the documents asked for at least. */
        async lengths(docs) {
            const lengths = new Uint32Array(this.root.documents + 1);
            for (const [first, bytes] of await this.blocks("length", docs, (bytes) => bytes)) {
                const n = bytes.length / PLANES;
                bytes.forEach((byte, i) => {
                    lengths[first + (i % n)] |= byte << (8 * Math.floor(i / n));
                });
            }
            return lengths;
        }

        /** Dates (20200331) by document number, of those that have one. */
        async dates() {
            const { size } = this.root.blocks.date;
            const { dated } = this.root;
            const firsts = Array.from({ length: Math.ceil(dated / size) }, (_, i) => i * size + 1);
            const dates = new Uint32Array(dated + 1);
            const blocks = await this.blocks("date", firsts, (bytes) => bytes);
            for (const [first, bytes] of blocks) {
                const input = new Bytes(bytes);
                for (let doc = first; !input.done; doc++) {
                    dates[doc] = doc === first ? input.number() : dates[doc - 1] - input.number();
                }
            }
            return dates;
        }

        /** The records of documents, in their order. */
        async records(docs) {
            const parse = (bytes) => JSON.parse(utf8.decode(bytes));
            const blocks = await this.blocks("record", docs, parse);
            return docs.map((doc) => {
                const [first, records] = blocks.find(([first, { length }]) =>
                    doc >= first && doc < first + length);
                return records[doc - first];
            });
        }

        /** A column ("type", "issuer", "province", "signatory"): {values in byte order; symbols:
         * by document number, 0 = none, else index + 1}; null when no document has one. */
        async column(name) {
            const column = this.root.columns[name];
            return column && this.read("c", COLUMNS.indexOf(name), column.sum,
                (bytes) => readColumn(new Bytes(bytes), this.root.documents));
        }
    }

    Object.assign(tracuu, { Index, byteOrder });
})(globalThis.tracuu = globalThis.tracuu || {});
