/* suggest.js - "did you mean": the query with its words as they were probably meant; the twin
 * of keystrokes.c, suggest.c, suggest-words.c and suggest-spelling.c.  Loaded when a search
 * wants it.
 */
"use strict";

(function (tracuu) {
    const { text, byteOrder, sets, query: { lex, limits } } = tracuu;
    const RARE_DOCUMENTS = 10000; // of so many at most one has a word that may be misspelt
    const MAX_MISSPELT = 4; // words of a query that are corrected…
    const MAX_RESPELT = 8; // …and of one whose other words are spelt by the index
    const CLEAR_TENTHS = 8; // of the documents have a spelling that is not doubted
    const MAX_CANDIDATES = 12;
    const MAX_SPELLINGS = 4;
    const LETTERS = "abcdefghijklmnopqrstuvwxyz";

    const { wordOf } = text;

    /* ---- Raw keystrokes ---- */

    const MAX_LETTERS = 12;
    const MAX_KEYS = 16;
    const VOWEL = /[aăâeêioôơuưy]/;
    const MARKS = ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];

    /* Gives the last letter that is one of `from` the shape at its place in `to`. */
    function shapeLast(typing, from, to) {
        for (let i = typing.letters.length - 1; i >= 0; i--) {
            const place = from.indexOf(typing.letters[i]);
            if (place >= 0) {
                typing.letters[i] = to[place];
                return true;
            }
        }
        return false;
    }

    /* One horn key shapes both letters of "uo". */
    function shapeUo({ letters }) {
        const at = letters.findIndex((letter, i) => letter === "u" && letters[i + 1] === "o");
        if (at >= 0) {
            letters.splice(at, 2, "ư", "ơ");
        }
        return at >= 0;
    }

    const put = ({ letters }, letter) => letters.push(letter) <= MAX_LETTERS;

    const TELEX_SHAPES = {
        a: (typing) => shapeLast(typing, "a", "â"),
        e: (typing) => shapeLast(typing, "e", "ê"),
        o: (typing) => shapeLast(typing, "o", "ô"),
        d: (typing) => shapeLast(typing, "d", "đ"),
        w: (typing) => shapeUo(typing) || shapeLast(typing, "aou", "ăơư") || put(typing, "ư"),
    };
    const VNI_SHAPES = {
        6: (typing) => shapeLast(typing, "aeo", "âêô"),
        7: (typing) => shapeUo(typing) || shapeLast(typing, "ou", "ơư"),
        8: (typing) => shapeLast(typing, "a", "ă"),
        9: (typing) => shapeLast(typing, "d", "đ"),
    };
    const METHODS = [
        { tones: "sfrxj", noTone: "z", shapes: TELEX_SHAPES },
        { tones: "12345", noTone: "0", shapes: VNI_SHAPES },
    ];

    /* FALSE when there is no room. */
    function press(typing, { tones, noTone, shapes }, key) {
        const tone = tones.indexOf(key);
        if (tone >= 0 && typing.letters.some((letter) => VOWEL.test(letter))) {
            typing.tone = MARKS[tone];
            return true;
        } else if (key === noTone && typing.tone) {
            typing.tone = "";
            return true;
        }
        return (shapes[key] && shapes[key](typing)) || put(typing, key);
    }

    /* The letters with the tone on a vowel, whichever: K1 has it in its place. */
    function syllableOf({ letters, tone }) {
        const word = wordOf(text.canonical(letters.join("").replace(VOWEL, `$&${tone}`)));
        return word.legal ? word : null;
    }

    /** The legal syllable that the keys of a K1 without marks make, or null.  Tone and shape
     * keys may follow anywhere in the word. */
    function readKeys(method, typed) {
        const typing = { letters: [], tone: "" };
        if (!/^[A-Za-z0-9]+$/.test(typed) || typed.length > MAX_KEYS ||
            ![...typed].every((key) => press(typing, METHODS[method], key))) {
            return null;
        }
        const { letters } = typing;
        const word = syllableOf(typing);
        if (word || !letters.join("").endsWith("ươ")) {
            return word;
        }
        letters[letters.length - 2] = "u"; // thuở: nothing follows, so one horn
        return syllableOf(typing);
    }

    /* ---- Words of the index ---- */

    const letterwise = (word, make) => [...word].flatMap((_, i) => make(i));

    /* The words at one edit: a letter too many, too few or another one, or two swapped.  The
     * first letter is right, unless it is swapped. */
    function editsOf(word) {
        const edits = new Set(letterwise(word, (i) => {
            const [head, here, tail] = [word.slice(0, i), word[i], word.slice(i + 1)];
            const swapped = tail ? [head + tail[0] + here + tail.slice(1)] : [];
            const shorter = i > 0 ? [head + tail] : [];
            return [...swapped, ...shorter, ...[...LETTERS].flatMap((c) =>
                [head + here + c + tail, ...(i > 0 ? [head + c + tail] : [])])];
        }));
        edits.delete(word);
        return [...edits];
    }

    const mostFrequent = (rows, n) =>
        rows.sort((a, b) => b.df - a.df || byteOrder(a.key, b.key)).slice(0, n);

    /* Of equal ones the first: what is more frequent. */
    const mostBeside = (rows) =>
        rows.reduce((best, row) => (best && best.beside >= row.beside ? best : row), null);

    /* A letter typed without marks may be any letter with them. */
    const agrees = (typed, letter) => typed !== undefined && letter !== undefined &&
        (typed === letter || typed === (letter === "đ" ? "d" : letter.normalize("NFD")[0]));

    /* TRUE when one edit makes the spelling of what was typed. */
    function isOneEdit(typed, spelling) {
        let [a, b] = [Array.from(typed), Array.from(spelling)];
        while (agrees(a[0], b[0])) {
            [a, b] = [a.slice(1), b.slice(1)];
        }
        while (agrees(a[a.length - 1], b[b.length - 1])) {
            [a, b] = [a.slice(0, -1), b.slice(0, -1)];
        }
        return a.length === 2 && b.length === 2 ? agrees(a[0], b[1]) && agrees(a[1], b[0])
            : a.length <= 1 && b.length <= 1;
    }

    const UPPER = /\p{Lu}/u;
    const LOWER = /\p{Ll}/u;

    /* A word with the capitals that were typed: all of them, or the first letter's. */
    function asTyped(typed, k1) {
        const [first, ...others] = k1;
        const [letter, more] = typed;
        const isShouted = !LOWER.test(typed) && more !== undefined;
        return !UPPER.test(letter) ? k1
            : first.toUpperCase() + (isShouted ? others.join("").toUpperCase() : others.join(""));
    }

    /* One attempt to read the query of a search. */
    class Reading {
        constructor(search) {
            const read = lex(search.answer.query);
            Object.assign(this, { search, index: search.index, text: read.text, cut: read.cut });
            this.words = read.lexemes
                .filter(({ kind, starred }) => (kind === "word" && !starred) || kind === "phrase")
                .flatMap(({ tokens }) => tokens)
                .filter(({ kind, number }) => kind === "syllable" && !number)
                .map((token) => ({ token, first: token, second: null }));
            this.marked = this.words.some(({ token }) => token.marked);
        }

        /* How many documents a query finds in a tier. */
        async count(query, tier, filters) {
            const { constructor: Search, request, pause } = this.search;
            const other = new Search(this.index, query, { ...request, filters }, pause);
            if (!other.query.root) {
                return 0;
            }
            other.matcher.foresee(other.query.root);
            await other.lexicon.read(other.query.root);
            const tiers = await other.match();
            await pause();
            return sets.listOf(tiers[tier]).length;
        }

        isRare(df) {
            return df * RARE_DOCUMENTS <= this.index.root.documents;
        }

        async entry(k2) {
            return await this.index.get("lexicon", k2) || { df: 0, forms: [] };
        }

        /* Documents of a pair of words; what is joined has no weight (see search-score.js). */
        async pairFreq(left, right) {
            const pair = await this.index.get("pair", `${left} ${right}`);
            return pair ? pair.df - (pair.wdf ? pair.wdf.filter((n) => n === 0).length : 0) : 0;
        }

        /* FALSE when a word is no keystrokes, or all of them mean what they say. */
        readKeystrokes(method) {
            for (const word of this.words) {
                word.first = readKeys(method, word.token.k1);
                if (!word.first) {
                    return false;
                }
            }
            return this.words.some(({ token, first }) => token.k1 !== first.k1);
        }

        async candidates(k2) {
            const rows = await Promise.all(editsOf(k2).map(async (key) =>
                ({ key, df: (await this.entry(key)).df, beside: 0 })));
            return mostFrequent(rows.filter(({ df }) => !this.isRare(df)), MAX_CANDIDATES);
        }

        /* Where a blank makes two words that stand side by side most often: {at, beside}. */
        async split(k2) {
            const rows = await Promise.all(letterwise(k2, async (at) => {
                const [left, right] = [k2.slice(0, at), k2.slice(at)];
                const halves = at > 0 ? await Promise.all([this.entry(left), this.entry(right)])
                    : [{ df: 0 }];
                return { at, beside: halves.some(({ df }) => this.isRare(df)) ? 0
                    : await this.pairFreq(left, right) };
            }));
            return mostBeside(rows);
        }

        /* The K2 of the word of the index that a word was meant to be, or of two; null. */
        async meant({ k2 }, { before, behind }) {
            if (!/^[a-z]{2,24}$/.test(k2)) {
                return null;
            }
            const rows = await this.candidates(k2);
            const { at, beside } = await this.split(k2);
            await Promise.all(rows.map(async (row) => {
                row.beside = (before ? await this.pairFreq(before.k2, row.key) : 0) +
                    (behind ? await this.pairFreq(row.key, behind.k2) : 0);
            }));
            const best = mostBeside(rows);
            if (best && best.df >= beside) {
                return [best.key];
            }
            return beside > 0 ? [k2.slice(0, at), k2.slice(at)] : null;
        }

        /* ---- How they are spelt ---- */

        /* The spellings that fit the marks typed, when some do, else all. */
        async spellings(k2, fits) {
            const { forms } = await this.entry(k2);
            const rows = forms.map(({ k1, df }) => ({ key: k1, df, beside: 0 }));
            const fitting = rows.filter(({ key }) => fits && fits(key));
            return mostFrequent(fitting.length ? fitting : rows, MAX_SPELLINGS);
        }

        /* In how many documents a K1 stands between its neighbours. */
        countBetween(k1, { before, behind }) {
            const words = [before && before.k1, k1, behind && behind.k1].filter(Boolean);
            return this.count(`"${words.join(" ")}"`, 0, []);
        }

        async countBeside(k1, { before, behind }) {
            return (before ? await this.countBetween(k1, { before }) : 0) +
                (behind ? await this.countBetween(k1, { behind }) : 0);
        }

        /* Counts each spelling; how often any of the word's stands there.  A word without
         * marks is looked up as all of them: what the others leave is its. */
        async weigh(rows, k2, count) {
            const all = await count(k2);
            let rest = all;
            for (const row of rows.filter(({ key }) => all > 0 && key !== k2)) {
                row.beside = await count(row.key);
                rest -= Math.min(rest, row.beside);
            }
            rows.filter(({ key }) => key === k2).forEach((row) => { row.beside = rest; });
            return all;
        }

        /* The spelling that the index has most often beside the neighbours; without marks in
         * the query there are none to go by. */
        async spelt(k2, fits, neighbours) {
            if (!this.marked) {
                return wordOf(k2);
            }
            const rows = await this.spellings(k2, fits);
            if (rows.length > 1) {
                await this.weigh(rows, k2, (k1) => this.countBeside(k1, neighbours));
            }
            return wordOf(rows.length ? mostBeside(rows).key : k2);
        }

        /* The spelling that four of five documents have between its neighbours or, if none is
         * so clear, behind the word before; null. */
        async clearSpelling(k2, { before, behind }) {
            const rows = await this.spellings(k2, null);
            for (const neighbours of before && behind ? [{ before, behind }, { before }]
                : [{ before, behind }]) {
                rows.forEach((row) => { row.beside = 0; });
                const all = await this.weigh(rows, k2, (k1) => this.countBetween(k1, neighbours));
                const best = mostBeside(rows);
                if (best && best.beside > 0 && best.beside * 10 >= all * CLEAR_TENTHS) {
                    return wordOf(best.key);
                }
            }
            return null;
        }

        /* What stands right beside the i-th word, numbers and operators apart. */
        neighbours(i) {
            const { words } = this;
            const at = (k, distance) => words[k] &&
                words[k].token.position === words[i].token.position + distance && words[k];
            const [before, behind] = [at(i - 1, -1), at(i + 1, 1)];
            return { before: before ? before.second || before.first : null,
                behind: behind ? behind.first : null };
        }

        /* FALSE when nothing like it is in the index. */
        async correct(i) {
            const word = this.words[i];
            const { token: { k1, marked } } = word;
            const { before, behind } = this.neighbours(i);
            const [first, last] = await this.meant(word.token, { before, behind }) || [];
            if (!last) {
                word.first = first && await this.spelt(first,
                    marked && ((form) => isOneEdit(k1, form)), { before, behind });
                return Boolean(first);
            }
            const letters = Array.from(k1);
            const fits = (from, to) => marked && ((form) =>
                text.marksAgree(letters.slice(from, to).join(""), form));
            word.first = await this.spelt(first, fits(0, first.length),
                { before, behind: wordOf(last) });
            word.second = await this.spelt(last, fits(first.length),
                { before: word.first, behind });
            return true;
        }

        async correctWords() {
            let n = 0;
            for (const [i, { token }] of this.words.entries()) {
                if (this.isRare((await this.entry(token.k2)).df) &&
                    (++n > MAX_MISSPELT || !await this.correct(i))) {
                    return false;
                }
            }
            return n > 0;
        }

        /* FALSE when a word of a query without marks has no clear spelling; a word with marks
         * then stays as it is. */
        async respellWord(i) {
            const word = this.words[i];
            const { before, behind } = this.neighbours(i);
            if (this.marked && (word.first !== word.token || !(before || behind))) {
                return true;
            }
            const first = await this.clearSpelling(word.first.k2,
                { before, behind: word.second || behind });
            const second = first && word.second &&
                await this.clearSpelling(word.second.k2, { before: first, behind });
            const isClear = first && (second || !word.second);
            if (isClear) {
                Object.assign(word, { first, second });
            }
            return Boolean(isClear) || this.marked;
        }

        /* Once a word was corrected, the others are doubted too: the index says how they are
         * spelt where they stand. */
        async respell() {
            let isClear = this.words.length <= MAX_RESPELT;
            for (let i = 0; isClear && i < this.words.length; i++) {
                isClear = await this.respellWord(i);
            }
            return isClear;
        }

        /* The query with its words as they were meant; all else as it was typed. */
        rewritten() {
            let copied = 0;
            const parts = this.words.filter(({ token, first }) => first.k1 !== token.k1)
                .map(({ token: { start, end }, first, second }) => {
                    const before = this.text.slice(copied, start);
                    const typed = this.text.slice(start, end);
                    copied = end;
                    return before + [first, second].filter(Boolean)
                        .map(({ k1 }) => asTyped(typed, k1)).join(" ");
                });
            return (parts.join("") + this.text.slice(copied)).replace(/^ +| +$/g, "");
        }

        /* What the reading says, when that has results with all its words in any tier. */
        async foundSo() {
            const query = this.rewritten();
            const { request: { filters } } = this.search;
            const fits = new TextEncoder().encode(query).length <= limits.query_bytes;
            return fits && await this.count(query, 2, filters) > 0 ? query : null;
        }

        forget() {
            this.words.forEach((word) =>
                Object.assign(word, { first: word.token, second: null }));
        }

        async tryKeystrokes(method) {
            this.forget();
            return !this.marked && this.readKeystrokes(method) ? this.foundSo() : null;
        }

        /* Its other words spelt as the index has them, else as they were typed. */
        async tryCorrected() {
            this.forget();
            if (!await this.correctWords()) {
                return null;
            }
            const corrected = this.words.map((word) => ({ ...word }));
            const found = await this.respell() ? await this.foundSo() : null;
            if (found === null) {
                this.words = corrected;
            }
            return found === null ? this.foundSo() : found;
        }
    }

    /** The suggestion for a search that found nothing with all its words: Promise of a query,
     * or of null. */
    tracuu.suggest = async function (search) {
        const reading = new Reading(search);
        let found = null;
        for (let method = 0; !reading.cut && method < METHODS.length && found === null; method++) {
            found = await reading.tryKeystrokes(method);
        }
        return reading.cut || found !== null ? found : reading.tryCorrected();
    };
    tracuu.readKeys = readKeys;
})(globalThis.tracuu);
