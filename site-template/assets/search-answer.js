// search-answer - what a question is in an address, and an answer as the data of the
// template "found" (indexer/site.h): the twin of query/page.c and query/request.c, so that
// the search page and the search program show the same.
(() => {
    "use strict";

    const tracuu = globalThis.tracuu = globalThis.tracuu || {};
    const FACETS = ["type", "issuer", "province", "year"];
    const SORTS = [
        ["relevance", "sort_relevance"],
        ["-date", "sort_newest"],
        ["date", "sort_oldest"],
    ];
    const TIERS = ["exact", "variant", "folded"];
    const WARNINGS = { words: "warning_words", expansion: "warning_prefix" };
    const MAX_FACET_VALUES = 12;
    const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December"];

    const ui = (key) => tracuu.site.config.ui[key];
    const isEnglish = () => tracuu.site.config.language === "en";

    /** The catalogue's string with {n} and {m} filled in. */
    function filled(key, n, m = "") {
        return ui(key).replace(/\{[nm]\}/g, (name) => (name === "{n}" ? n : m));
    }

    /** 4812 is "4.812" in "vi" and "4,812" in "en". */
    function countText(count) {
        return String(count).replace(/\B(?=(\d{3})+$)/g, isEnglish() ? "," : ".");
    }

    /** "2020-03-31" is "31/3/2020" in "vi" and "31 March 2020" in "en"; null for null. */
    function dateText(iso) {
        if (iso === null) return null;
        const [year, month, day] = iso.split("-").map(Number);
        if (isEnglish()) return `${day} ${MONTHS[month - 1]} ${year}`;
        return `${String(day).padStart(2, "0")}/${month < 3 ? "0" : ""}${month}/${year}`;
    }

    /** A parameter that has no such value, or a question that is too long. */
    class RequestError extends Error {
        constructor(title, text, detail) {
            super(detail);
            Object.assign(this, { name: "RequestError", title, text });
        }
    }

    function checked(name, value, isValid) {
        if (isValid) return value;
        throw new RequestError("error_request", "error_request_text", `${name}: "${value}"`);
    }

    function readPage(text) {
        const isCount = /^\d{1,9}$/.test(text) && text > 0;
        return Number(checked("page", text, isCount && text <= tracuu.site.limits.max_page));
    }

    function checkedQuery(query) {
        const { query_bytes: most } = tracuu.site.limits;
        if (new TextEncoder().encode(query).length > most)
            throw new RequestError("error_too_long", "error_too_long_text", String(most));
        return query;
    }

    /* The query within the days of the fields that the search program has without a script:
     * they stand beside it in the address. */
    function bound(query, typed) {
        const { parse, isInOrder, write } = tracuu.dates;
        const [from, to] = typed.map((text) => parse(text));
        if (from === null || to === null)
            throw new RequestError("error_dates", "dates_wrong", typed[from === null ? 0 : 1]);
        if (!isInOrder(from, to)) throw new RequestError("error_dates", "dates_order", "");
        return from || to ? checkedQuery(write(query, from, to)) : query;
    }

    /**
     * Reads an address: "?q=…&sort=-date&type=…&page=2" → {query, sort, page, filters}.
     * Of a parameter that comes twice the first counts; an empty one is not there; others do
     * not exist.  Throws RequestError.
     */
    function read(search) {
        const given = new URLSearchParams(search);
        const value = (name) => given.get(name) || "";
        const query = bound(checkedQuery(value("q")), [value("from"), value("to")]);
        const sort = value("sort") || "relevance";
        checked("sort", sort, SORTS.some(([name]) => name === sort));
        return {
            query,
            sort,
            page: readPage(value("page") || "1"),
            filters: Object.fromEntries(FACETS.map((key) => [key, value(key) || null])),
        };
    }

    /** Whether there is something to look for. */
    function asks(request) {
        return request.query.trim() !== "" || FACETS.some((key) => request.filters[key] !== null);
    }

    const escaped = (text) => encodeURIComponent(text).replace(/[!'()*]/g,
        (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

    /** The address of a request, the same for equal ones: defaults are left out. */
    function write(request) {
        const parts = [["q", request.query]];
        if (request.sort !== "relevance") parts.push(["sort", request.sort]);
        for (const key of FACETS)
            if (request.filters[key]) parts.push([key, request.filters[key]]);
        if (request.page !== 1) parts.push(["page", String(request.page)]);
        return `?${parts.map(([name, value]) => `${name}=${escaped(value)}`).join("&")}`;
    }

    /** The address of another answer; its first page unless `change` says otherwise. */
    function linkTo(request, change) {
        return `search.html${write({ ...request, page: 1, ...change })}`;
    }

    /** The address of a notice's page with what was looked for, which the page marks. */
    function noticeLink({ query }, url) {
        if (query.trim() === "") return url;
        return `${url}${url.includes("?") ? "&" : "?"}q=${escaped(query)}`;
    }

    function resultData(request, result, before) {
        const lower = result.tier !== TIERS[0];
        const first = lower && result.tier !== before && request.sort === "relevance";
        return {
            ...result,
            url: noticeLink(request, result.url),
            title: result.title ?? result.heading ?? result.id,
            untitled: result.title === null,
            date_text: dateText(result.date),
            tier_label: lower ? ui(`tier_${result.tier}`) : null,
            tier_heading: first ? ui(`tier_${result.tier}_heading`) : null,
        };
    }

    /** A filter that leaves nothing can be taken away too. */
    function facetData(request, key, counts) {
        const rows = counts.length > 0 ? counts : [{ value: request.filters[key], count: 0 }];
        const values = rows.slice(0, MAX_FACET_VALUES).map(({ value, count }) => {
            const active = request.filters[key] === value;
            const filters = { ...request.filters, [key]: active ? null : value };
            const url = linkTo(request, { filters });
            return { value, count_text: countText(count), url, active };
        });
        return { label: ui(`facet_${key}`), key, values };
    }

    /* The filters in use, each to be taken away, and all of them when there are several. */
    function filtersData(request) {
        const keys = FACETS.filter((key) => request.filters[key]);
        const without = (some) => linkTo(request, {
            filters: { ...request.filters, ...Object.fromEntries(some.map((key) => [key, null])) },
        });
        return {
            has_filters: keys.length > 0,
            filters: keys.map((key) => ({
                label: ui(`facet_${key}`), value: request.filters[key], url: without([key]),
            })),
            filters_clear_url: keys.length > 1 ? without(keys) : null,
        };
    }

    /* The fields of an interval, which is part of the query. */
    function datesData(request) {
        const { from, to, rest } = tracuu.dates.read(request.query);
        const clear = from || to ? linkTo(request, { query: rest }) : null;
        return { from: tracuu.dates.shown(from), to: tracuu.dates.shown(to), clear_url: clear };
    }

    function pagerData(request, answer) {
        const pages = Math.max(1, Math.ceil(answer.total / answer.page_size));
        const before = Math.min(request.page - 1, pages);
        const more = request.page < Math.min(pages, tracuu.site.limits.max_page);
        return {
            previous_url: before > 0 ? linkTo(request, { page: before }) : null,
            next_url: more ? linkTo(request, { page: request.page + 1 }) : null,
            page_text: filled("answer_page", countText(request.page), countText(pages)),
        };
    }

    /** What could not be read but only decorates, one sentence a kind. */
    function faultTexts(faults) {
        const [notices, others] = [true, false].map((isNotice) => faults
            .map(({ file }) => file)
            .filter((file) => file.startsWith("notices/") === isNotice));
        return [["fault_notices", notices], ["fault_index", others]]
            .filter(([, files]) => files.length > 0)
            .map(([key, files]) => ({ text: filled(key, files.join(", ")) }));
    }

    function warningTexts(warnings) {
        return warnings.map(({ kind, subject }) => ({ text: filled(WARNINGS[kind], subject) }));
    }

    function suggestionData(request, query) {
        return query ? { text: query, url: linkTo(request, { query }) } : null;
    }

    /** The data that every page has, and an error: {title, text} or null. */
    function pageData(query, error) {
        return { root: "", ui: tracuu.site.config.ui, query, error };
    }

    /** What the pages for researchers are asked for the same; they need words. */
    function researchQuery(request) {
        const asked = { ...request, sort: "relevance", page: 1 };
        return /^\s*$/.test(request.query) ? null : write(asked).slice(1);
    }

    /** An answer of tracuu.search() (SPEC 5) as the data of "found". */
    function data(request, answer) {
        const { results, facets, total } = answer;
        const one = total === 1 ? "answer_total_one" : "answer_total";
        return {
            ...pageData(request.query, null),
            total_text: filled(one, countText(total)),
            suggestion: suggestionData(request, answer.suggestion),
            relaxed: answer.relaxed,
            no_results: total === 0,
            research_query: researchQuery(request),
            warnings: [...warningTexts(answer.warnings ?? []), ...faultTexts(answer.faults ?? [])],
            results: results.map((result, i) =>
                resultData(request, result, i > 0 ? results[i - 1].tier : TIERS[0])),
            facets: FACETS.filter((key) => facets[key].length > 0 || request.filters[key] !== null)
                .map((key) => facetData(request, key, facets[key])),
            ...filtersData(request),
            dates: datesData(request),
            sorts: SORTS.map(([sort, label]) => ({
                label: ui(label), url: linkTo(request, { sort }), active: sort === request.sort,
            })),
            ...pagerData(request, answer),
        };
    }

    /** What is said of an error: of RequestError, ChunkError, or of the program. */
    function errorText(error) {
        if (error.name === "RequestError")
            return { title: ui(error.title), text: filled(error.text, error.message) };
        if (error.name !== "ChunkError") {
            const text = filled("error_script_text", String(error.message || error));
            return { title: ui("error_script"), text };
        }
        const what = filled(`error_index_${error.reason}`, error.file);
        const rest = /\broot-[^/]*$/.test(error.file) ? "error_index_all" : "error_index_some";
        return { title: ui("error_index"), text: `${what} ${ui(rest)}` };
    }

    tracuu.request = { read, write, asks };
    tracuu.answer = {
        data, filled, countText, dateText, checked,
        errorData: (query, error) => pageData(query, errorText(error)),
    };
})();
