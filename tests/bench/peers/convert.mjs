// convert - what the peers read: titles for all of them, and pages for pagefind.
//
//   node convert.mjs CORPUS COUNT OUT.jsonl PAGES-FOLDER
//
// CORPUS is a JSONL file or a folder of .txt files, whose first line is the title.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createReadStream } from "node:fs";
import { join } from "node:path";

const [corpus, count, out, pages] = process.argv.slice(2);

function* notices() {
    for (const name of readdirSync(corpus)
        .filter((file) => /^\d.*\.txt$/.test(file))
        .sort()) {
        const text = readFileSync(join(corpus, name), "utf8");
        yield { id: name.replace(".txt", ""), title: text.trim().split("\n")[0], text };
    }
}

async function* newsItems() {
    for await (const line of createInterface({ input: createReadStream(corpus) })) {
        const { id, title, text } = JSON.parse(line);
        yield { id, title: title ?? "", text };
    }
}

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function page({ id, title, text }) {
    const paragraphs = text
        .split("\n")
        .map((line) => `<p>${escape(line)}</p>`)
        .join("\n");
    return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body><main data-pagefind-body data-pagefind-meta="id:${escape(id).replaceAll('"', "&quot;")}">
<h1>${escape(title)}</h1>\n${paragraphs}</main></body></html>\n`;
}

mkdirSync(pages, { recursive: true });
const lines = [];
for await (const record of statSync(corpus).isDirectory() ? notices() : newsItems()) {
    if (lines.length === Number(count)) break;
    writeFileSync(join(pages, `${lines.length}.html`), page(record));
    lines.push(`${JSON.stringify(record)}\n`);
}
writeFileSync(out, lines.join(""));
