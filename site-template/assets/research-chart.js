/* research-chart.js - numbers as a drawing: lines over time, bars for values.  What tells the
 * queries apart is a letter, a shape and a pattern, and a colour beside.
 */
"use strict";

(function (tracuu) {
    const { drawn } = tracuu.kit;
    const HEIGHT = 300; // of a drawing of lines
    const [LEFT, RIGHT, TOP, BOTTOM] = [40, 28, 16, 34]; // at least
    const [BAR, BAR_GAP, LABEL, ROW_GAP] = [16, 3, 22, 12];
    const VALUE_GAP = 8; // between a value and what it is of
    const LETTER = 13; // between two letters at the ends of lines
    const CHAR = 7.5; // of a label, about
    const DASHES = ["", "8 4", "2 4", "12 4 2 4", "5 3", "1 3"];
    const LETTERS = "ABCDEF";

    /* A round number at or above n, and steps up to it. */
    function scaleOf(n, isWhole) {
        const least = isWhole ? 4 : 0.0001;
        const raw = Math.max(n, least) / 4;
        const unit = 10 ** Math.floor(Math.log10(raw));
        const step = [1, 2, 2.5, 5, 10].map((m) => m * unit)
            .find((m) => m >= raw && (!isWhole || Number.isInteger(m))) || Math.ceil(raw);
        return { max: 4 * step, steps: [0, 1, 2, 3, 4].map((i) => i * step) };
    }

    const SHAPES = [
        (x, y) => `M${x - 4},${y}a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z`,
        (x, y) => `M${x - 4},${y - 4}h8v8h-8z`,
        (x, y) => `M${x},${y - 5}l5,9h-10z`,
        (x, y) => `M${x},${y - 5.5}l5.5,5.5l-5.5,5.5l-5.5,-5.5z`,
        (x, y) => `M${x - 5},${y - 4}h10l-5,9z`,
        (x, y) => `M${x - 1.5},${y - 5}h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z`,
    ];

    /* Patterns over the colours of bars; the first has none. */
    const HATCHES = ["", "M0,6L6,0", "M3,0V6", "M0,0L6,6", "M0,3H6", "M0,6L6,0M0,0L6,6"];

    function pattern(q, name) {
        return drawn("pattern", { id: `${name}-${q + 1}`, width: 6, height: 6,
            patternUnits: "userSpaceOnUse" },
        drawn("rect", { class: `fill s${q + 1}`, width: 6, height: 6 }),
        drawn("path", { class: "hatch", d: HATCHES[q] }));
    }

    /** The sign of a query in legends, as it is drawn: its shape and line, or its pattern. */
    function sign(q, isTime) {
        const parts = isTime ? [drawn("path", { class: `line s${q + 1}`, d: "M2,8h36",
            "stroke-dasharray": DASHES[q] }),
        drawn("path", { class: `dot s${q + 1}`, d: SHAPES[q](20, 8) })]
            : [drawn("defs", {}, pattern(q, "sign")),
                drawn("rect", { y: 1, width: 40, height: 14, fill: `url(#sign-${q + 1})` })];
        return drawn("svg", { class: "sign", viewBox: "0 0 40 16", width: 40, height: 16,
            "aria-hidden": "true", focusable: "false" }, ...parts);
    }

    /* Columns that the longest of some values needs. */
    const widthOf = (values, format) =>
        CHAR * Math.max(...values.map((value) => format(value).length)) + VALUE_GAP;

    const text = (x, y, what, more = {}) => drawn("text", { x, y, ...more }, what);

    /* Points that follow each other without a gap, as paths. */
    function linesOf(points) {
        const runs = [[]];
        points.forEach((point) => {
            if (point.breaks) {
                runs.push([]);
            }
            runs[runs.length - 1].push(point);
        });
        return runs.filter((run) => run.length > 1)
            .map((run) => `M${run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`);
    }

    /* A series: its lines and its points. */
    function seriesOf(points, q) {
        const parts = linesOf(points).map((d) => drawn("path",
            { class: `line s${q + 1}`, d, "stroke-dasharray": DASHES[q] }));
        points.filter(({ isNothing }) => points.length < 60 || !isNothing).forEach(({ x, y }) =>
            parts.push(drawn("path", { class: `dot s${q + 1}`, d: SHAPES[q](x, y) })));
        return parts;
    }

    /* The letters behind the last points, none upon another. */
    function lettersOf(series) {
        let below = -Infinity;
        return series.map((points, q) => ({ end: points[points.length - 1], q }))
            .filter(({ end }) => end).sort((a, b) => a.end.y - b.end.y)
            .map(({ end, q }) => {
                below = Math.max(end.y + 5, below + LETTER);
                return text(end.x + 9, below, LETTERS[q], { class: "letter" });
            });
    }

    /* The labels below the axis that have room, the first one among them. */
    function ticksOf(places, width) {
        const ticks = [];
        places.forEach(({ x, label }) => {
            const room = CHAR * label.length + 10;
            const last = ticks[ticks.length - 1];
            if ((!last || x - last.x > room) && x + room / 2 < width + RIGHT) {
                ticks.push({ x, label });
            }
        });
        return ticks.map(({ x, label }) =>
            text(x, HEIGHT - BOTTOM + 20, label, { class: "tick", "text-anchor": "middle" }));
    }

    /* Lines over time.  rows: [{place, label, values}]; a line breaks where a place is missing
     * between two rows, or a value is null. */
    function lines({ rows, series, format, isWhole, width }) {
        const all = rows.flatMap(({ values }) => values).filter((value) => value !== null);
        const { max, steps } = scaleOf(Math.max(...all), isWhole);
        const left = Math.max(LEFT, widthOf(steps, format) + VALUE_GAP / 2);
        const [first, last] = [rows[0].place, rows[rows.length - 1].place];
        const room = width - left - RIGHT;
        const xOf = (place) => (last === first ? left + room / 2
            : left + room * (place - first) / (last - first));
        const yOf = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / max);
        const grid = steps.flatMap((step) => [
            drawn("path", { class: "grid", d: `M${left},${yOf(step)}H${width - RIGHT}` }),
            text(left - VALUE_GAP, yOf(step) + 4, format(step),
                { "text-anchor": "end", class: "tick" }),
        ]);
        const points = series.map((_, q) => {
            let before = null;
            return rows.filter(({ values }) => values[q] !== null).map(({ place, values }) => {
                const breaks = before !== null && place > before + 1;
                before = place;
                return { x: xOf(place), y: yOf(values[q]), breaks, isNothing: values[q] === 0 };
            });
        });
        const places = rows.map(({ place, label }) => ({ x: xOf(place), label }));
        return { height: HEIGHT, parts: [...grid, ...ticksOf(places, width - RIGHT),
            ...points.flatMap(seriesOf), ...(series.length > 1 ? lettersOf(points) : [])] };
    }

    const shortened = (label, width) => {
        const most = Math.floor(width / CHAR);
        return label.length > most ? `${label.slice(0, most - 1)}…` : label;
    };

    /* A bar for each query below each value. */
    function bars({ rows, series, format, width }) {
        const all = rows.flatMap(({ values }) => values).filter((value) => value !== null);
        const max = Math.max(...all) || 1;
        const room = widthOf(all, format) + VALUE_GAP;
        const indent = series.length > 1 ? 20 : 0;
        const parts = [drawn("defs", {}, ...series.map((_, q) => pattern(q, "pattern")))];
        let y = 0;
        rows.forEach(({ label, values }) => {
            parts.push(text(0, y + 15, shortened(label, width), { class: "label" }));
            y += LABEL;
            values.forEach((value, q) => {
                const length = value === null ? 0
                    : (width - indent - room) * value / max;
                if (series.length > 1) {
                    parts.push(text(0, y + 13, LETTERS[q], { class: "letter" }));
                }
                parts.push(drawn("rect", { class: `bar s${q + 1}`, x: indent, y, height: BAR,
                    width: value > 0 ? Math.max(length, 1).toFixed(1) : 0,
                    fill: `url(#pattern-${q + 1})` }),
                text(indent + length + 6, y + 13, value === null ? "–" : format(value),
                    { class: "tick" }));
                y += BAR + BAR_GAP;
            });
            y += ROW_GAP;
        });
        return { height: Math.max(y, 1), parts };
    }

    /** A drawing.
     *
     * what  {isTime; rows: [{place (of time), label, values: by query, null unknown}]; series:
     *       names of queries; format: of a value; isWhole: values are numbers of things; width;
     *       title, text: for those who do not see it}
     */
    function chart(what) {
        const { height, parts } = (what.isTime ? lines : bars)(what);
        return drawn("svg", { class: "chart", viewBox: `0 0 ${what.width} ${height}`,
            width: what.width, height, role: "img", "aria-labelledby": "chart-title chart-text" },
        drawn("title", { id: "chart-title" }, what.title),
        drawn("desc", { id: "chart-text" }, what.text), ...parts);
    }

    Object.assign(tracuu.research, { chart, sign, LETTERS });
})(globalThis.tracuu);
