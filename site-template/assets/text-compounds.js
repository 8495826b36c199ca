/* text-compounds - what is also a term as a whole: bare numbers, joined forms, document
 * numbers, dates; the twin of lib/text/compound.c, docnum.c, date.c.
 *
 * The grammars of numbers and dates are regular expressions of which each part can match
 * in one way only, so that they never go back. */
(function () {
    "use strict";

    const { text: keys } = globalThis.tracuu;
    const { match, rows, chars } = keys;

    const PIECES_MAX = 6; // of a joined form

    const oneOf = (characters) => `[${characters.join("").replace(/[-\\\]]/g, "\\$&")}]`;

    const DASH = oneOf(chars("DASH"));
    const SLASH = oneOf(chars("SLASH"));
    const BLANK = `${oneOf(chars("BLANK"))}{0,2}`; // around a separator
    const GAP = oneOf(chars("BLANK").concat("\n", "\r")); // between words, 1 to 3
    const YEAR = "((?:19|20)[0-9]{2})(?![0-9])";
    const NO_WORD = "(?![\\p{L}\\p{N}\\p{M}])";

    /* ---- Bare numbers ---- */

    /* 04 → 4, 1.354 → 1354; the decimal comma stays. */
    function addBareNumber(scan, { start, end }, { k1, number }) {
        if (!number || k1.length !== end - start) {
            return;
        }
        const grouped = /^[0-9]+(?:[.,][0-9]{3}(?![0-9]))+$/.test(k1);
        const short = k1.replace(/^0+(?=[0-9])/, "");
        const bare = grouped ? short.replace(/[.,]/g, "") : short;

        if (bare !== k1) {
            scan.add("number", keys.wordOf(bare), start, end, 1);
        }
    }

    /* ---- Joined forms ---- */

    function joinerAt(text, at) {
        const c = text.charAt(at);

        return c === "\u2010" || c === "\u2011" ? "-" : c === "-" || c === "." ? c : "";
    }

    const isCapitals = (piece) => Array.from(piece).every((c) => /\p{L}/u.test(c) && keys.lower(c) !== c);

    /* The chain of pieces that starts at `start`: {key, end, n}, or null when it has no
     * joined form. */
    function readChain(text, start, joiner) {
        const pieces = [];
        let end = start;

        for (let at = start, found; (found = match(keys.runHere, text, at)) !== null; at = end + 1) {
            pieces.push(found[0]);
            if (pieces.length > PIECES_MAX || (joiner === "." && !isCapitals(found[0]))) {
                return null;
            }
            end = at + found[0].length;
            if (joinerAt(text, end) !== joiner) {
                break;
            }
        }
        return pieces.length > 1 && pieces.some((piece) => /\p{L}/u.test(piece))
            ? { key: pieces.map((piece) => keys.cut(piece, keys.RUN_MAX_BYTES)).join(""), end, n: pieces.length }
            : null;
    }

    /* "A-I" is not ai: what makes a syllable would be found for it. */
    function addJoined(scan, { start, end }) {
        const joiner = joinerAt(scan.text, end);
        const inside = scan.runEnd === start - 1 && joinerAt(scan.text, scan.runEnd) === joiner;
        const chain = joiner === "" || inside ? null : readChain(scan.text, start, joiner);

        if (chain !== null && !keys.wordOf(chain.key).legal) {
            scan.add("joined", keys.wordOf(chain.key), start, chain.end, chain.n);
        }
    }

    /* ---- Document numbers ---- */

    const CAPITAL = "A-ZĐ" + Array.from("ăâêôơưaeiouy", vowels).join("");

    function vowels(vowel) {
        return ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
            .map((tone) => (vowel + tone).toUpperCase().normalize("NFC"))
            .join("");
    }

    const ORGAN = `[${CAPITAL}][${CAPITAL}đ&a-z0-9]{0,11}(?!&)${NO_WORD}`;

    // As in DOCNUM_FORM.
    const PARTS = {
        n: "([0-9]{1,5}(?![0-9])[A-Za-z]?)",
        t: `((?:${rows("DOCNUM_TYPE").map(([symbol]) => symbol).join("|")})${NO_WORD})`,
        y: YEAR,
        q: `((?:UBTV)?QH[0-9]{1,2}${NO_WORD})`,
        c: `(${ORGAN})`,
        o: `(${ORGAN}(?:${DASH}${ORGAN}){0,3})`,
        "-": BLANK + DASH + BLANK,
        "/": BLANK + SLASH + BLANK,
    };

    const FORMS = rows("DOCNUM_FORM").map(([kind, form, display]) => ({
        expression: new RegExp(Array.from(form, (part) => PARTS[part]).join(""), "uy"),
        groups: form.replace(/[-/]/g, ""),
        kind,
        display,
    }));

    // What all forms start with; most digits are no number's.
    const STARTS_FORM = new RegExp(
        `[0-9]{1,5}(?![0-9])[A-Za-z]?${BLANK}(?:${DASH}|${SLASH})${BLANK}[${CAPITAL}0-9]`,
        "uy"
    );

    const anyDash = new RegExp(DASH, "g");

    /* The document number that starts at `at`, where digits start: {end, display, kind}, or
     * null. */
    function docnumAt(text, at) {
        if ((at > 0 && /[0-9/.,\0]/.test(text[at - 1])) || match(STARTS_FORM, text, at) === null) {
            return null;
        }
        for (const { expression, groups, kind, display } of FORMS) {
            const found = match(expression, text, at);

            if (found !== null) {
                const part = (name) => found[groups.indexOf(name) + 1].replace(anyDash, "-");

                return {
                    end: expression.lastIndex,
                    display: display.replace(/[a-z]/g, part),
                    kind,
                };
            }
        }
        return null;
    }

    function addDocnum(scan, run, at) {
        const found = at < scan.docnumEnd ? null : docnumAt(scan.text, at);

        if (found !== null) {
            const key = found.display.replace(/^0+(?=[0-9])/, "");

            scan.add("docnum", keys.wordOf(key), at, found.end, keys.countRuns(scan.text, run.start, found.end));
            scan.docnumEnd = found.end;
        }
    }

    /* ---- Dates ---- */

    const DAY = "([0-9]{1,2})(?![0-9])";
    const GAPS = `${GAP}{1,3}`;
    const MONTHS = new Map(rows("MONTH"));

    const NUMERIC = [SLASH, DASH, "\\."].map((separator) => {
        const around = BLANK + separator + BLANK;

        return new RegExp(`${DAY}${around}${DAY}${around}${YEAR}(?!/)`, "y");
    });

    // In lower case.
    const LONG = new RegExp(
        `ngày${GAPS}${DAY}${GAPS}tháng${GAPS}(?:${DAY}|(${Array.from(MONTHS.keys()).join("|")}))` +
            `${GAPS}năm${GAPS}${YEAR}`,
        "y"
    );
    const UNTIL = new RegExp(`${GAP}{0,3}${DASH}${GAP}{0,3}|${GAPS}đến${GAPS}(?:hết${GAPS})?`, "y");
    const NEXT_DAY = new RegExp(`ngày${GAPS}`, "y");

    /* "2021-09-08" of a day that the calendar has, else null. */
    function isoOf(year, month, day) {
        const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
        const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];

        return year > 0 && day > 0 && day <= days
            ? [String(year).padStart(4, "0"), ...[month, day].map((n) => String(n).padStart(2, "0"))].join("-")
            : null;
    }

    /* What may stand before: no part of a longer number; a dash only when it joins two. */
    function mayStartDate(text, at, lastEnd) {
        const before = at === 0 ? "" : text[at - 1];

        return !/[0-9/.]/.test(before) && (before !== "-" || (lastEnd !== 0 && at - 1 === lastEnd));
    }

    function numericDateAt(text, at, lastEnd) {
        for (const expression of mayStartDate(text, at, lastEnd) ? NUMERIC : []) {
            const found = match(expression, text, at);
            const iso = found && isoOf(Number(found[3]), Number(found[2]), Number(found[1]));

            if (iso) {
                return { end: expression.lastIndex, iso };
            }
        }
        return null;
    }

    function longDateAt(subject, at) {
        const found = match(LONG, lowerOf(subject), at);
        const iso = found && isoOf(Number(found[4]), Number(found[2] || MONTHS.get(found[3])), Number(found[1]));

        return iso ? { end: LONG.lastIndex, iso } : null;
    }

    /* The text in lower case, as long as the text. */
    function lowerOf(subject) {
        subject.lower = subject.lower === undefined ? keys.lower(subject.text) : subject.lower;
        return subject.lower;
    }

    /* The date that starts at `at`: {end, iso}, or null.  `lastEnd` is where the date before
     * ends, 0 when there is none. */
    function dateAt(subject, at, lastEnd) {
        return /[0-9]/.test(subject.text.charAt(at))
            ? numericDateAt(subject.text, at, lastEnd)
            : longDateAt(subject, at);
    }

    /* The date that makes an interval with `first`: "… đến (hết) (ngày) …", "… - …". */
    function untilAt(subject, first) {
        if (match(UNTIL, lowerOf(subject), first.end) === null) {
            return null;
        }
        const at = UNTIL.lastIndex;
        let found = dateAt(subject, at, first.end);

        if (found === null && match(NEXT_DAY, lowerOf(subject), at) !== null) {
            found = dateAt(subject, NEXT_DAY.lastIndex, 0);
        }
        return found !== null && first.iso <= found.iso ? found : null;
    }

    function addDate(scan, run, at) {
        const date = at < scan.dateEnd ? null : dateAt(scan, at, scan.dateEnd);

        if (date === null) {
            return;
        }
        const add = (kind, key, end) =>
            scan.add(kind, keys.wordOf(key), at, end, keys.countRuns(scan.text, run.start, end));
        const until = untilAt(scan, date);

        scan.dateEnd = date.end;
        add("date", date.iso, date.end);
        if (until !== null) {
            add("range", `${date.iso}..${until.iso}`, until.end);
        }
    }

    /* ---- All of them ---- */

    const isDigit = (c) => c >= "0" && c <= "9";

    /* The next place in [from, end) where digits start, or `end`. */
    function nextDigits(text, from, end) {
        while (from < end && (!isDigit(text[from]) || isDigit(text[from - 1]))) {
            from++;
        }
        return from;
    }

    /* Adds the extra tokens that start in a run. */
    function addExtras(scan, run, word) {
        const { start, end } = run;
        const startsNumber = /[0-9]/.test(scan.text[start]);

        const addNumbered = (at) => {
            addDocnum(scan, run, at);
            addDate(scan, run, at);
        };

        addBareNumber(scan, run, word);
        if (startsNumber) {
            addNumbered(start);
        } else if (word.k1 === "ngày") {
            addDate(scan, run, start);
        }
        if (start >= scan.docnumEnd && start >= scan.dateEnd) {
            addJoined(scan, run);
        }
        for (let at = start; (at = nextDigits(scan.text, at + 1, end)) < end; ) {
            addNumbered(at);
        }
    }

    /* The document numbers of a text: [{start, end, display, kind}], UTF-16 offsets. */
    function docnums(source) {
        const { text, edits } = keys.repair(source);
        const all = [];

        for (let at = 0; (at = nextDigits(text, at, text.length)) < text.length; ) {
            const found = docnumAt(text, at);

            if (found !== null) {
                all.push(inSource(edits || [], at, found));
            }
            at = found === null ? at + 1 : found.end;
        }
        return all;
    }

    const inSource = (edits, at, found) => ({
        ...found,
        start: keys.sourceStart(edits, at),
        end: keys.sourceEnd(edits, found.end),
    });

    /* The dates of a text: [{start, end, iso}], UTF-16 offsets. */
    function dates(source) {
        const { text, edits } = keys.repair(source);
        const subject = { text };
        const all = [];
        let lastEnd = 0;

        for (let run, next = 0; (run = match(keys.nextRun, text, next)) !== null; ) {
            const end = (next = keys.nextRun.lastIndex);
            let at = /[0-9nN]/.test(text[run.index]) ? run.index : nextDigits(text, run.index, end);

            for (; at < end; at = nextDigits(text, at + 1, end)) {
                const found = at < lastEnd ? null : dateAt(subject, at, lastEnd);

                if (found !== null) {
                    lastEnd = found.end;
                    all.push(inSource(edits || [], at, found));
                }
            }
        }
        return all;
    }

    /* Whether a text is one ISO date of the calendar: "2020-03-31". */
    function isIsoDate(text) {
        const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);

        return found !== null && isoOf(Number(found[1]), Number(found[2]), Number(found[3])) !== null;
    }

    Object.assign(keys, { addExtras, docnums, dates, isIsoDate });
})();
