/* search-score.js - the order of results: the twin of score.c, in Xapian's doubles. */
"use strict";

(function (tracuu) {
    const PROBE = 3; // times the results wanted: so many show what a result must score

    /** The terms of a query's positive leaves, each once, as it came first: [{store, key,
     * factor}].  Those of words that the index has not are left out. */
    function termsOf(root, lexicon, rank) {
        const terms = new Map();

        function add(factor, store, key) {
            const name = store + key;
            terms.set(name, terms.get(name) || { store, key, factor });
        }

        /* Words that follow each other and `before`; returns the last. */
        function addRun(words, before) {
            for (const word of words) {
                const { freqK1, freqK2 } = lexicon.forms(word);
                if (freqK2 > 0 && (!word.marked || freqK1 === 0)) {
                    add(rank.word, "fold", word.k2);
                }
                if (freqK1 > 0) {
                    add(word.marked ? rank.word : rank.as_typed, "term", word.k1);
                }
                if (before && freqK2 > 0 && lexicon.entry(before.k2).df > 0) {
                    add(rank.pair, "pair", `${before.k2} ${word.k2}`);
                }
                before = word;
            }
            return before;
        }

        function addNode(node, before) {
            const { kind, negated, children } = node;
            if (negated) {
                return null;
            } else if (kind === "word" || kind === "phrase") {
                return addRun(node.words, before);
            } else if (kind === "date" || kind === "number") {
                add(rank.word, "term", tracuu.termOf(node, 0));
            }
            let last = null;
            for (const child of children || []) {
                last = addNode(child, kind === "and" ? last : null);
            }
            return null;
        }

        addNode(root, null);
        return [...terms.values()];
    }

    /* Adds Xapian's BM25Weight of a list; norms: of the documents that are wanted. */
    function addScores({ docs, wdf }, weight, norms, scores) {
        docs.forEach((doc, i) => {
            const n = wdf ? wdf[i] : 1;
            if (n > 0 && norms[doc] > 0) {
                scores[doc] += weight * (n / (norms[doc] + n));
            }
        });
    }

    /* The scores of documents, by number.  Without lengthOf, as if all were as short as counts. */
    async function scoresOf({ root }, docs, lists, lengthOf, pause) {
        const { documents, ranking: { k1, b, min_normlen: least } } = root;
        const perLength = 1 / (root.length_total / documents);
        const scores = new Float64Array(documents + 1);
        const norms = new Float64Array(documents + 1);
        docs.forEach((doc) => {
            const length = lengthOf ? Math.max(lengthOf(doc) * perLength, least) : least;
            norms[doc] = k1 * (length * b + (1 - b));
        });
        for (const { list, list: { df, wdf }, factor } of lists) {
            await pause();
            /* The posting of a pair with a joined form may have no weight. */
            const heard = wdf ? df - wdf.filter((n) => n === 0).length : df;
            const odds = (documents - heard + 0.5) / (heard + 0.5);
            const weight = Math.log(odds < 2 ? odds * 0.5 + 1 : odds) * factor * (k1 + 1);
            addScores(list, weight, norms, scores);
        }
        return scores;
    }

    /* The first `n` of documents by score, then by number. */
    function best(docs, scores, n) {
        const sorted = Float64Array.from(docs, (doc) => scores[doc]).sort();
        const last = sorted[Math.max(sorted.length - n, 0)];
        return [...docs.filter((doc) => scores[doc] >= last)]
            .sort((x, y) => scores[y] - scores[x] || x - y).slice(0, n);
    }

    /** The first `n` of documents, which ascend: [{doc, score}].
     *
     * The shorter a document, the more it scores; so lengths are loaded only of those that
     * would be among the first were they short.
     *
     * lists  [{list, factor}] of what termsOf gives
     */
    async function rank(index, docs, lists, n, pause) {
        const exactly = async (some) => scoresOf(index, some, lists,
            lists.length ? await index.lengths(some) : null, pause);
        if (docs.length > n) {
            const bounds = await scoresOf(index, docs, lists, null, pause);
            const first = best(docs, bounds, PROBE * n);
            const scores = await exactly(first);
            const least = scores[best(first, scores, n)[n - 1]];
            docs = docs.filter((doc) => bounds[doc] >= least);
        }
        const scores = await exactly(docs);
        return tracuu.score.best(docs, scores, n).map((doc) => ({ doc, score: scores[doc] }));
    }

    tracuu.score = { termsOf, best, rank };
})(globalThis.tracuu);
