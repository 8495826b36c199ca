/* text-keys - the keys of words and texts: the twin of lib/text, function by function,
 * held to it by tests/js/twins.test.mjs.  Its lists are tracuu.rules (lib/text/rules.def).
 *
 * Strings are UTF-16; an unpaired surrogate counts as U+FFFD.  What a character is, the
 * browser says: its Unicode may know letters that the indexer's ICU did not. */
(function () {
    "use strict";

    const tracuu = (globalThis.tracuu = globalThis.tracuu || {});

    const CLUSTER_MAX = 64; // code points of a letter with its marks; more marks are dropped
    const LETTERS_MAX = 7; // of a legal syllable

    const rows = (name) => tracuu.rules.filter((row) => row[0] === name).map((row) => row.slice(1));
    const chars = (name) => rows(name).map(([code]) => String.fromCodePoint(code));
    const pairs = (name) =>
        new Map(rows(name).map(([a, b]) => [String.fromCodePoint(a), b ? String.fromCodePoint(b) : ""]));

    const REPAIR = pairs("REPAIR");
    const LATIN = pairs("LOOKALIKE").set("Đ", "d").set("đ", "d");
    const TONE = new Map(rows("TONE").map(([code, tone]) => [String.fromCodePoint(code), tone]));
    const SHAPES = chars("SHAPE");
    const RIMES = new Set(rows("RIME").map(([rime]) => rime));
    const ONSETS = rows("ONSET").map(([onset]) => onset).concat("");
    const SECOND_VOWEL = rows("SECOND_VOWEL").map(([start]) => start);
    const IY = rows("IY");

    /* ---- Repair: REPAIR's table, shape marks before tone marks, NFC ---- */

    // What may need repair: all but letters and signs that NFC leaves alone beside each other.
    const DOUBTFUL = new RegExp(
        "[^\\0-\\x9f\\xa1-\\xac\\xae-\\xcf\\xd1-\\xef\\xf1-\\u0188\\u018a-\\u023f" +
            "\\u1e80-\\u1eff\\u2010-\\u2027\\u2030-\\u203f\\u2500-\\u26ff]",
        "g"
    );

    // What composes with the letter before it and is no combining mark.
    const JOINS_BACK = new RegExp(
        "[\\u09be\\u09d7\\u0b3e\\u0b56\\u0b57\\u0bbe\\u0bd7\\u0cc2\\u0cd5\\u0cd6\\u0d3e\\u0d57" +
            "\\u0dcf\\u0ddf\\u102e\\u1161-\\u1175\\u11a8-\\u11c2\\u1b35\\u{11127}\\u{1133e}" +
            "\\u{11357}\\u{114b0}\\u{114ba}\\u{114bd}\\u{115af}\\u{11930}]",
        "u"
    );

    const LAST_CLASS = "\u0345"; // no combining class is greater: before it, all marks sort

    const isCombining = (c) => c === LAST_CLASS || !(LAST_CLASS + c).normalize("NFD").startsWith(LAST_CLASS);

    const known = new Map(); // code point → what repair wants to know of it

    function describe(c) {
        const to = REPAIR.has(c) ? REPAIR.get(c) : c;
        const parts = Array.from(to.normalize("NFD"));
        const joins = c >= "\u0300" && to !== "" && isCombining(to);

        return {
            width: c.length,
            to,
            parts,
            composed: parts.length > 1 ? compose(parts) : parts.join(""),
            mark: joins && !/[\u0f73\u0f75\u0f81]/.test(to), // of class 0, made of two that are not
            joins: joins || JOINS_BACK.test(to),
            rank: SHAPES.includes(c) ? 0 : TONE.has(c) ? 2 : 1,
        };
    }

    function about(text, at) {
        const c = String.fromCodePoint(text.codePointAt(at));
        let found = known.get(c);

        if (found === undefined) {
            found = describe(c);
            if (known.size > 5000) {
                known.clear();
            }
            known.set(c, found);
        }
        return found;
    }

    /* Shape before tone within each run of marks, then NFC. */
    function compose(parts) {
        const of = parts.map((c) => about(c, 0));

        for (let i = 1; i < parts.length; i++) {
            for (let k = i; k > 0 && of[k].mark && of[k - 1].mark && of[k - 1].rank > of[k].rank; k--) {
                [of[k - 1], of[k]] = [of[k], of[k - 1]];
            }
        }
        return of.map((one) => one.to).join("").normalize("NFC");
    }

    /* The letter at `at` with its marks: [where it ends, repaired].  What is dropped inside
     * belongs to it, what is dropped behind does not. */
    function readCluster(text, at) {
        const first = about(text, at);
        let end = at + first.width;
        let parts = null;

        for (let next = end; first.to !== "" && next < text.length; ) {
            const one = about(text, next);

            next += one.width;
            if (one.to === "") {
                continue;
            }
            parts = parts || first.parts.slice();
            if (!one.joins || (parts.length >= CLUSTER_MAX && !one.mark)) {
                break;
            }
            if (parts.length < CLUSTER_MAX) {
                parts.push(...one.parts.slice(0, CLUSTER_MAX - parts.length));
            }
            end = next;
        }
        return [end, end === at + first.width ? first.composed : compose(parts)];
    }

    /* Text as it came → {text, edits}; edits: null, or [{out, outEnd, from, fromEnd}], where
     * the text (out) differs from the source (from). */
    function repair(source) {
        let text = "";
        let edits = null;
        let copied = 0;

        DOUBTFUL.lastIndex = 0;
        if (!DOUBTFUL.test(source)) {
            return { text: source, edits };
        }
        source = source.replace(/\p{Cs}/gu, "\ufffd");
        edits = [];
        for (let at = 0; ; ) {
            DOUBTFUL.lastIndex = at;
            const found = DOUBTFUL.exec(source);

            if (found === null) {
                break;
            }
            const from = Math.max(at, found.index - 1); // the letter before may be its base
            const [fromEnd, made] = readCluster(source, from);

            if (fromEnd - from !== made.length || !source.startsWith(made, from)) {
                text += source.slice(copied, from) + made;
                edits.push({ out: text.length - made.length, outEnd: text.length, from, fromEnd });
                copied = fromEnd;
            }
            at = fromEnd;
        }
        return { text: text + source.slice(copied), edits };
    }

    /* How many edits lie behind; isBehind holds for a first part of them only. */
    function countBehind(edits, isBehind) {
        let low = 0;

        for (let high = edits.length; low < high; ) {
            const middle = (low + high) >> 1;

            if (isBehind(edits[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    const shift = (edit, at) => (edit === undefined ? at : edit.fromEnd + at - edit.outEnd);

    /* Where in the source something starts, or ends, that does so at `at` in the text. */
    function sourceStart(edits, at) {
        const n = countBehind(edits, (edit) => edit.outEnd <= at);

        return n < edits.length && edits[n].out <= at ? edits[n].from : shift(edits[n - 1], at);
    }

    function sourceEnd(edits, at) {
        const edit = edits[countBehind(edits, (one) => one.out < at) - 1];

        return edit !== undefined && at <= edit.outEnd ? edit.fromEnd : shift(edit, at);
    }

    /* ---- One syllable ---- */

    const MARKS = [""];
    const PLAIN = new Map(); // vowel with a tone → [vowel, tone]

    TONE.forEach((tone, mark) => (MARKS[tone] = mark));
    for (const vowel of "aăâeêioôơuưy") {
        MARKS.forEach((mark, tone) => tone && PLAIN.set((vowel + mark).normalize("NFC"), [vowel, tone]));
    }

    /* Lower-case NFC taken apart: {onset, rime, tone}; null when it is no legal syllable. */
    function parseSyllable(text) {
        let plain = "";
        let tone = 0;

        if (text === "" || text.length > LETTERS_MAX) {
            return null;
        }
        for (const c of text) {
            const toned = PLAIN.get(c);

            if (toned !== undefined && tone !== 0) {
                return null;
            }
            plain += toned === undefined ? c : toned[0];
            tone = toned === undefined ? tone : toned[1];
        }
        const onset = ONSETS.find((one) => plain.startsWith(one) && RIMES.has(plain.slice(one.length)));

        return onset === undefined ? null : { onset, rime: plain.slice(onset.length), tone };
    }

    /* Which letter bears the tone: the shaped one (the second of ôô), else ư, else the only
     * vowel, else the second of oa oe oo uy, else the first. */
    function toneLetter(rime) {
        const shaped = rime.search(/[ăâêôơ]/);

        if (shaped >= 0) {
            return rime.startsWith("ôô", shaped) ? shaped + 1 : shaped;
        }
        if (rime.includes("ư")) {
            return rime.indexOf("ư");
        }
        return SECOND_VOWEL.some((start) => rime.startsWith(start)) ? 1 : 0;
    }

    function writeSyllable({ onset, rime, tone }) {
        const at = toneLetter(rime);

        return onset + rime.slice(0, at) + (rime[at] + MARKS[tone]).normalize("NFC") + rime.slice(at + 1);
    }

    /* The syllable in the key's spelling of i and y or (`other`) in the one that it is not
     * in; null when it has no other. */
    function changeIY(syllable, other) {
        for (const [onset, key, second] of IY) {
            const to = syllable.rime === second ? key : other && syllable.rime === key ? second : null;

            if (onset === syllable.onset && to) {
                return writeSyllable({ onset, rime: to, tone: syllable.tone });
            }
        }
        return null;
    }

    /* ---- Keys of texts ---- */

    /* Lower case a code point at a time, as long as before; U+0000 stays. */
    const lower = (text) => text.replace(/[İΣ]/g, (c) => (c === "İ" ? "i" : "σ")).toLowerCase();

    function respellTone(run) {
        const syllable = parseSyllable(run);

        return syllable !== null && syllable.tone !== 0 ? writeSyllable(syllable) : run;
    }

    function respellIY(run) {
        const syllable = parseSyllable(run);

        return (syllable !== null && changeIY(syllable, false)) || run;
    }

    const respell = (text, how) => text.replace(/[\p{L}\p{M}]+/gu, how);

    /* K1 of repaired text.  Repaired again: a small letter may compose where its capital
     * does not. */
    const canonicalOf = (repaired) => respell(repair(lower(repaired).replace(/\0/g, " ")).text, respellTone);

    /* K2 of K1. */
    function foldOf(k1) {
        const bare = k1.normalize("NFD").replace(/\p{M}/gu, "");

        return repair(bare.replace(/[A-Z]|[^\0-\x7f]/gu, (c) => LATIN.get(c) || (c < "\x80" ? lower(c) : c))).text;
    }

    /* K1 of running text: repaired, lower case, tones on the nucleus, all else kept. */
    const canonical = (text) => canonicalOf(repair(text).text);

    /* K2 of running text: canonical without marks, đ is d. */
    const fold = (text) => foldOf(canonical(text));

    /* What is shown: repaired, spelling kept, without control characters.  Repaired again: a
     * mark may stand on its letter now. */
    const display = (text) =>
        repair(repair(text).text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "")).text;

    /* canonical with one spelling of i and y. */
    const iyKey = (text) => respell(canonical(text), respellIY);

    /* The other i/y spelling of a K1 syllable, or null. */
    function iyVariant(k1) {
        const syllable = parseSyllable(k1);

        return syllable && changeIY(syllable, true);
    }

    /* ---- Order and partly typed marks ---- */

    const isMark = (c) => c !== undefined && /\p{M}/u.test(c);
    const takenApart = (text) => Array.from(text).flatMap((c) => Array.from(c.normalize("NFD")));

    /* Whether every mark of `typed` stands in `candidate` and they fold alike (both K1);
     * shapes letter by letter, tones in their order only ("thủo" is "thuở"). */
    function marksAgree(typed, candidate) {
        const there = takenApart(candidate);
        let letter = 0; // where the letter's marks start
        let tones = 0;

        const marksEnd = () => {
            let at = letter;

            while (isMark(there[at])) {
                at++;
            }
            return at;
        };
        const bears = (c) => {
            if (!TONE.has(c)) {
                return there.slice(letter, marksEnd()).includes(c);
            }
            tones = there.indexOf(c, tones) + 1;
            return tones > 0;
        };
        const agrees = (c) => {
            if (isMark(c)) {
                return bears(c);
            }
            letter = marksEnd() + 1;
            return c !== "đ" || there[letter - 1] === "đ";
        };

        return foldOf(typed) === foldOf(candidate) && takenApart(typed).every(agrees);
    }

    const ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

    /* A key whose order (by code point) is the dictionary's: the letters, \x01, the tones,
     * \x01, K1 itself. */
    function sortKey(text) {
        const k1 = canonical(text);
        let letters = "";
        let tones = "";

        const add = (c) => {
            const [plain, tone] = PLAIN.get(c) || [c, 0];
            const place = ALPHABET.indexOf(plain);

            letters += place >= 0 ? String.fromCharCode(0x20 + place) : c < "\x80" ? digit(c) : plain;
            tones += String.fromCharCode(2 + tone);
        };
        const digit = (c) => String.fromCharCode(0x10 + Number(c));
        const addMark = (c) => (tones += TONE.has(c) ? String.fromCharCode(2 + TONE.get(c)) : "\x08");

        for (const [word] of k1.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
            if (letters !== "") {
                letters += "\x02";
                tones += "\x02";
            }
            for (const c of word) {
                const parts = PLAIN.has(c) || ALPHABET.includes(c) ? [c] : takenApart(c);

                parts.forEach((part) => (isMark(part) ? addMark(part) : add(part)));
            }
        }
        return `${letters}\x01${tones}\x01${k1}`;
    }

    tracuu.text = {
        canonical,
        fold,
        display,
        iyKey,
        iyVariant,
        marksAgree,
        sortKey,
        // For text-tokens.js and text-compounds.js.
        repair,
        sourceStart,
        sourceEnd,
        lower,
        canonicalOf,
        foldOf,
        isLegal: (k1) => parseSyllable(k1) !== null,
        rows,
        chars,
    };
})();
