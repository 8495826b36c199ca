/* make - writes the hostile corpus: node make.mjs DIR
 *
 * Each area has a module with `files`, an object of name and content.  What cannot be
 * written from here (links, pipes, large holes) t500-hostile.sh makes; small files that
 * are as they were found stand in tests/data/hostile.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { files as archives } from "./archives.mjs";
import { files as formats } from "./formats.mjs";
import { files as office } from "./office.mjs";
import { files as pdfs } from "./pdf.mjs";

const folder = process.argv[2];

for (const [name, content] of Object.entries({ ...archives, ...office, ...formats, ...pdfs })) {
    mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
    writeFileSync(`${folder}/${name}`, content);
}
/* Names that are no UTF-8, as a USB stick brings them. */
writeFileSync(Buffer.concat([Buffer.from(`${folder}/name-`), Buffer.from([0xb8, 0xae]),
    Buffer.from(".txt")]), "x");
writeFileSync(`${folder}/name-\x1b[31m.txt`, "x");
writeFileSync(`${folder}/name-${"â".repeat(120)}.txt`, "Tên rất dài.");
