/* research-concordance.js - concordance.html: the hits of a query in their contexts.
 *
 * Texts are read newest first, as long as the reader wants; what is shown, sorted and exported
 * are the hits so far, and the page says how many those are.
 */
"use strict";

(function (tracuu) {
    const { kit, research } = tracuu;
    const { element, ui, count, filled } = kit;
    const ROWS = 100; // on a page
    const DOCUMENTS = 5000; // that are read before the page asks whether to go on, or…
    const HITS = 50000; // …as many hits
    const SHOW_MS = 700; // between two looks at what was found so far
    const SORT_SYLLABLES = 3;
    const WIDTH = 10; // syllables of context, when nobody says how many

    const box = document.getElementById("answer");
    const form = document.querySelector("form.research");
    const input = document.getElementById("q");

    /* What the page is about: one question. */
    let asked = null;

    /* ---- reading ---- */

    function begin(question) {
        return {
            ...question, stopper: new AbortController(), index: null, found: null,
            n: 0, // documents that were read
            hits: [], // {doc, left, hit, right, id}
            records: new Map(), faults: [], keys: new Map(), order: null,
            isReading: false, shownAt: 0,
        };
    }

    async function take(state, doc, record, { text, places, fault }, pause) {
        if (fault) {
            state.faults.push(fault);
        } else {
            const tier = state.found.tierOf(doc);
            const hits = await state.found.hits.find(text, tier, pause, state.width);
            hits.forEach(({ start, left, hit, right }) => state.hits.push(
                { n: state.hits.length, doc, tier, left, hit, right,
                    id: research.paragraphOf(places, start) }));
            state.records.set(doc, record);
        }
        state.n++;
    }

    /* Reads on until enough was read or the reader stops it. */
    async function readOn(state) {
        if (state.isReading) { // the reader went on before the page did
            return;
        }
        const stopper = state.stopper = new AbortController();
        const pause = research.pauseFor(stopper.signal);
        const docs = state.found.docs.subarray(state.n, state.n + DOCUMENTS);
        const enough = state.hits.length + HITS;
        state.isReading = true;
        showProgress(state);
        try {
            await research.read(state.index, docs, async (doc, record, page) => {
                await take(state, doc, record, page, pause);
                if (state.hits.length > enough) {
                    stopper.abort();
                }
                if (performance.now() - state.shownAt > SHOW_MS) {
                    await showSoFar(state);
                }
            }, pause);
        } catch (error) {
            if (error.name !== "AbortError") {
                throw error;
            }
        }
        state.isReading = false;
        if (state === asked) {
            await showAll(state);
            kit.announce(progressText(state));
        }
    }

    /* ---- order ---- */

    const sortName = () => kit.pick(form.elements.sort, form.elements.sort.value);

    /* Keys of the syllables nearest to the hit, nearest first. */
    function keysOf(state, hit, side) {
        const syllables = tracuu.kwic.syllablesOf(hit[side]);
        const near = side === "left" ? syllables.reverse() : syllables;
        return near.slice(0, SORT_SYLLABLES).map((syllable) => {
            if (!state.keys.has(syllable)) {
                state.keys.set(syllable, tracuu.text.sortKey(syllable));
            }
            return state.keys.get(syllable);
        }).join("\u0001");
    }

    /* A number between 0 and 2^32 that looks random and is the same each time (the finaliser
     * of MurmurHash3): what was shuffled can be looked at again, and cited. */
    function shuffled(n) {
        const [a, b] = [0x85ebca6b, 0xc2b2ae35];
        const mixed = Math.imul((n + 1) ^ ((n + 1) >>> 16), a);
        const again = Math.imul(mixed ^ (mixed >>> 13), b);
        return (again ^ (again >>> 16)) >>> 0;
    }

    /* The hits in the order that is wanted; equal ones as they were found. */
    async function ordered(state) {
        const sort = sortName();
        const { hits } = state;
        const pause = research.pauseFor({ aborted: false });
        if (sort === "") {
            return hits;
        } else if (sort === "shuffled") {
            return hits.slice().sort((a, b) => shuffled(a.n) - shuffled(b.n));
        } else if (sort === "date") {
            const { dated } = state.index.root;
            const isDated = ({ doc }) => doc <= dated;
            return hits.filter(isDated).sort((a, b) => b.doc - a.doc)
                .concat(hits.filter((hit) => !isDated(hit)));
        }
        const rows = [];
        for (const hit of hits) {
            rows.push({ hit, key: keysOf(state, hit, sort) });
            await pause();
        }
        return rows.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
            .map(({ hit }) => hit);
    }

    /* Promise of whether the hits are in the order that the reader wants: another question or
     * order may have been chosen meanwhile, and is not to be undone. */
    async function putInOrder(state) {
        const sort = sortName();
        const order = await ordered(state);
        const isWanted = state === asked && sort === sortName();
        if (isWanted) {
            state.order = order;
        }
        return isWanted;
    }

    /* ---- what is shown ---- */

    const isDone = (state) => state.n === state.found.docs.length;

    function progressText(state) {
        const values = { hits: count(state.hits.length), read: count(state.n),
            all: count(state.found.docs.length) };
        return filled(isDone(state) ? "kwic_done" : "kwic_part", values);
    }

    function showProgress(state) {
        const bar = document.getElementById("progress");
        const [stop, go] = [document.getElementById("stop"), document.getElementById("go")];
        const all = state.found.docs.length;
        document.getElementById("count").textContent = progressText(state);
        Object.assign(bar, { max: Math.max(1, all), value: state.n, hidden: isDone(state) });
        const focused = [stop, go].find((button) => button === document.activeElement);
        stop.hidden = !state.isReading;
        go.hidden = state.isReading || isDone(state);
        if (focused && focused.hidden) {
            const next = [stop, go].find((button) => !button.hidden);
            (next || document.getElementById("count")).focus();
        }
        document.getElementById("partial").hidden = isDone(state) || sortName() === "";
        document.getElementById("export").disabled = state.hits.length === 0;
    }

    function rowOf(state, hit) {
        const record = state.records.get(hit.doc);
        const title = kit.titleOf(record);
        const date = tracuu.answer.dateText(record.date) || ui("browse_undated");
        const url = kit.noticeUrl(record, state.query, hit.id);
        return element("li", {},
            element("span", { class: "left" }, element("span", {}, hit.left)),
            element("mark", {}, hit.hit),
            element("span", { class: "right" }, hit.right),
            element("a", { href: url, title }, `${date} · ${title}`));
    }

    function showRows(state) {
        const list = document.getElementById("hits");
        const pages = Math.max(1, Math.ceil(state.order.length / ROWS));
        state.page = Math.min(state.page, pages - 1);
        const first = state.page * ROWS;
        list.start = first + 1;
        list.replaceChildren(...state.order.slice(first, first + ROWS)
            .map((hit) => rowOf(state, hit)));
        document.getElementById("page").textContent =
            filled("answer_page", { n: count(state.page + 1), m: count(pages) });
        document.getElementById("before").disabled = state.page === 0;
        document.getElementById("after").disabled = state.page + 1 === pages;
        document.getElementById("pages").hidden = pages === 1;
    }

    /* While it reads, what stands on the page stays where it is: rows are added at the end; in
     * another order there is a first page of what was read, and no other before the end. */
    async function showSoFar(state) {
        state.shownAt = performance.now();
        if (state !== asked) {
            state.stopper.abort();
            return;
        }
        const list = document.getElementById("hits");
        const from = list.children.length;
        if (sortName() === "" && from < ROWS && state.page === 0) {
            state.order = state.hits;
            list.append(...state.hits.slice(from, ROWS).map((hit) => rowOf(state, hit)));
        } else if (from === 0 && state.hits.length >= ROWS && state.page === 0) {
            if (!await putInOrder(state)) {
                return;
            }
            showRows(state);
        }
        showProgress(state);
    }

    async function showAll(state) {
        if (await putInOrder(state)) {
            showNotes(state);
            showRows(state);
            showProgress(state);
        }
    }

    function showNotes(state) {
        const texts = kit.notes(state.found, state.faults);
        if (state.found.docs.length === 0) {
            texts.unshift(element("p", {}, ui("answer_none")));
        } else if (!state.found.hits.any) {
            texts.unshift(element("p", {}, filled("kwic_filters",
                { all: count(state.found.docs.length) })));
        }
        document.getElementById("notes").replaceChildren(...texts);
    }

    /* ---- export ---- */

    const FIELDS = ["id", "url", "title", "type", "issuer", "province", "number", "date"];

    async function save(state) {
        const hits = await ordered(state); // while it reads, more than are shown
        const rows = hits.map((hit) => {
            const record = state.records.get(hit.doc);
            return [...FIELDS.map((field) => record[field]), hit.tier, hit.id, hit.left.trim(),
                hit.hit, hit.right.trim()];
        });
        const part = isDone(state) ? "" : `-${state.n}-${state.found.docs.length}`;
        kit.download(`kwic-${kit.slug(state.query)}${part}.csv`,
            kit.csv([...FIELDS, "tier", "paragraph", "left", "hit", "right"], rows));
    }

    /* ---- the page ---- */

    function addressOf({ query, filters, width, page }) {
        return kit.address([["q", query], ["sort", sortName()],
            ["width", width === WIDTH ? "" : String(width)],
            ["page", page === 0 ? "" : String(page + 1)],
            ...kit.FACETS.map((facet) => [facet, filters[facet]])]);
    }

    /* What the form asks for. */
    function typed() {
        const { elements } = form;
        return { query: input.value, width: Number(elements.width.value), page: 0,
            filters: Object.fromEntries(kit.FACETS.map((facet) =>
                [facet, elements[facet].value || null])) };
    }

    /* What an address asks for; the form shows it. */
    function questionOf(search) {
        const given = new URLSearchParams(search);
        const { sort, width } = form.elements;
        const query = given.get("q") || "";
        input.value = query;
        kit.pick(sort, given.get("sort") || "");
        kit.pick(width, given.get("width") || String(WIDTH));
        return { query, filters: kit.filtersOf(search), width: Number(width.value),
            page: Math.max(0, Math.floor(given.get("page")) - 1) || 0 };
    }

    const isSame = (a, b) => JSON.stringify([a.query, a.filters, a.width]) ===
        JSON.stringify([b.query, b.filters, b.width]);

    /* Nothing that belongs to an answer may act on a question that has none yet; what has the
     * focus gives it to the heading. */
    function hideControls() {
        const parts = ["stop", "go", "pages", "partial", "progress"]
            .map((id) => document.getElementById(id));
        const save = document.getElementById("export");
        if ([...parts, save].some((part) => part.contains(document.activeElement))) {
            document.getElementById("count").focus();
        }
        parts.forEach((part) => { part.hidden = true; });
        save.disabled = true;
    }

    async function ask(index, search) {
        const question = questionOf(search);
        const { query, filters } = question;
        if (asked && asked.order && isSame(asked, question) && asked.faults.length === 0) {
            asked.page = question.page; // its texts were read already
            await showAll(asked);
            return;
        }
        asked && asked.stopper.abort();
        const state = asked = begin(question);
        document.title = [query, ui("kwic_title"), tracuu.site.config.title]
            .filter(Boolean).join(" – ");
        const isAsked = query.trim() !== "";
        document.getElementById("intro").hidden = isAsked;
        document.getElementById("found").hidden = !isAsked;
        if (!isAsked) {
            kit.showFilters(filters, false);
            return;
        }
        hideControls();
        kit.announce(ui("search_waiting"));
        kit.showQuestion([query], filters);
        document.getElementById("hits").replaceChildren();
        document.getElementById("hits").classList.toggle("blocks", state.width > WIDTH);
        document.getElementById("count").textContent = ui("search_waiting");
        const pause = research.pauseFor(state.stopper.signal);
        state.index = index;
        state.found = await research.find(index, query, { filters, relaxes: true, pause });
        if (state !== asked) {
            return;
        }
        kit.showFilters(filters, true);
        for (const facet of kit.FACETS) {
            await kit.fillFilter(form.elements[facet], index, state.found.docs, filters[facet]);
            if (state !== asked) {
                return;
            }
        }
        state.order = [];
        showNotes(state);
        if (!state.found.hits.any) {
            state.n = state.found.docs.length;
        }
        await kit.loaded();
        if (state === asked) {
            await readOn(state);
        }
    }

    function fail(error) {
        if (error.name !== "AbortError") {
            asked = null;
            document.getElementById("found").hidden = true;
            kit.announce(kit.showError(document.getElementById("error"), error));
        }
    }

    /* Asks what the address says. */
    function run(index) {
        document.getElementById("error").replaceChildren();
        ask(index, location.search).catch(fail);
    }

    const go = (search, isNew) => history[isNew ? "pushState" : "replaceState"](null, "",
        search || location.pathname);

    function turnTo(page) {
        asked.page = page;
        go(addressOf(asked), true);
        showRows(asked);
        const heading = document.getElementById("count");
        heading.focus({ preventScroll: true });
        heading.scrollIntoView();
    }

    function listen(index) {
        const on = (id, act) => document.getElementById(id).addEventListener("click", act);
        on("stop", () => asked.stopper.abort());
        on("go", () => readOn(asked).catch(fail));
        on("export", () => save(asked).catch(fail));
        on("before", () => turnTo(asked.page - 1));
        on("after", () => turnTo(asked.page + 1));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            const search = addressOf(typed());
            go(search, search !== location.search);
            run(index);
        });
        /* The same question in another order or width; what is only typed waits for the button. */
        form.elements.sort.addEventListener("change", () => {
            if (asked) {
                asked.page = 0;
                go(addressOf(asked), false);
            }
            if (asked && asked.found) {
                showAll(asked).catch(fail);
            }
        });
        form.elements.width.addEventListener("change", () => {
            if (asked && asked.query.trim() !== "") {
                go(addressOf({ ...asked, width: typed().width, page: 0 }), true);
                run(index);
            }
        });
        addEventListener("popstate", () => run(index));
    }

    kit.begin(box, async (index) => {
        listen(index);
        run(index);
    });
})(globalThis.tracuu);
