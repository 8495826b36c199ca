/* research-frequency.js - frequency.html: how often queries stand in documents and in their texts.
 *
 * Documents are counted from the index, at once.  Hits are counted by reading texts; until
 * all are read they are not known, and look so.
 */
"use strict";

(function (tracuu) {
    const { kit, research } = tracuu;
    const { element, ui, count, filled } = kit;
    const MAX_QUERIES = 6;
    const UNASKED = 2000; // documents that are read without being asked to
    const MAX_ROWS = 200; // of the table; the file has all
    const MAX_BARS = 15;
    const SHOW_MS = 300;
    const WAIT_RESIZE = 150;
    const MEASURES = ["docs", "share", "hits", "rate"];

    const box = document.getElementById("answer");
    const form = document.querySelector("form.research");
    const byId = (id) => document.getElementById(id);
    const { by: bySelect, show: showSelect } = form.elements;

    let asked = null; // {queries, by, filters, stopper, counting, isReading}

    /* ---- words ---- */

    function nameOf({ key }, by) {
        if (key === null) {
            return ui(by === "month" || by === "year" ? "browse_undated" : "unknown");
        }
        return by === "month" ? monthName(key) : String(key);
    }

    const monthName = (key) => ui(`month_${key % 100}`).replace("{n}", Math.floor(key / 100));

    const shortName = (group, by) => (by === "month" && group.key !== null
        ? `${group.key % 100}/${Math.floor(group.key / 100)}` : nameOf(group, by));

    const UNKNOWN = "…"; // yet
    const NONE = "–"; // such a number is not

    function format(value, measure) {
        const isWhole = value === 0 || value === 1;
        switch (measure) {
        case "share": return `${kit.decimal(100 * value, isWhole ? 0 : 1)}%`;
        case "rate": return kit.decimal(value, 2);
        default: return count(value);
        }
    }

    /* A phrase without its quotes; others as they were typed. */
    const shown = (query) => query.replace(/^"([^"]*)"$/, "$1");
    const quoted = (query) => filled("freq_quoted", { query: shown(query) });

    /* ---- the table ---- */

    /* What columns show: [{q, measure, name}]; one query has all, several have one. */
    function columnsOf({ queries }, measure) {
        return queries.length === 1
            ? MEASURES.map((one) => ({ q: 0, measure: one, name: ui(`freq_${one}`) }))
            : queries.map((query, q) => ({ q, measure, name: research.LETTERS[q], query }));
    }

    function textOf({ counting }, group, q, measure) {
        const value = counting.value(group, q, measure);
        return value !== null ? format(value, measure)
            : counting.means(group, q, measure) ? UNKNOWN : NONE;
    }

    const number = (text) => element("td", { class: text === UNKNOWN ? "n unknown" : "n" }, text);

    function rowOf(state, columns, group, name) {
        return element("tr", {}, element("th", { scope: "row" }, name),
            number(count(group.total)), ...columns.map(({ q, measure }) =>
                number(textOf(state, group, q, measure))));
    }

    function headOf(columns) {
        return element("thead", {}, element("tr", {},
            element("th", { scope: "col" }, ui(`freq_by_${asked.by}`)),
            element("th", { scope: "col", class: "n" }, ui("freq_total")),
            ...columns.map(({ name, query }) => element("th",
                { scope: "col", class: "n", title: query || null }, name))));
    }

    function tableOf(state, measure) {
        const { counting, by, queries } = state;
        const columns = columnsOf(state, measure);
        const rows = counting.rows();
        const caption = queries.length === 1
            ? filled("freq_caption_one", { query: shown(queries[0]) })
            : filled("freq_caption", { measure: ui(`freq_${measure}`) });
        const unknown = counting.unknown();
        const parts = [element("caption", {}, caption), headOf(columns), element("tbody", {},
            ...rows.slice(0, MAX_ROWS).map((group) => rowOf(state, columns, group,
                nameOf(group, by))))];
        if (unknown) {
            parts.push(element("tbody", { class: "apart" },
                rowOf(state, columns, unknown, nameOf(unknown, by))));
        }
        parts.push(element("tfoot", {},
            rowOf(state, columns, counting.sum(), ui("freq_sum"))));
        byId("more").hidden = rows.length <= MAX_ROWS;
        byId("more").textContent = filled("freq_more", { n: count(rows.length - MAX_ROWS) });
        return element("table", { class: "freq" }, ...parts);
    }

    /* ---- the drawing ---- */

    /* Why there is no drawing, "" when there is one. */
    function notDrawn(counting, rows, measure) {
        const some = (test) => rows.some((group) =>
            counting.found.some((_, q) => test(group, q, measure)));
        if (rows.length === 0) {
            return "freq_nothing_drawn";
        } else if (!some((...of) => counting.means(...of))) {
            return "freq_no_hits_drawn";
        }
        return some((...of) => counting.value(...of) !== null) ? "" : "freq_not_drawn";
    }

    function drawingOf(state, measure) {
        const { counting, by, queries } = state;
        const rows = counting.rows();
        const why = notDrawn(counting, rows, measure);
        if (why) {
            return element("p", { class: "note" }, ui(why));
        }
        const groups = counting.isTime ? rows : rows.slice(0, MAX_BARS);
        const title = filled("freq_chart", { measure: ui(`freq_${measure}`),
            by: ui(`freq_by_${by}`).toLowerCase(), queries: queries.map(quoted).join(", ") });
        const drawing = research.chart({
            isTime: counting.isTime, title, text: ui("freq_chart_text"), series: queries,
            rows: groups.map((group) => ({
                place: counting.isTime ? research.placeOf(group.key, by) : 0,
                label: shortName(group, by),
                values: queries.map((_, q) => counting.value(group, q, measure)),
            })),
            format: (value) => format(value, measure),
            isWhole: measure === "docs" || measure === "hits",
            width: Math.max(280, Math.floor(byId("chart").clientWidth)),
        });
        const left = rows.length - groups.length;
        return element("figure", {}, drawing, element("figcaption", {}, left > 0
            ? `${title}. ${filled("freq_bars_left", { n: count(left) })}` : title));
    }

    /* ---- what is said ---- */

    function hitsText({ counting, isReading }, q) {
        if (!counting.found[q].hits.any) {
            return ui("freq_no_hits");
        } else if (counting.isWhole) {
            return filled("freq_hits_n", { n: count(counting.sum().hits[q]) });
        }
        return ui(isReading ? "freq_counting" : "freq_uncounted");
    }

    function legendOf(state) {
        const { counting, queries, filters } = state;
        return queries.map((query, q) => {
            const docs = counting.found[q].docs.length;
            const address = kit.address([["q", query], ...Object.entries(filters)]);
            return element("li", {}, research.sign(q, counting.isTime),
                element("span", {}, element("strong", {}, `${research.LETTERS[q]} `),
                    element("span", { class: "query" }, quoted(query)), " · ",
                    filled("freq_docs_n", { n: count(docs) }), " · ", hitsText(state, q), " · ",
                    element("a", { href: `concordance.html${address}`,
                        "aria-label": `${ui("research_context")}: ${query}` },
                    ui("research_context"))));
        });
    }

    function spanText(state, { n, undated, first, last }, q) {
        const name = (key) => nameOf({ key }, state.by).toLowerCase();
        const key = n === 0 ? "freq_span_none" : first === last ? "freq_span_one" : "freq_span";
        const text = filled(key, { query: shown(state.queries[q]), n: count(n),
            first: first && name(first), last: last && name(last) });
        return undated > 0 ? `${text} ${filled("freq_span_undated", { n: count(undated) })}` : text;
    }

    /* Two queries over time, in sentences; nothing of others. */
    function sentences(state) {
        const { counting, queries, by } = state;
        if (queries.length !== 2 || !counting.isTime) {
            return [];
        }
        const { each, overtakes } = research.compare(counting);
        const texts = each.map((one, q) => spanText(state, one, q));
        if (overtakes) {
            texts.push(filled(`freq_overtakes_${by}`, { query: shown(queries[overtakes.q]),
                other: shown(queries[1 - overtakes.q]),
                from: nameOf({ key: overtakes.key }, by).toLowerCase() }));
        }
        return texts.map((text) => element("p", {}, text));
    }

    function showNotes({ counting }) {
        const warnings = counting.found.flatMap((found) => found.warnings);
        const texts = kit.notes({ warnings }, counting.faults);
        if (counting.faults.length > 0) {
            texts.push(element("p", { class: "note" }, ui("freq_faults")));
        }
        byId("notes").replaceChildren(...texts);
    }

    function showProgress(state) {
        const { counting, isReading } = state;
        const [n, all] = [counting.n, counting.docs.length];
        const [stop, go] = [byId("stop"), byId("go")];
        const focused = [stop, go].find((button) => button === document.activeElement);
        byId("reading").hidden = counting.isDone;
        byId("read").textContent = filled("freq_read", { read: count(n), all: count(all) });
        Object.assign(byId("progress"), { max: Math.max(1, all), value: n });
        stop.hidden = !isReading;
        go.hidden = isReading;
        go.textContent = n > 0 ? ui("research_go") : filled("freq_go", { all: count(all) });
        if (focused && (counting.isDone || focused.hidden)) {
            (counting.isDone ? byId("count") : isReading ? stop : go).focus();
        }
    }

    function showAll(state) {
        const measure = showSelect.value;
        showProgress(state);
        showNotes(state);
        byId("legend").replaceChildren(...legendOf(state));
        byId("sentences").replaceChildren(...sentences(state));
        byId("chart").replaceChildren(drawingOf(state, measure));
        byId("table").replaceChildren(tableOf(state, measure));
    }

    /* ---- reading ---- */

    async function readOn(state) {
        if (state.isReading) { // the reader went on before the page did
            return;
        }
        const stopper = state.stopper = new AbortController();
        let shownAt = performance.now();
        state.isReading = true;
        showAll(state);
        try {
            await state.counting.readOn(research.pauseFor(stopper.signal), () => {
                if (performance.now() - shownAt > SHOW_MS && state === asked) {
                    shownAt = performance.now();
                    showProgress(state);
                }
            });
        } catch (error) {
            if (error.name !== "AbortError") {
                throw error;
            }
        }
        state.isReading = false;
        if (state === asked) {
            showAll(state);
            kit.announce(state.counting.isDone ? ui("freq_done") : byId("read").textContent);
        }
    }

    /* ---- export ---- */

    function save({ counting, queries, by }) {
        const groups = [...counting.rows(), counting.unknown()].filter(Boolean);
        const names = queries.flatMap((_, q) => MEASURES.map((measure) =>
            (queries.length > 1 ? `${measure}_${research.LETTERS[q]}` : measure)));
        const rows = groups.map((group) => [keyText(group, by), group.total, group.syllables,
            ...queries.flatMap((_, q) => MEASURES.map((measure) => {
                const value = counting.value(group, q, measure);
                return value === null || Number.isInteger(value) ? value
                    : Number(value.toFixed(6));
            }))]);
        const asked = queries.map((query, q) => [`${research.LETTERS[q]}: ${query}`]);
        kit.download(`${kit.slug(`tan-suat ${by} ${queries.join(" ")}`)}.csv`,
            kit.csv([by, "documents", "syllables", ...names], rows.concat(
                queries.length > 1 ? asked : [])));
    }

    /* 2020-03, so that a spreadsheet sorts it. */
    function keyText({ key }, by) {
        if (by === "month" && key !== null) {
            return `${Math.floor(key / 100)}-${String(key % 100).padStart(2, "0")}`;
        }
        return key === null ? null : String(key);
    }

    /* ---- the page ---- */

    const fields = () => [...byId("queries").querySelectorAll("input")];
    const typed = () => fields().map(({ value }) => value);

    function makeFields(n) {
        byId("queries").replaceChildren(...Array.from({ length: n }, (_, q) => {
            const id = q === 0 ? "q" : `q-${q + 1}`;
            return element("p", { class: "field" },
                element("label", { for: id },
                    filled("freq_query", { letter: research.LETTERS[q] })),
                element("input", { id, name: q === 0 ? "q" : null, type: "search", maxlength: 1024,
                    autocomplete: "off", spellcheck: "false" }));
        }));
    }

    /* Fields for the queries, and an empty one more than there are.  One that has the focus
     * keeps it, so that the reader types on; that is the last one when it is not needed. */
    function fillQueries(queries, least = 2) {
        const n = Math.min(MAX_QUERIES, Math.max(least, queries.length));
        const focused = fields().indexOf(document.activeElement);
        if (fields().length !== n) {
            makeFields(n);
            focused >= 0 && fields()[Math.min(focused, n - 1)].focus();
        }
        fields().forEach((field, q) => { field.value = queries[q] || ""; });
        byId("add").hidden = n === MAX_QUERIES;
    }

    function addressOf(queries, filters) {
        const [by, show] = [bySelect.value, showSelect.value];
        return kit.address([...queries.map((query) => ["q", query.trim()]),
            ["by", by === "month" ? "" : by], ["show", show === "docs" ? "" : show],
            ...kit.FACETS.map((facet) => [facet, filters[facet]])]);
    }

    const filtersTyped = () => Object.fromEntries(kit.FACETS.map((facet) =>
        [facet, form.elements[facet].value]));

    /* What an address asks for. */
    function questionOf(search) {
        const given = new URLSearchParams(search);
        return {
            queries: [...new Set(given.getAll("q").map((query) => query.trim()))]
                .filter(Boolean).slice(0, MAX_QUERIES),
            filters: kit.filtersOf(search),
            by: kit.pick(bySelect, given.get("by") || "month"),
            show: kit.pick(showSelect, given.get("show") || "docs"),
        };
    }

    const isSame = (a, b) => JSON.stringify([a.queries, a.filters]) ===
        JSON.stringify([b.queries, b.filters]);

    /* The same numbers in other groups, or another measure of them. */
    async function regroup(state, { by }) {
        await state.counting.groupBy(by);
        state.by = state.counting.by;
        if (state === asked && state.by === by) {
            showAll(state);
            kit.announce(byId("table").querySelector("caption").textContent);
        }
    }

    function begin({ queries, by, filters }) {
        fillQueries(queries);
        document.title = [queries.join(", "), ui("freq_title"), tracuu.site.config.title]
            .filter(Boolean).join(" – ");
        return { queries, by, filters, stopper: new AbortController(), isReading: false };
    }

    async function ask(index, search) {
        const question = questionOf(search);
        if (asked && asked.counting && isSame(asked, question) &&
            asked.counting.faults.length === 0) {
            fillQueries(asked.queries);
            await regroup(asked, question);
            return;
        }
        asked && asked.stopper.abort();
        const state = asked = begin(question);
        const { queries, by, filters } = state;
        byId("intro").hidden = queries.length > 0;
        byId("found").hidden = true;
        kit.showFilters(filters, queries.length > 0);
        if (queries.length === 0) {
            return;
        }
        kit.announce(ui("search_waiting"));
        kit.showQuestion(queries, filters);
        const pause = research.pauseFor(state.stopper.signal);
        state.counting = await research.Counting.start(index, queries, by, filters, pause);
        if (state !== asked) {
            return;
        }
        const docs = [...new Set(state.counting.found.flatMap((found) => [...found.docs]))];
        for (const facet of kit.FACETS) {
            await kit.fillFilter(form.elements[facet], index, docs, filters[facet]);
        }
        byId("found").hidden = false;
        showAll(state);
        kit.announce(byId("legend").textContent);
        if (state.counting.docs.length <= UNASKED && !state.counting.isDone) {
            await kit.loaded();
            if (state === asked) {
                await readOn(state);
            }
        }
    }

    function fail(error) {
        if (error.name !== "AbortError") {
            asked = null;
            byId("found").hidden = true;
            kit.announce(kit.showError(byId("error"), error));
        }
    }

    function run(index) {
        byId("error").replaceChildren();
        ask(index, location.search).catch(fail);
    }

    function again() {
        if (asked && asked.counting) {
            showAll(asked);
        }
    }

    function listen(index) {
        const go = (search, isNew) => history[isNew ? "pushState" : "replaceState"](null, "",
            search || location.pathname);
        byId("stop").addEventListener("click", () => asked.stopper.abort());
        byId("go").addEventListener("click", () => readOn(asked).catch(fail));
        byId("export").addEventListener("click", () => save(asked));
        byId("add").addEventListener("click", () => {
            const queries = typed();
            fillQueries(queries, queries.length + 1);
            byId(`q-${queries.length + 1}`).focus();
        });
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            const search = addressOf(typed(), filtersTyped());
            go(search, search !== location.search);
            run(index);
        });
        /* What is asked in another way; what is only typed waits for the button. */
        [bySelect, showSelect].forEach((select) => select.addEventListener("change", () => {
            if (!asked || asked.queries.length === 0) {
                return;
            }
            go(addressOf(asked.queries, asked.filters), select === bySelect);
            if (asked.counting) {
                regroup(asked, questionOf(location.search)).catch(fail);
            } else {
                run(index);
            }
        }));
        let timer = 0;
        addEventListener("resize", () => {
            clearTimeout(timer);
            timer = setTimeout(again, WAIT_RESIZE);
        });
        addEventListener("popstate", () => run(index));
    }

    kit.begin(box, async (index) => {
        listen(index);
        run(index);
    });
})(globalThis.tracuu);
