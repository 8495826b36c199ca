// server - a folder and one CGI program over HTTP on a free port of this machine.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

export const cgiPath = '/cgi-bin/tracuu.cgi'; // as in the default configuration

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8' };

async function sendFile(root, pathname, response) {
  const path = join(root, normalize(decodeURIComponent(pathname)).replace(/\/$/, '/index.html'));
  try {
    const body = await readFile(path);
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

// The lines of a CGI's head, and its body.
function splitHead(output) {
  const end = /\r?\n\r?\n/.exec(output.toString('latin1'));
  if (end === null) return [['Status: 502'], output];
  return [output.toString('latin1', 0, end.index).split(/\r?\n/), output.subarray(end.index + end[0].length)];
}

// RFC 3875 as far as the program needs it.
function sendCgi(program, index, request, url, response) {
  const child = spawn(program, [], {
    env: {
      GATEWAY_INTERFACE: 'CGI/1.1',
      REQUEST_METHOD: request.method,
      QUERY_STRING: url.search.slice(1),
      SCRIPT_NAME: cgiPath,
      SERVER_PROTOCOL: 'HTTP/1.1',
      TRACUU_INDEX: index,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks = [];
  child.on('error', () => response.writeHead(502).end());
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.on('close', () => {
    const [head, body] = splitHead(Buffer.concat(chunks));
    const headers = head.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
    const status = headers.find(([name]) => name.toLowerCase() === 'status');
    const others = headers.filter((header) => header !== status);
    response.writeHead(status ? Number.parseInt(status[1], 10) : 200, Object.fromEntries(others));
    response.end(body);
  });
}

// Serves the folder `root`, and at cgiPath `program` over the database `index`.
export function serve(root, program, index) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === cgiPath) sendCgi(program, index, request, url, response);
    else sendFile(root, url.pathname, response);
  });
  server.keepAliveTimeout = 0; // a busy test would meet a connection that is just being closed
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({
      base: `http://127.0.0.1:${server.address().port}/`,
      close: () => {
        server.close();
        server.closeAllConnections();
      },
    }));
  });
}
