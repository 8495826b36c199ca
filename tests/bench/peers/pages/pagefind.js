"use strict";
// All ids of what is found, and the first ten as they would be shown.
globalThis.ask = async (query) => {
    globalThis.pagefind ??= await import("./index/pagefind.js");
    const { results } = await globalThis.pagefind.search(query);
    const first = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    const shown = first.map(({ meta, excerpt }) => ({ title: meta.title, excerpt }));
    const rest = () => Promise.all(results.map(async (result) => (await result.data()).meta.id));
    return { shown, ids: rest };
};
