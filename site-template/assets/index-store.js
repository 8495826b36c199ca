/* index-store.js - what the index says, read from its chunks: tracuu-site(5) has the bytes.
 *
 * Documents are numbered from 1, newest first, those without a date last.
 */
"use strict";

(function (tracuu) {
    const FORMAT = 1;
    const PLANES = 4; // of a length: its low bytes, …
    const COLUMNS = ["type", "issuer", "province", "signatory"];

    const utf8 = new TextDecoder();

    /* A string with a character for each byte of UTF-8, so that < is the order of bytes. */
    const binary = (string) => (/^[ -~]*$/.test(string) ? string
        : String.fromCharCode(...new TextEncoder().encode(string)));

    /** Compares strings as their UTF-8 bytes would be. */
    function byteOrder(a, b) {
        const [left, right] = [binary(a), binary(b)];
        return left < right ? -1 : Number(left > right);
    }

    /* Reads one thing after the other. */
    class Input {
        constructor(bytes) {
            Object.assign(this, { bytes, at: 0 });
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

        /* n numbers, or null, which stands for all alike. */
        maybe(n) {
            return this.done ? null : this.numbers(n);
        }

        take(length) {
            this.at += length;
            return this.bytes.subarray(this.at - length, this.at);
        }

        text(length = this.number()) {
            return utf8.decode(this.take(length));
        }

        /* All that is left, each from its first number. */
        rest(read) {
            const all = [];
            while (!this.done) {
                all.push(read(this.number()));
            }
            return all;
        }
    }

    /* Where each of `lengths` starts that follow each other from `at`, and the end. */
    function startsOf(lengths, at) {
        const starts = new Uint32Array(lengths.length + 1).fill(at);
        lengths.forEach((length, i) => { starts[i + 1] = starts[i] + length; });
        return starts;
    }

    /* A chunk of a store: keys (as of binary), df, and stream(which, entry). */
    function readChunk(bytes, nStreams) {
        const input = new Input(bytes);
        const n = input.number();
        const shared = input.numbers(n);
        const rests = input.numbers(n);
        let key = "";
        const keys = Array.from(rests, (length, i) =>
            (key = key.slice(0, shared[i]) + String.fromCharCode(...input.take(length))));
        const df = input.numbers(n);
        const lengths = Array.from({ length: nStreams }, () => input.numbers(n));
        let end = input.at;
        const starts = lengths.map((all) => {
            const places = startsOf(all, end);
            end = places[n];
            return places;
        });
        const stream = (which, entry) =>
            new Input(bytes.subarray(starts[which][entry], starts[which][entry + 1]));
        return { keys, df, stream };
    }

    /* A list: docs, and wdf of each, null for all 1. */
    function readList({ df: all, stream }, entry) {
        const df = all[entry];
        const docs = stream(0, entry).numbers(df);
        let doc = 0;
        for (let i = 0; i < df; i++) {
            docs[i] = doc += docs[i] + 1;
        }
        return { df, docs, wdf: stream(1, entry).maybe(df) };
    }

    /* Of each posting the first ordinal, then differences. */
    function readOrdinals(input, starts) {
        const n = starts[starts.length - 1];
        const ordinals = input.maybe(n) || new Uint32Array(n);
        for (let posting = 0; posting + 1 < starts.length; posting++) {
            for (let i = starts[posting] + 1; i < starts[posting + 1]; i++) {
                ordinals[i] += ordinals[i - 1] + 1;
            }
        }
        return ordinals;
    }

    /* A list with forms, [left K1, right K1], and occurrences(): starts (posting → its first
     * occurrence) and of each its form (codes; null = the first) and its words' ordinals. */
    function readPair(chunk, entry, key) {
        const pair = readList(chunk, entry);
        const stream = (which) => chunk.stream(which, entry);
        const input = stream(2);
        const [left, right] = key.split(" ");
        pair.forms = input.rest((length) =>
            [input.text(length) || left, input.text() || right]);
        pair.occurrences = () => {
            const starts = startsOf(stream(3).maybe(pair.df) || pair.docs.map(() => 1), 0);
            const codes = stream(4).maybe(starts[pair.df]);
            return { starts, codes, left: readOrdinals(stream(5), starts),
                right: readOrdinals(stream(6), starts) };
        };
        return pair;
    }

    /* A K2: documents that have it, and its K1 with theirs. */
    function readForms({ df, stream }, entry, k2) {
        const input = stream(0, entry);
        const forms = input.rest((length) =>
            ({ k1: input.text(length) || k2, df: input.number() }));
        return { k2, df: df[entry], forms };
    }

    /* Letter, streams, and what an entry is. */
    const STORES = {
        term: ["t", 2, readList], fold: ["f", 2, readList], pair: ["p", 7, readPair],
        lexicon: ["x", 1, readForms],
    };

    const nameAndSum = (letter, i, { sums }) =>
        [letter + i.toString(16), sums.slice(8 * i, 8 * i + 8)];

    /** The index behind a root. */
    class Index {
        /** Promise of the index whose root is the file "root-1a2b3c4d.js". */
        static async open(file, loader) {
            const bytes = await loader.load(...file.replace(".js", "").split("-"));
            const root = JSON.parse(utf8.decode(bytes));
            if (root.format !== FORMAT) {
                throw new tracuu.ChunkError(`search/${file}`, "foreign",
                    `format ${root.format}, not ${FORMAT}`);
            }
            return new Index(root, loader);
        }

        constructor(root, loader) {
            loader.root = root;
            Object.assign(this, { root, loader, made: new WeakMap(), firsts: {} });
            for (const store of Object.keys(STORES)) {
                this.firsts[store] = root.stores[store].keys.map(binary);
            }
        }

        /* What `make` makes of a chunk's bytes: once, as long as the loader keeps them. */
        async read(name, sum, make) {
            const bytes = await this.loader.load(name, sum);
            if (!this.made.has(bytes)) {
                this.made.set(bytes, make(bytes));
            }
            return this.made.get(bytes);
        }

        chunk(store, i) {
            const [letter, nStreams] = STORES[store];
            return this.read(...nameAndSum(letter, i, this.root.stores[store]),
                (bytes) => readChunk(bytes, nStreams));
        }

        /* The chunk where a key would be; -1: before the first. */
        chunkOf(store, key) {
            const firsts = this.firsts[store];
            let low = 0;
            let high = firsts.length;
            while (low < high) {
                const middle = (low + high) >> 1;
                [low, high] = firsts[middle] <= key ? [middle + 1, high] : [low, middle];
            }
            return low - 1;
        }

        /** What a store has under a key, or null.  "term" (with its prefix), "fold" (K2): a
         * list, see readList; "pair" ("k2 k2"): see readPair; "lexicon" (K2): see readForms. */
        async get(store, key) {
            const bytes = binary(key);
            const place = this.chunkOf(store, bytes);
            const chunk = place < 0 ? null : await this.chunk(store, place);
            const entry = chunk ? chunk.keys.indexOf(bytes) : -1;
            return entry < 0 ? null : STORES[store][2](chunk, entry, key);
        }

        /** What the lexicon has of all K2 that start so. */
        async prefix(start) {
            const bytes = binary(start);
            const firsts = this.firsts.lexicon;
            const chunks = [];
            for (let i = Math.max(this.chunkOf("lexicon", bytes), 0); i < firsts.length &&
                (chunks.length === 0 || firsts[i].startsWith(bytes)); i++) {
                chunks.push(this.chunk("lexicon", i));
            }
            return (await Promise.all(chunks)).flatMap((chunk) => chunk.keys.map((key, entry) =>
                [key, entry]).filter(([key]) => key.startsWith(bytes)).map(([key, entry]) =>
                readForms(chunk, entry, utf8.decode(Uint8Array.from(key, (c) => c.charCodeAt())))));
        }

        /* Promise of a function that gives `at(content of its block, its place there)` of a
         * document, one of `docs`. */
        async blocks(kind, docs, make, at) {
            const { size, sums } = this.root.blocks[kind];
            const blocks = [];
            docs.forEach((doc) => { blocks[Math.floor((doc - 1) / size)] = null; });
            await Promise.all(Object.keys(blocks).map(async (i) => {
                blocks[i] = await this.read(...nameAndSum(kind[0], Number(i), { sums }), make);
            }));
            return (doc) => at(blocks[Math.floor((doc - 1) / size)], (doc - 1) % size);
        }

        /** Promise of a function that gives the length of a document, one of `docs`. */
        lengths(docs) {
            return this.blocks("length", docs, (bytes) => bytes, (bytes, at) => {
                const n = bytes.length / PLANES;
                return bytes[at] + 256 * (bytes[n + at] + 256 * (bytes[2 * n + at] + 256 *
                    bytes[3 * n + at]));
            });
        }

        /** Dates (20200331) by document number, of those that have one. */
        async dates() {
            const dates = new Uint32Array(this.root.dated + 1);
            const dateOf = await this.blocks("date", dates.map((_, i) => i).subarray(1), (bytes) => {
                let date = 0;
                return new Input(bytes).rest((number) => (date = date ? date - number : number));
            }, (days, at) => days[at]);
            return dates.map((_, doc) => (doc > 0 ? dateOf(doc) : 0));
        }

        /** The records of documents, in their order. */
        async records(docs) {
            const parse = (bytes) => JSON.parse(utf8.decode(bytes));
            return docs.map(await this.blocks("record", docs, parse, (rows, at) => rows[at]));
        }

        /** A column ("type", "issuer", "province", "signatory", "year"): {values; symbols by
         * document, 0 = none, else index + 1}.  Null when no document has one. */
        async column(name) {
            const { documents, years, columns: { [name]: column } } = this.root;
            const symbols = new Uint32Array(documents + 1);
            if (name === "year") {
                let end = 1; // documents are in order of years
                years.forEach(([, n], i) => symbols.fill(i + 1, end, end += n));
                return { values: years.map(([year]) => year), symbols };
            }
            return column && this.read(`c${COLUMNS.indexOf(name)}`, column.sum, (bytes) => {
                const input = new Input(bytes);
                const values = Array.from({ length: input.number() }, () => input.text());
                symbols.set(input.numbers(documents), 1);
                return { values, symbols };
            });
        }
    }

    Object.assign(tracuu, { Index, byteOrder });
})(globalThis.tracuu);
