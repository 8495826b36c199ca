/* research-find.js - all documents of a query, and their texts one after the other: what the
 * pages for researchers ask of the engine.
 */
"use strict";

(function (tracuu) {
    const TIERS = ["exact", "variant", "folded"];
    const FACETS = ["type", "issuer", "province", "year"];
    const WORK_MS = 25; // then the page has its turn
    const AT_ONCE = 16; // pages of notices that are on their way together

    const nextTask = () => new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(port1.close());
        port2.postMessage(null);
    });

    /** A function to be awaited between pieces of work, which lets the page work.  It throws an
     * AbortError once `signal` says so. */
    function pauseFor(signal) {
        let since = performance.now();
        return async () => {
            if (performance.now() - since > WORK_MS) {
                await nextTask();
                since = performance.now();
            }
            if (signal.aborted) {
                throw Object.assign(new Error("stopped"), { name: "AbortError" });
            }
        };
    }

    /* A search that is interested in all documents, and in nothing else. */
    class Finding extends tracuu.Search {
        async run(relaxes) {
            const { answer, matcher, query, query: { root }, request: { filters } } = this;
            if (query.cut) {
                this.warn("words", String(tracuu.query.limits.words));
            }
            this.tiers = TIERS.map(() => matcher.none());
            if (root) {
                matcher.foresee(root);
                await this.lexicon.read(root);
            }
            if (root || filters.length > 0) {
                this.tiers = await this.match();
            }
            if (this.count() === 0 && relaxes && root && tracuu.query.relax(query)) {
                this.tiers = await this.match();
                answer.relaxed = this.count() > 0;
            }
        }

        count() {
            const docs = tracuu.sets.listOf(this.tiers[TIERS.length - 1]);
            return docs.length;
        }
    }

    /** Promise of what a query means in an index.
     *
     * filters  exact values of type, issuer, province, year
     * relaxes  when no document has all words, those that have any are taken
     *
     * {docs: all documents, newest first; tierOf(doc); hits: tracuu.kwic.Hits;
     *  warnings, relaxed as of tracuu.search}
     */
    async function find(index, query, { filters = {}, relaxes = false, pause }) {
        const limits = Object.assign(tracuu.query.limits, index.root.limits);
        if (new TextEncoder().encode(query).length > limits.query_bytes) {
            throw Object.assign(new Error(limits.query_bytes), { name: "RequestError",
                title: "error_too_long", text: "error_too_long_text" });
        }
        const request = {
            page: 1, size: 1, sort: "-date", skip: 0, preview: () => {},
            filters: FACETS.filter((facet) => filters[facet]), options: filters,
        };
        const finding = new Finding(index, query, request, pause);
        await finding.run(relaxes);
        const { tiers, lexicon, query: { root }, answer: { warnings, relaxed } } = finding;
        return {
            docs: tracuu.sets.listOf(tiers[TIERS.length - 1]), warnings, relaxed,
            tierOf: (doc) => TIERS[tiers.findIndex((set) => tracuu.sets.has(set, doc))],
            has: (doc) => tracuu.sets.has(tiers[TIERS.length - 1], doc) === 1,
            hits: new tracuu.kwic.Hits(root, (word) => lexicon.forms(word)),
        };
    }

    /** The documents that filters leave, ascending. */
    async function collection(index, filters, pause) {
        const { docs } = Object.values(filters).some(Boolean)
            ? await find(index, "", { filters, pause })
            : { docs: Uint32Array.from({ length: index.root.documents }, (_, i) => i + 1) };
        return docs;
    }

    const BODY = /<section class="body"[^>]*>[^]*?<\/section>/;

    /* The text of a notice's page, and where its paragraphs begin in it: [{at, id}]. */
    function placesOf(html) {
        const [section] = BODY.exec(html) || [html];
        const body = tracuu.snippet.body(section);
        const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_ELEMENT |
            NodeFilter.SHOW_TEXT);
        const places = [];
        let text = "";
        while (walker.nextNode()) {
            const { currentNode: node } = walker;
            if (node.nodeType === Node.TEXT_NODE) {
                text += node.data;
            } else if (/^d\d+$/.test(node.id)) {
                places.push({ at: text.length, id: node.id });
            }
        }
        return { text, places };
    }

    /** The paragraph of a place in a text: the one that it is in, or that is nearest. */
    function paragraphOf(places, start) {
        const after = places.findIndex(({ at }) => at > start);
        const place = places[Math.max(0, (after < 0 ? places.length : after) - 1)];
        return place ? place.id : "";
    }

    /* To be replaced where no DOMParser is. */
    tracuu.readPage = placesOf;

    async function load(index, { url }) {
        try {
            const html = await index.loader.loadPage(url);
            try {
                return tracuu.readPage(html);
            } catch (error) {
                throw new tracuu.ChunkError(url, "damaged", error.message);
            }
        } catch (error) {
            if (error.name !== "ChunkError") {
                throw error;
            }
            return { fault: url };
        }
    }

    /** Promise of the documents in the order in which they are quickest to read: those of a pack
     * of notices together, where there are packs. */
    async function quickest(index, docs, pause) {
        const { packs } = index.root;
        if (!packs) {
            return docs;
        }
        const bytes = new TextEncoder();
        const places = new Map();
        for (const doc of docs) {
            const [{ url }] = await index.records([doc]);
            const sum = parseInt(tracuu.sumOf(bytes.encode(url.split("?id=")[1])), 16);
            places.set(doc, sum % (packs.sums.length / 8));
            await pause();
        }
        return docs.slice().sort((a, b) => places.get(a) - places.get(b) || a - b);
    }

    /** Reads documents in their order: take(doc, record, {text, places} or {fault: file}) is
     * awaited for each. */
    async function read(index, docs, take, pause) {
        const coming = [];
        let next = 0;
        const order = () => {
            for (; next < docs.length && coming.length < AT_ONCE; next++) {
                const doc = docs[next];
                const record = index.records([doc]).then(([row]) => row);
                const page = record.then((row) => load(index, row));
                record.catch(() => {}); // said when it is its turn
                page.catch(() => {});
                coming.push({ doc, record, page });
            }
        };
        for (order(); coming.length > 0; order()) {
            const { doc, record, page } = coming.shift();
            await take(doc, await record, await page);
            await pause();
        }
    }

    tracuu.research = { find, collection, quickest, read, paragraphOf, pauseFor };
})(globalThis.tracuu);
