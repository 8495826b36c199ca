/* research-count.js - queries counted by month, year, type, issuer or province: documents at
 * once from the index, hits as texts are read.
 */
"use strict";

(function (tracuu) {
    const { research } = tracuu;
    const TIMES = { month: 100, year: 10000 }; // what is cut off a date, 20200331

    function readNumbers(bytes) {
        const numbers = [];
        let value = 0;
        let unit = 1;
        bytes.forEach((byte) => {
            value += (byte & 127) * unit;
            unit *= 128;
            if (byte < 128) {
                numbers.push(value);
                [value, unit] = [0, 1];
            }
        });
        return Uint32Array.from(numbers);
    }

    /* {keys: of the groups, the unknown first as null; of: group by document} */
    async function groupsOf(index, by) {
        const of = new Uint32Array(index.root.documents + 1);
        if (!TIMES[by]) {
            const column = await index.column(by);
            return column ? { keys: [null, ...column.values], of: column.symbols }
                : { keys: [null], of };
        }
        const keys = [null];
        const dates = await index.dates();
        for (let doc = dates.length - 1; doc > 0; doc--) { // the oldest first
            const key = Math.floor(dates[doc] / TIMES[by]);
            if (keys[keys.length - 1] !== key) {
                keys.push(key);
            }
            of[doc] = keys.length - 1;
        }
        return { keys, of };
    }

    /** The counts of queries in a collection.
     *
     * groups: [{key; total, syllables: of the collection; docs, hits: by query}], key null for
     * what is not known.  Hits are known when `n` is `docs.length`, and whole when nothing
     * is among `faults`.
     */
    class Counting {
        static async start(index, queries, by, filters, pause) {
            const all = await research.collection(index, filters, pause);
            const syllables = await index.blocks("syllables", all, readNumbers,
                (block, at) => block[at]);
            const found = [];
            for (const query of queries) {
                found.push(await research.find(index, query, { filters, pause }));
            }
            const counting = new Counting(index, found, all, syllables);
            await counting.groupBy(by);
            return counting;
        }

        constructor(index, found, all, syllables) {
            const { documents } = index.root;
            Object.assign(this, { index, found, all, syllables, n: 0, faults: [],
                hitsOf: found.map(() => new Uint32Array(documents + 1)) }); // by document
            const wanted = new Set();
            found.filter(({ hits }) => hits.any)
                .forEach(({ docs }) => docs.forEach((doc) => wanted.add(doc)));
            this.docs = Uint32Array.from(wanted).sort(); // those whose texts are read
        }

        /** Sorts what is counted into other groups; what was read is not read again. */
        async groupBy(by) {
            this.wanted = by;
            const { keys, of } = await groupsOf(this.index, by);
            if (this.wanted !== by) { // meanwhile
                return;
            }
            const groups = keys.map((key) => ({ key, total: 0, syllables: 0,
                docs: this.found.map(() => 0), hits: this.found.map(() => 0) }));
            this.all.forEach((doc) => {
                const group = groups[of[doc]];
                group.total++;
                group.syllables += this.syllables(doc);
            });
            this.found.forEach(({ docs }, q) => docs.forEach((doc) => {
                groups[of[doc]].docs[q]++;
                groups[of[doc]].hits[q] += this.hitsOf[q][doc];
            }));
            Object.assign(this, { by, of, groups });
        }

        get isDone() {
            return this.n === this.docs.length;
        }

        /* Whether numbers of hits are the whole truth. */
        get isWhole() {
            return this.isDone && this.faults.length === 0;
        }

        get isTime() {
            return this.by in TIMES;
        }

        async take(doc, { text, fault }, pause) {
            const counts = [];
            if (fault) {
                this.faults.push(fault);
            } else {
                for (const [q, { has, tierOf, hits }] of this.found.entries()) {
                    if (hits.any && has(doc)) {
                        counts.push([q, await hits.count(text, tierOf(doc), pause)]);
                    }
                }
            }
            counts.forEach(([q, n]) => {
                this.hitsOf[q][doc] = n;
                this.groups[this.of[doc]].hits[q] += n;
            });
            this.n++;
        }

        /** Reads on; onStep() is called after each document. */
        async readOn(pause, onStep) {
            if (this.n === 0) {
                this.docs = await research.quickest(this.index, this.docs, pause);
            }
            await research.read(this.index, this.docs.subarray(this.n),
                async (doc, _, page) => {
                    await this.take(doc, page, pause);
                    onStep();
                }, pause);
        }

        /** Whether a measure of query `q` has a meaning in a group, known or not: filters have
         * no hits, and there is no rate where nothing is. */
        means({ total, syllables }, q, measure) {
            switch (measure) {
            case "docs": return true;
            case "share": return total > 0;
            case "hits": return this.found[q].hits.any;
            default: return this.found[q].hits.any && syllables > 0;
            }
        }

        /** What is measured of query `q` in a group, null for what is not known or has no
         * meaning: "docs", "share" (of the group's documents), "hits", "rate" (hits for every
         * 10,000 syllables of the group). */
        value(group, q, measure) {
            const isRead = measure === "hits" || measure === "rate";
            if (!this.means(group, q, measure) || (isRead && !this.isWhole)) {
                return null;
            }
            switch (measure) {
            case "docs": return group.docs[q];
            case "share": return group.docs[q] / group.total;
            case "hits": return group.hits[q];
            default: return 10000 * group.hits[q] / group.syllables;
            }
        }

        /** All groups in one. */
        sum() {
            const add = (pick) => this.groups.reduce((sum, group) => sum + pick(group), 0);
            return {
                key: null, total: add(({ total }) => total),
                syllables: add(({ syllables }) => syllables),
                docs: this.found.map((_, q) => add(({ docs }) => docs[q])),
                hits: this.found.map((_, q) => add(({ hits }) => hits[q])),
            };
        }

        /** The groups to show: of times those from the first to the last that has something, in
         * order; of values those that have something, most first. */
        rows() {
            const known = this.groups.filter(({ key, total }) => key !== null && total > 0);
            const has = ({ docs }) => docs.some((n) => n > 0);
            if (this.isTime) {
                const first = known.findIndex(has);
                const last = known.length - [...known].reverse().findIndex(has);
                return first < 0 ? [] : known.slice(first, last);
            }
            const sum = ({ docs }) => docs.reduce((a, b) => a + b, 0);
            const keys = new Map(known.map(({ key }) => [key, tracuu.text.sortKey(key)]));
            return known.filter(has).sort((a, b) => sum(b) - sum(a) ||
                tracuu.byteOrder(keys.get(a.key), keys.get(b.key)));
        }

        /** What has no value in the collection: a group, or null. */
        unknown() {
            const [group] = this.groups;
            return group.total > 0 ? group : null;
        }
    }

    /* The place in time of a group, months or years from the start. */
    function placeOf(key, by) {
        return by === "year" ? key : 12 * Math.floor(key / 100) + (key % 100) - 1;
    }

    /** What can be said of two queries over time, from numbers of documents with a date: of each
     * {first, last: keys, or null; n: documents with a date, undated}; and `overtakes`:
     * {q, key}, from when on query q is in more documents wherever one of both is, after the
     * other was; null when that is not so. */
    function compare(counting) {
        const rows = counting.rows();
        const each = counting.found.map(({ docs }, q) => {
            const own = rows.filter((group) => group.docs[q] > 0);
            const dated = own.reduce((sum, group) => sum + group.docs[q], 0);
            return {
                n: dated, undated: docs.length - dated,
                first: own.length > 0 ? own[0].key : null,
                last: own.length > 0 ? own[own.length - 1].key : null,
            };
        });
        const signs = rows.map(({ key, docs }) => ({ key, sign: Math.sign(docs[1] - docs[0]),
            any: docs[0] + docs[1] > 0 })).filter(({ any }) => any);
        const last = signs.length > 0 ? signs[signs.length - 1].sign : 0;
        let from = signs.length;
        while (from > 0 && signs[from - 1].sign === last) {
            from--;
        }
        const wasBehind = signs.slice(0, from).some(({ sign }) => sign === -last);
        return { each, overtakes: last !== 0 && wasBehind
            ? { q: last > 0 ? 1 : 0, key: signs[from].key } : null };
    }

    Object.assign(research, { Counting, placeOf, compare, readNumbers });
})(globalThis.tracuu);
