/* search-score.js - the order of results: the twin of score.c, in Xapian's doubles. */
"use strict";

(function (tracuu) {
    const { sets } = tracuu;

    /* The terms of a query's positive leaves, each once, as it came first: {key: what
     * Matcher.list takes, factor}.  Those that the index has not are left out. */
    function scoreTerms(root, lexicon, rank) {
        const terms = new Map();
        const freq = (k2) => lexicon.entry(k2).df;

        function add(factor, ...key) {
            const name = key.join(" ");
            terms.set(name, terms.get(name) || { key, factor });
        }

        function addWord(word) {
            const { freqK1, freqK2 } = lexicon.forms(word);
            if (freqK2 > 0 && (!word.marked || freqK1 === 0)) {
                add(rank.word, "fold", word.k2);
            }
            if (freqK1 > 0) {
                add(word.marked ? rank.word : rank.as_typed, "term", word.k1);
            }
        }

        /* Words that follow each other and `before`; returns the last. */
        function addRun({ words }, before) {
            for (const word of words) {
                addWord(word);
                if (before && freq(before.k2) > 0 && freq(word.k2) > 0) {
                    add(rank.pair, "pair", before.k2, word.k2);
                }
                before = word;
            }
            return before;
        }

        function addNode(node, before) {
            const { kind, negated, children, words } = node;
            if (negated) {
                return null;
            } else if (kind === "word" || kind === "phrase") {
                return addRun(node, before);
            } else if (kind === "date") {
                add(rank.word, "term", `XD${words[0].k1}`);
            } else if (kind === "number") {
                const { k1, k2, marked } = words[0];
                add(rank.word, "term", marked ? `XN${k1}` : `XM${k2}`);
            }
            (children || []).reduce((last, child) =>
                addNode(child, kind === "and" ? last : null), null);
            return null;
        }

        addNode(root, null);
        return [...terms.values()];
    }

    /* Xapian's BM25Weight of a term; rare ones weigh most, the commonest still a little. */
    function termWeight({ k1 }, documents, df, factor) {
        const odds = (documents - df + 0.5) / (df + 0.5);
        return Math.log(odds < 2 ? odds * 0.5 + 1 : odds) * factor * (k1 + 1);
    }

    /** The scores of the documents in `part`, by document number.
     *
     * lists  [{list, factor}] of scoreTerms
     */
    async function scoresOf({ root }, part, lists, lengths, pause) {
        const { ranking, documents } = root;
        const { k1, b, min_normlen: least } = ranking;
        const perLength = 1 / (root.length_total / documents);
        const scores = new Float64Array(documents + 1);
        for (const { list: { df, docs, wdf }, factor } of lists) {
            await pause();
            /* A pair with a joined form is a posting without a weight. */
            const silent = wdf ? wdf.filter((n) => n === 0).length : 0;
            const weight = termWeight(ranking, documents, df - silent, factor);
            for (let i = 0; i < df; i++) {
                const doc = docs[i];
                const n = wdf ? wdf[i] : 1;
                if (n > 0 && sets.has(part, doc)) {
                    const length = Math.max(lengths[doc] * perLength, least);
                    scores[doc] += weight * (n / (k1 * (length * b + (1 - b)) + n));
                }
            }
        }
        return scores;
    }

    /** The first `n` of a set by score, then by number. */
    function best(part, scores, n) {
        let docs = sets.listOf(part);
        if (docs.length > n) {
            const sorted = Float64Array.from(docs, (doc) => scores[doc]).sort();
            const last = sorted[sorted.length - n];
            const above = docs.filter((doc) => scores[doc] > last);
            const equal = docs.filter((doc) => scores[doc] === last);
            docs = [...above, ...equal.subarray(0, n - above.length)];
        }
        return [...docs].sort((x, y) => scores[y] - scores[x] || x - y);
    }

    tracuu.score = { scoreTerms, scoresOf, best };
})(globalThis.tracuu);
