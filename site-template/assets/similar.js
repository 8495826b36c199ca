// similar - notices that share with a notice what tells it apart: pairs of syllables that are
// frequent in it and rare in the collection, and the documents it cites.  Comes after the
// engine and, on a page, notice-page.js.
(() => {
    "use strict";

    const { tracuu } = globalThis;
    const MAX_TEXT = 1 << 17; // characters that are looked at
    const MAX_PAIRS = 24; // that are looked up…
    const MAX_TITLE_PAIRS = 10; // …of them from the title
    const MAX_NUMBERS = 6;
    const MAX_SHOWN = 5;
    const MAX_SHARED = 4; // reasons that are given…
    const MAX_WORDS = 6; // …of so many syllables
    const MIN_SHARED = 2; // things two notices must share
    const COMMON = 0.2; // what so many of the notices have tells nothing
    const SMALL = 20; // notices; in fewer nothing is too common
    const NUMBER_FACTOR = 3;
    const TITLE_FACTOR = 2;
    const NAME_FACTOR = 1.5;
    const LEAST = 0.12; // of the score of the notice itself

    /* Words of grammar, by K1: a pair with one of them is no topic. */
    const GRAMMAR = new Set(("và của các có được trong cho với là những này đã không về một đến " +
        "từ theo để khi tại do như sẽ còn cũng phải nhiều ra vào bị bởi nên mà thì ở trên dưới " +
        "sau trước đang rất hơn năm ngày tháng người ông bà anh chị tôi họ nó ta chúng mình " +
        "lại chỉ đó kia ấy hay hoặc nhưng vì nếu lên xuống đi qua bằng mỗi mọi từng việc cuộc " +
        "sự cái chiếc hai ba bốn lần vẫn rồi vừa mới thế nào gì ai đâu bao chưa chẳng hết " +
        "số cả ngoài giữa cùng khác đều").split(" ").map((word) => word.normalize("NFC")));

    const isTopic = ({ k1, number, legal }) => legal && !number && !GRAMMAR.has(k1);
    const isCapital = (text, { start }) => /\p{Lu}/u.test(text[start]);

    /** Adds the pairs of neighbours in `text`: K2 pair → {key, shown, n, inTitle, isName}. */
    function addPairs(pairs, text, inTitle) {
        const words = tracuu.text.analyse(text).filter(({ kind }) => kind === "syllable");
        for (let i = 1; i < words.length; i++) {
            const [left, right] = [words[i - 1], words[i]];
            if (text.slice(left.end, right.start) !== " " || !isTopic(left) || !isTopic(right))
                continue;
            const key = `${left.k2} ${right.k2}`;
            const shown = text.slice(left.start, right.end);
            const isName = isCapital(text, left) && isCapital(text, right) &&
                shown !== shown.toUpperCase();
            const pair = pairs.get(key) || { key, shown, n: 0, inTitle, isName: false };
            pairs.set(key, pair);
            pair.n++;
            pair.isName = pair.isName || isName;
            if (pair.shown === pair.shown.toUpperCase()) pair.shown = shown; // of a heading
        }
    }

    const worth = ({ n, isName }) => (1 + Math.log2(n)) * (isName ? NAME_FACTOR : 1);

    /** The pairs to look up: of the title first, then the most frequent. */
    function topPairs(title, text) {
        const pairs = new Map();
        addPairs(pairs, title, true);
        addPairs(pairs, text, false);
        const sorted = [...pairs.values()].sort((a, b) => worth(b) - worth(a));
        const first = sorted.filter(({ inTitle }) => inTitle).slice(0, MAX_TITLE_PAIRS);
        const rest = sorted.filter((pair) => !first.includes(pair));
        return first.concat(rest).slice(0, MAX_PAIRS).map((pair) => ({ ...pair, store: "pair",
            factor: worth(pair) * (pair.inTitle ? TITLE_FACTOR : 1) }));
    }

    /** The numbers of documents in the text, the first ones. */
    function numbersIn(text) {
        const found = new Map();
        for (const { kind, k2, start, end } of tracuu.text.analyse(text)) {
            if (kind === "docnum" && !found.has(k2) && found.size < MAX_NUMBERS)
                found.set(k2, { store: "term", key: `XM${k2}`, shown: text.slice(start, end),
                    factor: NUMBER_FACTOR });
        }
        return [...found.values()];
    }

    /** Looks terms up; those that tell something, with their list and idf. */
    async function telling(index, terms, pause) {
        const { documents } = index.root;
        const most = documents < SMALL ? documents : documents * COMMON;
        const looked = await Promise.all(terms.map(async (term) =>
            ({ ...term, list: await index.get(term.store, term.key) })));
        await pause();
        return looked.filter(({ list }) => list && list.df > 1 && list.df <= most)
            .map((term) => ({ ...term,
                weight: term.factor * Math.log(1 + documents / term.list.df) }));
    }

    /** The documents that have enough of the terms, ascending. */
    function candidates({ documents }, terms) {
        const counts = new Uint8Array(documents + 1);
        terms.forEach(({ list, store }) => list.docs.forEach((doc) => {
            counts[doc] += store === "term" ? MIN_SHARED : 1;
        }));
        return Uint32Array.from(counts.keys()).filter((doc) => counts[doc] >= MIN_SHARED);
    }

    /** `term` with what goes on before and behind it among `others`, if the text has it so:
     * "cách ly" and "ly xã" are "cách ly xã".  Takes what it used out of `others`. */
    function phraseOf(term, others, text) {
        let [words, { shown }] = [term.key.split(" "), term];
        for (let i = 0; i < others.length && words.length < MAX_WORDS; i++) {
            const [left, right] = others[i].key.split(" ");
            const [before, after] = others[i].shown.split(" ");
            const [behind, ahead] = [`${shown} ${after}`, `${before} ${shown}`];
            const goesOn = left === words[words.length - 1] && text.includes(behind);
            if (!goesOn && !(right === words[0] && text.includes(ahead))) continue;
            words = goesOn ? [...words, right] : [left, ...words];
            shown = goesOn ? behind : ahead;
            others.splice(i, 1);
            i = -1; // what was passed over may fit now
        }
        return { words, shown };
    }

    /** What a document shares, the most telling first, no syllable twice. */
    function sharedWith(doc, terms, text) {
        const others = terms.filter(({ list }) => list.docs.includes(doc));
        const shown = [];
        const used = new Set();
        while (others.length && shown.length < MAX_SHARED) {
            const phrase = phraseOf(others.shift(), others, text);
            if (!phrase.words.some((word) => used.has(word))) shown.push(phrase.shown);
            phrase.words.forEach((word) => used.add(word));
        }
        return shown;
    }

    /**
     * Promise of the notices most like one: [{record, shared: [what both mention]}], at most
     * MAX_SHOWN.
     *
     * isOwn  whether a record is that of the notice itself
     */
    async function find(index, title, text, isOwn, pause = async () => {}) {
        const looked = text.slice(0, MAX_TEXT);
        const terms = (await telling(index,
            numbersIn(looked).concat(topPairs(title, looked)), pause))
            .sort((a, b) => b.weight - a.weight);
        const docs = candidates(index.root, terms);
        if (!docs.length) return [];
        const ranked = await tracuu.score.rank(index, docs, terms, MAX_SHOWN + 1, pause);
        const records = await index.records(ranked.map(({ doc }) => doc));
        const own = ranked[records.findIndex(isOwn)];
        const least = own ? own.score * LEAST : 0;
        return ranked.map(({ doc, score }, i) => ({ doc, score, record: records[i] }))
            .filter(({ score, record }) => !isOwn(record) && score >= least)
            .slice(0, MAX_SHOWN)
            .map(({ doc, score, record }) => ({ record, score, shared: sharedWith(doc, terms, looked) }));
    }

    /* On a page */

    const ENGLISH_DAY = { day: "numeric", month: "long", year: "numeric" };

    /* As lib/display.c writes it, which a browser's own "vi-VN" is not. */
    function dayText(iso, language) {
        const [year, month, day] = iso.split("-").map(Number);
        if (language === "en") {
            return new Date(year, month - 1, day).toLocaleDateString("en-GB", ENGLISH_DAY);
        }
        return `${String(day).padStart(2, "0")}/${month < 3 ? "0" : ""}${month}/${year}`;
    }

    function line({ record, shared }) {
        const { notice: { element, filled, site }, noticeData: { language } } = tracuu;
        const facts = [record.type, record.number, record.date && dayText(record.date, language),
            record.issuer].filter(Boolean).map((fact) => element("li", {}, fact));
        const why = filled("similar_why", shared.map((text) => `«${text}»`).join(", "));
        return element("li", {},
            element("a", { className: "title", href: `${site}/${record.url}` },
                record.title || record.heading || record.id),
            element("ul", { className: "meta" }, ...facts),
            element("p", { className: "why" }, why));
    }

    /** Fills `box` with the notices most like that of an article; Promise, as of the index. */
    async function fill(article, box) {
        const { notice: { element, site }, noticeData: { root, ui } } = tracuu;
        const { id } = Object.fromEntries(
            new URL(article.querySelector("a[data-copy]").href).searchParams);
        const urls = [`notices/${id}.html`, `notice.html?id=${id}`];
        const index = await tracuu.Index.open(root, new tracuu.Loader(site));
        const found = await find(index, article.querySelector("h1").textContent,
            tracuu.snippet.text(article.outerHTML), ({ url }) => urls.includes(url));
        box.replaceChildren(found.length
            ? element("ol", { className: "notices" }, ...found.map(line))
            : element("p", {}, ui.similar_none));
    }

    tracuu.similar = { find };
    if (tracuu.notice) tracuu.notice.similar = fill;
})();
