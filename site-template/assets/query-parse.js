/* query-parse.js - a query as it was typed becomes a tree; the twin of query/parse.c.
 *
 * A node: {kind: "word", "prefix", "phrase", "number", "date", "field", "and" or "or";
 * negated; children of "and" and "or", else null; words of all others, each {k1, k2, marked,
 * number, legal}; joined: the word covid19 of Covid-19, or null; of "field": field (a row of
 * tracuu.query.fields), number, begin and end ("20200331", "" = open)}.
 */
"use strict";

(function (query) {
    const newNode = (kind, negated, rest) => ({
        kind, negated, children: null, words: [], joined: null, field: null, number: null,
        begin: "", end: "", ...rest,
    });

    /* The words that syllables are looked up by: of a number its bare form. */
    const wordsOf = (tokens) =>
        tokens.filter((token) => token.kind === "syllable").map((syllable) =>
            tokens.find((token) => token.kind === "number" &&
                token.position === syllable.position) || syllable);

    function parseWords({ kind, tokens, starred, negated }) {
        const words = wordsOf(tokens);
        if (kind === "phrase") {
            return newNode("phrase", negated, { words });
        } else if (words.length === 1) {
            return newNode(starred ? "prefix" : "word", negated, { words });
        }
        const joined = tokens.find((token) => token.kind === "joined");
        const whole = joined && joined.span === words.length;
        return newNode("phrase", negated, { words, joined: whole ? joined : null });
    }

    /* A date that no token has is one in ISO form, which is its term. */
    function parseNumber({ kind, tokens, negated }, k1) {
        const word = tokens.find((token) => token.kind === kind) ||
            { k1, k2: k1, marked: false, number: false, legal: false };
        return newNode(kind === "date" ? kind : "number", negated, { words: [word] });
    }

    function parseField({ field, tokens, negated }, value) {
        const rest = { field };
        if (field.kind === "values") {
            rest.words = wordsOf(tokens);
        } else if (field.kind === "dated") {
            Object.assign(rest, query.readDays(value));
        } else {
            const number = tokens.find((token) => token.kind === "docnum");
            rest.number = number ? number.k1
                : tracuu.text.canonical(value).replace(/^ +| +$/g, "");
        }
        return newNode("field", negated, rest);
    }

    const PARSE = { field: parseField, docnum: parseNumber, date: parseNumber };

    function parseClause(parser) {
        const lexeme = parser.lexemes[parser.next++];
        if (lexeme.kind !== "open") {
            const parse = PARSE[lexeme.kind] || parseWords;
            return parse(lexeme, parser.text.slice(lexeme.start, lexeme.end));
        }
        const node = parseGroup(parser);
        parser.next++;
        node.negated = lexeme.negated;
        return node;
    }

    const kindAt = (parser, at) => (parser.lexemes[at] || { kind: "close" }).kind;

    /* One positive child stands for itself. */
    const nodeOf = (kind, children) => (children.length > 1 || children[0].negated
        ? newNode(kind, false, { children }) : children[0]);

    /* clause { clause }, up to an OR that has a clause on both sides. */
    function parseAnd(parser) {
        const children = [];
        while (kindAt(parser, parser.next) !== "close" &&
            (kindAt(parser, parser.next) !== "or" || children.length === 0 ||
             kindAt(parser, parser.next + 1) === "close")) {
            children.push(parseClause(parser));
        }
        return nodeOf("and", children);
    }

    function parseGroup(parser) {
        const children = [parseAnd(parser)];
        while (kindAt(parser, parser.next) !== "close") {
            parser.next++; // the OR
            children.push(parseAnd(parser));
        }
        return nodeOf("or", children);
    }

    /** Reads a query: {root, null when there is nothing to look for; cut: there were more than
     * limits.words words}.  There are no errors. */
    query.parse = function (typed) {
        const { text, lexemes, cut } = query.lex(typed);
        return { root: lexemes.length ? parseGroup({ text, lexemes, next: 0 }) : null, cut };
    };

    /** True for what restricts without being searched for. */
    query.isFilter = (node) => node.kind === "field";

    /** Joins the outermost AND's positive clauses by OR; filters and negations stay.  False
     * when that changes nothing. */
    query.relax = function ({ root }) {
        if (!root || root.kind !== "and" || root.negated) {
            return false;
        }
        const stays = (child) => child.negated || query.isFilter(child);
        const any = root.children.filter((child) => !stays(child));
        root.children = (any.length > 1 ? [newNode("or", false, { children: any })] : any)
            .concat(root.children.filter(stays));
        return any.length > 1;
    };

    function describe(node) {
        const { kind, field, number, joined, negated, children } = node;
        const name = field ? tracuu.text.fold(field.name) : kind;
        const parts = children ? children.map(describe) : node.words.map((word) => word.k1);
        if (joined) {
            parts.push("|", joined.k1);
        } else if (number !== null) {
            parts.push(number);
        } else if (field && field.kind === "dated") {
            parts.push(node.begin + ".." + node.end);
        }
        const plain = kind === "word" ? parts[0] : `(${name} ${parts.join(" ")})`;
        return negated ? `(not ${plain})` : plain;
    }

    /** The tree as an S-expression, as query_describe writes it. */
    query.describe = ({ root }) => (root ? describe(root) : "");
})(globalThis.tracuu.query);
