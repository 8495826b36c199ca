/* judge - compares what a build said with the table: node judge.mjs TABLE STDERR NOTICES
 *
 * TABLE    hostile.tsv: SOURCE, a tab, what is said of it; "-": it is read, and the source
 *          is the id of its notice.  A "*" at the end of a message stands for anything:
 *          words of libraries change.
 * STDERR   of the build, a file
 * NOTICES  data/notices.json of the bundle
 *
 * Prints what differs; status 1 then.
 */
import { readFileSync } from "node:fs";

const [table, stderr, notices] = process.argv.slice(2);
const rows = readFileSync(table, "utf8").split("\n")
    .filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split("\t"));
const said = readFileSync(stderr, "utf8").split("\n")
    .filter((line) => line.startsWith("tracuu-index: "))
    .map((line) => line.slice("tracuu-index: ".length));
const ids = new Set(JSON.parse(readFileSync(notices, "utf8")).map((notice) => notice.id));

const fits = (line, wanted) =>
    wanted.endsWith("*") ? line.startsWith(wanted.slice(0, -1)) : line === wanted;
let faults = 0;

function fault(text) {
    console.log(text);
    faults++;
}

for (const [source, message] of rows) {
    if (message === "-") {
        if (!ids.delete(source)) {
            fault(`not read: ${source}`);
        }
        continue;
    }
    const at = said.findIndex((line) => fits(line, `${source}: ${message}`));
    if (at < 0) {
        fault(`not said: ${source}: ${message}`);
    } else {
        said.splice(at, 1);
    }
}
said.forEach((line) => fault(`not in the table: ${line}`));
ids.forEach((id) => fault(`read, but not in the table: ${id}`));
process.exitCode = faults > 0 ? 1 : 0;
