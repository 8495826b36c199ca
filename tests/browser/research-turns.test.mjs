// concordance.html and frequency.html when the reader asks for something else before the page is done with what was
// asked: what was asked last is shown, and nothing acts on an answer that is not there.
//
// TRACUU_INDEX_PROGRAM as in scratch.mjs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { buildBundle } from './scratch.mjs';
import { serve } from './server.mjs';

const N = 120; // documents, with a hit each: two pages
const words = ['xanh', 'tím', 'đen'];
const notices = Object.fromEntries(Array.from({ length: N }, (_, i) => [[`n${i}.txt`, `Màu ${words[i % 3]} cách ly.\n`],
  [`n${i}.meta.json`, JSON.stringify({ title: `Số ${i}`, date: '2020-03-31', type: `Loại ${i % 2}` })]]).flat());

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(join(buildBundle(notices), 'site'));
});
after(async () => {
  await browser?.close();
  server?.close();
});

const visit = (name, query) => open(browser, `${server.base}${name}.html?q=${encodeURIComponent(query)}`, server.base);
const counted = (page, n) => page.waitForFunction((text) => document.querySelector('#count').textContent === text,
  `${n} chỗ trong ${n} văn bản`);
const isDisabled = (page, id) => page.isDisabled(`#${id}`);

// From now on what is asked for waits until the function that this gives is called.
async function holding(page, pattern) {
  let release;
  const free = new Promise((resolve) => { release = resolve; });
  await page.route(pattern, async (route) => {
    await free;
    await route.continue();
  });
  return release;
}

// From now on tracuu.research[name] waits for release(page).
const holdBack = (page, name) => page.evaluate((part) => {
  const { research } = globalThis.tracuu;
  const own = research[part];
  const free = new Promise((resolve) => {
    globalThis.release = () => {
      research[part] = own;
      resolve();
    };
  });
  research[part] = part === 'pauseFor' ? () => () => free : async (...all) => {
    await free;
    return own(...all);
  };
}, name);
const release = (page) => page.evaluate(() => {
  globalThis.release();
  return new Promise((resolve) => { setTimeout(resolve); }); // what waited has gone on
});

test('the order that was chosen last is shown, when one before it takes longer', async () => {
  const { page, faults, close } = await visit('concordance', '"cách ly"');
  await counted(page, N);
  const rows = () => page.$$eval('#hits li', (items) => items.map((item) => item.textContent));
  const found = await rows();
  await holdBack(page, 'pauseFor');
  await page.selectOption('#sort', 'left');
  await page.selectOption('#sort', '');
  await release(page);
  assert.deepEqual(await rows(), found);
  await page.click('#after');
  await page.click('#before');
  assert.deepEqual(await rows(), found);
  await page.selectOption('#sort', 'left');
  await page.waitForFunction(() => /đen/.test(document.querySelector('#hits li').textContent));
  assert.notDeepEqual(await rows(), found);
  assert.deepEqual(faults, []);
  await close();
});

test('nothing of the answer before acts on a question that has none yet', async () => {
  const { page, faults, close } = await visit('concordance', '"cách ly"');
  await counted(page, N);
  assert.ok(await page.isVisible('#pages'));
  const ask = async (query) => {
    await holdBack(page, 'find');
    await page.fill('#q', query);
    await page.press('#q', 'Enter');
    await page.waitForFunction(() => /^Đang tìm/.test(document.querySelector('#count').textContent));
    for (const id of ['stop', 'go', 'pages', 'partial', 'progress']) assert.ok(await page.isHidden(`#${id}`), `${id}, ${query}`);
    assert.ok(await isDisabled(page, 'export'));
  };
  await ask('xanh');
  const free = await holding(page, '**/notices/*');
  await release(page);
  await page.selectOption('#sort', 'left');
  await page.waitForSelector('#stop:not([hidden])');
  assert.ok(await page.isVisible('#partial') && await page.isVisible('#progress'));
  await ask('tím');
  free();
  await release(page);
  await counted(page, N / 3);
  assert.equal(await isDisabled(page, 'export'), false);
  assert.deepEqual(await page.$$eval('#hits mark', (marks) => [...new Set(marks.map((mark) => mark.textContent))]), ['tím']);
  assert.equal(await page.locator('#hits li').count(), N / 3);
  await page.fill('#q', 'ly');
  await page.press('#q', 'Enter');
  await counted(page, N);
  assert.ok(await page.isVisible('#pages'));
  assert.deepEqual(faults, []);
  await close();
});

// The load event waits for a picture; until then "go on" may be there already.
test('no text is read twice when the reader goes on before the page does', async () => {
  for (const [name, early, said] of [['frequency', async () => {}, '#legend'],
    ['concordance', (page) => page.selectOption('#sort', 'date'), '#count']]) {
    const { page, close } = await open(browser, 'about:blank', '');
    await page.addInitScript(() => { globalThis.addEventListener('DOMContentLoaded', () => { new Image().src = '/held.png'; }); });
    const loaded = await holding(page, '**/held.png');
    const free = await holding(page, '**/notices/*');
    await page.goto(`${server.base}${name}.html?q=ly`, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.querySelectorAll('#year option').length > 1); // they are found
    await early(page);
    await page.click('#go');
    await page.waitForSelector('#stop:not([hidden])');
    loaded();
    await page.waitForFunction(() => document.readyState === 'complete');
    free();
    await page.waitForFunction(() => /Đã đếm|trong \d/.test(document.querySelector('#status').textContent));
    assert.match(await page.textContent(said), new RegExp(`\\b${N} chỗ`));
    assert.ok(await page.isHidden('#stop') && await page.isHidden('#go'));
    await close();
  }
});
