// truth - who has what was asked for, found by reading every text: no index, no engine.
//
// A word typed with marks is met by its own spelling, wherever the tone stands (hoà, hòa) and
// whether i or y is written (sĩ, sỹ); one typed without marks, by any marks.  What stands
// in quotes, or without a blank between (16/CT-TTg), must stand side by side.

const tone = /[\u0300\u0301\u0303\u0309\u0323]/g;
const word = /[\p{L}\p{M}\p{N}]+/gu;

// The letters with their shapes, then the tone: hoà and hòa are one; a final y is an i.
function spelling(letters) {
    const tones = letters.match(tone) ?? [];
    return letters.replace(tone, "").replace(/(?<=^[^aeou]*)y$/u, "i") + tones.join("");
}

function tokens(text) {
    return (text.normalize("NFC").match(word) ?? []).map((token) => {
        const letters = token.toLowerCase().replaceAll("ð", "đ").normalize("NFD"); // look alike
        const plain = letters.replace(/\p{M}/gu, "").replaceAll("đ", "d");
        return { spelling: spelling(letters), plain, marked: letters !== plain };
    });
}

// [[token, token …] …]: each list must stand side by side somewhere.
function clauses(query) {
    const parts = query.match(/"[^"]*"|[^\s"]+/g) ?? [];
    return parts.map(tokens).filter((clause) => clause.length > 0);
}

function agrees(typed, written) {
    return typed.marked ? typed.spelling === written.spelling : typed.plain === written.plain;
}

function stands(clause, text) {
    return text.some((_, at) =>
        clause.every((token, i) => at + i < text.length && agrees(token, text[at + i])),
    );
}

/** Reads records {id, title, text} once; then find(query) gives the ids that have it, sorted. */
export function reader(records) {
    const read = records.map(({ id, title, text }) => [id, tokens(`${title}\n${text}`)]);
    return (query) => {
        const wanted = clauses(query);
        return read
            .filter(([, text]) => wanted.every((clause) => stands(clause, text)))
            .map(([id]) => id)
            .sort();
    };
}
