/* search-match.js - which documents a query means, tier by tier: the twin of lexicon.c, leaf.c
 * and build.c.
 *
 * A set of documents is a bit set by document number.  Tiers: 0 exact, 1 variant, 2 folded.
 */
"use strict";

(function (tracuu) {
    const { text, byteOrder } = tracuu;
    const EXACT = 0;
    const FOLDED = 2;
    const SPAN = 2 ** 24; // more than a word has occurrences in a document
    const DAY_MAX = 99999999;

    const has = (set, doc) => (set[doc >>> 5] >>> (doc & 31)) & 1;

    const add = (set, doc) => { set[doc >>> 5] |= 1 << (doc & 31); };

    function addRange(set, from, to) {
        for (let doc = from; doc <= to; doc++) {
            add(set, doc);
        }
        return set;
    }

    /* Keeps in `set` what `keep` makes of its words and those of `other`. */
    function join(set, other, keep) {
        for (let i = 0; i < set.length; i++) {
            set[i] = keep(set[i], other[i]);
        }
        return set;
    }

    const or = (a, b) => a | b;
    const and = (a, b) => a & b;
    const andNot = (a, b) => a & ~b;

    function count(set) {
        let n = 0;
        for (let word of set) {
            word -= (word >>> 1) & 0x55555555;
            word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
            n += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
        }
        return n;
    }

    /* The documents of a set, ascending. */
    function listOf(set) {
        const docs = new Uint32Array(count(set));
        let n = 0;
        for (let i = 0; i < set.length; i++) {
            for (let word = set[i]; word !== 0; word &= word - 1) {
                docs[n++] = i * 32 + 31 - Math.clz32(word & -word);
            }
        }
        return docs;
    }

    /* Calls visit(node) for each leaf. */
    function eachLeaf(node, visit) {
        if (node.children) {
            node.children.forEach((child) => eachLeaf(child, visit));
        } else {
            visit(node);
        }
    }

    /* What the index knows of the words of a query.  warn(word) is called when a word stands
     * for more words than are looked for. */
    class Lexicon {
        constructor(index, warn) {
            Object.assign(this, { index, warn, max: index.root.limits.expansion });
            this.entries = new Map(); // K2 → what Index.lexicon gives
            this.known = new Map(); // K1 → forms
            this.starts = new Map(); // K1 of a prefix → keys
        }

        /* Reads what the leaves below `root` need; all else here does not wait. */
        async read(root) {
            const keys = new Set();
            const prefixes = [];
            eachLeaf(root, ({ kind, words, joined }) => {
                if (kind === "prefix") {
                    prefixes.push(this.readPrefix(words[0]));
                } else if (kind === "word" || kind === "phrase") {
                    for (const { k1, k2, marked } of joined ? [...words, joined] : words) {
                        const variant = marked && text.iyVariant(k1);
                        keys.add(k2);
                        keys.add(variant ? text.fold(variant) : k2);
                    }
                }
            });
            const entries = [...keys].map(async (k2) =>
                this.entries.set(k2, await this.index.lexicon(k2)));
            await Promise.all(entries.concat(prefixes));
        }

        entry(k2) {
            return this.entries.get(k2) || { df: 0, forms: [] };
        }

        /* Documents that have the K1. */
        freq(k1, k2) {
            const form = this.entry(k2).forms.find((candidate) => candidate.k1 === k1);
            return form ? form.df : 0;
        }

        /* The keys of the most frequent candidates ([key, df]). */
        best(candidates, subject) {
            if (candidates.length > this.max) {
                this.warn(subject);
            }
            return candidates.sort((a, b) => b[1] - a[1] || byteOrder(a[0], b[0]))
                .slice(0, this.max).map(([key]) => key);
        }

        /** {exact, variants: K1 of the word in these tiers, [] for an unmarked one; freqK1,
         * freqK2: how many documents}. */
        forms(word) {
            const { k1, k2, marked } = word;
            const freqK1 = this.freq(k1, k2);
            const forms = { exact: [], variants: [], freqK1, freqK2: this.entry(k2).df };
            if (!marked || this.known.has(k1)) {
                return this.known.get(k1) || forms;
            }
            const agreeing = () => this.entry(k2).forms
                .filter((form) => form.k1 !== k2 && text.marksAgree(k1, form.k1));
            const variant = text.iyVariant(k1);
            forms.exact = freqK1 > 0 ? [k1]
                : this.best(agreeing().map((form) => [form.k1, form.df]), k1);
            forms.variants = variant && this.freq(variant, text.fold(variant)) > 0 ? [variant] : [];
            this.known.set(k1, forms);
            return forms;
        }

        /* What may stand at a word's place in a phrase: [[K2, set of K1 or null for all]]. */
        slots(word, tier) {
            const { k1, k2, marked } = word;
            if (!marked) {
                const forms = this.entry(k2).forms.map((form) => [form.k1, form.df]);
                const best = forms.length > this.max ? new Set(this.best(forms, k1)) : null;
                return forms.length ? [[k2, best]] : [];
            }
            const { exact, variants } = this.forms(word);
            const slots = new Map();
            for (const key of tier > EXACT ? exact.concat(variants) : exact) {
                const folded = text.fold(key);
                slots.set(folded, (slots.get(folded) || new Set()).add(key));
            }
            return [...slots];
        }

        async readPrefix({ k1, k2, marked }) {
            const entries = await this.index.prefix(k2);
            const keys = marked
                ? entries.flatMap(({ forms }) => forms).filter((form) => form.k1.startsWith(k1))
                    .map((form) => [form.k1, form.df])
                : entries.map((entry) => [entry.k2, entry.df]);
            this.starts.set(k1, this.best(keys, `${k1}*`));
        }
    }

    /* The occurrences of a pair whose words are among `lefts` and `rights` (null: any) and whose
     * left one is in `from` (null: any): documents and ordinals of the right ones, ascending. */
    function follow(pair, from, lefts, rights) {
        const { starts, codes, left, right } = pair.occurrences();
        const fits = pair.forms.map(([l, r]) =>
            (!lefts || lefts.has(l)) && (!rights || rights.has(r)));
        const found = [];
        let at = 0;
        for (let posting = 0; posting < pair.df; posting++) {
            const base = pair.docs[posting] * SPAN;
            for (let i = starts[posting]; i < starts[posting + 1]; i++) {
                const key = base + left[i];
                while (from && from[at] < key) {
                    at++;
                }
                if (fits[codes ? codes[i] : 0] && (!from || from[at] === key)) {
                    found.push(base + right[i]);
                }
            }
        }
        return found;
    }

    /** The sets of a query.  pause() is awaited between pieces of work. */
    class Matcher {
        constructor(index, lexicon, pause) {
            Object.assign(this, { index, lexicon, pause, lists: new Map(), sets: new Map() });
            this.n = index.root.documents;
        }

        none() {
            return new Uint32Array((this.n >>> 5) + 1);
        }

        all() {
            return addRange(this.none(), 1, this.n);
        }

        /* A list of a store, once a search: Promise. */
        list(store, ...key) {
            const name = [store, ...key].join(" ");
            if (!this.lists.has(name)) {
                this.lists.set(name, this.index[store](...key));
            }
            return this.lists.get(name);
        }

        /* The documents that have one of the terms. */
        async either(store, keys) {
            const set = this.none();
            for (const list of await Promise.all(keys.map((key) => this.list(store, key)))) {
                await this.pause();
                (list ? list.docs : []).forEach((doc) => add(set, doc));
            }
            return set;
        }

        async forms(word, tier) {
            const { exact, variants, freqK1, freqK2 } = this.lexicon.forms(word);
            const folded = !word.marked || (tier === FOLDED && freqK1 !== freqK2);
            const keys = folded ? [] : [...exact];
            if (tier > EXACT) {
                keys.push(...variants);
            }
            const set = await this.either("term", keys);
            return folded && freqK2 > 0 ? join(set, await this.either("fold", [word.k2]), or) : set;
        }

        word({ words: [word] }, tier) {
            return this.forms(word, tier);
        }

        prefix({ words: [word] }) {
            return this.either(word.marked ? "term" : "fold", this.lexicon.starts.get(word.k1));
        }

        async phrase({ words, joined }, tier) {
            const set = words.length > 1 ? await this.adjacent(words, tier)
                : await this.forms(words[0], Math.min(tier, FOLDED - 1));
            return joined ? join(set, await this.forms(joined, tier), or) : set;
        }

        /* Where the words stand side by side: an occurrence of each pair whose left word is
         * the right one of an occurrence of the pair before. */
        async adjacent(words, tier) {
            const set = this.none();
            const slots = words.map((word) => this.lexicon.slots(word, tier));
            if (slots.some(({ length }) => length === 0)) {
                return set;
            }
            const steps = await Promise.all(slots.slice(1).map((rights, i) => Promise.all(
                rights.flatMap((right) => slots[i].map(async (left) =>
                    ({ left, right, pair: await this.list("pair", left[0], right[0]) }))))));
            let reached = null; // K2 → where it was reached
            for (const step of steps) {
                reached = await this.step(step, reached);
            }
            for (const places of reached.values()) {
                places.forEach((place) => add(set, Math.floor(place / SPAN)));
            }
            return set;
        }

        async step(step, before) {
            const reached = new Map();
            for (const { left, right, pair } of step) {
                await this.pause();
                const from = before && (before.get(left[0]) || []);
                const found = pair ? follow(pair, from, left[1], right[1]) : [];
                const known = reached.get(right[0]);
                reached.set(right[0],
                    known ? Float64Array.from([...known, ...found]).sort() : found);
            }
            return reached;
        }

        number({ words: [{ k1, k2, marked }] }, tier) {
            return this.either("term", [tier < FOLDED && marked ? `XN${k1}` : `XM${k2}`]);
        }

        date({ words: [{ k1 }] }) {
            return this.either("term", [`XD${k1}`]);
        }

        field(node) {
            const { kind, term } = node.field;
            const folded = text.fold(node.number || "");
            switch (kind) {
            case "values":
                return this.values(term, (value) => this.contains(value, node.words));
            case "number":
                return this.either("term", [`XO${folded}`]);
            case "cites":
                return this.either("term", [`${folded === node.number ? "XM" : "XN"}${node.number}`]);
            default:
                return this.dated(Number(node.begin), Number(node.end) || DAY_MAX);
            }
        }

        /* TRUE when the syllables of `value` hold `words` side by side. */
        contains(value, words) {
            const there = text.analyse(value).filter(({ kind }) => kind === "syllable");
            return there.some((_, from) => words.every(({ k1 }, i) =>
                from + i < there.length && text.marksAgree(k1, there[from + i].k1)));
        }

        /* The documents whose value of a column `fits`. */
        async values(name, fits) {
            const set = this.none();
            const column = await this.index.column(name);
            const wanted = [false];
            for (const value of column ? column.values : []) {
                await this.pause();
                wanted.push(fits(value));
            }
            if (wanted.includes(true)) {
                column.symbols.forEach((symbol, doc) => wanted[symbol] && add(set, doc));
            }
            return set;
        }

        async dated(begin, end) {
            const dates = await this.index.dates();
            const set = this.none();
            dates.forEach((date, doc) => doc > 0 && date >= begin && date <= end && add(set, doc));
            return set;
        }

        /* The documents of a year, which stand together. */
        year(value) {
            let first = 1;
            for (const [year, documents] of this.index.root.years) {
                if (year === value) {
                    return addRange(this.none(), first, first + documents - 1);
                }
                first += documents;
            }
            return this.none();
        }

        /* The documents that a node means, whatever stands before it: Promise. */
        node(node, tier) {
            const { kind, children } = node;
            if (kind === "and") {
                return this.and(children, tier);
            } else if (kind === "or") {
                return this.joined(children, tier);
            }
            return this[kind](node, tier);
        }

        async joined(children, tier) {
            const sets = await Promise.all(children.map((child) => this.node(child, tier)));
            return sets.reduce((set, other) => join(set, other, or), this.none());
        }

        /* What is negated is meant as in the exact tier. */
        async and(children, tier) {
            const sets = await Promise.all(children.map((child) =>
                this.node(child, child.negated ? EXACT : tier)));
            return sets.reduce((set, other, i) =>
                join(set, other, children[i].negated ? andNot : and), this.all());
        }

        /** The documents of a tier; root null: all. */
        tier(root, tier) {
            return root ? this.node(root, tier) : Promise.resolve(this.all());
        }

        /** False when the tier surely has the same documents as the one before. */
        differs(node, tier) {
            const { kind, words, joined, negated, children } = node;
            const wordDiffers = (word) => {
                const { variants, freqK1, freqK2 } = this.lexicon.forms(word);
                return word.marked && (tier < FOLDED ? variants.length > 0 : freqK1 !== freqK2);
            };
            if (negated) {
                return false;
            } else if (children) {
                return children.some((child) => this.differs(child, tier));
            } else if (kind === "phrase") {
                return (joined !== null && wordDiffers(joined)) ||
                    (tier < FOLDED && words.some(wordDiffers));
            }
            return kind === "word" ? wordDiffers(words[0])
                : kind === "number" && tier === FOLDED && words[0].marked;
        }
    }

    tracuu.sets = { has, join, and, andNot, count, listOf };
    Object.assign(tracuu, { Lexicon, Matcher });
})(globalThis.tracuu);
