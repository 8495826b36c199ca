"use strict";
globalThis.ask = async (query) => {
    globalThis.index ??= await fetch("index/index.json")
        .then((response) => response.text())
        .then((json) =>
            MiniSearch.loadJSON(json, { fields: ["title", "text"], storeFields: ["title"] }),
        );
    const found = globalThis.index.search(query, { combineWith: "AND", boost: { title: 3 } });
    return {
        shown: found.slice(0, 10).map(({ title }) => ({ title })),
        ids: () => found.map(({ id }) => id),
    };
};
