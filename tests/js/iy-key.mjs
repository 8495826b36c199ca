/* iy-key - the key of C's text_iy_key, of which the browser needs only iyVariant: canonical,
 * each syllable in the spelling of i and y that comes first in the rules.  The test that its
 * result is C's is one of iyVariant in running text. */
const toneless = (text) =>
    text.normalize("NFD").replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "").normalize("NFC");

/* keys: an engine's tracuu.text. */
export function iyKey(keys, text) {
    const first = keys.rows("IY").map(([onset, rime]) => onset + rime);

    return keys.canonical(text).replace(/[\p{L}\p{M}]+/gu, (run) => {
        const variant = keys.iyVariant(run);

        return variant !== null && first.includes(toneless(variant)) ? variant : run;
    });
}
