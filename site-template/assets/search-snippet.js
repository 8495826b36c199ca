/* search-snippet.js - the best window of a notice's text, what matched in it marked; the twin
 * of query/snippet.c and snippet-match.c.  Words of the query are bits of a BigInt. */
(function () {
    "use strict";

    const { tracuu } = globalThis;

    const SYLLABLES = 30; // in a window
    const LEAD = 8; // of them before the first match, at most
    const MAX_TEXT = 1 << 20; // bytes that are looked at,
    const PIECE = 2048; // so many at once, until no window can be better
    const MAX_GAP = 48; // bytes that are shown between syllables, and…
    const MAX_SYLLABLE = 200; // …of one
    const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

    const bit = (i) => 1n << BigInt(i);

    /* Where `bytes` of UTF-8 end, from `at` on, between characters. */
    function byteEnd(text, at, bytes) {
        for (; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) {
            const c = text.codePointAt(at);
            bytes -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes < 0) {
                break;
            }
        }
        return at;
    }

    /* What is looked for: words, and runs of them that count only side by side. */
    function wantedOf(root, formsOf) {
        const [words, runs] = [[], []];
        const want = (node) => {
            if (node.negated || tracuu.query.isFilter(node)) {
                return;
            }
            const quoted = node.kind === "phrase";
            const kind = quoted ? "word" : node.kind;
            const first = words.length;
            words.push(...node.words.map((word) =>
                ({ word, kind, quoted, ...formsOf(word) })));
            if (words.length > first + 1) {
                const mask = bit(words.length) - bit(first);
                runs.push({ first, n: node.words.length, mask, joined: node.joined });
            }
            (node.children || []).forEach(want);
        };
        (root ? [root] : []).forEach(want);
        const inRuns = runs.reduce((mask, run) => mask | run.mask, 0n);
        return { words, runs, inRuns, all: bit(words.length) - 1n };
    }

    function isWanted({ word, kind, quoted, exact, variants }, { kind: is, k1, k2 }, tier) {
        const own = is === "docnum" ? "number" : is === "date" ? is : "word";
        if (kind === "prefix") {
            return own === "word" && (word.marked ? k1 : k2).startsWith(word.k1);
        }
        return kind === own && (k1 === word.k1 || exact.includes(k1) ||
            (tier !== "exact" && variants.includes(k1)) ||
            (k2 === word.k2 && (!word.marked || (tier === "folded" && !quoted))));
    }

    /* The words of the query that a token of the text is. */
    const maskOf = ({ words, tier }, token) => words.reduce((mask, wanted, i) =>
        (isWanted(wanted, token, tier) ? mask | bit(i) : mask), 0n);

    /* Marks syllables as one. */
    const glue = (syllables, maskAt) => syllables.forEach((syllable, i) => {
        syllable.is |= maskAt(i);
        syllable.glued = syllable.glued || i + 1 < syllables.length;
    });

    /* Takes account of what is also a term as a whole, from syllable `at` on. */
    function matchExtra(view, token, at) {
        let mask = maskOf(view, token);
        if (token.kind === "number") {
            view.syllables[at].mayBe |= mask;
            return;
        }
        if (token.kind === "joined") {
            mask = view.runs.filter(({ joined }) => joined && joined.k2 === token.k2)
                .reduce((sum, run) => sum | run.mask, mask & ~view.inRuns);
        }
        if (mask && token.kind !== "range") {
            glue(view.syllables.slice(at, at + token.span), () => mask);
        }
    }

    function matchRun({ syllables }, { first, n }, at) {
        const part = syllables.slice(at, at + n);
        const maskAt = (i) => bit(first + i);
        if (part.length === n && part.every(({ mayBe }, i) => mayBe & maskAt(i))) {
            glue(part, maskAt);
        }
    }

    /* Appends the syllables up to `end` with what they are of the query.  A phrase may have
     * begun before. */
    function match(view, end) {
        const { syllables, seen } = view;
        const before = syllables.length;
        const tokens = tracuu.text.analyse(view.text.slice(seen, end));
        for (const token of tokens.filter(({ kind }) => kind === "syllable")) {
            syllables.push({ start: seen + token.start, end: seen + token.end,
                mayBe: maskOf(view, token), is: 0n, glued: false });
        }
        for (const token of tokens.filter(({ kind }) => kind !== "syllable")) {
            matchExtra(view, token, before + token.position);
        }
        for (let i = Math.max(0, before - view.words.length); i < syllables.length; i++) {
            if (syllables[i].mayBe) {
                syllables[i].is |= syllables[i].mayBe & ~view.inRuns;
                view.runs.forEach((run) => matchRun(view, run, i));
            }
        }
        view.seen = end;
    }

    const bitCount = (mask) => mask.toString(2).replace(/0/g, "").length;

    /* Keeps the window from syllable `first` when it is the best so far: each word of the
     * query counts once, each two neighbours once, and a little for repetition. */
    function tryWindow(view, first) {
        const part = view.syllables.slice(first, first + SYLLABLES);
        let [words, pairs, hits, last] = [0n, 0n, 0, first];
        part.forEach(({ is }, i) => {
            if (is) {
                words |= is;
                pairs |= i + 1 < part.length ? is & part[i + 1].is >> 1n : 0n;
                hits++;
                last = first + i;
            }
        });
        const worth = 10 * bitCount(words) + 6 * bitCount(pairs) + Math.min(hits, 5);
        if (worth > view.worth) {
            const perfect = words === view.all && pairs === view.all >> 1n;
            Object.assign(view, { worth, first, last, perfect });
        }
    }

    /* Looks at the text, piece by piece, each up to white space when there is some in time. */
    function see(view) {
        const { text, syllables, len } = view;
        while (view.seen < len && !((view.perfect || !view.all) &&
                view.first + SYLLABLES <= syllables.length)) {
            const limit = Math.min(byteEnd(text, view.seen, 2 * PIECE), len);
            let end = byteEnd(text, view.seen, PIECE);
            while (end < limit && !/[ \t\n\f\r]/.test(text[end])) {
                end++;
            }
            const from = Math.max(0, syllables.length - SYLLABLES);
            match(view, Math.min(end, len));
            for (let i = from; i < syllables.length; i++) {
                if (syllables[i].is) {
                    tryWindow(view, i);
                }
            }
        }
    }

    const gapAfter = ({ text, syllables }, i) =>
        text.slice(syllables[i].end, syllables[i + 1].start);

    /* The first syllable to show: where its sentence starts when that is near. */
    function placeWindow(view) {
        const { worth, first, last } = view;
        const spare = SYLLABLES - (last - first + 1);
        const begin = worth ? first - Math.min(first, spare >> 1, LEAD) : 0;
        for (let i = begin; i < first; i++) {
            if (i === 0 || /\n|\. /.test(gapAfter(view, i - 1))) {
                return i;
            }
        }
        return begin;
    }

    /* As shown on one line: no markup, no control characters, a blank for each run of white
     * space and for markup that alone kept words apart. */
    const shown = (text) => text.replace(/[*|#]|__+|---+/g, "")
        .replace(/[\p{Z}\p{Cc}]+/gu, " ") || (text && " ");

    const shownGap = (gap) => (byteEnd(gap, 0, MAX_GAP) < gap.length ? " … " : shown(gap));

    function shownSyllable(syllable) {
        const end = byteEnd(syllable, 0, MAX_SYLLABLE);
        return syllable.slice(0, end) + (end < syllable.length ? "…" : "");
    }

    /* Whether the marks of syllable i and the next become one. */
    const marksMeet = (view, i) => view.syllables[i].is && view.syllables[i + 1].is &&
        (view.syllables[i].glued || !/[.;:!?]/.test(gapAfter(view, i)));

    const escaped = (text) => tracuu.text.display(text).replace(/[&<>"']/g, (c) => ESCAPES[c]);

    /* Syllables [begin, end) with their marks; what is between marks is tidied as a whole. */
    function writeWindow(view, begin, end, tail) {
        let [out, plain, open] = ["", begin > 0 ? "… " : "", false];
        const mark = (tag) => {
            out += escaped(plain) + tag;
            plain = "";
        };
        for (let i = begin; i < end; i++) {
            const { start, end: stop, is } = view.syllables[i];
            if (is && !open) {
                mark("<mark>");
            }
            plain += shownSyllable(view.text.slice(start, stop));
            open = i + 1 < end && marksMeet(view, i);
            if (is && !open) {
                mark("</mark>");
            }
            plain += i + 1 < end ? shownGap(gapAfter(view, i)) : tail;
        }
        mark("");
        return out.replace(/[ \t\n\f\r]+$/, "");
    }

    /**
     * The snippet: a line of HTML with <mark>, "…" where it was cut; the start of the text when
     * nothing matches in it.
     * @param {object|null} root of a query
     * @param {string} tier of the result: from "variant" on other i/y spellings are marked, in
     *     "folded" also the folded forms of words that were typed with marks
     * @param {function} formsOf gives {exact, variants} of a word: K1 that the index has, none
     *     for an unmarked one
     */
    function make(root, tier, text, formsOf) {
        const len = byteEnd(text, 0, MAX_TEXT);
        const view = { text, tier, len, seen: 0, syllables: [], ...wantedOf(root, formsOf),
            worth: 0, first: 0, last: 0, perfect: false };
        see(view);
        const begin = placeWindow(view);
        const end = Math.min(begin + SYLLABLES, view.syllables.length);
        const rest = end > 0 ? text.slice(view.syllables[end - 1].end, len) : "";
        const more = end < view.syllables.length || view.seen < text.length;
        const isLong = byteEnd(rest, 0, MAX_GAP) < rest.length;
        return writeWindow(view, begin, end, more ? " …" : isLong ? "" : shown(rest));
    }

    /** The text of a notice's page: section.body without its heading, its blocks on lines.
     * Throws when there is none.  To be replaced where no DOMParser is. */
    function text(html) {
        const body = new DOMParser().parseFromString(html, "text/html")
            .querySelector("section.body");
        const append = (selector, end) =>
            body.querySelectorAll(selector).forEach((part) => part.append(end));
        body.querySelector("h2").remove();
        append("p, li, tr, pre, br, h3, h4, h5, h6", "\n");
        append("td, th", " ");
        return body.textContent;
    }

    tracuu.snippet = { make, text };
})();
