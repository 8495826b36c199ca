// notice-hits - marks in a notice's text what a query looks for, as excerpts of results have
// it, and a bar to go from one hit to the next.  Comes after the engine and notice-page.js.
(() => {
    "use strict";

    const { tracuu } = globalThis;
    const notice = tracuu.notice = tracuu.notice || {}; // of notice-page.js
    const TIERS = ["exact", "variant", "folded"];
    const PIECE = 4096; // characters that are looked at in one go
    const WORK_MS = 12; // then the page has its turn
    const CONTEXT = 40; // characters around a hit that are read out

    const sum = (masks) => masks.reduce((all, mask) => all | mask, 0n);

    /* ---- the text ---- */

    const BLOCKS = "p, li, pre, br, h3, h4, h5, h6, tr";

    function addElement(child, out) {
        const { parentElement } = child;
        if (child.matches("li") && parentElement.matches("ol"))
            out.text += `${parentElement.start + [...parentElement.children].indexOf(child)}. `;
        addText(child, out);
        if (child.matches("td, th") && child.nextElementSibling) out.text += " ";
        if (child.matches(BLOCKS)) out.text += "\n";
    }

    function addText(parent, out) {
        for (const child of parent.childNodes) {
            if (child.nodeType === Node.TEXT_NODE) {
                out.pieces.push({ node: child, start: out.text.length });
                out.text += child.data;
            } else if (child.matches && !child.matches("h2, .permalink")) {
                addElement(child, out);
            }
        }
    }

    /** The text that tracuu.snippet.text() gives of the body, and where its nodes are in it. */
    function textOf(body) {
        const out = { text: "", pieces: [] };
        addText(body, out);
        return out;
    }

    /* ---- what is a hit ---- */

    /** A function to be awaited between pieces of work, which lets the page work. */
    function newPause() {
        let since = performance.now();
        return async () => {
            if (performance.now() - since < WORK_MS) return;
            await new Promise((resolve) => { setTimeout(resolve); });
            since = performance.now();
        };
    }

    /** Calls step(end) for each piece of the text, cut at white space. */
    async function eachPiece(text, pause, step) {
        for (let at = 0; at < text.length;) {
            const space = text.slice(at + PIECE, at + 2 * PIECE).search(/\s/);
            const end = Math.min(text.length, at + PIECE + (space < 0 ? PIECE : space));
            step(at, end);
            at = end;
            await pause();
        }
    }

    /** K2 → the K1 that the text has of it. */
    async function formsIn(text, pause) {
        const known = new Map();
        await eachPiece(text, pause, (from, to) => {
            for (const { k1, k2 } of tracuu.text.analyse(text.slice(from, to))) {
                if (!known.has(k2)) known.set(k2, new Set());
                known.get(k2).add(k1);
            }
        });
        return known;
    }

    /** The forms of a word, as the index would give them of this text alone. */
    function formsOf(known, { k1, k2, marked }) {
        const { fold, iyVariant, marksAgree } = tracuu.text;
        const variant = marked && iyVariant(k1);
        const has = (form) => (known.get(fold(form)) || new Set()).has(form);
        if (!marked) return { exact: [], variants: [] };
        const agreeing = [...known.get(k2) || []]
            .filter((form) => form !== k2 && marksAgree(k1, form));
        return { exact: has(k1) ? [k1] : agreeing,
            variants: variant && has(variant) ? [variant] : [] };
    }

    /** The text's syllables with what they are of the query in a tier. */
    async function matched(text, wanted, tier, pause) {
        const view = { text, tier, len: text.length, seen: 0, syllables: [], masks: new Map(),
            ...wanted };
        await eachPiece(text, pause, (from, to) => tracuu.snippet.match(view, to));
        return view;
    }

    /** In the first tier in which as many of the query's words occur as in any. */
    async function bestMatch(text, wanted, pause) {
        const words = ({ syllables }) => sum(syllables.map(({ is }) => is));
        const widest = await matched(text, wanted, "folded", pause);
        for (const tier of TIERS.slice(0, -1)) {
            const view = await matched(text, wanted, tier, pause);
            if (words(view) === words(widest)) return view;
        }
        return widest;
    }

    /** The runs of syllables that one mark holds: [start, end) in the text. */
    function hitsOf(view) {
        const { syllables } = view;
        const hits = [];
        for (let i = 0; i < syllables.length; i++) {
            if (!syllables[i].is) continue;
            const { start } = syllables[i];
            while (i + 1 < syllables.length && tracuu.snippet.marksMeet(view, i)) i++;
            hits.push({ start, end: syllables[i].end });
        }
        return hits;
    }

    /** Promise of the hits of a query in a text; null when it looks for no word at all. */
    async function find(query, text) {
        const pause = newPause();
        const { root } = tracuu.query.parse(query);
        const known = await formsIn(text, pause);
        const wanted = tracuu.snippet.wantedOf(root, (word) => formsOf(known, word));
        return wanted.words.length ? hitsOf(await bestMatch(text, wanted, pause)) : null;
    }

    /* ---- marks ---- */

    function markNode(node, from, to) {
        const middle = from > 0 ? node.splitText(from) : node;
        if (to - from < middle.length) middle.splitText(to - from);
        const mark = notice.element("mark", {});
        middle.replaceWith(mark);
        mark.append(middle);
        return mark;
    }

    /** Marks [start, end), the pieces of which end at `last`: marks in order. */
    function markHit({ start, end }, pieces, last) {
        const marks = [];
        for (let i = last; i >= 0 && pieces[i].start + pieces[i].length > start; i--) {
            const from = Math.max(start - pieces[i].start, 0);
            const to = Math.min(end - pieces[i].start, pieces[i].length);
            if (to > from && pieces[i].node.data.slice(from, to).trim())
                marks.unshift(markNode(pieces[i].node, from, to));
        }
        return marks;
    }

    /** From the last to the first, so that what is before a mark keeps its place. */
    function markAll(hits, pieces) {
        pieces.forEach((piece) => { piece.length = piece.node.length; });
        let last = pieces.length - 1;
        for (let i = hits.length - 1; i >= 0; i--) {
            while (last > 0 && pieces[last].start >= hits[i].end) last--;
            hits[i].marks = markHit(hits[i], pieces, last);
        }
        return hits.filter(({ marks }) => marks.length);
    }

    /* ---- the bar ---- */

    /* The results that the reader came from, with their filters and page, of the search page
     * or of the search program; null when the browser does not say. */
    function resultsBefore() {
        const { cgi } = tracuu.noticeData;
        const url = document.referrer && new URL(document.referrer);
        const pages = [new URL(`${notice.site}/search.html`).href];
        if (cgi) pages.push(new URL(cgi, notice.site).href);
        return url && pages.includes(url.origin + url.pathname) ? url.href : null;
    }

    class Bar {
        constructor(article, query, text, hits) {
            Object.assign(this, { article, query, text, hits, at: -1 });
            this.status = notice.element("p", {});
            this.status.setAttribute("role", "status");
            this.onKey = (event) => this.key(event);
        }

        button(label, key, act) {
            const button = notice.element("button", { type: "button" }, label);
            if (key) button.setAttribute("aria-keyshortcuts", key);
            button.addEventListener("click", act);
            return button;
        }

        /** Puts the bar below the text, where it stays in sight. */
        open() {
            const { hits } = this;
            const { ui } = tracuu.noticeData;
            const link = (page, label, href) => notice.element("a", {
                href: href || `${notice.site}/${page}.html?q=${encodeURIComponent(this.query)}`,
            }, label);
            const moves = !hits.length ? [] : [
                this.button(ui.hits_previous, "P", () => this.move(-1)),
                this.button(ui.hits_next, "N", () => this.move(1))];
            this.bar = notice.element("div", { className: "hits" }, this.status, ...moves,
                this.button(ui.hits_remove, "", () => this.close()),
                link("search", ui.hits_back, resultsBefore()),
                link("concordance", ui.hits_context),
                link("frequency", ui.hits_frequency));
            this.bar.setAttribute("role", "region");
            this.bar.setAttribute("aria-label", ui.hits_label);
            this.article.querySelector("section.body").after(this.bar);
            document.addEventListener("keydown", this.onKey);
            setTimeout(() => { // a status is read out when it changes
                const count = hits.length === 1 ? "hits_count_one" : "hits_count";
                this.status.textContent = notice.filled(hits.length ? count : "hits_none",
                    String(hits.length), this.query);
            });
        }

        /** The hit to go to: the next, at first from what is in sight on. */
        next(step) {
            const { hits, at } = this;
            if (at >= 0) return (at + step + hits.length) % hits.length;
            const below = hits.findIndex(({ marks: [mark] }) =>
                mark.getBoundingClientRect().top >= 0);
            const first = below < 0 ? hits.length : below;
            return (step > 0 ? first : first - 1 + hits.length) % hits.length;
        }

        move(step) {
            const { hits, text, status } = this;
            const setAt = (is) => this.at >= 0 &&
                hits[this.at].marks.forEach((mark) => mark.classList.toggle("at", is));
            const to = this.next(step);
            setAt(false);
            this.at = to;
            setAt(true);
            const { start, end, marks: [mark] } = hits[to];
            mark.scrollIntoView({ block: "center" });
            const around = text.slice(Math.max(0, start - CONTEXT), end + CONTEXT);
            status.replaceChildren(notice.filled("hits_at", String(to + 1), String(hits.length)),
                notice.element("span", { className: "hidden" }, `: ${around}`));
        }

        key(event) {
            const isText = event.target.closest("input, textarea, select, [contenteditable]");
            const step = { n: 1, p: -1 }[event.key];
            if (!step || isText || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            if (this.hits.length) this.move(step);
        }

        /** Leaves the page as it would be without a query, in its address too. */
        close() {
            const body = this.article.querySelector("section.body");
            const url = new URL(location.href);
            document.removeEventListener("keydown", this.onKey);
            body.querySelectorAll("mark").forEach((mark) => mark.replaceWith(...mark.childNodes));
            body.normalize();
            this.bar.remove();
            url.searchParams.delete("q");
            history.replaceState(history.state, "", url);
            const heading = body.querySelector("h2");
            heading.tabIndex = -1;
            heading.focus({ preventScroll: true });
        }
    }

    /** Marks the query in an article's text, and opens the bar. */
    notice.mark = async function (article, query) {
        const { text, pieces } = textOf(article.querySelector("section.body"));
        const hits = await find(query, text);
        if (hits) new Bar(article, query, text, markAll(hits, pieces)).open();
    };
    notice.find = find;
})();
