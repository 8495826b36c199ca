// viewer-page - notice.html?id=ID#d7: shows the notice out of its pack, or, where each has a
// page of its own, leads on to that.  Comes after index-load.js.
//
// Written without "?.", "??" and async, so that a browser that is too old can still say so.
(() => {
    "use strict";

    const { tracuu } = globalThis;
    const main = document.getElementById("main");

    /** Shows the paragraph `name` instead of the waiting one, `detail` in its <code>. */
    function say(name, detail) {
        const note = document.getElementById(name);
        if (detail) note.querySelector("code").textContent = detail;
        document.getElementById("waiting").hidden = true;
        note.hidden = false;
    }

    function leadOn(id, given) {
        const query = given.get("q");
        const search = query === null ? "" : `?q=${encodeURIComponent(query)}`;
        location.replace(`notices/${id}.html${search}${location.hash}`);
    }

    function complain(id, error) {
        const isUnknown = error.file === `notices/${id}.html` && error.reason === "missing";
        if (isUnknown) say("unknown", id);
        else say(error.reason || "damaged", error.file || String(error));
    }

    function start() {
        const given = new URLSearchParams(location.search);
        const id = given.get("id");
        if (!id) {
            say("nothing");
        } else if (!/^[a-z0-9_~-]+$/.test(id)) {
            say("unknown", id);
        } else {
            new tracuu.Loader().loadPage(`notices/${id}.html`)
                .then(() => leadOn(id, given)).catch((error) => complain(id, error));
        }
    }

    start();
})();
