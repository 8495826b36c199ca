/* research-page.js - what the two pages for researchers share: elements, texts, tables as
 * files, and how a page begins.
 */
"use strict";

(function (tracuu) {
    const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
    const LEFT_OUT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
    const FACETS = ["type", "issuer", "province", "year"];
    const SVG = "http://www.w3.org/2000/svg";

    const ui = (key) => tracuu.site.config.ui[key];

    /** An element; `what` are its attributes, null for one that is not there; children are
     * elements and texts. */
    function element(name, what = {}, ...children) {
        return build(document.createElement(name), what, children);
    }

    /** The same in a drawing. */
    function drawn(name, what = {}, ...children) {
        return build(document.createElementNS(SVG, name), what, children);
    }

    function build(made, what, children) {
        for (const [key, value] of Object.entries(what)) {
            if (value !== null && value !== false) {
                made.setAttribute(key, value === true ? "" : value);
            }
        }
        made.append(...children);
        return made;
    }

    /** A number of documents, hits …, as the page's language writes it. */
    const count = (n) => tracuu.answer.countText(n);

    /** 1.25 is "1,25" in "vi". */
    function decimal(n, digits) {
        const [whole, rest] = n.toFixed(digits).split(".");
        const comma = tracuu.site.config.language === "en" ? "." : ",";
        return count(Number(whole)) + (rest ? comma + rest : "");
    }

    /** The catalogue's string, {name} filled in. */
    const filled = (key, values = {}) =>
        ui(key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

    /** One cell of a table for spreadsheets, as lib/csv.h writes it: no cell starts a formula. */
    function cell(value) {
        if (value === null || value === undefined) {
            return "";
        } else if (typeof value === "number") {
            return String(value);
        }
        const text = value.replace(LEFT_OUT, "");
        return `"${FORMULA.test(text) ? "'" : ""}${text.replace(/"/g, "\"\"")}"`;
    }

    /** A table for spreadsheets: names in the first row, then rows of values. */
    function csv(names, rows) {
        const lines = [names.join(","), ...rows.map((row) => row.map(cell).join(","))];
        return `\ufeff${lines.join("\r\n")}\r\n`;
    }

    /** Gives the reader a file. */
    function download(name, text) {
        const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
        const link = element("a", { href: url, download: name });
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), 60000);
    }

    /** Words as a part of a file's name. */
    const slug = (text) => tracuu.text.fold(text).replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "").slice(0, 60);

    /** The filters that an address has: {type, issuer, province, year}, null when not there. */
    function filtersOf(search) {
        const given = new URLSearchParams(search);
        return Object.fromEntries(FACETS.map((facet) => [facet, given.get(facet) || null]));
    }

    /** An address of [name, value]s, empty ones left out. */
    function address(parts) {
        const escaped = (value) => encodeURIComponent(value).replace(/[!'()*]/g, (c) =>
            `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
        const given = parts.filter(([, value]) => value);
        return given.length === 0 ? ""
            : `?${given.map(([name, value]) => `${name}=${escaped(value)}`).join("&")}`;
    }

    /** A link to the notice of a record, to the paragraph `id` when there is one. */
    function noticeUrl({ url }, query, id = "") {
        const more = address([["q", query]]);
        return (url.includes("?") ? url + more.replace("?", "&") : url + more) + (id && `#${id}`);
    }

    /* What a notice is called in one line. */
    const titleOf = ({ title, heading, id }) => title ?? heading ?? id;

    /** Choices of a filter: its values among documents, with how many have each. */
    async function fillFilter(select, index, docs, chosen) {
        const name = select.name;
        const column = await index.column(name).catch(() => null);
        const { values, symbols } = column || { values: [], symbols: [] };
        const counts = new Uint32Array(values.length + 1);
        docs.forEach((doc) => { counts[symbols[doc]]++; });
        const rows = values.map((value, i) => ({ value, n: counts[i + 1] }))
            .filter(({ value, n }) => n > 0 || value === chosen);
        const keys = new Map(rows.map(({ value }) => [value, tracuu.text.sortKey(value)]));
        rows.sort((a, b) => tracuu.byteOrder(keys.get(a.value), keys.get(b.value)));
        if (name === "year") {
            rows.reverse();
        }
        select.replaceChildren(element("option", { value: "" }, ui("research_any")),
            ...rows.map(({ value, n }) => element("option",
                { value, selected: value === chosen }, `${value} (${count(n)})`)));
        select.closest(".field").hidden = rows.length === 0;
    }

    /** Shows the filters of the form, open when one is in use. */
    function showFilters(filters, isAsked) {
        const box = document.getElementById("filters");
        box.hidden = !isAsked;
        box.open ||= Object.values(filters).some(Boolean);
    }

    /** What is said of warnings and files that could not be read: paragraphs. */
    function notes({ warnings = [], relaxed = false }, faults = []) {
        const kinds = { words: "warning_words", expansion: "warning_prefix" };
        const texts = warnings.map(({ kind, subject }) =>
            tracuu.answer.filled(kinds[kind], subject));
        if (relaxed) {
            texts.push(ui("answer_relaxed"));
        }
        if (faults.length > 0) {
            const named = faults.slice(0, 3).join(", ") + (faults.length > 3 ? " …" : "");
            texts.push(filled("research_faults", { n: count(faults.length), files: named }));
        }
        return texts.map((text) => element("p", { class: "note" }, text));
    }

    /** Shows what went wrong in place of an answer. */
    function showError(box, error) {
        const { error: { title, text } } = tracuu.answer.errorData("", error);
        box.replaceChildren(element("section", { class: "error" },
            element("h2", {}, title), element("p", {}, text)));
        return `${title}. ${text}`;
    }

    /** Says something to those who do not see the page. */
    function announce(text) {
        document.getElementById("status").textContent = text;
    }

    /** Opens the index and calls run(index); what fails is shown in `box`. */
    async function begin(box, run) {
        try {
            if (typeof DecompressionStream === "undefined") {
                const text = `error_browser_text${tracuu.site.config.packed ? "_packed" : ""}`;
                throw Object.assign(new Error(), { name: "RequestError",
                    title: "error_browser", text });
            }
            await run(await tracuu.open(box.dataset.root));
        } catch (error) {
            announce(showError(box, error));
        }
    }

    /** Promise of the page being there whole: from then on what is loaded does not keep the
     * browser saying that it is loading. */
    const loaded = () => new Promise((resolve) => {
        if (document.readyState === "complete") {
            resolve();
        } else {
            addEventListener("load", () => resolve());
        }
    });

    /* Chooses a value, or what the page has chosen when there is none such. */
    const pick = (select, value) => {
        const options = [...select.options];
        const own = options.find((option) => option.defaultSelected) || options[0];
        select.value = (options.find((option) => option.value === value) || own).value;
        return select.value;
    };

    /** What was asked, for paper, where no form is. */
    function showQuestion(queries, filters) {
        const chosen = FACETS.filter((facet) => filters[facet])
            .map((facet) => `${ui(`facet_${facet}`)}: ${filters[facet]}`);
        document.getElementById("question").textContent =
            [...queries.map((query) => filled("freq_quoted", { query })), ...chosen].join(" · ");
    }

    /** "/" goes to the words, as on the search page. */
    document.addEventListener("keydown", (event) => {
        const isText = event.target.closest("input, textarea, select");
        if (event.key === "/" && !isText && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            const input = document.querySelector("form.research input");
            input.focus();
            input.select();
        }
    });

    tracuu.kit = {
        element, drawn, ui, count, decimal, filled, csv, download, slug, filtersOf, address,
        noticeUrl, titleOf, fillFilter, showFilters, showQuestion, notes, showError, announce,
        begin, loaded, pick, FACETS,
    };
})(globalThis.tracuu);
