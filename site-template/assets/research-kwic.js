/* research-kwic.js - what matched in a notice's text, each hit in its context: the twin of
 * query/kwic.c, held to it by tests/golden/kwic.tsv.
 */
"use strict";

(function (tracuu) {
    const SYLLABLES = 10; // of context on either side, when nobody says how many
    const MAX_SYLLABLE = 100; // characters of one that are shown, and…
    const MAX_GAP = 48; // …bytes between two
    const PIECE = 50000; // characters that are analysed at once
    const MAX_MASKS = 100000; // words that are remembered

    const MARKUP = /[*|#\\]|__+|:?---+:?|(?<=\n[ \t]*)[-+>](?=[ \t])/g;

    /* What stands between two syllables, as it is shown: on one line, no markup, no control
     * characters. */
    function shownGap(gap) {
        const shown = gap.replace(MARKUP, "").replace(/[\p{Z}\p{Cc}]+/gu, " ") || (gap && " ");
        return new TextEncoder().encode(shown).length > MAX_GAP ? " … " : shown;
    }

    /* Nearly all gaps are a blank. */
    function gapAfter({ text, syllables }, i) {
        const gap = text.slice(syllables[i].end, syllables[i + 1].start);
        return gap === " " ? gap : shownGap(gap);
    }

    function syllable({ text, syllables }, i) {
        const shown = text.slice(syllables[i].start, syllables[i].end);
        const chars = shown.length > MAX_SYLLABLE ? [...shown] : [];
        return chars.length > MAX_SYLLABLE ? `${chars.slice(0, MAX_SYLLABLE).join("")}…` : shown;
    }

    /* Syllables [begin, end), with the gap before the first and after the last if wanted. */
    function line(view, begin, end, before, after) {
        let out = before && begin < end ? gapAfter(view, begin - 1) : "";
        for (let i = begin; i < end; i++) {
            out += syllable(view, i) + (i + 1 < end || after ? gapAfter(view, i) : "");
        }
        return tracuu.text.display(out);
    }

    /* The hit of syllables [first, end), with `context` of them on either side. */
    function hitOf(view, first, end, context) {
        const last = Math.min(end + context, view.syllables.length);
        return {
            start: view.syllables[first].start,
            left: line(view, Math.max(0, first - context), first, false, true),
            hit: line(view, first, end, false, false),
            right: line(view, end, last, true, false),
        };
    }

    /* Where a piece may end that starts at `from`: behind a sentence that ends its line, for no
     * number or date goes over that. */
    function pieceEnd(text, from) {
        const ends = /[.;:!?]\s*\n/g;
        ends.lastIndex = from + PIECE;
        return from + PIECE < text.length && ends.test(text) ? ends.lastIndex : text.length;
    }

    /* [first syllable, end] of each hit. */
    function runsOf(view) {
        const { syllables } = view;
        const runs = [];
        for (let first = 0, end; first < syllables.length; first = end) {
            end = first + 1;
            if (syllables[first].is) {
                while (end < syllables.length && tracuu.snippet.marksMeet(view, end - 1)) {
                    end++;
                }
                runs.push([first, end]);
            }
        }
        return runs;
    }

    /** Finds what a query means in texts.
     *
     * root     of the query, or null
     * formsOf  as for tracuu.snippet.make
     */
    class Hits {
        constructor(root, formsOf) {
            this.wanted = tracuu.snippet.wantedOf(root, formsOf);
            this.masks = {}; // tier → K1 → words of the query
        }

        /** FALSE for filters and negations alone, which have no hits. */
        get any() {
            return this.wanted.words.length > 0;
        }

        async look(text, tier, pause) {
            const known = this.masks[tier];
            const masks = known && known.size < MAX_MASKS ? known : new Map();
            const view = { text, tier, masks, seen: 0, syllables: [], ...this.wanted };
            this.masks[tier] = masks;
            while (this.any && view.seen < text.length) {
                await pause();
                tracuu.snippet.match(view, pieceEnd(text, view.seen));
            }
            return view;
        }

        /** Promise of the hits of a text: [{left, hit, right; start, a place in it}].
         *
         * tier     of the document: "exact", "variant", "folded"
         * pause    is awaited between pieces of work
         * context  syllables on either side
         */
        async find(text, tier, pause = () => {}, context = SYLLABLES) {
            const view = await this.look(text, tier, pause);
            return runsOf(view).map(([first, end]) => hitOf(view, first, end, context));
        }

        /** Promise of how many there are. */
        async count(text, tier, pause = () => {}) {
            return runsOf(await this.look(text, tier, pause)).length;
        }
    }

    /** The syllables of a context: K1 in order. */
    function syllablesOf(context) {
        return tracuu.text.analyse(context).filter(({ kind }) => kind === "syllable")
            .map(({ k1 }) => k1);
    }

    tracuu.kwic = { Hits, syllablesOf };
})(globalThis.tracuu);
