/* complete.js - words and numbers of the collection for what is being typed.  Loaded when
 * somebody types; a search needs nothing of it.
 */
"use strict";

(function (tracuu) {
    const { text, byteOrder } = tracuu;
    const MAX_CHOICES = 8;
    const MAX_CHUNKS = 2; // of a store: what starts so often is not completed yet
    const LEAST_LETTERS = 2; // of a word with nothing before it

    let newest = 0;

    /* A string with a character for each byte of UTF-8, as the keys of chunks are. */
    const binary = (string) => String.fromCharCode(...new TextEncoder().encode(string));
    const fromBinary = (key) =>
        new TextDecoder().decode(Uint8Array.from(key, (c) => c.charCodeAt(0)));

    const firstAt = (keys, key) => {
        let [low, high] = [0, keys.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            [low, high] = keys[middle] < key ? [middle + 1, high] : [low, middle];
        }
        return low;
    };

    /* What a store has under all keys that start so: [{key, df}], and `load` for the whole
     * entry; none when they lie in more than MAX_CHUNKS chunks. */
    async function entriesOf(index, store, start) {
        const bytes = binary(start);
        const firsts = index.firsts[store];
        const from = Math.max(index.chunkOf(store, bytes), 0);
        let end = from + 1;
        while (end < firsts.length && firsts[end].startsWith(bytes)) {
            end++;
        }
        if (end - from > MAX_CHUNKS || firsts.length === 0) {
            return [];
        }
        const chunks = await Promise.all(firsts.slice(from, end).map((_, i) =>
            index.chunk(store, from + i)));
        return chunks.flatMap(({ keys, df }) => {
            const entries = [];
            for (let i = firstAt(keys, bytes); i < keys.length && keys[i].startsWith(bytes); i++) {
                const key = fromBinary(keys[i]);
                entries.push({ key, df: df[i], load: () => index.get(store, key) });
            }
            return entries;
        });
    }

    const mostFrequent = (entries, n) => [...entries]
        .sort((a, b) => b.df - a.df || byteOrder(a.key, b.key)).slice(0, n);

    /* Whether a spelling starts as was typed, marks that were not typed apart. */
    const startsAs = (typed, k1) =>
        text.marksAgree(typed, Array.from(k1).slice(0, Array.from(typed).length).join(""));

    /* ---- What was typed ---- */

    const START = /^[\s"“”„«»()]*-?$/;

    /* What is being typed, taken apart: head (stays), before (the word right before, or
     * null), last (the word that is not finished, "" after a blank); null: nothing to complete. */
    function takeApart(typed) {
        const [last] = /[^\s"“”„«»()]*$/.exec(typed);
        const head = typed.slice(0, typed.length - last.length);
        const words = text.analyse(head).filter(({ kind }) => kind === "syllable");
        const before = words[words.length - 1];
        const adjacent = before && /^ *$/.test(head.slice(before.end)) && head.endsWith(" ");
        if (/[:*]/.test(last)) {
            return null;
        }
        const isWord = adjacent && head.slice(before.start, before.end) !== "OR";
        return {
            head, last: last.replace(/^-/, ""), minus: last.startsWith("-") ? "-" : "",
            before: isWord ? before : null,
        };
    }

    /* The word that a fragment is, or null when it is several or none. */
    function wordOf(fragment) {
        const tokens = text.analyse(fragment).filter(({ kind }) => kind === "syllable");
        return tokens.length === 1 && tokens[0].end === fragment.length ? tokens[0] : null;
    }

    /* ---- What it may become ---- */

    /* Words that stand behind the one before: "cach l" becomes "cách ly". */
    async function pairsOf(index, { head, before, last }) {
        const word = last === "" ? { k1: "", k2: "" } : wordOf(last);
        if (!before || before.number || !word) {
            return [];
        }
        const entries = await entriesOf(index, "pair", `${before.k2} ${word.k2}`);
        const rows = await Promise.all(mostFrequent(entries, MAX_CHOICES).map((entry) =>
            entry.load()));
        return rows.flatMap(({ forms, df }) => {
            const form = forms.find(([left, right]) =>
                text.marksAgree(before.k1, left) && startsAs(word.k1, right));
            const typed = head.slice(before.start, before.end);
            return form ? [{ df,
                text: `${head.slice(0, before.start)}${before.marked ? typed : form[0]} ${form[1]}`,
            }] : [];
        });
    }

    /* Words that begin so. */
    async function wordsOf(index, { head, minus, last }) {
        const word = last.length >= LEAST_LETTERS && wordOf(last);
        if (!word || word.number) {
            return [];
        }
        const entries = await entriesOf(index, "lexicon", word.k2);
        const rows = await Promise.all(mostFrequent(entries, 2 * MAX_CHOICES)
            .map((entry) => entry.load()));
        const forms = rows.flatMap((row) => row.forms).filter(({ k1 }) => startsAs(word.k1, k1));
        return forms.sort((a, b) => b.df - a.df || byteOrder(a.k1, b.k1))
            .map(({ k1, df }) => ({ df, text: head + minus + k1 }));
    }

    /* A key of a document number as it is written: "16/ct-ttg" is 16/CT-TTg. */
    const shown = (key) => key.toUpperCase().replace(/\bTT([GR])\b/g, (_, c) =>
        `TT${c.toLowerCase()}`);

    /* Document numbers that begin so, with the marks typed or without. */
    async function numbersOf(index, { head, minus, last }) {
        if (!/^\d+[-/]/.test(last)) {
            return [];
        }
        const typed = text.canonical(last).replace(/^0+(?=\d)/, "");
        const marked = typed !== text.fold(typed);
        const start = /^\d+[-/](\d+[-/])?/.exec(typed)[0];
        const entries = await entriesOf(index, "term", `XN${marked ? start : typed}`);
        const folded = marked || entries.length ? [] : await entriesOf(index, "term", `XN${start}`);
        return mostFrequent(entries.concat(folded).filter(({ key }) =>
            startsAs(typed, key.slice(2))), MAX_CHOICES)
            .map(({ key, df }) => ({ df, text: head + minus + shown(key.slice(2)) }));
    }

    /** What a query that is being typed may become: Promise of at most eight texts, the most
     * frequent first; words that follow the one before come before those that only begin so.
     * Rejected with an AbortError when a newer one was asked for, with a ChunkError when a
     * file of the index is missing. */
    tracuu.complete = async function (typed) {
        const mine = ++newest;
        const index = await tracuu.opened;
        const parts = START.test(typed) ? null : takeApart(text.display(typed));
        const lists = [];
        for (const find of parts ? [numbersOf, pairsOf, wordsOf] : []) {
            const found = lists.length < MAX_CHOICES ? await find(index, parts) : [];
            if (mine !== newest) {
                throw Object.assign(new Error("a newer text was typed"), { name: "AbortError" });
            }
            lists.push(...found);
        }
        const texts = lists.map((choice) => choice.text)
            .filter((choice) => choice !== typed && text.canonical(choice) !== typed);
        return [...new Set(texts)].slice(0, MAX_CHOICES);
    };
})(globalThis.tracuu);
