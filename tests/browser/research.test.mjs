// concordance.html and frequency.html: their hits are those of tracuu-query --format kwic-csv,
// what is not known looks unknown, and the pages work as pages do.
//
// TRACUU_BUNDLE and TRACUU_QUERY_PROGRAM as in site.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, open } from './browser.mjs';
import { assertGood, assertValid } from './judge.mjs';
import { buildBundle } from './scratch.mjs';
import { serve } from './server.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const fileBase = `${pathToFileURL(join(bundle, 'site')).href}/`;
const address = (...parts) => `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
const q = (...queries) => address(...queries.map((query) => ['q', query]));

const questions = ['cách ly', '"cách ly xã hội"', 'cach ly xa hoi', 'covid', 'Covid-19', 'tỉnh uỷ', '16/CT-TTg', '31/3/2020',
  'ngh*', 'học sinh OR sinh viên', 'cách ly -"Trung Quốc"', 'xã hội loai:"kết luận"', 'phòng chống ngay:2020', 'cáhc ly', '04'];

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(join(bundle, 'site'), process.env.TRACUU_QUERY_PROGRAM, join(bundle, 'xapian.db'));
});
after(async () => {
  await browser?.close();
  server?.close();
});

// Waits until the page has said what it found.
const settled = (page) => page.waitForFunction(() => /\d|Không|Đã đếm|chỉ/.test(document.querySelector('#status').textContent));

async function visit(url, base, options) {
  const opened = await open(browser, url, base, options);
  await settled(opened.page);
  return opened;
}

async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export')]);
  return readFileSync(await download.path(), 'utf8');
}

// The rows of a table as written by lib/csv.h, without line ends in cells.
const rowsOf = (csv) => csv.replace(/^\ufeff/, '').trimEnd().split('\r\n')
  .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell]) => cell));

// All but where the hit is, a line for the program and a paragraph for the page.
function comparable(csv) {
  const [names, ...rows] = rowsOf(csv);
  const place = names.findIndex((name) => name === 'line' || name === 'paragraph');
  return rows.map((row) => row.filter((_, i) => i !== place).map((cell) => cell.replace(/^"(exact|variant|folded)"$/, '$1')).join(','));
}

// Says the first difference of two lists, and no more: they are long.
function assertSameRows(got, expected, what) {
  const at = expected.findIndex((row, i) => row !== got[i]);
  if (at >= 0) assert.equal(got[at], expected[at], `${what}, row ${at}`);
  assert.equal(got.length, expected.length, what);
}

function expectedRows(query, ...options) {
  const all = ['-i', bundle, '--format=kwic-csv', '--sort=-date', ...options, '--', query];
  return comparable(execFileSync(process.env.TRACUU_QUERY_PROGRAM, all, { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

describe('the concordance', () => {
  for (const [name, baseOf] of [['from file://', () => fileBase], ['from a server', () => server.base]]) {
    test(`has the hits of the program, ${name}`, async () => {
      const base = baseOf();
      const { page, faults, close } = await open(browser, `${base}concordance.html`, base);
      for (const query of questions) {
        await page.goto(`${base}concordance.html${q(query)}`);
        await settled(page);
        const expected = expectedRows(query);
        assertSameRows(comparable(await saved(page)), expected, query);
        assert.match(await page.textContent('#count'), new RegExp(`^${expected.length} chỗ trong `), query);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
