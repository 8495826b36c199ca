/* search-snippet.js - the best window of a notice's text, what matched in it marked: the twin
 * of query/snippet.c and snippet-match.c.  Words of the query are bits of a BigInt. */
(function () {
    "use strict";

    const { tracuu } = globalThis;

    const SYLLABLES = 30; // in a window
    const LEAD = 8; // of them before the first match, at most
    const PIECE = 512; // characters that are analysed at once, until no window can be better
    const MAX_TEXT = 1 << 19; // characters that are looked at
    const MAX_GAP = 48; // bytes that are shown between syllables, and…
    const MAX_SYLLABLE = 200; // …characters of one
    const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

    const bit = (i) => 1n << BigInt(i);
    const sum = (masks) => masks.reduce((all, mask) => all | mask, 0n);

    /* What is looked for: words, and runs of them that count only side by side. */
    function wantedOf(root, formsOf) {
        const [words, runs] = [[], []];
        const want = ({ negated, kind, words: own, joined, children }) => {
            const first = words.length;
            const quoted = kind === "phrase";
            if (negated || kind === "field") {
                return;
            }
            words.push(...own.map((word) =>
                ({ word, kind: quoted ? "word" : kind, quoted, ...formsOf(word) })));
            if (own.length > 1) {
                const mask = bit(words.length) - bit(first);
                runs.push({ first, n: own.length, mask, joined: joined && joined.k2 });
            }
            (children || []).forEach(want);
        };
        if (root) {
            want(root);
        }
        const inRuns = sum(runs.map(({ mask }) => mask));
        return { words, runs, inRuns, all: bit(words.length) - 1n };
    }

    function isWanted({ word, kind, quoted, exact, variants }, token, tier) {
        const { k1, k2 } = token;
        const own = { docnum: "number", date: "date" }[token.kind] || "word";
        if (kind === "prefix") {
            return own === "word" && (word.marked ? k1 : k2).startsWith(word.k1);
        }
        return kind === own && (k1 === word.k1 || exact.includes(k1) ||
            (tier !== "exact" && variants.includes(k1)) ||
            (k2 === word.k2 && (!word.marked || (tier === "folded" && !quoted))));
    }

    /* The words of the query that a token of the text is.  No word, number and date of the
     * text have the same K1. */
    function maskOf({ words, tier, masks }, token) {
        if (!masks.has(token.k1)) {
            const bits = words.map((wanted, i) => (isWanted(wanted, token, tier) ? bit(i) : 0n));
            masks.set(token.k1, sum(bits));
        }
        return masks.get(token.k1);
    }

    /* Marks syllables as one. */
    const glue = (syllables, maskAt) => syllables.forEach((syllable, i) => {
        syllable.is |= maskAt(i);
        syllable.glued ||= i + 1 < syllables.length;
    });

    /* Takes account of what is also a term as a whole, from syllable `at` on. */
    function matchExtra({ runs, inRuns, syllables }, { kind, k2, span }, at, own) {
        const joined = runs.filter((run) => kind === "joined" && run.joined === k2);
        const mask = kind === "joined" ? sum(joined.map((run) => run.mask)) | (own & ~inRuns) : own;
        if (kind === "number") {
            syllables[at].mayBe |= own;
        } else if (mask && kind !== "range") {
            glue(syllables.slice(at, at + span), () => mask);
        }
    }

    function matchRun(syllables, { first, n }, at) {
        const part = syllables.slice(at, at + n);
        const maskAt = (i) => bit(first + i);
        if (part.length === n && part.every(({ mayBe }, i) => mayBe & maskAt(i))) {
            glue(part, maskAt);
        }
    }

    /* Appends the syllables up to `end` with what they are of the query; a phrase may have
     * begun before them. */
    function match(view, end) {
        const { syllables, seen, text, words, runs, inRuns } = view;
        const before = syllables.length;
        const tokens = tracuu.text.analyse(text.slice(seen, end));
        for (const token of tokens.filter(({ kind }) => kind === "syllable")) {
            syllables.push({ start: seen + token.start, end: seen + token.end,
                mayBe: maskOf(view, token), is: 0n });
        }
        for (const token of tokens.filter(({ kind }) => kind !== "syllable")) {
            matchExtra(view, token, before + token.position, maskOf(view, token));
        }
        for (let i = Math.max(0, before - words.length); i < syllables.length; i++) {
            const { mayBe } = syllables[i];
            if (mayBe) {
                syllables[i].is |= mayBe & ~inRuns;
                runs.forEach((run) => matchRun(syllables, run, i));
            }
        }
        view.seen = end;
    }

    const bitCount = (mask) => mask.toString(2).replace(/0/g, "").length;

    /* Keeps the window from syllable `first` when it is the best so far: each word of the
     * query counts once, and each two neighbours. */
    function tryWindow(view, first) {
        const masks = view.syllables.slice(first, first + SYLLABLES).map(({ is }) => is);
        const words = sum(masks);
        const pairs = sum(masks.map((is, i) => is & (masks[i + 1] || 0n) >> 1n));
        const worth = 10 * bitCount(words) + 6 * bitCount(pairs);
        if (worth > view.worth) {
            const width = masks.map((is) => is > 0n).lastIndexOf(true) + 1;
            const perfect = words === view.all && pairs === view.all >> 1n;
            Object.assign(view, { worth, first, width, perfect });
        }
    }

    /* Looks at the text, piece by piece, each up to white space when there is some in time. */
    async function see(view, pause) {
        const { text, syllables, len, all } = view;
        while (view.seen < len &&
                !((view.perfect || !all) && view.first + SYLLABLES <= syllables.length)) {
            await pause();
            const from = Math.max(0, syllables.length - SYLLABLES);
            const space = text.slice(view.seen + PIECE, view.seen + 2 * PIECE).search(/[ \t\n\f\r]/);
            match(view, Math.min(len, view.seen + PIECE + (space < 0 ? PIECE : space)));
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
        const { first, width } = view;
        const begin = first - Math.min(first, (SYLLABLES - width) >> 1, LEAD);
        for (let i = begin; i < first; i++) {
            if (i === 0 || /\n|\. /.test(gapAfter(view, i - 1))) {
                return i;
            }
        }
        return begin;
    }

    const isLong = (gap) => new TextEncoder().encode(gap).length > MAX_GAP;

    /* As shown on one line: no markup, no control characters, a blank for each run of white
     * space and for markup that alone kept words apart. */
    const shown = (gap) => gap.replace(/[*|#]|__+|---+/g, "").replace(/[\p{Z}\p{Cc}]+/gu, " ") ||
        (gap && " ");

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
            const gap = i + 1 < end ? gapAfter(view, i) : "";
            if (is && !open) {
                mark("<mark>");
            }
            plain += view.text.slice(start, Math.min(stop, start + MAX_SYLLABLE)) +
                (stop - start > MAX_SYLLABLE ? "…" : "");
            open = i + 1 < end && marksMeet(view, i);
            if (is && !open) {
                mark("</mark>");
            }
            plain += i + 1 === end ? tail : isLong(gap) ? " … " : shown(gap);
        }
        mark("");
        return out.replace(/[ \t\n\f\r]+$/, "");
    }

    /** Promise of the snippet: a line of HTML with <mark>, "…" where it was cut; the start of
     * the text when nothing matches in it.
     *
     * root     of a query, or null
     * tier     of the result: from "variant" on other i/y spellings are marked, in "folded"
     *          also the folded forms of words that were typed with marks
     * formsOf  gives {exact, variants} of a word: K1 that the index has, [] if it is unmarked
     * pause    is awaited between pieces of work
     */
    async function make(root, tier, text, formsOf, pause = () => {}) {
        const view = { text, tier, len: Math.min(text.length, MAX_TEXT), seen: 0, syllables: [],
            masks: new Map(), worth: 0, first: 0, width: 0,
            ...wantedOf(root, formsOf) };
        await see(view, pause);
        const { syllables, seen, len } = view;
        const begin = placeWindow(view);
        const end = Math.min(begin + SYLLABLES, syllables.length);
        const rest = end > 0 ? text.slice(syllables[end - 1].end, len) : "";
        const more = end < syllables.length || seen < text.length;
        return writeWindow(view, begin, end, more ? " …" : isLong(rest) ? "" : shown(rest));
    }

    /** section.body of a notice's page as an element whose textContent is the notice's text:
     * without its heading, each block and each row on a line.  Throws when there is none. */
    function body(html) {
        const whole = new DOMParser().parseFromString(html, "text/html")
            .querySelector("section.body");
        const each = (selector, change) => whole.querySelectorAll(selector).forEach(change);
        whole.querySelector("h2").remove();
        each("p, li, pre, br, h3, h4, h5, h6", (block) => block.append("\n"));
        each("ol, ul", ({ start, children }) => [...children].forEach((item, i) =>
            item.prepend(start === undefined ? "- " : `${start + i}. `)));
        each("tr", (row) => {
            row.textContent = [...row.cells].map((cell) => cell.textContent).join(" ") + "\n";
        });
        return whole;
    }

    /** The text of a notice's page.  To be replaced where no DOMParser is. */
    const text = (html) => body(html).textContent;

    tracuu.snippet = { make, text, body, wantedOf, match, marksMeet }; // research-*.js
})();
