/* search-match.js - which documents a query means, tier by tier: the twin of lexicon.c, leaf.c
 * and build.c.
 *
 * A set of documents is a bit set by document number.  Tiers: 0 exact, 1 variant, 2 folded.
 */
"use strict";

(function (tracuu) {
    const { text, byteOrder } = tracuu;
    const FOLDED = 2;
    const SPAN = 2 ** 24; // more than a word has occurrences in a document

    const has = (set, doc) => (set[doc >>> 5] >>> (doc & 31)) & 1;

    const add = (set, doc) => { set[doc >>> 5] |= 1 << (doc & 31); };

    /* The set that has of each two words what `keep` makes of them. */
    const join = (set, other, keep) => set.map((word, i) => keep(word, other[i]));

    const or = (a, b) => a | b;
    const and = (a, b) => a & b;
    const andNot = (a, b) => a & ~b;

    /* The documents of a set, ascending. */
    function listOf(set) {
        const docs = new Uint32Array(set.length * 32);
        let n = 0;
        set.forEach((word, i) => {
            for (; word !== 0; word &= word - 1) {
                docs[n++] = i * 32 + 31 - Math.clz32(word & -word);
            }
        });
        return docs.slice(0, n);
    }

    /** The term of a document number or a date. */
    const termOf = ({ kind, words: [{ k1, k2, marked }] }, tier) => (kind === "date" ? `XD${k1}`
        : tier < FOLDED && marked ? `XN${k1}` : `XM${k2}`);

    /* What the index knows of the words of a query.  warn(word) is called when a word stands
     * for more words than are looked for. */
    class Lexicon {
        constructor(index, warn) {
            Object.assign(this, { index, warn, max: index.root.limits.expansion });
            this.entries = new Map(); // K2 → what the lexicon has
            this.known = new Map(); // K1 → forms
            this.starts = new Map(); // K1 of a prefix → entries or forms
        }

        /* Reads what the leaves below a node need; all else here does not wait. */
        async read({ kind, words, joined, children }) {
            if (children) {
                await Promise.all(children.map((child) => this.read(child)));
            } else if (kind === "prefix") {
                await this.readPrefix(words[0]);
            } else if (kind === "word" || kind === "phrase") {
                const keys = words.concat(joined || []).flatMap(({ k1, k2, marked }) =>
                    [k2, text.fold((marked && text.iyVariant(k1)) || k2)]);
                await Promise.all(keys.map(async (k2) =>
                    this.entries.set(k2, await this.index.get("lexicon", k2))));
            }
        }

        async readPrefix({ k1, k2, marked }) {
            const entries = await this.index.prefix(k2);
            this.starts.set(k1, marked ? entries.flatMap(({ forms }) => forms)
                .filter((form) => form.k1.startsWith(k1)) : entries);
        }

        /* {df, forms} of a K2. */
        entry(k2) {
            return this.entries.get(k2) || { df: 0, forms: [] };
        }

        /* Documents that have the K1. */
        freq(k1, k2) {
            const form = this.entry(k2).forms.find((candidate) => candidate.k1 === k1);
            return form ? form.df : 0;
        }

        /* The keys of the most frequent of entries or forms. */
        best(all, subject) {
            if (all.length > this.max) {
                this.warn(subject);
            }
            const rows = all.map(({ k1, k2, df }) => ({ key: k1 || k2, df }));
            return rows.sort((a, b) => b.df - a.df || byteOrder(a.key, b.key))
                .slice(0, this.max).map(({ key }) => key);
        }

        /** {exact, variants: K1 of the word in these tiers, none for an unmarked one; freqK1,
         * freqK2: how many documents}. */
        forms({ k1, k2, marked }) {
            if (!this.known.has(k1)) {
                const freqK1 = this.freq(k1, k2);
                const variant = marked && text.iyVariant(k1);
                const isVariant = variant && this.freq(variant, text.fold(variant)) > 0;
                const agreeing = () => this.best(this.entry(k2).forms.filter((form) =>
                    form.k1 !== k2 && text.marksAgree(k1, form.k1)), k1);
                this.known.set(k1, {
                    exact: !marked ? [] : freqK1 > 0 ? [k1] : agreeing(),
                    variants: isVariant ? [variant] : [],
                    freqK1,
                    freqK2: this.entry(k2).df,
                });
            }
            return this.known.get(k1);
        }

        /* What may stand at a word's place in a phrase: [[K2, K1 that it may be]]. */
        slots(word, tier) {
            const { exact, variants } = this.forms(word);
            const { forms } = this.entry(word.k2);
            if (!word.marked) {
                return forms.length ? [[word.k2, this.best(forms, word.k1)]] : [];
            }
            const folded = new Map();
            for (const key of tier > 0 ? exact.concat(variants) : exact) {
                const k2 = text.fold(key);
                folded.set(k2, (folded.get(k2) || []).concat(key));
            }
            return [...folded];
        }
    }

    /* The occurrences of a pair whose words are among `lefts` and `rights` and whose left one is
     * in `from` (null: any): document and ordinal of the right one as a number, ascending. */
    function follow(pair, from, lefts, rights) {
        const { starts, codes, left, right } = pair.occurrences();
        const fits = pair.forms.map(([l, r]) => lefts.includes(l) && rights.includes(r));
        const found = [];
        let at = 0;
        for (let posting = 0; posting < pair.df; posting++) {
            const base = pair.docs[posting] * SPAN;
            for (let i = starts[posting]; i < starts[posting + 1]; i++) {
                const place = base + left[i];
                while (from && from[at] < place) {
                    at++;
                }
                if (fits[codes ? codes[i] : 0] && (!from || from[at] === place)) {
                    found.push(base + right[i]);
                }
            }
        }
        return found;
    }

    /** The sets of a query.  pause() is awaited between pieces of work. */
    class Matcher {
        constructor(index, lexicon, pause) {
            Object.assign(this, { index, lexicon, pause, made: new Map() });
        }

        /* The documents that `fits` (of 1 to n) is true of. */
        set(fits, n = this.index.root.documents) {
            const set = new Uint32Array((this.index.root.documents >>> 5) + 1);
            for (let doc = 1; doc <= n; doc++) {
                if (fits(doc)) {
                    add(set, doc);
                }
            }
            return set;
        }

        none() {
            return this.set(null, 0);
        }

        /* The Promise that `make` gives, once a search. */
        once(name, make) {
            if (!this.made.has(name)) {
                this.made.set(name, make());
            }
            return this.made.get(name);
        }

        /** What a store has under a key. */
        list(store, key) {
            return this.once(`${store} ${key}`, () => this.index.get(store, key));
        }

        /* Begins to load what the words below a node surely need, while the lexicon comes. */
        foresee({ kind, words, children }) {
            const load = (store, key) => this.list(store, key).catch(() => {}); // said when used
            (children || []).forEach((child) => this.foresee(child));
            if (kind === "word" || kind === "phrase") {
                words.forEach(({ k1, k2, marked }, i) => {
                    load("term", k1);
                    if (kind === "word" || !marked) {
                        load("fold", k2);
                    }
                    if (i > 0) {
                        load("pair", `${words[i - 1].k2} ${k2}`);
                    }
                });
            }
        }

        /* The documents that have one of the terms. */
        either(store, keys) {
            return this.once(`either ${store} ${keys.join(" ")}`, async () => {
                const set = this.none();
                for (const list of await Promise.all(keys.map((key) => this.list(store, key)))) {
                    await this.pause();
                    (list ? list.docs : []).forEach((doc) => add(set, doc));
                }
                return set;
            });
        }

        async form(word, tier) {
            const { exact, variants, freqK1, freqK2 } = this.lexicon.forms(word);
            const folded = freqK2 > 0 && (!word.marked || (tier === FOLDED && freqK1 !== freqK2));
            const [whole, parts] = await Promise.all([
                this.either("fold", folded ? [word.k2] : []),
                this.either("term", (folded ? [] : exact).concat(tier > 0 ? variants : [])),
            ]);
            return join(whole, parts, or);
        }

        word({ words: [word] }, tier) {
            return this.form(word, tier);
        }

        prefix({ words: [{ k1, marked }] }) {
            const { lexicon } = this; // which warns in the order of the query, not of loading
            return this.either(marked ? "term" : "fold",
                lexicon.best(lexicon.starts.get(k1), `${k1}*`));
        }

        /* One word is never folded in quotes. */
        async phrase({ words, joined }, tier) {
            const set = words.length === 1 ? this.form(words[0], Math.min(tier, FOLDED - 1))
                : this.adjacent(words.map((word) => this.lexicon.slots(word, tier)));
            return joined ? join(await set, await this.form(joined, tier), or) : set;
        }

        /* Where the words stand side by side: an occurrence of each pair whose left word is
         * the right one of an occurrence of the pair before. */
        adjacent(slots) {
            return this.once(JSON.stringify(slots), async () => {
                const set = this.none();
                if (!slots.every(({ length }) => length)) {
                    return set;
                }
                const steps = await Promise.all(slots.slice(1).map((rights, i) =>
                    this.pairs(slots[i], rights)));
                let reached = null; // K2 → where it was reached
                for (const step of steps) {
                    reached = await this.step(step, reached);
                }
                for (const places of reached.values()) {
                    places.forEach((place) => add(set, Math.floor(place / SPAN)));
                }
                return set;
            });
        }

        /* The pairs of each left word with each right one. */
        pairs(lefts, rights) {
            return Promise.all(rights.flatMap((right) => lefts.map(async (left) =>
                ({ left, right, pair: await this.list("pair", `${left[0]} ${right[0]}`) }))));
        }

        async step(step, before) {
            const reached = new Map();
            for (const { left: [left, lefts], right: [right, rights], pair } of step) {
                await this.pause();
                const from = before && before.get(left);
                const found = pair ? follow(pair, from, lefts, rights) : [];
                const known = reached.get(right);
                reached.set(right, known ? known.concat(found).sort((a, b) => a - b) : found);
            }
            return reached;
        }

        number(node, tier) {
            return this.either("term", [termOf(node, tier)]);
        }

        date(node) {
            return this.number(node);
        }

        async field({ field: { kind, term }, words, number, begin, end }) {
            const folded = text.fold(number || "");
            if (kind === "values") {
                return this.values(term, (value) => this.contains(value, words));
            } else if (kind === "number") {
                return this.either("term", [`XO${folded}`]);
            } else if (kind === "cites") {
                return this.either("term", [(folded === number ? "XM" : "XN") + number]);
            }
            const dates = await this.index.dates();
            return this.set((doc) => dates[doc] >= Number(begin) &&
                dates[doc] <= Number(end || Infinity), dates.length - 1);
        }

        /* TRUE when the syllables of `value` hold `words` side by side. */
        contains(value, words) {
            const there = text.analyse(value).filter(({ kind }) => kind === "syllable");
            return there.some((_, from) => words.every(({ k1 }, i) =>
                from + i < there.length && text.marksAgree(k1, there[from + i].k1)));
        }

        /** The documents whose value of a column `fits`. */
        async values(name, fits) {
            const { values, symbols } = await this.index.column(name) || { values: [] };
            const wanted = [false];
            for (const value of values) {
                await this.pause();
                wanted.push(fits(value));
            }
            return wanted.includes(true) ? this.set((doc) => wanted[symbols[doc]]) : this.none();
        }

        /** The documents that a node means, whatever stands before it; null: all. */
        async node(node, tier) {
            const all = () => this.set(() => true);
            if (!node || !node.children) {
                return node ? this[node.kind](node, tier) : all();
            }
            const { kind, children } = node;
            const sets = await Promise.all(children.map((child) =>
                this.node(child, child.negated ? 0 : tier))); // what is unwanted, as typed
            return sets.reduce((set, other, i) => join(set, other,
                kind === "or" ? or : children[i].negated ? andNot : and),
            kind === "or" ? this.none() : all());
        }
    }

    tracuu.sets = { has, join, and, andNot, listOf };
    Object.assign(tracuu, { Lexicon, Matcher, termOf });
})(globalThis.tracuu);
