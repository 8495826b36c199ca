// serve - a folder over HTTP as a good server sends it: text deflated once, then kept.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css",
    ".json": "application/json",
    ".wasm": "application/wasm",
};

function read(root, pathname) {
    const path = join(root, normalize(decodeURIComponent(pathname)).replace(/\/$/, "/index.html"));
    const type = types[extname(path)];
    const bytes = readFileSync(path);
    const head = {
        "content-type": type ?? "application/octet-stream",
        "cache-control": "max-age=3600",
    };
    return type === undefined
        ? { head, body: bytes }
        : { head: { ...head, "content-encoding": "gzip" }, body: gzipSync(bytes) };
}

/** Serves `root`; `sent` counts the bodies' bytes and the requests since the last reset(). */
export async function serve(root) {
    const kept = new Map();
    const sent = { bytes: 0, requests: 0 };
    const server = createServer((request, response) => {
        const { pathname } = new URL(request.url, "http://localhost");
        try {
            if (!kept.has(pathname)) kept.set(pathname, read(root, pathname));
        } catch {
            response.writeHead(404).end();
            return;
        }
        const { head, body } = kept.get(pathname);
        sent.bytes += body.length;
        sent.requests++;
        response.writeHead(200, { ...head, "content-length": body.length }).end(body);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
        base: `http://127.0.0.1:${server.address().port}/`,
        sent,
        reset: () => Object.assign(sent, { bytes: 0, requests: 0 }),
        close: () => server.close(),
    };
}
