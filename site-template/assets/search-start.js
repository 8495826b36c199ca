// search-start - begins to load what a search needs while the page's other scripts come: the
// root of the index at once, and what the address asks for as soon as the engine can read it.
//
// It decides nothing: what it loads is what the search would, which finds it there.  Written
// so that a browser that is too old can read it, as search-page.js is.
(() => {
    "use strict";

    const tracuu = globalThis.tracuu = globalThis.tracuu || {};
    const root = document.getElementById("answer").dataset.root;
    const engine = document.querySelector("script[src$='/engine.js']");
    const started = new Map(); // URL → Promise as of Loader.call
    const calls = tracuu.calls = new WeakMap(); // script element → what it called with

    tracuu.chunk = (...what) => calls.set(document.currentScript, what);

    const runScript = (src) => new Promise((resolve) => {
        const script = document.createElement("script");
        const end = (got) => {
            script.remove();
            resolve(got);
        };
        script.src = src;
        script.charset = "x-user-defined";
        script.onload = () => end(calls.get(script) || []);
        script.onerror = () => end(null);
        document.head.append(script);
    });

    const fetchBytes = (url) => fetch(url)
        .then((response) => (response.ok ? response.arrayBuffer() : null))
        .then((buffer) => (buffer ? new Uint8Array(buffer) : null))
        .catch(() => null);

    /** What was begun to be loaded from a URL, once; undefined: nothing. */
    tracuu.early = (url) => {
        const promise = started.get(url);
        started.delete(url);
        return promise;
    };

    const ignore = () => {}; // said when the search asks for it

    /* The words that follow each other outside of quotes: their pairs count for the order. */
    function loadPairs(index, node) {
        const nodes = node.children || [node];
        nodes.slice(1).forEach((right, i) => {
            const left = nodes[i];
            if (node.kind === "and" && [left, right].every((one) => one.kind === "word"))
                index.get("pair", `${left.words[0].k2} ${right.words[0].k2}`).catch(ignore);
        });
    }

    function loadAhead(index) {
        const asked = new URLSearchParams(location.search);
        const query = asked.get("q") || "";
        const parsed = query.length <= index.root.limits.query_bytes && tracuu.query.parse(query);
        if (!parsed || !parsed.root) return;
        const lexicon = new tracuu.Lexicon(index, ignore);
        new tracuu.Matcher(index, lexicon, ignore).foresee(parsed.root);
        lexicon.read(parsed.root).catch(ignore);
        ["type", "issuer", "province"].forEach((name) => index.column(name).catch(ignore));
        if (!asked.get("sort")) loadPairs(index, parsed.root);
    }

    /** Opens the index, once: tracuu.opened is the Promise of it. */
    tracuu.start = () => {
        if (tracuu.opened) return;
        tracuu.opened = tracuu.open(root);
        tracuu.opened.then(loadAhead).catch(ignore);
    };

    const load = location.protocol === "file:" ? runScript : fetchBytes;
    started.set(`./search/${root}`, load(`./search/${root}`));
    engine.addEventListener("load", () => {
        const isNew = typeof DecompressionStream !== "undefined";
        if (isNew && tracuu.open && tracuu.rules) tracuu.start();
    });
})();
