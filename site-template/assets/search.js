/* search.js - a question to the index, and its answer as tracuu-query gives it: the twin of
 * search.c, facets.c and answer.c.
 */
"use strict";

(function (tracuu) {
    const { sets, score, byteOrder, query: { limits } } = tracuu;
    const TIERS = ["exact", "variant", "folded"];
    const FACETS = ["type", "issuer", "province", "year"];
    const SORTS = ["relevance", "date", "-date"];
    const WORK_MS = 12; // then the page has its turn

    let opened = null; // Promise of the index
    let newest = 0; // number of the last search

    /** Reads the root of an index; every search is asked of it from then on.  A failure is that
     * of the searches too. */
    tracuu.open = function (rootFile, loader = new tracuu.Loader()) {
        opened = tracuu.Index.open(rootFile, loader);
        opened.catch(() => {});
        return opened;
    };

    const nextTask = () => new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(port1.close());
        port2.postMessage(null);
    });

    /* A function to be awaited between pieces of work, which lets the page work and ends the
     * search when a newer one was begun. */
    function newPause() {
        const mine = ++newest;
        let since = performance.now();
        return async () => {
            if (performance.now() - since > WORK_MS) {
                await nextTask();
                since = performance.now();
            }
            if (mine !== newest) {
                throw Object.assign(new Error("a newer search was begun"), { name: "AbortError" });
            }
        };
    }

    /* What is asked for; refuses what tracuu-query refuses. */
    function requestOf(query, options) {
        const { sort = "relevance", page = 1, preview = () => {} } = options;
        const size = options.page_size || limits.page_size;
        const inRange = (n, max) => Number.isInteger(n) && n >= 1 && n <= max;
        if (new TextEncoder().encode(query).length > limits.query_bytes) {
            throw new RangeError(`the query has more than ${limits.query_bytes} bytes`);
        } else if (!inRange(page, limits.max_page) || !inRange(size, limits.max_page_size) ||
            !SORTS.includes(sort)) {
            throw new RangeError(`page ${page}, page_size ${size}, sort ${sort}`);
        }
        const filters = FACETS.filter((facet) => options[facet]);
        return { sort, page, size, preview, filters, options, skip: (page - 1) * size };
    }

    /* Documents, which are dated and ascend, from the oldest on; equal dates stay in order. */
    function oldestFirst(docs, dates) {
        const hits = [];
        for (let end = docs.length; end > 0;) {
            let from = end - 1;
            while (from > 0 && dates[docs[from - 1]] === dates[docs[from]]) {
                from--;
            }
            hits.push(...docs.slice(from, end));
            end = from;
        }
        return hits;
    }

    /* The values that documents have: most frequent first, then by collation. */
    function facetOf(values, counts) {
        const rows = values.map((value, i) => ({ value, count: counts[i + 1] }))
            .filter(({ count }) => count > 0);
        const keys = new Map(rows.map(({ value }) => [value, tracuu.text.sortKey(value)]));
        return rows.sort((a, b) => b.count - a.count ||
            byteOrder(keys.get(a.value), keys.get(b.value)) || byteOrder(a.value, b.value));
    }

    class Search {
        constructor(index, query, request, pause) {
            const { page, size } = request;
            this.answer = {
                version: 1, query, total: 0, relaxed: false, page, page_size: size,
                suggestion: null, warnings: [], results: [],
                facets: { type: [], issuer: [], province: [], year: [] }, faults: [],
            };
            Object.assign(this, { index, request, pause, query: tracuu.query.parse(query) });
            this.lexicon = new tracuu.Lexicon(index, (subject) => this.warn("expansion", subject));
            this.matcher = new tracuu.Matcher(index, this.lexicon, pause);
        }

        /* Says something once. */
        warn(kind, subject) {
            const { warnings } = this.answer;
            if (!warnings.some((said) => said.kind === kind && said.subject === subject)) {
                warnings.push({ kind, subject });
            }
        }

        /* What decorates only: a file that is not as it should be is said in the answer. */
        decoration(promise, otherwise) {
            return promise.catch((error) => {
                if (error.name !== "ChunkError") {
                    throw error;
                }
                this.answer.faults.push({ file: error.file, reason: error.reason });
                return otherwise;
            });
        }

        async run() {
            const { answer, request, query, query: { root } } = this;
            if (query.cut) {
                this.warn("words", String(limits.words));
            }
            if (root) {
                this.matcher.foresee(root);
                await this.lexicon.read(root);
            } else if (!request.filters.length) {
                return answer;
            }
            const isScored = root && request.sort === "relevance";
            this.terms = isScored
                ? score.termsOf(root, this.lexicon, this.index.root.ranking) : [];
            await this.find();
            if (answer.total === 0 && tracuu.query.relax(query)) {
                answer.relaxed = true; // for the preview
                await this.find();
                answer.relaxed = answer.total > 0;
            }
            if (tracuu.suggest && (answer.relaxed || answer.total === 0)) {
                answer.suggestion = await this.decoration(tracuu.suggest(this), null);
            }
            return answer;
        }

        async find() {
            const { answer, request, matcher } = this;
            const [tiers, lists, ...columns] = await Promise.all([
                this.match(),
                Promise.all(this.terms.map(async ({ store, key, factor }) =>
                    ({ list: await matcher.list(store, key), factor }))),
                ...FACETS.map((facet) =>
                    this.decoration(this.index.column(facet), null)),
            ]);
            await this.pause();
            const all = sets.listOf(tiers[TIERS.length - 1]);
            answer.total = all.length;
            if (answer.total > 0) {
                const hits = request.sort === "relevance"
                    ? await this.rank(tiers, lists.filter(({ list }) => list))
                    : await this.rankByDate(tiers, all);
                await this.countFacets(all, columns);
                await this.readResults(hits);
            }
        }

        /* The documents of each tier, filtered. */
        async match() {
            const { request: { filters, options }, matcher, query: { root } } = this;
            const [wanted, found] = await Promise.all([
                Promise.all(filters.map((facet) =>
                    matcher.values(facet, (value) => value === options[facet]))),
                Promise.all(TIERS.map((_, tier) => matcher.node(root, tier))),
            ]);
            return found.map((set) => wanted.reduce((rest, filter) =>
                sets.join(rest, filter, sets.and), set));
        }

        /* Each tier is ranked until the page is full. */
        async rank(tiers, lists) {
            const { request: { size }, index, pause } = this;
            const hits = [];
            let { skip } = this.request;
            let below = this.matcher.none();
            for (const [tier, set] of tiers.entries()) {
                const docs = sets.listOf(sets.join(set, below, sets.andNot));
                const need = size - hits.length;
                if (docs.length > skip && need > 0) {
                    const first = await score.rank(index, docs, lists, skip + need, pause);
                    hits.push(...first.slice(skip).map((hit) => ({ ...hit, tier })));
                }
                skip = Math.max(skip - docs.length, 0);
                below = set;
            }
            return hits;
        }

        /* The order goes over all tiers; without a date is last both times. */
        async rankByDate(tiers, all) {
            const { sort, skip, size } = this.request;
            const { dated } = this.index.root;
            const docs = sort === "-date" ? all
                : oldestFirst(all.filter((doc) => doc <= dated), await this.index.dates())
                    .concat(Array.from(all.filter((doc) => doc > dated)));
            return Array.from(docs.slice(skip, skip + size), (doc) =>
                ({ doc, score: 0, tier: tiers.findIndex((set) => sets.has(set, doc)) }));
        }

        async countFacets(docs, columns) {
            for (const [i, column] of columns.entries()) {
                const { values, symbols } = column || { values: [] };
                const counts = new Uint32Array(values.length + 1);
                await this.pause();
                if (column) {
                    docs.forEach((doc) => { counts[symbols[doc]]++; });
                }
                this.answer.facets[FACETS[i]] = facetOf(values, counts);
            }
        }

        async readResults(hits) {
            const records = await this.index.records(hits.map(({ doc }) => doc));
            const results = hits.map((hit, i) => ({
                ...records[i], snippet: "",
                score: Number(hit.score.toFixed(4)), tier: TIERS[hit.tier],
            }));
            this.answer.results = results;
            this.request.preview(this.answer);
            await Promise.all(results.map(async (result) => {
                const { url, tier } = result;
                result.snippet = await this.decoration(this.snippet(url, tier), "");
            }));
        }

        async snippet(url, tier) {
            if (!tracuu.snippet) {
                return "";
            }
            const html = await this.index.loader.loadPage(url);
            await this.pause();
            let text;
            try {
                text = tracuu.snippet.text(html);
            } catch (error) {
                throw new tracuu.ChunkError(url, "damaged", error.message);
            }
            return tracuu.snippet.make(this.query.root, tier, text,
                (word) => this.lexicon.forms(word), () => this.pause());
        }
    }

    tracuu.Search = Search; // for research-find.js

    /** Asks the index: Promise of the answer (SPEC 5).
     *
     * options  page, page_size, sort ("relevance", "date", "-date"), and exact values of type,
     *          issuer, province, year; preview, a function that is given the answer when all
     *          of it but the snippets is known
     *
     * A result without a title has a "heading", what is shown in its stead.
     * warnings: [{kind: "words" or "expansion", subject}].  faults: [{file, reason}], what could
     * not be read and is left out.  Rejected with a ChunkError when the answer would be wrong
     * without a file, an AbortError when a newer search was begun, a RangeError when too much
     * is asked for.
     */
    tracuu.search = async function (query, options = {}) {
        const pause = newPause();
        const index = await opened;
        if (!index) {
            throw new Error("tracuu.open was not called");
        }
        Object.assign(limits, index.root.limits);
        return new Search(index, query, requestOf(query, options), pause).run();
    };
})(globalThis.tracuu);
