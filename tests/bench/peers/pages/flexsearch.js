"use strict";
async function load() {
    const index = new FlexSearch.Document({
        document: { id: "id", index: ["title", "text"], store: ["title"] },
    });
    const parts = await fetch("index/index.json").then((response) => response.json());
    for (const [key, data] of Object.entries(parts)) index.import(key, data);
    return index;
}

globalThis.ask = async (query) => {
    globalThis.index ??= await load();
    const found = globalThis.index.search(query, { limit: 100000, merge: true, enrich: true });
    return {
        shown: found.slice(0, 10).map(({ doc }) => doc),
        ids: () => found.map(({ id }) => id),
    };
};
