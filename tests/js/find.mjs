/* find - all document numbers and all dates of a text, as docnum_find and date_find of C
 * list them; the browser itself needs them only as tokens. */

const isDigit = (c) => /^[0-9]$/.test(c ?? "");

function nextDigits(text, from, end) {
    while (from < end && (!isDigit(text[from]) || isDigit(text[from - 1]))) {
        from++;
    }
    return from;
}

function inSource(keys, edits, start, found) {
    return {
        ...found,
        start: keys.inSource(edits, start, false),
        end: keys.inSource(edits, found.end, true)
    };
}

/* [{start, end, display}], UTF-16 offsets; keys: an engine's tracuu.text. */
export function findDocnums(keys, source) {
    const { text, edits } = keys.repair(source);
    const all = [];

    for (let at = 0; (at = nextDigits(text, at, text.length)) < text.length;) {
        const found = keys.docnumAt(text, at);

        if (found !== null) {
            all.push(inSource(keys, edits, at, found));
        }
        at = found === null ? at + 1 : found.end;
    }
    return all;
}

/* [{start, end, iso}] */
export function findDates(keys, source) {
    const { text, edits } = keys.repair(source);
    const subject = { text, lower: keys.lower(text) };
    const all = [];
    let lastEnd = 0;

    keys.nextRun.lastIndex = 0;
    for (const run of text.matchAll(keys.nextRun)) {
        const end = run.index + run[0].length;
        let at = /[0-9nN]/.test(text[run.index]) ? run.index : nextDigits(text, run.index, end);

        for (; at < end; at = nextDigits(text, at + 1, end)) {
            const found = at < lastEnd ? null : keys.dateAt(subject, at, lastEnd);

            if (found !== null) {
                lastEnd = found.end;
                all.push(inSource(keys, edits, at, found));
            }
        }
    }
    return all;
}
