/* packs.js - the notices of a site that keeps them in packs (tracuu-site(5)): only there is it
 * part of the engine.
 */
"use strict";

(function (tracuu) {
    const { ChunkError, sumOf } = tracuu;
    const texts = new WeakMap(); // bytes of a pack → its text, as long as the loader keeps them

    function textOf(pack) {
        if (!texts.has(pack)) {
            texts.set(pack, new TextDecoder().decode(pack));
        }
        return texts.get(pack);
    }

    /* A Loader whose `root` was read. */
    tracuu.Loader = class extends tracuu.Loader {
        /** What notice.html?id=ID shows, as HTML: Promise as of load(). */
        async loadPage(url) {
            const id = url.split("?id=")[1];
            const { sums } = this.root.packs;
            const place = parseInt(sumOf(new TextEncoder().encode(id)), 16) % (sums.length / 8);
            const sum = sums.slice(8 * place, 8 * place + 8);
            const text = textOf(await this.load(`n${place.toString(16)}`, sum, "notices"));
            const start = text.indexOf(`\0${id}\0`) + id.length + 2;
            if (start < id.length + 2) {
                throw new ChunkError(url, "missing");
            }
            return text.slice(start, text.indexOf("\0", start));
        }
    };
})(globalThis.tracuu);
