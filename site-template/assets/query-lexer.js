/* query-lexer.js - the query cut into words, phrases, numbers, fields, brackets and OR: the
 * twin of query/lexer.c and days.c.  Every lexeme but a bracket has a token at least;
 * brackets are balanced and none is empty. */
(function () {
    "use strict";

    const { tracuu } = globalThis;
    const limits = { words: 64, depth: 16 }; // the root of the index says others

    /* name: K1; term: what the value is looked up as. */
    const fields = [
        ["loại", "values", "type"], ["nơi", "values", "issuer"],
        ["tỉnh", "values", "province"], ["ký", "values", "signatory"],
        ["số", "number", "number"], ["dẫn", "cites", "docnum"], ["ngày", "dated", "date"],
    ].map(([name, kind, term]) => ({ name, kind, term }));

    const QUOTE = /["“”„«»]/;
    const RUN = /[^\p{Z}()"“”„«»]*/uy;

    let text, tokens, lexemes, pos; // of the query that is being read
    let fresh; // a blank, "(" or nothing stands before pos

    /* "2020-03-31" as 20200331; "" when there is no such day. */
    const readIso = (iso) => (tracuu.text.isIsoDate(iso) ? iso.replace(/-/g, "") : "");

    /* The first and last day that one end of an interval means, or null.  A month ends on a
     * 31st, which no date passes. */
    function readEnd(end) {
        const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(end) || [];
        if (year) {
            return [year + (month || "01") + "01", year + (month || "12") + "31"];
        }
        const day = readIso(end.replace(/^(\d\d?)\/(\d\d?)\/(\d{4})$/, (all, d, m, y) =>
            `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`));
        return day || end === "" ? [day, day] : null;
    }

    /* {begin, end} of "FROM..TO" or of one date, each "" when open; or null. */
    function readDays(value) {
        const [, from, to] = /^(.*?)\.\.(.*)$/.exec(value) || [0, value, value];
        const [first, last] = [readEnd(from), readEnd(to)];
        return first && last ? { begin: first[0], end: last[1] } : null;
    }

    const isQuote = (at) => QUOTE.test(text.charAt(at));

    function runEnd(from) {
        tracuu.text.match(RUN, text, from);
        return RUN.lastIndex;
    }

    function closingQuote(from) {
        do {
            from++;
        } while (from < text.length && !isQuote(from));
        return from;
    }

    const tokensIn = (start, end) => tokens.filter((t) => t.start >= start && t.start < end);

    /* The first document number or date in [start, end). */
    const numberIn = (start, end) =>
        tokensIn(start, end).find(({ kind }) => kind === "docnum" || kind === "date");

    function moveTo(next, isFresh = false) {
        pos = next;
        fresh = isFresh;
    }

    /* Takes a lexeme, if it has tokens; reading goes on at `next`. */
    function emit(lexeme, next) {
        lexeme.tokens = tokensIn(lexeme.start, lexeme.end);
        if (lexeme.tokens.length) {
            lexemes.push(lexeme);
        }
        moveTo(next);
    }

    /* Reads name:value; false when it is not that. */
    function lexField(negated) {
        const colon = text.slice(pos, runEnd(pos)).indexOf(":");
        const name = colon > 0 && tracuu.text.canonical(text.slice(pos, pos + colon));
        const field = name && fields.find((one) => tracuu.text.marksAgree(name, one.name));
        const value = pos + colon + 1;
        if (!field) {
            return false;
        }
        const quoted = isQuote(value);
        const number = field.kind !== "dated" && numberIn(value, value + 1);
        const start = value + quoted;
        const end = quoted ? closingQuote(value) : number ? number.end : runEnd(value);
        const isFit = tokensIn(start, end).length &&
            (field.kind !== "dated" || readDays(text.slice(start, end)));
        if (isFit) {
            emit({ kind: "field", negated, field, start, end }, end + quoted);
        }
        return isFit;
    }

    /* Reads words up to a blank, a bracket, a quote or a number, or that number.  A date as
     * ISO writes it is one to people who ask, not in running text. */
    function lexWord(negated) {
        let [kind, end] = ["word", runEnd(pos)];
        const number = numberIn(pos, end);
        const iso = /^(.{10})(?![-/\p{L}\p{N}])/u.exec(text.slice(pos, end));
        if (number && number.start === pos) {
            ({ kind, end } = number);
        } else if (iso && readIso(iso[1])) {
            kind = "date";
            end = pos + 10;
        } else if (number) {
            end = number.start;
        }
        const word = text.slice(pos, end);
        if (word === "OR" && fresh && !negated) {
            kind = "or";
        }
        emit({ kind, negated, start: pos, end, starred: word.endsWith("*") }, end);
    }

    function lexOne() {
        if (/\p{Z}/u.test(text[pos])) {
            moveTo(pos + 1, true);
            return;
        }
        const next = pos + 1;
        const negated = text[pos] === "-" && fresh && (isQuote(next) || text[next] === "(" ||
            tokens.some(({ start }) => start === next));
        if (negated) {
            moveTo(next);
        }
        const bracket = { "(": "open", ")": "close" }[text[pos]];
        if (isQuote(pos)) {
            const end = closingQuote(pos);
            emit({ kind: "phrase", negated, start: pos + 1, end }, end + 1);
        } else if (bracket) {
            lexemes.push({ kind: bracket, negated, tokens: [] });
            moveTo(pos + 1, bracket === "open");
        } else if (!lexField(negated)) {
            lexWord(negated);
        }
    }

    /* Without brackets that nothing closes or opens, that hold nothing, or stand too deep. */
    function balanced() {
        const open = [];
        let content = 0;
        const keep = lexemes.map((lexeme) => lexeme.tokens.length > 0);
        lexemes.forEach(({ kind }, i) => {
            content += keep[i];
            if (kind === "open") {
                open.push([i, content]);
            } else if (kind === "close" && open.length) {
                const [from, before] = open.pop();
                keep[i] = keep[from] = before < content && open.length < limits.depth;
            }
        });
        return lexemes.filter((lexeme, i) => keep[i]);
    }

    /* Quotes come in pairs; of an odd number the last becomes blanks, one for each of its
     * bytes, since a document number takes only so many. */
    function pairQuotes(typed) {
        const parts = typed.split(/(["“”„«»])/);
        if (parts.length % 4 === 3) {
            const last = parts[parts.length - 2];
            parts[parts.length - 2] = " ".repeat(last === "\"" ? 1 : last < "\u0800" ? 2 : 3);
        }
        return parts.join("");
    }

    /* {text: what was read, lexemes, cut: words over the limit were left out}.  Control
     * characters are blanks before anything is dropped as invisible. */
    function lex(typed) {
        text = pairQuotes(tracuu.text.display(typed.replace(/[\0-\x1f\x7f]/g, " ")));
        const all = tracuu.text.analyse(text);
        tokens = all.filter(({ position }) => position < limits.words);
        lexemes = [];
        moveTo(0, true);
        while (pos < text.length) {
            lexOne();
        }
        return { text, lexemes: balanced(), cut: tokens.length < all.length };
    }

    tracuu.query = { fields, limits, lex, readDays };
})();
