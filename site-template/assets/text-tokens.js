/* text-tokens - running text cut into words: the twin of lib/text/scan.c, run.c, word.c. */
(function () {
    "use strict";

    const { text: keys } = globalThis.tracuu;

    const WORD_MAX_BYTES = 96; // of K1 in UTF-8: a pair of words must fit a Xapian term
    const RUN_MAX_BYTES = 4 * WORD_MAX_BYTES; // what is read of a longer run
    const CACHED_MAX = 128; // UTF-16 units, so never more than RUN_MAX_BYTES
    const CACHED_WORDS = 50000;

    /* A run: a number with group points (1.354), one with a decimal comma that stands in no
     * list (1,5 but not 1,2,3), or letters, digits and marks. */
    const RUN =
        "[0-9]+(?:[.,][0-9]{3}(?![0-9]))+|(?<![0-9],)[0-9]+,[0-9]+(?!,?[0-9])|" +
        "[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*";

    const nextRun = new RegExp(RUN, "gu");
    const runHere = new RegExp(RUN, "uy");

    /* The match of a sticky or global expression at (or from) `at`. */
    function match(expression, text, at) {
        expression.lastIndex = at;
        return expression.exec(text);
    }

    /* At most `max` bytes of UTF-8, cut between characters. */
    function cut(text, max) {
        let at = 0;

        if (text.length * 3 <= max) {
            return text;
        }
        for (let bytes = 0; at < text.length; ) {
            const c = text.codePointAt(at);

            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > max) {
                break;
            }
            at += c < 0x10000 ? 1 : 2;
        }
        return text.slice(0, at);
    }

    function makeWord(run) {
        const k1 = cut(keys.canonicalOf(cut(run, RUN_MAX_BYTES)), WORD_MAX_BYTES);
        const k2 = keys.foldOf(k1);

        return {
            k1,
            k2,
            marked: k1 !== k2,
            number: /^[0-9][0-9.,]*$/.test(k1),
            legal: keys.isLegal(k1),
            mayOpen: k1 === "ngày" || /[0-9]/.test(run), // a number, date or document number
        };
    }

    let words = new Map(); // as written → word

    /* The word that repaired text is: {k1, k2, marked, number, legal}, shared. */
    function wordOf(run) {
        let word = words.get(run);

        if (word === undefined) {
            word = makeWord(run);
            if (run.length <= CACHED_MAX) {
                words = words.size < CACHED_WORDS ? words : new Map();
                words.set(run, word);
            }
        }
        return word;
    }

    /* Runs that start in [start, end) of repaired text. */
    function countRuns(text, start, end) {
        const head = text.slice(0, end);
        let n = 0;

        for (let at = start; match(nextRun, head, at) !== null; at = nextRun.lastIndex) {
            n++;
        }
        return n;
    }

    /* The tokens of a text: [{kind, k1, k2, start, end, position, span, marked, number,
     * legal}] in order of start, each syllable followed by the extra tokens that start at
     * it; start and end are UTF-16 offsets in the text as given, positions count syllables
     * from 0. */
    function analyse(source) {
        const { text, edits } = keys.repair(source);
        const tokens = [];
        const scan = { text, position: 0, runEnd: -1, docnumEnd: 0, dateEnd: 0, add };

        function add(kind, { k1, k2, marked, number, legal }, start, end, span) {
            const { position } = scan;

            tokens.push({ kind, k1, k2, start, end, position, span, marked, number, legal });
        }
        for (let found; (found = match(nextRun, text, Math.max(scan.runEnd, 0))) !== null; ) {
            const start = found.index;
            const end = nextRun.lastIndex;
            const word = wordOf(found[0]);

            add("syllable", word, start, end, 1);
            if (word.mayOpen || /[-.\u2010\u2011]/.test(text.charAt(end))) {
                keys.addExtras(scan, { start, end }, word);
            }
            scan.position++;
            scan.runEnd = end;
        }
        if (edits !== null) {
            for (const token of tokens) {
                token.start = keys.sourceStart(edits, token.start);
                token.end = keys.sourceEnd(edits, token.end);
            }
        }
        return tokens;
    }

    Object.assign(keys, {
        analyse,
        /* The word that any text makes, as from a term of the index. */
        word: (text) => wordOf(keys.repair(text).text),
        match,
        cut,
        wordOf,
        nextRun,
        runHere,
        countRuns,
        RUN_MAX_BYTES,
    });
})();
