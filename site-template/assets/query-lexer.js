/* query-lexer.js - the query cut into words, phrases, numbers, fields, brackets and OR.
 *
 * The twin of query/lexer.c and days.c, held to it by tests/golden/query.tsv.  Every lexeme
 * but a bracket has a token at least; brackets are balanced and none is empty.
 */
"use strict";

(function (tracuu) {
    const limits = { words: 64, depth: 16 }; // the root of the index says others

    /* name: K1; term: what the value is looked up as. */
    const fields = [
        ["loại", "values", "type"], ["nơi", "values", "issuer"], ["tỉnh", "values", "province"],
        ["ký", "values", "signatory"], ["số", "number", "number"], ["dẫn", "cites", "docnum"],
        ["ngày", "dated", "date"],
    ].map(([name, kind, term]) => ({ name, kind, term }));

    const FIELD_NAME_MAX_BYTES = 16;
    const QUOTES = /["“”„«»]/g;
    const RUN = /[^\p{Z}()"“”„«»]*/uy;

    /* Of the query that is being read. */
    let text, tokens, lexemes, pos;
    let fresh; // a blank, "(" or nothing stands before pos

    const utf8Length = (string) => unescape(encodeURIComponent(string)).length;
    const isQuote = (at) => text.charAt(at).search(QUOTES) === 0;

    /* "2020-03-31" as 20200331; "" when there is no such day. */
    function readIso(iso) {
        const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) || [];
        const days = year > 0 && month > 0 && month < 13 &&
            new Date(Date.UTC(year, month, 0)).getUTCDate();
        return day > 0 && day <= days ? year + month + day : "";
    }

    /* The first and last day of one end of an interval, or null.  A month ends on a 31st,
     * which no date passes. */
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
        return (from || to) && first && last ? { begin: first[0], end: last[1] } : null;
    }

    function runEnd(from) {
        RUN.lastIndex = from;
        RUN.test(text);
        return RUN.lastIndex;
    }

    /* The place of the quote that closes the one at `from`. */
    function closingQuote(from) {
        do {
            from++;
        } while (from < text.length && !isQuote(from));
        return from;
    }

    const tokensIn = (start, end) => tokens.filter((t) => t.start >= start && t.start < end);

    /* The first document number or date in [start, end). */
    const numberIn = (start, end) =>
        tokensIn(start, end).find((t) => t.kind === "docnum" || t.kind === "date");

    function moveTo(next) {
        pos = next;
        fresh = false;
    }

    /* Takes a lexeme, if it has tokens; reading goes on at `next`. */
    function emit(lexeme, next) {
        lexeme.tokens = tokensIn(lexeme.start, lexeme.end);
        if (lexeme.tokens.length > 0) {
            lexemes.push(lexeme);
        }
        moveTo(next);
    }

    function fieldNamed(name) {
        const key = utf8Length(name) <= FIELD_NAME_MAX_BYTES && tracuu.text.canonical(name);
        return key && fields.find((field) => tracuu.text.marksAgree(key, field.name));
    }

    /* Reads name:value; false when it is not that. */
    function lexField(negated) {
        const colon = text.slice(pos, runEnd(pos)).indexOf(":");
        const field = colon > 0 && fieldNamed(text.slice(pos, pos + colon));
        let start = pos + colon + 1;
        if (!field) {
            return false;
        }
        const quoted = isQuote(start);
        const number = field.kind !== "dated" && numberIn(start, start + 1);
        const end = quoted ? closingQuote(start) : number ? number.end : runEnd(start);
        start += quoted;
        if (tokensIn(start, end).length === 0 ||
            (field.kind === "dated" && !readDays(text.slice(start, end)))) {
            return false;
        }
        emit({ kind: "field", negated, field, start, end }, end + quoted);
        return true;
    }

    /* Whether a word starts with a date as ISO writes it; that is a date to people who
     * ask, not in running text. */
    const isIsoDate = (word) =>
        !/^.{10}[-/\p{L}\p{N}]/u.test(word) && readIso(word.slice(0, 10)) !== "";

    /* Reads words up to a blank, a bracket, a quote or a number, or that number. */
    function lexWord(negated) {
        let [kind, end] = ["word", runEnd(pos)];
        const number = numberIn(pos, end);
        if (number && number.start === pos) {
            kind = number.kind;
            end = number.end;
        } else if (isIsoDate(text.slice(pos, end))) {
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
            moveTo(pos + 1);
            fresh = true;
            return;
        }
        const negated = text[pos] === "-" && fresh && (isQuote(pos + 1) ||
            text[pos + 1] === "(" || tokens.some((token) => token.start === pos + 1));
        if (negated) {
            moveTo(pos + 1);
        }
        const open = text[pos] === "(";
        if (isQuote(pos)) {
            const end = closingQuote(pos);
            emit({ kind: "phrase", negated, start: pos + 1, end }, end + 1);
        } else if (open || text[pos] === ")") {
            lexemes.push({ kind: open ? "open" : "close", negated, tokens: [] });
            moveTo(pos + 1);
            fresh = open;
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
            } else if (kind === "close" && open.length > 0) {
                const [from, before] = open.pop();
                keep[i] = keep[from] = before < content && open.length < limits.depth;
            }
        });
        return lexemes.filter((lexeme, i) => keep[i]);
    }

    /* Quotes come in pairs; of an odd number the last becomes blanks, one for each of its
     * bytes, since a document number takes only so many. */
    function pairQuotes(string) {
        const quotes = [...string.matchAll(QUOTES)];
        const { index, 0: quote } = quotes.length % 2 ? quotes.pop() : { index: 0, 0: "" };
        return string.slice(0, index) + " ".repeat(utf8Length(quote)) +
            string.slice(index + quote.length);
    }

    /* The lexemes of a query and its text in NFC; cut: words over the limit were left out.
     * Control characters are blanks before anything is dropped as invisible. */
    function lex(typed) {
        text = pairQuotes(tracuu.text.display(typed.replace(/[\0-\x1f\x7f]/g, " ")));
        const all = tracuu.text.analyse(text);
        tokens = all.filter((token) => token.position < limits.words);
        lexemes = [];
        pos = 0;
        fresh = true;
        while (pos < text.length) {
            lexOne();
        }
        return { text, lexemes: balanced(), cut: tokens.length < all.length };
    }

    tracuu.query = { fields, limits, lex, readDays };
})(globalThis.tracuu = globalThis.tracuu || {});
