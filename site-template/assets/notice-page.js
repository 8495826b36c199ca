// notice-page - what scripts add to a notice's page: buttons that copy, marks of what was
// looked for (notice-hits.js), similar notices (similar.js); these are loaded when they are
// wanted.  Without scripts the page lacks nothing else.
//
// Comes after notice-data.js, which sets tracuu.noticeData: {root, language, cgi, ui}.  Written
// without "?.", "??" and async: a browser that is too old for the engine reads it too.
(() => {
    "use strict";

    const tracuu = globalThis.tracuu = globalThis.tracuu || {};
    const assets = document.currentScript.src.replace(/[^/]*$/, "");
    const site = new URL("..", assets).href.replace(/\/$/, "");
    const ENGINE = ["text-rules.js", "engine.js"];
    const SAID_MS = 2500; // how long a button says what it did
    const loading = new Map(); // file → Promise

    const { ui } = tracuu.noticeData;

    /** The catalogue's string with {n} and {m} filled in. */
    function filled(key, n, m) {
        return ui[key].replace(/\{[nm]\}/g, (name) => (name === "{n}" ? n : m));
    }

    /** A new element with properties and children. */
    function element(name, properties, ...children) {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    }

    function loadScript(name) {
        return new Promise((resolve, reject) => {
            const script = element("script", { src: assets + name, async: false });
            script.onload = () => resolve();
            script.onerror = () => reject(new Error(`assets/${name}`));
            document.head.append(script);
        });
    }

    /** Promise of scripts of assets/ that run in their order; each once, unless it failed. */
    function load(names) {
        return Promise.all(names.map((name) => {
            if (!loading.has(name)) loading.set(name, loadScript(name));
            loading.get(name).catch(() => loading.delete(name));
            return loading.get(name);
        }));
    }

    /** The same with the engine before them, which a page may have loaded itself. */
    function loadWithEngine(name) {
        return load((tracuu.search && tracuu.snippet ? [] : ENGINE).concat(name));
    }

    const canSearch = () => typeof DecompressionStream !== "undefined";

    /* Copying */

    function select(node) {
        const range = document.createRange();
        range.selectNodeContents(node);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }

    /** Copies the text that an element shows, where there is no clipboard or it is denied too;
     * what is left is to have it selected.  Promise of whether it was copied. */
    function copy(node) {
        const written = navigator.clipboard
            ? navigator.clipboard.writeText(node.textContent) : Promise.reject(new Error("none"));
        return written.then(() => true).catch(() => {
            select(node);
            return document.execCommand("copy");
        });
    }

    function say(button, status, text) {
        const [shown] = button.childNodes;
        clearTimeout(button.timer);
        shown.data = text;
        status.textContent = text;
        button.timer = setTimeout(() => { shown.data = ui.notice_copy; }, SAID_MS);
    }

    function addCopyButton(node, status) {
        const heading = node.closest("p, pre").previousElementSibling;
        const what = element("span", { className: "hidden" }, ` ${heading.textContent}`);
        const button = element("button", { type: "button", className: "copy" },
            ui.notice_copy, what);
        button.addEventListener("click", () => copy(node).then((copied) =>
            say(button, status, copied ? ui.notice_copied : ui.notice_selected)));
        node.closest("p, pre").after(button);
    }

    function addCopyButtons(article) {
        const status = element("p", { className: "hidden" });
        status.setAttribute("role", "status");
        article.querySelectorAll("a[data-copy]").forEach((link) => {
            link.textContent = link.href; // what is copied, whole
        });
        article.querySelectorAll("[data-copy]").forEach((node) => addCopyButton(node, status));
        article.querySelectorAll(".cite").forEach((box) => box.append(status));
    }

    /* Wide tables: a key must reach what scrolls. */

    function openScrollers(article) {
        article.querySelectorAll(".scroll").forEach((box, i) => {
            if (box.scrollWidth <= box.clientWidth) return;
            box.tabIndex = 0;
            box.setAttribute("role", "region");
            box.setAttribute("aria-label", filled("notice_table", String(i + 1)));
        });
    }

    /* What is loaded when it is wanted */

    function markHits(article) {
        const query = new URLSearchParams(location.search).get("q");
        if (!query || !query.trim()) return;
        loadWithEngine("notice-hits.js").then(() => tracuu.notice.mark(article, query))
            .catch(() => {}); // the text is there without its marks
    }

    function fillSimilar(article, box) {
        box.textContent = ui.similar_waiting;
        loadWithEngine("similar.js").then(() => tracuu.notice.similar(article, box))
            .catch((error) => {
                box.textContent = filled("similar_broken", error.file || error.message);
            });
    }

    function addSimilar(article) {
        const related = article.querySelector(".related");
        if (!canSearch() || !related) return;
        const box = element("div", {});
        const details = element("details", {},
            element("summary", {}, element("h2", {}, ui.similar_heading)), box);
        box.setAttribute("role", "status");
        details.addEventListener("toggle", () => {
            if (details.open) fillSimilar(article, box);
        });
        related.append(element("section", { className: "similar" }, details));
    }

    /** Gives a notice that stands in the page what scripts add; the viewer calls it for the
     * one that it has put there.  `place` is an element that holds its article. */
    function show(place) {
        const article = place.matches("article.notice") ? place
            : place.querySelector("article.notice");
        addCopyButtons(article);
        openScrollers(article);
        addSimilar(article);
        markHits(article);
    }

    tracuu.notice = { show, site, element, filled };
    if (document.querySelector("article.notice")) show(document.body);
})();
