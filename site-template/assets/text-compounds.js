/* text-compounds - what is also a term as a whole: bare numbers, joined forms, document
 * numbers, dates; the twin of lib/text/compound.c, docnum.c, date.c.
 *
 * Each part of the expressions can match in one way only, so that they never go back. */
(function () {
    "use strict";

    const keys = globalThis.tracuu.text;
    const { match, rows, list, wordOf } = keys;

    const PIECES_MAX = 6; // of a joined form

    const oneOf = (codes) => `[${codes.map((code) => `\\u{${code.toString(16)}}`).join("")}]`;

    const DASH = oneOf(list("DASH"));
    const SLASH = oneOf(list("SLASH"));
    const BLANKS = `${oneOf(list("BLANK"))}{0,2}`; // around a separator
    const GAP = oneOf(list("BLANK").concat(0x0a, 0x0d)); // between words
    const YEAR = "((?:19|20)[0-9]{2})(?![0-9])";
    const NO_WORD = "(?![\\p{L}\\p{N}\\p{M}])";

    const isDigit = (c) => c >= "0" && c <= "9";
    const withoutZeros = (text) => text.replace(/^0+(?=[0-9])/, "");

    /* Runs that start in [start, end). */
    function countRuns(text, start, end) {
        const head = text.slice(0, end);
        let n = 0;

        for (let at = start; match(keys.nextRun, head, at) !== null; at = keys.nextRun.lastIndex) {
            n++;
        }
        return n;
    }

    /* Adds what starts at `at` in a run and is a term as a whole. */
    const addWhole = (scan, run, kind, key, at, end) =>
        scan.add(kind, wordOf(key), at, end, countRuns(scan.text, run.start, end));

    /* ---- Bare numbers: 04 → 4, 1.354 → 1354; the decimal comma stays ---- */

    function addBareNumber(scan, { start, end, word: { k1 } }) {
        const bare = withoutZeros(k1).replace(/[.,](?=[0-9]{3}(?![0-9]))/g, "");

        if (k1.length === end - start && bare !== k1) {
            scan.add("number", wordOf(bare), start, end, 1);
        }
    }

    /* ---- Joined forms ---- */

    function joinerAt(text, at) {
        const c = text.charAt(at);

        return /[-\u2010\u2011]/.test(c) ? "-" : c === "." ? c : "";
    }

    const isCapitals = (piece) =>
        Array.from(piece).every((c) => /\p{L}/u.test(c) && keys.lower(c) !== c);

    /* The chain of pieces that starts at `start`: {key, end, n}, or null when it has no
     * joined form. */
    function readChain(text, start, joiner) {
        const pieces = [];
        let end = start - 1;

        do {
            const found = match(keys.nextRun, text, end + 1);

            if (found?.index !== end + 1) {
                break;
            }
            pieces.push(found[0]);
            if (pieces.length > PIECES_MAX || (joiner === "." && !isCapitals(found[0]))) {
                return null;
            }
            end = keys.nextRun.lastIndex;
        } while (joinerAt(text, end) === joiner);

        const key = pieces.join("");

        return pieces.length > 1 && /\p{L}/u.test(key) ? { key, end, n: pieces.length } : null;
    }

    /* "A-I" is not ai: what makes a syllable would be found for it. */
    function addJoined(scan, { start, end }) {
        const joiner = joinerAt(scan.text, end);
        const inside = scan.runEnd === start - 1 && joinerAt(scan.text, start - 1) === joiner;
        const chain =
            joiner === "" || (inside && start > 1) ? null : readChain(scan.text, start, joiner);

        if (chain !== null && !wordOf(chain.key).legal) {
            scan.add("joined", wordOf(chain.key), start, chain.end, chain.n);
        }
    }

    /* ---- Document numbers ---- */

    const CAPITALS = "A-ZĂÂÊÔƠƯĐ" + Array.from(keys.PLAIN.keys()).join("").toUpperCase();
    const ORGAN = `[${CAPITALS}][${CAPITALS}đ&a-z0-9]{0,11}(?!&)${NO_WORD}`;

    // As in DOCNUM_FORM.
    const PARTS = {
        n: "(?<n>[0-9]{1,5}(?![0-9])[A-Za-z]?)",
        t: `(?<t>(?:${list("DOCNUM_TYPE").join("|")})${NO_WORD})`,
        y: `(?<y>${YEAR})`,
        q: `(?<q>(?:UBTV)?QH[0-9]{1,2}${NO_WORD})`,
        c: `(?<c>${ORGAN})`,
        o: `(?<o>${ORGAN}(?:${DASH}${ORGAN}){0,3})`,
        "-": BLANKS + DASH + BLANKS,
        "/": BLANKS + SLASH + BLANKS
    };

    const FORMS = rows("DOCNUM_FORM").map(([, form, display]) => ({
        expression: new RegExp(Array.from(form, (part) => PARTS[part]).join(""), "uy"),
        display
    }));

    // What they all start with; most digits are no number's.
    const START = new RegExp(`${PARTS.n}(?:${PARTS["-"]}|${PARTS["/"]})[${CAPITALS}0-9]`, "uy");

    /* The document number that starts at `at`, where digits start: {end, display}, or null. */
    function docnumAt(text, at) {
        if (/[0-9/.,\0]/.test(text.charAt(at - 1)) || match(START, text, at) === null) {
            return null;
        }
        for (const { expression, display } of FORMS) {
            const found = match(expression, text, at);
            const part = (name) => found.groups[name].replace(new RegExp(DASH, "gu"), "-");

            if (found !== null) {
                return { end: expression.lastIndex, display: display.replace(/[a-z]/g, part) };
            }
        }
        return null;
    }

    function addDocnum(scan, run, at) {
        const found = at < scan.docnumEnd ? null : docnumAt(scan.text, at);

        if (found !== null) {
            addWhole(scan, run, "docnum", withoutZeros(found.display), at, found.end);
            scan.docnumEnd = found.end;
        }
    }

    /* ---- Dates ---- */

    const DAY = "([0-9]{1,2})(?![0-9])";
    const GAPS = `${GAP}{1,3}`;
    const MONTHS = new Map(rows("MONTH"));

    const NUMERIC = [SLASH, DASH, "\\."].map((separator) => {
        const around = BLANKS + separator + BLANKS;

        return new RegExp(`${DAY}${around}${DAY}${around}${YEAR}(?!/)`, "uy");
    });

    // These in lower case.
    const MONTH = `(?:${DAY}|(${Array.from(MONTHS.keys()).join("|")}))`;
    const LONG = new RegExp(
        `ngày${GAPS}${DAY}${GAPS}tháng${GAPS}${MONTH}${GAPS}năm${GAPS}${YEAR}`,
        "uy"
    );
    const UNTIL = new RegExp(
        `${GAP}{0,3}${DASH}${GAP}{0,3}|${GAPS}đến${GAPS}(?:hết${GAPS})?`,
        "uy"
    );
    const NEXT_DAY = new RegExp(`ngày${GAPS}`, "uy");

    /* Whether a text is an ISO date of the calendar: "2020-03-31". */
    function isIsoDate(text) {
        const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) || [];

        return y > 0 && new Date(Date.UTC(y, m - 1, d)).getUTCMonth() === m - 1;
    }

    /* What a date's expression found at the end of `end`: {end, iso}, or null. */
    function dateOf(end, year, ...monthAndDay) {
        const iso = [year, ...monthAndDay.map((n) => String(n).padStart(2, "0"))].join("-");

        return isIsoDate(iso) ? { end, iso } : null;
    }

    function numericDateAt(text, at, lastEnd) {
        const before = text.charAt(at - 1);

        // No part of a longer number; a dash only when it joins two dates.
        if (/[0-9/.]/.test(before) || (before === "-" && !(lastEnd && at - 1 === lastEnd))) {
            return null;
        }
        for (const expression of NUMERIC) {
            const found = match(expression, text, at);
            const date = found && dateOf(expression.lastIndex, found[3], found[2], found[1]);

            if (date) {
                return date;
            }
        }
        return null;
    }

    /* The date that starts at `at` in {text, lower}: {end, iso}, or null.  `lastEnd` is where the
     * date before ends, 0 when there is none. */
    function dateAt(subject, at, lastEnd) {
        if (isDigit(subject.text.charAt(at))) {
            return numericDateAt(subject.text, at, lastEnd);
        }
        const found = match(LONG, subject.lower, at);

        return (
            found && dateOf(LONG.lastIndex, found[4], found[2] || MONTHS.get(found[3]), found[1])
        );
    }

    /* The date that makes an interval with `first`: "… đến (hết) (ngày) …", "… - …". */
    function untilAt(subject, first) {
        if (match(UNTIL, subject.lower, first.end) === null) {
            return null;
        }
        const at = UNTIL.lastIndex;
        let found = dateAt(subject, at, first.end);

        if (found === null && match(NEXT_DAY, subject.lower, at) !== null) {
            found = dateAt(subject, NEXT_DAY.lastIndex, 0);
        }
        return found !== null && first.iso <= found.iso ? found : null;
    }

    function addDate(scan, run, at) {
        const date = at < scan.dateEnd ? null : dateAt(scan, at, scan.dateEnd);
        const until = date && untilAt(scan, date);

        if (date !== null) {
            scan.dateEnd = date.end;
            addWhole(scan, run, "date", date.iso, at, date.end);
        }
        if (until !== null) {
            addWhole(scan, run, "range", `${date.iso}..${until.iso}`, at, until.end);
        }
    }

    /* ---- All of them ---- */

    function addNumbered(scan, run, at) {
        addDocnum(scan, run, at);
        addDate(scan, run, at);
    }

    /* Adds the extra tokens that start in a run. */
    function addExtras(scan, run) {
        const { start, end, word } = run;

        if (word.number) {
            addBareNumber(scan, run);
        }
        if (isDigit(scan.text[start])) {
            addNumbered(scan, run, start);
        } else if (word.k1 === "ngày") {
            addDate(scan, run, start);
        }
        if (start >= scan.docnumEnd && start >= scan.dateEnd) {
            addJoined(scan, run);
        }
        for (let at = start + 1; at < end; at++) {
            if (isDigit(scan.text[at]) && !isDigit(scan.text[at - 1])) {
                addNumbered(scan, run, at);
            }
        }
    }

    Object.assign(keys, { addExtras, docnumAt, dateAt, isIsoDate });
})();
