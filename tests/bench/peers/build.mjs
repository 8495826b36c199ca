// build - one peer's index of a corpus, and the page that asks it.
//
//   node build.mjs PEER CORPUS.jsonl FOLDER
//
// FOLDER/index/ gets what the peer loads; what only the measuring needs stands beside it.
// For pagefind, FOLDER has the pages already (convert.mjs): it reads a site, not records.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PEERS_FOLDER, "package.json"));

function* records(corpus) {
    for (const line of readFileSync(corpus, "utf8").split("\n")) {
        if (line !== "") yield JSON.parse(line);
    }
}

const titleWeight = 3; // as tracuu's RANK_TITLE_WDF

const peers = {
    pagefind(corpus, folder) {
        const program = join(
            process.env.PEERS_FOLDER,
            "node_modules/@pagefind/linux-x64/bin/pagefind_extended",
        );
        const quiet = ["--site", folder, "--output-path", join(folder, "index"), "--quiet"];
        execFileSync(program, [...quiet, "--force-language", "vi"], { stdio: "inherit" });
    },

    minisearch(corpus, folder) {
        const MiniSearch = require("minisearch");
        const index = new MiniSearch({ fields: ["title", "text"], storeFields: ["title"] });
        for (const record of records(corpus)) index.add(record);
        writeFileSync(join(folder, "index/index.json"), JSON.stringify(index));
    },

    async flexsearch(corpus, folder) {
        const { Document } = require("flexsearch");
        const index = new Document({
            document: { id: "id", index: ["title", "text"], store: ["title"] },
        });
        for (const record of records(corpus)) index.add(record);
        const parts = {};
        await index.export((key, data) => {
            parts[key] = data;
        });
        writeFileSync(join(folder, "index/index.json"), JSON.stringify(parts));
    },

    lunr(corpus, folder) {
        const lunr = require("lunr");
        require("lunr-languages/lunr.stemmer.support")(lunr);
        require("lunr-languages/lunr.vi")(lunr);
        const titles = {};
        const index = lunr(function configure() {
            this.use(lunr.vi);
            this.ref("id");
            this.field("title", { boost: titleWeight });
            this.field("text");
            for (const record of records(corpus)) {
                this.add(record);
                titles[record.id] = record.title;
            }
        });
        writeFileSync(join(folder, "index/index.json"), JSON.stringify({ index, titles }));
    },
};

const [peer, corpus, folder] = process.argv.slice(2);
mkdirSync(join(folder, "index"), { recursive: true });
await peers[peer](corpus, folder);
