"use strict";
async function load() {
    const { index, titles } = await fetch("index/index.json").then((response) => response.json());
    return { index: lunr.Index.load(index), titles };
}

// Every word must be there.  Words are cut as Lunr cuts them in texts; quotes mean nothing to it.
globalThis.ask = async (query) => {
    globalThis.loaded ??= await load();
    const words = query
        .replaceAll('"', " ")
        .split(/[\s-]+/)
        .filter(Boolean);
    const found = globalThis.loaded.index.search(words.map((word) => `+${word}`).join(" "));
    const shown = found.slice(0, 10).map(({ ref }) => ({ title: globalThis.loaded.titles[ref] }));
    return { shown, ids: () => found.map(({ ref }) => ref) };
};
