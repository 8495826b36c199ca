// viewer-page - notice.html?id=ID#d7: shows the notice out of its pack, or, where each has a
// page of its own, leads on to that.  Comes after index-load.js and, for packs, packs.js.
//
// Written without "?.", "??" and async, so that a browser that is too old can still say so.
(() => {
    "use strict";

    const { tracuu } = globalThis;
    const main = document.getElementById("main");
    const placeholder = main.querySelector(".viewer");
    const isPacked = "packed" in main.dataset;

    /** Shows the paragraph `name` instead of the waiting one, `detail` in its <code>. */
    function say(name, detail) {
        const note = document.getElementById(name);
        if (detail) note.querySelector("code").textContent = detail;
        document.getElementById("waiting").hidden = true;
        note.hidden = false;
    }

    /* Where each notice has a page */

    function leadOn(id, given) {
        const query = given.get("q");
        const search = query === null ? "" : `?q=${encodeURIComponent(query)}`;
        location.replace(`notices/${id}.html${search}${location.hash}`);
    }

    /* Where they are in packs */

    /** Goes where the reader was on this page, else to the paragraph that is asked for: which
     * was not there yet when the browser would have gone. */
    function goToPlace() {
        const { state } = history;
        if (state && state.scroll !== undefined) scrollTo(0, state.scroll);
        else if (location.hash.length > 1) location.replace(location.hash);
        history.scrollRestoration = "auto";
    }

    function show(html) {
        const name = placeholder.querySelector("h1").textContent;
        placeholder.remove();
        main.insertAdjacentHTML("beforeend", html);
        const article = main.querySelector("article");
        const heading = article.querySelector("h1").textContent;
        document.title = heading + document.title.slice(name.length);
        document.getElementById("status").textContent = heading;
        if (tracuu.notice) tracuu.notice.show(article);
        goToPlace();
        addEventListener("pagehide", () => {
            history.replaceState(Object.assign({}, history.state, { scroll: scrollY }), "");
        });
    }

    /** Promise of a loader that knows the packs. */
    function openRoot() {
        const loader = new tracuu.Loader();
        const [name, sum] = main.dataset.root.replace(".js", "").split("-");
        return loader.load(name, sum).then((bytes) => {
            loader.root = JSON.parse(new TextDecoder().decode(bytes));
            return loader;
        });
    }

    function start() {
        const given = new URLSearchParams(location.search);
        const id = given.get("id");
        const url = isPacked ? `notice.html?id=${id}` : `notices/${id}.html`;
        if (!id) return say("nothing");
        if (!/^[a-z0-9_~-]+$/.test(id)) return say("unknown", id);
        if (isPacked && typeof DecompressionStream === "undefined") return say("too-old");
        if (isPacked) history.scrollRestoration = "manual"; // until there is something to scroll
        const opened = isPacked ? openRoot() : Promise.resolve(new tracuu.Loader());
        return opened.then((loader) => loader.loadPage(url))
            .then((html) => (isPacked ? show(html) : leadOn(id, given)))
            .catch((error) => {
                if (error.file === url && error.reason === "missing") say("unknown", id);
                else say(error.reason || "damaged", error.file || String(error));
            });
    }

    start();
})();
