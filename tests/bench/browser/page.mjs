// page - drives search.html: when its results were there, and what they are.

/** To be run in the page before its scripts: notes when results stand, and when all is done. */
export function watch() {
    const times = { first: null, complete: null };
    globalThis.times = times;
    globalThis.forget = () =>
        Object.assign(times, { first: null, complete: null, start: performance.now() });
    times.start = 0;
    new MutationObserver(() => {
        const box = document.getElementById("answer");
        if (!box) return;
        const busy = box.hasAttribute("aria-busy");
        if (busy) times.asked = true;
        if (times.first === null && box.querySelector(".results li"))
            times.first = performance.now() - times.start;
        if (times.asked && !busy && times.complete === null)
            times.complete = performance.now() - times.start;
    }).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: ["aria-busy"],
    });
}

/** Waits for the answer: {first, complete} in ms since the page was asked for. */
export async function answered(page) {
    await page.waitForFunction(() => globalThis.times.complete !== null, null, { polling: 20 });
    return page.evaluate(() => ({
        first: times.first ?? times.complete,
        complete: times.complete,
    }));
}

/** Types another query into the same page. */
export async function askAgain(page, query) {
    await page.evaluate((text) => {
        const form = document.querySelector("form.search");
        document.querySelectorAll(".results").forEach((list) => list.remove());
        document.getElementById("q").value = text;
        globalThis.forget();
        form.requestSubmit();
    }, query);
    return answered(page);
}

/** How many results the page says there are; the message when it could not answer. */
export function count(page) {
    return page.evaluate(() => document.getElementById("status").textContent);
}

/** The ids of all that is found as it was typed: exactly, or in another spelling of i and y. */
export function idsAsTyped(page, query) {
    return page.evaluate(async (text) => {
        const ids = [];
        for (let number = 1; ; number++) {
            const answer = await tracuu.search(text, { page: number, page_size: 100 });
            if (answer.relaxed) return [];
            const typed = answer.results.filter(({ tier }) => tier !== "folded");
            ids.push(...typed.map(({ id }) => id));
            if (typed.length < 100) return ids;
        }
    }, query);
}
