// search-page - search.html: asks tracuu.search() what the address says and shows the answer.
//
// Written without "?.", "??" and async, so that a browser that is too old for the search can
// still say so.
(() => {
    "use strict";

    const tracuu = globalThis.tracuu = globalThis.tracuu || {};
    const WAIT_TYPING = 250; // ms without a key before an answer is looked for
    const WAIT_NOTICE = 150; // ms before the page says that it is searching
    const WAIT_PREVIEW = 80; // ms between the results and their excerpts, if they take longer
    const WAIT_SCROLL = 200;

    const box = document.getElementById("answer");
    const status = document.getElementById("status");
    const form = document.querySelector("form.search");
    const input = document.getElementById("q");
    const intro = Array.from(box.childNodes);
    const plainTitle = document.title;

    // The scripts of the page in their order, and what shows that one was read.
    const PARTS = [
        ["search-start.js", () => tracuu.early],
        ["text-rules.js", () => tracuu.rules],
        ["engine.js", () => tracuu.search && tracuu.snippet],
        ["mustache.min.js", () => globalThis.Mustache],
        ["page-data.js", () => tracuu.site],
        ["search-answer.js", () => tracuu.answer],
        ["search-dates.js", () => tracuu.dates],
        ["search-box.js", () => tracuu.combobox],
    ];

    let turn = 0; // of the question that is waited for
    let previewed = 0; // turn of the last question whose answer was shown without its excerpts
    let shown = null; // location.search of what is shown
    let isTyping = false; // the address is of words that are still being typed
    let timers = [];

    function later(func, milliseconds) {
        timers.push(setTimeout(func, milliseconds));
    }

    function stopTimers() {
        timers.forEach(clearTimeout);
        timers = [];
    }

    /* Scripts that come when they are needed */

    function loadScript(name) {
        return new Promise((resolve, reject) => {
            const script = document.createElement("script");
            const missing = () => new tracuu.ChunkError(`assets/${name}`, "missing");
            script.src = `assets/${name}`;
            script.onload = resolve;
            script.onerror = () => reject(missing());
            document.head.append(script);
        });
    }

    /** tracuu[name] is a function of that script, which replaces this one. */
    function comesLater(name, file) {
        const loads = (...args) => loadScript(file).then(() => tracuu[name](...args));
        tracuu[name] = loads;
    }

    /* What is shown */

    function setTitle(query) {
        document.title = query ? `${query} – ${tracuu.site.config.title}` : plainTitle;
    }

    function render(data) {
        const templates = tracuu.site.templates;
        box.classList.remove("stale");
        box.innerHTML = globalThis.Mustache.render(templates.found, data, templates);
    }

    function showIntro() {
        box.classList.remove("stale");
        box.replaceChildren(...intro);
        status.textContent = "";
    }

    function element(name, className, text) {
        return Object.assign(document.createElement(name), { className, textContent: text });
    }

    /** Says that an answer is on its way; what is shown until then is pale. */
    function showWaiting(query) {
        const ui = tracuu.site.config.ui;
        status.textContent = ui.search_waiting;
        if (box.querySelector(".results")) {
            box.classList.add("stale");
            return;
        }
        const page = element("div", "answer", "");
        const heading = element("h1", "", query ? `${ui.answer_results}: ` : ui.answer_results);
        heading.append(element("span", "query", query));
        page.append(heading, element("p", "", ui.search_waiting));
        box.replaceChildren(page);
    }

    function showError(query, error) {
        const data = tracuu.answer.errorData(query, error);
        render(data);
        status.textContent = `${data.error.title}. ${data.error.text}`;
    }

    /** The answer without its excerpts, which have their room kept. */
    function showPreview(request, answer) {
        const data = tracuu.answer.data(request, answer);
        data.results.forEach((result) => { result.snippet = "<span class=\"pending\"></span>"; });
        previewed = turn;
        render(data);
    }

    /** Puts the whole answer in place of its preview, where somebody may be already. */
    function replacePreview(data) {
        const focused = document.activeElement;
        const form = box.querySelector(".dates"); // it may have been typed into
        const twins = () => Array.from(box.querySelectorAll("a"))
            .filter(({ href }) => href === focused.href);
        const place = twins().indexOf(focused);
        render(data);
        box.querySelector(".dates").replaceWith(form);
        const now = form.contains(focused) ? focused : twins()[place];
        if (now) now.focus({ preventScroll: true });
    }

    function showAnswer(request, answer) {
        const data = tracuu.answer.data(request, answer);
        const total = data.no_results ? tracuu.site.config.ui.answer_none : data.total_text;
        if (previewed === turn) replacePreview(data);
        else render(data);
        const done = request.query
            ? tracuu.answer.filled("search_done", total, request.query) : total;
        status.textContent = data.suggestion
            ? `${done}. ${data.ui.answer_suggestion} ${data.suggestion.text}?` : done;
    }

    /* Asking */

    function finish(show, after) {
        stopTimers();
        show();
        box.removeAttribute("aria-busy");
        after();
    }

    function ask(request, after) {
        const mine = ++turn;
        const isMine = () => mine === turn;
        const { query, sort, page, filters } = request;
        const preview = (answer) => {
            if (!isMine()) return;
            stopTimers();
            const isFirst = !box.querySelector(".results");
            later(() => showPreview(request, answer), isFirst ? 0 : WAIT_PREVIEW);
        };
        stopTimers();
        later(() => showWaiting(query), WAIT_NOTICE);
        box.setAttribute("aria-busy", "true");
        tracuu.search(query, Object.assign({ sort, page, preview }, filters)).then((answer) => {
            if (isMine()) finish(() => showAnswer(request, answer), after);
        }).catch((error) => {
            if (isMine()) finish(() => showError(query, error), after);
        });
    }

    /** Shows what the address says, then calls `after`. */
    function run(after) {
        let request = null;
        shown = location.search;
        try {
            request = tracuu.request.read(location.search);
        } catch (error) {
            turn++;
            finish(() => showError(input.value, error), after);
            return;
        }
        setTitle(request.query);
        if (input.value !== request.query && !isTyping) input.value = request.query;
        if (tracuu.request.asks(request)) {
            ask(request, after);
        } else {
            turn++;
            finish(showIntro, after);
        }
    }

    /* Addresses and history */

    function keepScroll() {
        clearTimeout(onScroll.timer);
        history.replaceState({ scroll: scrollY }, "");
    }

    /** Goes where `state`, of an address that was left, says. */
    function restoreScroll(state) {
        clearTimeout(onScroll.timer);
        if (state && state.scroll) scrollTo(0, state.scroll);
    }

    function onScroll() {
        clearTimeout(onScroll.timer);
        onScroll.timer = setTimeout(keepScroll, WAIT_SCROLL);
    }

    /** Goes to "?q=…" as a link would, without leaving the page. */
    function go(search, isNew, after) {
        if (isNew) {
            keepScroll();
            history.pushState(null, "", search);
        } else {
            history.replaceState(null, "", search);
        }
        run(after);
    }

    /* Where the keyboard was: the same link of the new answer, else its heading. */

    /** func, unless somebody has gone elsewhere since: to a result of the preview, to the field. */
    function ifLost(func) {
        return () => {
            if (document.activeElement === document.body) func();
        };
    }

    function focusHeading() {
        const heading = box.querySelector("h1");
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        if (heading.getBoundingClientRect().top < 0) heading.scrollIntoView();
    }

    function nameOf(link) {
        const facet = link.closest(".facet");
        const place = facet ? facet.dataset.key : link.parentElement.closest("[class]").className;
        const value = link.querySelector(".value") || link;
        return `${place} ${value.textContent}`;
    }

    function focusLike(name) {
        const link = Array.from(box.querySelectorAll(".facet a, .sort a"))
            .find((candidate) => nameOf(candidate) === name);
        if (link) link.focus({ preventScroll: true });
        else focusHeading();
    }

    function focusId(id) {
        const element = document.getElementById(id);
        if (element) element.focus({ preventScroll: true });
        else focusHeading();
    }

    /* Up and down: from the field to the first result, from one to the next, and back. */
    function moveFocus(event, step) {
        const titles = Array.from(box.querySelectorAll(".results .title"));
        const at = titles.indexOf(event.target);
        const isField = event.target === input;
        const next = isField && step > 0 ? titles[0] : at >= 0 ? titles[at + step] : null;
        const to = next || (at === 0 && step < 0 ? input : null);
        if (!to) return;
        event.preventDefault();
        to.focus();
    }

    /* What people do */

    function isPlainClick(event) {
        return event.button === 0 && !event.defaultPrevented &&
            !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    }

    function onClick(event) {
        const link = event.target.closest("a[href]");
        if (!link || !isPlainClick(event) || link.getAttribute("href").startsWith("#")) return;
        const url = new URL(link.href);
        if (url.pathname !== location.pathname || url.host !== location.host) return;
        event.preventDefault();
        clearTimeout(onInput.timer); // the link is the later wish
        const name = nameOf(link);
        isTyping = false;
        const focus = link.closest(".pager") ? focusHeading : () => focusLike(name);
        go(url.search, true, ifLost(focus));
    }

    function typed() {
        const query = input.value;
        return tracuu.request.write({ query, sort: "relevance", page: 1, filters: {} });
    }

    /** Binds the query to the dates in the two fields, or says what is wrong with them. */
    function onDates(event) {
        event.preventDefault();
        clearTimeout(onInput.timer);
        const { ui } = tracuu.site.config;
        const fields = ["from", "to"].map((id) => document.getElementById(id));
        const [from, to] = fields.map((field) => tracuu.dates.parse(field.value));
        const wrong = fields.filter((_, i) => (i ? to : from) === null);
        const isDisorder = wrong.length === 0 && !tracuu.dates.isInOrder(from, to);
        fields.forEach((field) => {
            field.setAttribute("aria-invalid", String(isDisorder || wrong.includes(field)));
        });
        document.getElementById("dates-error").textContent = isDisorder ? ui.dates_order
            : wrong.length > 0 ? tracuu.answer.filled("dates_wrong", wrong[0].value) : "";
        if (isDisorder || wrong.length > 0) {
            (wrong[0] || fields[0]).focus();
            return;
        }
        const request = tracuu.request.read(location.search);
        const query = tracuu.dates.write(request.query, from, to);
        const search = tracuu.request.write(Object.assign({}, request, { query, page: 1 }));
        const focused = document.activeElement.id;
        isTyping = false;
        go(search, true, ifLost(() => focusId(focused)));
    }

    function onSubmit(event) {
        event.preventDefault();
        clearTimeout(onInput.timer);
        const search = typed();
        const isOther = search !== location.search;
        const wasTyping = isTyping;
        isTyping = false;
        if (matchMedia("(pointer: coarse)").matches) input.blur(); // puts the keyboard away
        if (isOther) go(search, !wasTyping, () => {});
        else run(() => {});
    }

    /** One step of history for all that is typed in one go. */
    function onInput(event) {
        clearTimeout(onInput.timer);
        if (event.isComposing) return;
        onInput.timer = setTimeout(() => {
            const search = typed();
            if (search === location.search) return;
            const isNew = !isTyping;
            isTyping = true;
            go(search, isNew, () => {});
        }, WAIT_TYPING);
    }

    function onKey(event) {
        const isText = event.target.closest("input, textarea, select, [contenteditable]");
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
            return;
        if (step) moveFocus(event, step);
        if (event.key !== "/" || isText) return;
        event.preventDefault();
        input.focus();
        input.select();
    }

    function onPopState(event) {
        clearTimeout(onScroll.timer); // it was of the address before
        if (location.search === shown) return; // an anchor of this page
        clearTimeout(onInput.timer);
        isTyping = false;
        run(() => restoreScroll(event.state));
    }

    function listen() {
        history.scrollRestoration = "manual"; // the browser would scroll before there is an answer
        box.addEventListener("click", onClick);
        box.addEventListener("submit", onDates);
        form.addEventListener("submit", onSubmit);
        input.addEventListener("input", onInput);
        input.addEventListener("compositionend", onInput);
        input.addEventListener("blur", () => { isTyping = false; }); // Enter causes "change"
        document.addEventListener("keydown", onKey);
        addEventListener("popstate", onPopState);
        addEventListener("scroll", onScroll, { passive: true });
    }

    /** A browser without the means to inflate does not know the engine's JavaScript either. */
    function showTooOld() {
        const { ui, packed } = tracuu.site.config;
        const text = packed ? ui.error_browser_text_packed : ui.error_browser_text;
        render({ error: { title: ui.error_browser, text } });
    }

    function showBroken(part) {
        const note = document.getElementById("broken");
        document.getElementById("broken-file").textContent = `assets/${part}`;
        note.hidden = false;
        note.parentElement.querySelector("p").hidden = true; // asks to type
        status.textContent = note.textContent;
    }

    function start() {
        input.value = new URLSearchParams(location.search).get("q") || "";
        const part = PARTS.find(([, isThere]) => !isThere());
        if (typeof DecompressionStream === "undefined" && tracuu.site && globalThis.Mustache) {
            showTooOld();
        } else if (part) {
            showBroken(part[0]);
        } else {
            comesLater("suggest", "suggest.js");
            comesLater("complete", "complete.js");
            tracuu.combobox(input, () => form.dispatchEvent(new Event("submit", { cancelable: true })));
            tracuu.start();
            form.setAttribute("action", "search.html");
            listen();
            run(() => restoreScroll(history.state));
        }
    }

    start();
})();
