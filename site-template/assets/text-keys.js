/* text-keys - the keys of words and texts: the twin of lib/text, held to it by
 * tests/js/twins.test.mjs; why a rule is as it is, lib/text says.  Its lists are tracuu.rules.
 *
 * Strings are UTF-16; an unpaired surrogate counts as U+FFFD.  What a character is, the
 * browser says: its Unicode may know letters that the indexer's did not. */
(function () {
    "use strict";

    const tracuu = (globalThis.tracuu = globalThis.tracuu || {});
    const chr = String.fromCodePoint;

    const CLUSTER_MAX = 64; // code points of a letter with its marks; more marks are dropped

    const rows = (name) => tracuu.rules.filter((row) => row[0] === name).map((row) => row.slice(1));
    const list = (name) => rows(name).map(([first]) => first);

    const REPAIR = new Map(rows("REPAIR").map(([from, to]) => [chr(from), to ? chr(to) : ""]));
    const LATIN = new Map(rows("LOOKALIKE").map(([from, to]) => [chr(from), chr(to)])).set(
        "đ",
        "d"
    );
    const TONE = new Map(rows("TONE").map(([mark, tone]) => [chr(mark), tone]));
    const SHAPES = list("SHAPE").map((code) => chr(code));
    const RIMES = new Set(list("RIME"));
    const ONSETS = list("ONSET").concat("");
    const SECOND_VOWEL = list("SECOND_VOWEL");
    const IY = rows("IY");

    /* ---- Repair: REPAIR's table, shape marks before tone marks, NFC ---- */

    // All but what NFC leaves alone beside its like.
    const DOUBTFUL = new RegExp(
        "[^\\0-\\x9f\\xa1-\\xac\\xae-\\xcf\\xd1-\\xef\\xf1-\\u0188\\u018a-\\u023f" +
            "\\u1e80-\\u1eff\\u2010-\\u2027\\u2030-\\u203f\\u2500-\\u26ff]",
        "g"
    );

    // What composes with the letter before it but has no combining class.
    const JOINS_BACK = new RegExp(
        "[\\u09be\\u09d7\\u0b3e\\u0b56\\u0b57\\u0bbe\\u0bd7\\u0cc2\\u0cd5\\u0cd6\\u0d3e\\u0d57" +
            "\\u0dcf\\u0ddf\\u102e\\u1161-\\u1175\\u11a8-\\u11c2\\u1b35\\u{11127}\\u{1133e}" +
            "\\u{11357}\\u{114b0}\\u{114ba}\\u{114bd}\\u{115af}\\u{11930}]",
        "u"
    );

    /* Whether the character has a combining class: U+0345 has the greatest, so that all
     * others go before it. */
    const isCombining = (c) =>
        c === "\u0345" || !("\u0345" + c).normalize("NFD").startsWith("\u0345");

    /* A function that keeps up to `max` of what `make` has made of its argument. */
    function memo(max, make) {
        const known = new Map();

        return (key) => {
            let found = known.get(key);

            if (found === undefined) {
                found = make(key);
                if (known.size >= max) {
                    known.clear();
                }
                known.set(key, found);
            }
            return found;
        };
    }

    /* What repair wants to know of a code point. */
    const about = memo(5000, (code) => {
        const c = chr(code).replace(/\p{Cs}/u, "\ufffd");
        const to = REPAIR.get(c) ?? c;
        const combining = isCombining(to);
        const mark = combining && !/[\u0f73\u0f75\u0f81]/.test(to); // of no class, made of marks

        return {
            width: c.length,
            to,
            parts: Array.from(to.normalize("NFD")),
            joins: combining || JOINS_BACK.test(to),
            mark,
            rank: SHAPES.includes(c) ? 0 : TONE.has(c) ? 2 : mark ? 1 : NaN // NaN stays in its place
        };
    });

    /* Shape before tone within each run of marks, then NFC. */
    function compose(parts) {
        const all = parts.map((part) => about(part.codePointAt(0)));

        for (let i = 1; i < all.length; i++) {
            for (let k = i; k > 0 && all[k - 1].rank > all[k].rank; k--) {
                [all[k - 1], all[k]] = [all[k], all[k - 1]];
            }
        }
        return all
            .map((one) => one.to)
            .join("")
            .normalize("NFC");
    }

    /* The letter at `at` with its marks: [where it ends, repaired].  What is dropped inside
     * belongs to it, what is dropped behind does not. */
    function readCluster(text, at) {
        const { width, to, parts: first } = about(text.codePointAt(at));
        let end = at + width;
        let parts = first;

        for (let next = end; to !== "" && next < text.length;) {
            const one = about(text.codePointAt(next));

            next += one.width;
            if (one.to === "") {
                continue;
            }
            if (!one.joins || (parts.length >= CLUSTER_MAX && !one.mark)) {
                break;
            }
            parts = parts.concat(one.parts).slice(0, CLUSTER_MAX);
            end = next;
        }
        return [end, compose(parts)];
    }

    /* Text as it came → {text, edits}; edits: [{out, outEnd, from, fromEnd}] where the text
     * (out) differs from the source (from). */
    function repair(source) {
        const edits = [];
        let text = "";
        let copied = 0;

        for (let at = 0, found; (found = match(DOUBTFUL, source, at)) !== null;) {
            const from = Math.max(at, found.index - 1); // the letter before may be its base
            const [fromEnd, made] = readCluster(source, from);

            if (source.slice(from, fromEnd) !== made) {
                text += source.slice(copied, from) + made;
                edits.push({ out: text.length - made.length, outEnd: text.length, from, fromEnd });
                copied = fromEnd;
            }
            at = fromEnd;
        }
        return { text: text + source.slice(copied), edits };
    }

    /* The match of a global (or sticky) expression from (or at) `at`. */
    function match(expression, text, at) {
        expression.lastIndex = at;
        return expression.exec(text);
    }

    /* Where in the source something starts, or ends, that does so at `at` in the text. */
    function inSource(edits, at, isEnd) {
        let low = 0;

        for (let high = edits.length; low < high;) {
            const middle = (low + high) >> 1;
            const behind = isEnd ? edits[middle].out < at : edits[middle].outEnd <= at;

            [low, high] = behind ? [middle + 1, high] : [low, middle];
        }
        const last = edits[low - 1];

        if (!isEnd && edits[low]?.out <= at) {
            return edits[low].from;
        }
        return last ? last.fromEnd + Math.max(0, at - last.outEnd) : at;
    }

    /* ---- One syllable ---- */

    const MARKS = [""]; // of each tone
    const PLAIN = new Map(); // vowel with a tone → [vowel, tone]

    for (const [mark, tone] of TONE) {
        MARKS[tone] = mark;
        for (const vowel of "aăâeêioôơuưy") {
            PLAIN.set((vowel + mark).normalize("NFC"), [vowel, tone]);
        }
    }

    /* Lower-case NFC taken apart: {onset, rime, tone}; null when it is no legal syllable. */
    function parseSyllable(text) {
        const letters = Array.from(text.slice(0, 8), (c) => PLAIN.get(c) || [c, 0]); // none has 8
        const tones = letters.filter(([, tone]) => tone);
        const plain = letters.map(([letter]) => letter).join("");
        const fits = (one) => plain.startsWith(one) && RIMES.has(plain.slice(one.length));
        const onset = tones.length > 1 ? undefined : ONSETS.find(fits);

        return onset === undefined
            ? null
            : { onset, rime: plain.slice(onset.length), tone: tones.length && tones[0][1] };
    }

    /* Which letter bears the tone: the shaped one (the second of ôô), else ư, else the second
     * of oa oe oo uy, else the first. */
    function toneLetter(rime) {
        const shaped = rime.search(/ô(?!ô)|[ăâêơ]|ư(?!ơ)/);
        const plain = SECOND_VOWEL.some((start) => rime.startsWith(start)) ? 1 : 0;

        return shaped >= 0 ? shaped : plain;
    }

    function writeSyllable({ onset, rime, tone }) {
        const at = toneLetter(rime);

        return (
            onset +
            rime.slice(0, at) +
            (rime[at] + MARKS[tone]).normalize("NFC") +
            rime.slice(at + 1)
        );
    }

    /* The other i/y spelling of a K1 syllable, or null. */
    function iyVariant(k1) {
        const { onset, rime, tone } = parseSyllable(k1) || {};

        for (const [start, one, other] of IY) {
            if (onset === start && (rime === one || rime === other)) {
                return writeSyllable({ onset, rime: rime === one ? other : one, tone });
            }
        }
        return null;
    }

    /* ---- Keys of texts ---- */

    /* Lower case, a code point at a time and as long as before. */
    const lower = (text) => text.replace(/[İΣ]/g, (c) => (c === "İ" ? "i" : "σ")).toLowerCase();

    /* K1 of repaired text: each run of letters that is a syllable is written as one.  Repaired
     * again: a small letter may compose where its capital does not. */
    const canonicalOf = (repaired) =>
        repair(lower(repaired).replace(/\0/g, " ")).text.replace(/[\p{L}\p{M}]+/gu, (run) => {
            const syllable = parseSyllable(run);

            return syllable?.tone ? writeSyllable(syllable) : run;
        });

    /* K2 of K1. */
    function foldOf(k1) {
        const bare = k1.normalize("NFD").replace(/\p{M}/gu, "");

        return repair(
            bare.replace(/[A-ZĐ]/g, lower).replace(/[^\0-\x7f]/gu, (c) => LATIN.get(c) || c)
        ).text;
    }

    /* K1 of running text: repaired, lower case, tones on the nucleus, all else kept. */
    const canonical = (text) => canonicalOf(repair(text).text);

    /* K2 of running text: canonical without marks, đ is d. */
    const fold = (text) => foldOf(canonical(text));

    /* What is shown: repaired, spelling kept, without control characters.  Repaired again: a
     * mark may stand on its letter now. */
    const display = (text) =>
        repair(repair(text).text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "")).text;

    /* ---- Partly typed marks, and order ---- */

    const isMark = (c) => /\p{M}/u.test(c);
    const takenApart = (text) => Array.from(text).flatMap((c) => Array.from(c.normalize("NFD")));

    /* Whether every mark of `typed` stands in `candidate` and they fold alike (both K1);
     * shapes letter by letter, tones in their order only ("thủo" is "thuở"). */
    function marksAgree(typed, candidate) {
        const there = takenApart(" " + candidate).join("");
        const letters = there.split(/(?=\P{M})/u); // with their marks; the first is the one before
        let tones = 0;

        const agrees = (c) => {
            if (TONE.has(c)) {
                tones = there.indexOf(c, tones) + 1;
                return tones > 0;
            }
            if (isMark(c)) {
                return letters[0]?.includes(c);
            }
            letters.shift();
            return c !== "đ" || letters[0]?.startsWith("đ");
        };

        return foldOf(typed) === foldOf(candidate) && takenApart(typed).every(agrees);
    }

    const ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

    /* A key whose order by code point is the dictionary's: the letters, \x01, the tones,
     * \x01, K1 itself. */
    function sortKey(text) {
        const k1 = canonical(text);
        let letters = "";
        let tones = "";

        const add = (letter, tone) => {
            letters += letter;
            tones += chr(2 + tone);
        };
        const addPart = (c) => {
            const [plain, tone] = PLAIN.get(c) || [c, 0];
            const place = ALPHABET.indexOf(plain);

            if (isMark(c)) {
                add("", TONE.get(c) || 6);
            } else {
                add(place >= 0 ? chr(0x20 + place) : c < "\x80" ? chr(0x10 + Number(c)) : c, tone);
            }
        };

        for (const [word] of k1.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
            if (letters !== "") {
                add("\x02", 0);
            }
            for (const c of word) {
                (PLAIN.has(c) || ALPHABET.includes(c) ? [c] : takenApart(c)).forEach(addPart);
            }
        }
        return `${letters}\x01${tones}\x01${k1}`;
    }

    tracuu.text = {
        canonical, fold, display, iyVariant, marksAgree, sortKey,
        // For the other files of this twin.
        PLAIN, rows, list, memo, match, repair, inSource, lower, canonicalOf, foldOf, parseSyllable
    };
})();
