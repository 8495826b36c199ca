/* text-tokens - running text cut into words: the twin of lib/text/scan.c, run.c, word.c. */
(function () {
    "use strict";

    const keys = globalThis.tracuu.text;
    const { match } = keys;

    const WORD_MAX_BYTES = 96; // of K1 in UTF-8: a pair of words must fit a Xapian term
    const RUN_MAX_BYTES = 4 * WORD_MAX_BYTES; // what is read of a longer run
    const CACHED_LENGTH = 128; // at most, so that it is no longer run
    const CACHED_WORDS = 50000;

    /* A run: a number with group points (1.354), one with a decimal comma that stands in no
     * list (1,5 but not 1,2,3), or letters, digits and marks. */
    const nextRun = new RegExp(
        "[0-9]+(?:[.,][0-9]{3}(?![0-9]))+|(?<![0-9],)[0-9]+,[0-9]+(?!,?[0-9])|" +
            "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*",
        "gu"
    );

    /* At most `max` bytes of UTF-8, cut between characters. */
    function cut(text, max) {
        let at = 0;

        for (const c of text) {
            max -= c < "\x80" ? 1 : c < "\u0800" ? 2 : c.length + 2;
            if (max < 0) {
                break;
            }
            at += c.length;
        }
        return text.slice(0, at);
    }

    function makeWord(run) {
        const k1 = cut(keys.canonicalOf(cut(run, RUN_MAX_BYTES)), WORD_MAX_BYTES);
        const k2 = keys.foldOf(k1);
        const number = /^[0-9][0-9.,]*$/.test(k1);

        return { k1, k2, marked: k1 !== k2, number, legal: keys.parseSyllable(k1) !== null };
    }

    /* The word that repaired text is: {k1, k2, marked, number, legal}, shared. */
    const sharedWord = keys.memo(CACHED_WORDS, makeWord);
    const wordOf = (run) => (run.length > CACHED_LENGTH ? makeWord : sharedWord)(run);

    /* The tokens of a text: [{kind, k1, k2, start, end, position, span, marked, number,
     * legal}] in order of start, each syllable followed by the extra tokens that start at
     * it; start and end are UTF-16 offsets in the text as given, positions count syllables
     * from 0.  kind: syllable, joined, number, docnum, date, range. */
    function analyse(source) {
        const { text, edits } = keys.repair(source);
        const tokens = [];
        const lower = keys.lower(text);
        const scan = { text, lower, position: 0, runEnd: 0, docnumEnd: 0, dateEnd: 0 };

        scan.add = (kind, { k1, k2, marked, number, legal }, start, end, span) => {
            const { position } = scan;

            tokens.push({ kind, k1, k2, start, end, position, span, marked, number, legal });
        };
        for (let found; (found = match(nextRun, text, scan.runEnd)) !== null; scan.position++) {
            const run = { start: found.index, end: nextRun.lastIndex, word: wordOf(found[0]) };

            scan.add("syllable", run.word, run.start, run.end, 1);
            keys.addExtras(scan, run);
            scan.runEnd = run.end;
        }
        for (const token of tokens) {
            token.start = keys.inSource(edits, token.start, false);
            token.end = keys.inSource(edits, token.end, true);
        }
        return tokens;
    }

    Object.assign(keys, { analyse, nextRun, wordOf });
})();
