/* search.js - a question to the index, and its answer as tracuu-query gives it: the twin of
 * search.c, facets.c and answer.c.
 */
"use strict";

(function (tracuu) {
    const TIERS = ["exact", "variant", "folded"];
    const FACETS = ["type", "issuer", "province", "year"];
    const SORTS = ["relevance", "date", "-date"];
    const WORK_MS = 12; // then the page has its turn

    let opened = Promise.reject(new Error("tracuu.open was not called"));
    let newest = 0; // number of the last search
    opened.catch(() => {});

    const { sets, score } = tracuu;

    /** Reads the root of an index; every search is asked of it from then on.  A failure is that
     * of the searches too. */
    tracuu.open = function (rootFile, loader = new tracuu.Loader()) {
        opened = tracuu.Index.open(rootFile, loader);
        opened.catch(() => {});
        return opened;
    };

    function nextTask() {
        return new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
                port1.close();
                resolve();
            };
            port2.postMessage(null);
        });
    }

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
    function requestOf(query, options, limits) {
        const { sort = "relevance", page = 1, preview = () => {} } = options;
        const size = options.page_size || limits.page_size;
        const inRange = (n, max) => Number.isInteger(n) && n >= 1 && n <= max;
        if (new TextEncoder().encode(query).length > limits.query_bytes) {
            throw new RangeError(`the query has more than ${limits.query_bytes} bytes`);
        } else if (!inRange(page, limits.max_page) || !inRange(size, limits.max_page_size) ||
            !SORTS.includes(sort)) {
            throw new RangeError(`page ${page}, page_size ${size}, sort ${sort}`);
        }
        const filters = FACETS.filter((facet) => options[facet])
            .map((facet) => [facet, options[facet]]);
        return { query, sort, page, size, filters, preview, skip: (page - 1) * size };
    }

    /* The oldest `n` of the documents, which ascend, with their dates; equal dates stay in order. */
    function oldest(docs, dates, n) {
        const hits = [];
        for (let end = docs.length; end > 0 && hits.length < n;) {
            let from = end - 1;
            while (from > 0 && dates[docs[from - 1]] === dates[docs[from]]) {
                from--;
            }
            hits.push(...docs.subarray(from, end));
            end = from;
        }
        return hits;
    }

    class Search {
        constructor(index, request) {
            const answer = {
                version: 1, query: request.query, total: 0, relaxed: false, page: request.page,
                page_size: request.size, suggestion: null, warnings: [], results: [],
                facets: Object.fromEntries(FACETS.map((facet) => [facet, []])), faults: [],
            };
            Object.assign(this, { index, request, answer, pause: newPause() });
            this.query = tracuu.query.parse(request.query);
            this.lexicon = new tracuu.Lexicon(index, (subject) => this.warn("expansion", subject));
            this.matcher = new tracuu.Matcher(index, this.lexicon, this.pause);
        }

        /* Says something once. */
        warn(kind, subject) {
            const { warnings } = this.answer;
            if (!warnings.some((said) => said.kind === kind && said.subject === subject)) {
                warnings.push({ kind, subject });
            }
        }

        fault({ file, reason }) {
            this.answer.faults.push({ file, reason });
        }

        /* What decorates only: a file that is not as it should be is said in the answer. */
        decoration(promise, otherwise) {
            return promise.catch((error) => {
                if (error.name !== "ChunkError") {
                    throw error;
                }
                this.fault(error);
                return otherwise;
            });
        }

        async run() {
            const { answer, request, query } = this;
            const { root } = query;
            if (query.cut) {
                this.warn("words", String(this.index.root.limits.words));
            }
            if (!root && !request.filters.length) {
                return answer;
            }
            if (root) {
                await this.lexicon.read(root);
            }
            this.scored = root ? { ...root, children: root.children && [...root.children] } : null;
            await this.find();
            if (answer.total === 0 && tracuu.query.relax(query)) {
                answer.relaxed = true; // for the preview
                await this.find();
                answer.relaxed = answer.total > 0;
            }
            return answer;
        }

        /* The documents of each tier that differs from the one before. */
        async match() {
            const { request, matcher, query: { root } } = this;
            const tiers = TIERS.map((_, tier) => tier)
                .filter((tier) => tier === 0 || (root && matcher.differs(root, tier)));
            const filters = request.filters.map(([facet, value]) => (facet === "year"
                ? matcher.year(value) : matcher.values(facet, (other) => other === value)));
            const [found, wanted] = await Promise.all([
                Promise.all(tiers.map((tier) => matcher.tier(root, tier))), Promise.all(filters),
            ]);
            return found.map((set, i) => ({
                tier: tiers[i],
                set: wanted.reduce((rest, filter) => sets.join(rest, filter, sets.and), set),
            }));
        }

        /* The lists that score, in the order of the query. */
        async scoreLists() {
            if (!this.scored || this.request.sort !== "relevance") {
                return [];
            }
            const terms = score.scoreTerms(this.scored, this.lexicon, this.index.root.ranking);
            const lists = await Promise.all(terms.map(async ({ key, factor }) =>
                ({ list: await this.matcher.list(...key), factor })));
            return lists.filter(({ list }) => list);
        }

        async find() {
            const columns = FACETS.slice(0, -1).map((facet) =>
                this.decoration(this.index.column(facet), null));
            const [tiers, lists, ...read] = await Promise.all(
                [this.match(), this.scoreLists(), ...columns]);
            await this.pause();
            const all = tiers[tiers.length - 1].set;
            this.answer.total = sets.count(all);
            if (this.answer.total > 0) {
                const hits = this.request.sort === "relevance" ? await this.rank(tiers, lists)
                    : await this.rankByDate(tiers, all);
                await this.countFacets(all, read);
                await this.readResults(hits);
            }
        }

        /* Each tier is ranked until the page is full. */
        async rank(tiers, lists) {
            const { request, index } = this;
            const hits = [];
            let skip = request.skip;
            let below = this.matcher.none();
            for (const { tier, set } of tiers) {
                const part = sets.join(set.slice(), below, sets.andNot);
                const n = sets.count(part);
                const need = request.size - hits.length;
                if (n > skip && need > 0) {
                    const lengths = lists.length ? await index.lengths(sets.listOf(part)) : null;
                    const scores = await score.scoresOf(index, part, lists, lengths, this.pause);
                    const docs = score.best(part, scores, skip + need).slice(skip);
                    hits.push(...docs.map((doc) => ({ doc, tier, score: scores[doc] })));
                }
                skip = Math.max(skip - n, 0);
                below = set;
            }
            return hits;
        }

        /* The order goes over all tiers; without a date is last both times. */
        async rankByDate(tiers, all) {
            const { sort, skip, size } = this.request;
            let docs = sets.listOf(all);
            if (sort === "date") {
                const dates = await this.index.dates();
                const undated = docs.findIndex((doc) => doc >= dates.length);
                const dated = undated < 0 ? docs : docs.subarray(0, undated);
                docs = oldest(dated, dates, skip + size).concat(
                    undated < 0 ? [] : [...docs.subarray(undated, undated + skip + size)]);
            }
            return [...docs.slice(skip, skip + size)].map((doc) =>
                ({ doc, score: 0, tier: tiers.find(({ set }) => sets.has(set, doc)).tier }));
        }

        /* How many of the documents have each value: most frequent first, then by collation. */
        async countFacets(all, columns) {
            const { facets } = this.answer;
            const docs = sets.listOf(all);
            columns.forEach((column, i) => {
                const counts = new Uint32Array(column ? column.values.length + 1 : 1);
                docs.forEach((doc) => column && counts[column.symbols[doc]]++);
                const values = column ? column.values : [];
                facets[FACETS[i]] = values.map((value, at) => ({ value, count: counts[at + 1] }));
            });
            facets.year = this.index.root.years.map(([value]) => ({
                value,
                count: sets.count(sets.join(this.matcher.year(value), all, sets.and)),
            }));
            for (const facet of FACETS) {
                await this.pause();
                const rows = facets[facet].filter(({ count }) => count > 0);
                const keys = new Map(rows.map(({ value }) => [value, tracuu.text.sortKey(value)]));
                facets[facet] = rows.sort((a, b) => b.count - a.count ||
                    tracuu.byteOrder(keys.get(a.value), keys.get(b.value)) ||
                    tracuu.byteOrder(a.value, b.value));
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
        const index = await opened;
        Object.assign(tracuu.query.limits, index.root.limits);
        return new Search(index, requestOf(query, options, index.root.limits)).run();
    };
})(globalThis.tracuu);
