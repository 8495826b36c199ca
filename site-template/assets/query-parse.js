/* query-parse.js - a query as it was typed becomes a tree: the twin of query/parse.c.
 *
 * A node: {kind: "word", "prefix", "phrase", "number", "date", "field", "and" or "or"; negated;
 * children of "and" and "or", else null; words of all others, each {k1, k2, marked, number,
 * legal}; joined: the word covid19 of Covid-19, or null; of "field" field (a row of
 * tracuu.query.fields), number or null, if it is dated begin and end ("20200331", "" = open)}. */
(function () {
    "use strict";

    const { query, text } = globalThis.tracuu;

    const newNode = (kind, negated, rest) => ({ kind, negated, children: null, words: [],
        joined: null, field: null, number: null, ...rest });

    const find = (tokens, wanted) => tokens.find(({ kind }) => kind === wanted);

    /* The words that syllables are looked up by: of a number its bare form. */
    const wordsOf = (tokens) => tokens.filter(({ kind }) => kind === "syllable").map((syllable) =>
        tokens.find(({ kind, position }) => kind === "number" && position === syllable.position) ||
        syllable);

    function parseWords({ kind, tokens, starred, negated }) {
        const words = wordsOf(tokens);
        if (kind !== "phrase" && words.length === 1) {
            return newNode(starred ? "prefix" : "word", negated, { words });
        }
        const whole = kind !== "phrase" && find(tokens, "joined");
        const joined = whole && whole.span === words.length ? whole : null;
        return newNode("phrase", negated, { words, joined });
    }

    /* A date that no token has is one in ISO form, which is its term. */
    function parseNumber({ kind, tokens, negated }, k1) {
        const word = find(tokens, kind) ||
            { k1, k2: k1, marked: false, number: false, legal: false };
        return newNode(kind === "date" ? kind : "number", negated, { words: [word] });
    }

    function parseField({ field, tokens, negated }, value) {
        const number = find(tokens, "docnum");
        return newNode("field", negated, { field, ...(
            field.kind === "values" ? { words: wordsOf(tokens) }
                : field.kind === "dated" ? query.readDays(value)
                    : { number: number ? number.k1 : text.canonical(value).replace(/^ +| +$/g, "") }
        ) });
    }

    const PARSE = { field: parseField, docnum: parseNumber, date: parseNumber };

    function parseClause(parser) {
        const lexeme = parser.lexemes[parser.next++];
        const { kind, negated, start, end } = lexeme;
        if (kind !== "open") {
            return (PARSE[kind] || parseWords)(lexeme, parser.text.slice(start, end));
        }
        const node = parseGroup(parser);
        parser.next++;
        return Object.assign(node, { negated });
    }

    const kindAt = ({ lexemes, next }, ahead) => (lexemes[next + ahead] || { kind: "close" }).kind;

    /* One positive child stands for itself. */
    const nodeOf = (kind, children) => (children.length > 1 || children[0].negated
        ? newNode(kind, false, { children }) : children[0]);

    /* clause { clause }, up to an OR that has a clause on both sides. */
    function parseAnd(parser) {
        const children = [];
        while (kindAt(parser, 0) !== "close" && (kindAt(parser, 0) !== "or" ||
                !children.length || kindAt(parser, 1) === "close")) {
            children.push(parseClause(parser));
        }
        return nodeOf("and", children);
    }

    function parseGroup(parser) {
        const children = [parseAnd(parser)];
        while (kindAt(parser, 0) !== "close") {
            parser.next++; // the OR
            children.push(parseAnd(parser));
        }
        return nodeOf("or", children);
    }

    /** Reads a query: {root: null when there is nothing to look for, cut: words over
     * limits.words were left out}.  There are no errors. */
    query.parse = function (typed) {
        const { text: read, lexemes, cut } = query.lex(typed);
        return { root: lexemes.length ? parseGroup({ text: read, lexemes, next: 0 }) : null, cut };
    };

    /** Joins the outermost AND's positive clauses by OR; filters and negations stay.  False
     * when that changes nothing. */
    query.relax = function ({ root }) {
        if (!root || root.kind !== "and") {
            return false;
        }
        const stays = (child) => child.negated || child.kind === "field";
        const children = root.children.filter((child) => !stays(child));
        const joins = children.length > 1;
        root.children = (joins ? [newNode("or", false, { children })] : children)
            .concat(root.children.filter(stays));
        return joins;
    };
})();
