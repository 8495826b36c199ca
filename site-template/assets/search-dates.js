// search-dates - the dates between which notices are wanted, as two fields beside the results
// and as "ngay:FROM..TO" in the query, where they are kept: addresses and both engines need
// nothing else.
(() => {
    "use strict";

    const tracuu = globalThis.tracuu = globalThis.tracuu || {};

    /* The query's lexemes that stand in no brackets, each with what follows it. */
    function outermost(query) {
        const { text, lexemes } = tracuu.query.lex(query);
        let depth = 0;
        const top = lexemes.filter(({ kind }) => {
            depth += kind === "open" ? 1 : kind === "close" ? -1 : 0;
            return depth === 0 && kind !== "close";
        });
        return { text, top, isOr: top.some(({ kind }) => kind === "or") };
    }

    /**
     * The interval that a query as a whole is bound to: {from, to, rest}; from and to as in
     * the query, "" for open; rest is the query without it.  Of several the first.
     */
    function read(query) {
        const { text, top, isOr } = outermost(query);
        const found = !isOr && top.find(({ kind, negated, field }) =>
            kind === "field" && !negated && field.kind === "dated");
        if (!found) return { from: "", to: "", rest: query.trim() };
        const value = text.slice(found.start, found.end);
        const [, from, to] = /^(.*?)\.\.(.*)$/.exec(value) || [0, value, value];
        const name = /[\p{L}\p{M}]*:(["“”„«»]?)$/u.exec(text.slice(0, found.start));
        const head = text.slice(0, name.index);
        const tail = text.slice(found.end + name[1].length);
        return { from, to, rest: `${head}${tail}`.replace(/ {2,}/g, " ").trim() };
    }

    /** The query bound to an interval instead of the one that it has. */
    function write(query, from, to) {
        const { rest } = read(query);
        if (!from && !to) return rest;
        const range = `ngay:${from === to ? from : `${from}..${to}`}`;
        const inner = outermost(rest).isOr ? `(${rest})` : rest;
        return inner ? `${inner} ${range}` : range;
    }

    /** What is typed into a field, as a query has it; "" for nothing, null for no date. */
    function parse(typed) {
        const [, day, month, year] =
            /^(?:(?:(\d{1,2})[/. -])?(\d{1,2})[/. -])?(\d{4})$/.exec(typed.trim()) || [];
        const form = year === undefined ? typed.trim()
            : day ? `${Number(day)}/${Number(month)}/${year}`
                : month ? `${year}-${month.padStart(2, "0")}` : year;
        return form === "" || (!form.includes("..") && tracuu.query.readDays(form)) ? form : null;
    }

    /** Whether an interval can hold a day. */
    function isInOrder(from, to) {
        const { begin, end } = tracuu.query.readDays(`${from}..${to}`);
        return begin === "" || end === "" || begin <= end;
    }

    /** A date of a query as it is typed: 2021-03-15 is 15/3/2021, 2021-03 is 3/2021. */
    function shown(form) {
        const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(form) || [];
        if (!month) return form;
        return `${day ? `${Number(day)}/` : ""}${Number(month)}/${year}`;
    }

    tracuu.dates = { read, write, parse, isInOrder, shown };
})();
