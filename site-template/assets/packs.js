/* packs.js - the notices of a site that keeps them in packs (tracuu-site(5)): only there is it
 * part of the engine.
 */
"use strict";

(function (tracuu) {
    const { ChunkError, sumOf } = tracuu;

    /* A Loader whose `root` was read. */
    tracuu.Loader = class extends tracuu.Loader {
        /** What notice.html?id=ID shows, as HTML: Promise as of load(). */
        async loadPage(url) {
            const id = url.split("?id=")[1];
            const { sums } = this.root.packs;
            const place = parseInt(sumOf(new TextEncoder().encode(id)), 16) % (sums.length / 8);
            const sum = sums.slice(8 * place, 8 * place + 8);
            const bytes = await this.load(`n${place.toString(16)}`, sum, "notices");
            const found = new TextDecoder().decode(bytes).split(`\0${id}\0`)[1];
            if (found === undefined) {
                throw new ChunkError(url, "missing");
            }
            return found.split("\0", 1)[0];
        }
    };
})(globalThis.tracuu);
