// search.html in the distribution's own Firefox from file://, where it may load scripts and
// nothing else: driven over WebDriver BiDi, with the policy for files as people have it.
//
// TRACUU_BUNDLE and TRACUU_QUERY_PROGRAM as in site.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { copySite } from './scratch.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const baseOf = (site) => `${pathToFileURL(site).href}/`;
const ours = baseOf(join(bundle, 'site'));
const address = (query) => `?q=${encodeURIComponent(query)}`;

let browser;
let page;
const faults = [];
before(async () => {
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: {
      'remote.prefs.recommended': false, // it would let files read files
      'security.fileuri.strict_origin_policy': true,
    },
  });
  page = await browser.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => { if (!/^(file|data):/.test(request.url())) faults.push(request.url()); });
});
after(() => browser?.close());

async function ask(search, base = ours) {
  await page.goto(`${base}search.html${search}`);
  return answered();
}

async function answered() {
  await page.waitForFunction(() => document.querySelector('#answer:not([aria-busy])') !== null
    && document.querySelector('#status').textContent !== '');
  return page.$eval('#status', (status) => status.textContent);
}

test('a file cannot be fetched here', async () => {
  await page.goto(`${ours}index.html`);
  const fetched = await page.evaluate(() => fetch('search.html').then(() => 'fetched', (error) => error.name));
  assert.equal(fetched, 'TypeError');
});

for (const query of ['cách ly xã hội', '"cách ly xã hội"', 'cach ly xa hoi', 'cáhc ly', 'covid19', '2033-TB/TU', 'nghiêm*',
  'noi:"ban thường vụ"', 'ngay:2020-03..2021-04', 'cách ly -"Trung Quốc"', 'zzzz']) {
  test(`${query} has the answer of the search program`, async () => {
    const json = execFileSync(process.env.TRACUU_QUERY_PROGRAM, ['-i', bundle, '--format', 'json', query], { encoding: 'utf8' });
    const { total, results } = JSON.parse(json);
    assert.match(await ask(address(query)), total > 0 ? new RegExp(`^${total} kết quả`) : /^Không tìm thấy/);
    const shown = await page.$$eval('.results > li', (items) => items.map((item) => ({
      url: item.querySelector('.title').getAttribute('href').replace(/\?q=.*/, ''), // the question goes along
      excerpt: item.querySelector('.snippet') !== null,
    })));
    assert.deepEqual(shown, results.map(({ url, snippet }) => ({ url, excerpt: snippet !== '' })));
  });
}

test('the words are marked in the excerpt', async () => {
  await ask(address('"cách ly xã hội"'));
  const marked = await page.$$eval('.snippet mark', (marks) => marks.map((mark) => mark.textContent).join(' '));
  assert.match(marked.toLowerCase(), /cách ly xã hội/);
});

test('a filter is set by a link, and the back button takes it away', async () => {
  assert.match(await ask('?q=covid'), /^5 /);
  await page.$$eval('.facet[data-key=type] a', (links) => links.find((link) => /Kết luận/.test(link.textContent)).click());
  assert.match(await answered(), /^1 /);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => /^5 /.test(document.querySelector('#status').textContent));
});

test('answers come while typing', async () => {
  await page.goto(`${ours}search.html`);
  await page.keyboard.press('/');
  await page.keyboard.type('covid19', { delay: 50 });
  await page.waitForFunction(() => /«covid19»/.test(document.querySelector('#status').textContent));
});

test('a missing file of the index is named', async () => {
  const site = copySite(bundle);
  const lost = readdirSync(join(site, 'search')).filter((name) => /^p[0-9a-f]*-/.test(name));
  lost.forEach((name) => rmSync(join(site, 'search', name)));
  const said = await ask(address('"cách ly xã hội"'), baseOf(site));
  assert.ok(lost.some((name) => said.includes(`search/${name}`)), said);
  assert.equal(await page.$('.results'), null);
});

test('no page caused an error or asked for anything but files', () => {
  const refusal = /search\.html\. \(Reason: CORS request not http\)/; // of the first test
  assert.equal(faults.filter((fault) => refusal.test(fault)).length, 1);
  assert.deepEqual(faults.filter((fault) => !refusal.test(fault)), []);
});
