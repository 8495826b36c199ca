// random - the same numbers in every run: what a test draws can be drawn again.

/** A generator of numbers from 0 up to, but not including, 1 (mulberry32). */
export function makeRandom(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    const below = (n) => Math.floor(next() * n);
    return {
        below,
        chance: (probability) => next() < probability,
        between: (low, high) => low + below(high - low + 1),
        pick: (list) => list[below(list.length)],
    };
}
