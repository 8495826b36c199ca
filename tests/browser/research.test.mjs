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

const expectedRows = (query, ...options) => rowsIn(bundle, query, ...options);

function rowsIn(folder, query, ...options) {
  const all = ['-i', folder, '--format=kwic-csv', '--sort=-date', ...options, '--', query];
  return comparable(execFileSync(process.env.TRACUU_QUERY_PROGRAM, all, { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

describe('the concordance', () => {
  for (const [name, baseOf, asked] of [['from file://', () => fileBase, questions], ['from a server', () => server.base, questions.slice(0, 3)]]) {
    test(`has the hits of the program, ${name}`, async () => {
      const base = baseOf();
      const { page, faults, close } = await open(browser, `${base}concordance.html`, base);
      for (const query of asked) {
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

  test('every hit leads to the paragraph that it is in', async () => {
    const { page, close } = await visit(`${fileBase}concordance.html${q('"cách ly"')}`, fileBase);
    const links = await page.$$eval('#hits li', (items) => items.slice(0, 8).map((item) =>
      [item.querySelector('a').getAttribute('href'), item.querySelector('mark').textContent]));
    assert.ok(links.length > 5);
    for (const [href, hit] of links) {
      assert.match(href, /^notices\/[^?]+\?q=%22c%C3%A1ch%20ly%22#d\d+$/);
      await page.goto(fileBase + href);
      assert.ok((await page.textContent(new URL(page.url()).hash)).includes(hit), href);
    }
    await close();
  });

  test('hits are in the order that is asked for, and the address keeps it', async () => {
    const { page, close } = await visit(`${fileBase}concordance.html${q('"cách ly"')}`, fileBase);
    const words = (name) => page.$$eval(`#hits .${name}`, (parts, side) => parts.map((part) => {
      const syllables = part.textContent.match(/[\p{L}\p{N}]+/gu) || [''];
      return syllables[side === 'left' ? syllables.length - 1 : 0].toLowerCase();
    }), name);
    const dictionary = new Intl.Collator('vi').compare;
    for (const side of ['right', 'left']) {
      await page.selectOption('#sort', side);
      await page.waitForFunction((sort) => location.search.includes(`sort=${sort}`), side);
      await page.waitForTimeout(300);
      const got = await words(side);
      assert.ok(got.length > 10);
      assert.deepEqual(got, [...got].sort(dictionary), side);
    }
    await page.selectOption('#sort', 'date');
    await page.waitForTimeout(300);
    assert.match(await page.textContent('#hits li:first-child a'), /^31\/3\/2020/);
    await page.reload();
    await settled(page);
    assert.equal(await page.inputValue('#sort'), 'date');
    await close();
  });

  test('a wider context is asked for and kept in the address', async () => {
    const { page, faults, close } = await visit(`${fileBase}concordance.html${q('"cách ly"')}`, fileBase);
    await page.fill('#q', 'only typed');
    await page.selectOption('#width', '40');
    await page.waitForFunction(() => document.querySelector('#hits.blocks li') && document.querySelector('#progress').hidden);
    assert.match(page.url(), /\?q=%22c%C3%A1ch%20ly%22&width=40$/);
    assertSameRows(comparable(await saved(page)), expectedRows('"cách ly"', '--context=40'), 'wide');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.textContent('#question'), '«"cách ly"»');
    assert.ok(await page.isVisible('#question'));
    await page.emulateMedia({ media: 'screen' });
    assert.deepEqual(faults, []);
    await page.goto(`${fileBase}concordance.html${q('"cách ly"')}&width=7&sort=shuffled`);
    await settled(page);
    assert.equal(await page.inputValue('#width'), '10');
    const rows = comparable(await saved(page));
    const expected = expectedRows('"cách ly"');
    assert.notDeepEqual(rows, expected);
    assertSameRows(rows.sort(), expected.sort(), 'shuffled');
    await close();
  });

  test('the numbers of a list are hits, from nought on', async () => {
    const folder = buildBundle({ 'list.md': 'Danh sách\n\n0. mục không\n1. mục một\n2. mục hai\n' });
    const base = `${pathToFileURL(join(folder, 'site')).href}/`;
    for (const query of ['0', '"1 mục"']) {
      const { page, close } = await visit(`${base}concordance.html${q(query)}`, base);
      const expected = rowsIn(folder, query);
      assert.equal(expected.length, 1);
      assert.match(await page.textContent('#count'), /^1 chỗ/, query);
      assertSameRows(comparable(await saved(page)), expected, query);
      await close();
    }
  });

  test('filters are those of the search', async () => {
    const { page, close } = await visit(`${fileBase}concordance.html${q('covid')}`, fileBase);
    await page.click('#filters summary');
    await page.selectOption('#type', 'Kết luận');
    await page.click('#filters button');
    await page.waitForFunction(() => location.search.includes('type='));
    await page.waitForFunction(() => /trong 1 văn bản/.test(document.querySelector('#count').textContent));
    assertSameRows(comparable(await saved(page)), expectedRows('covid', '--type=Kết luận'), 'type');
    await page.goBack();
    await page.waitForFunction(() => /trong 5 văn bản/.test(document.querySelector('#count').textContent));
    await close();
  });

  test('what has no hits says why', async () => {
    const { page, close } = await visit(`${fileBase}concordance.html${q('loai:"kết luận"')}`, fileBase);
    assert.match(await page.textContent('#notes'), /^1 văn bản khớp, nhưng câu hỏi chỉ có bộ lọc/);
    await page.goto(`${fileBase}concordance.html${q('zzzz')}`);
    await settled(page);
    assert.match(await page.textContent('#notes'), /Không tìm thấy văn bản nào/);
    assert.ok(await page.isDisabled('#export'));
    await page.goto(`${fileBase}concordance.html${q('cách ly zzzz')}`);
    await settled(page);
    assert.match(await page.textContent('#notes'), /Không văn bản nào có đủ các từ/);
    await page.goto(`${fileBase}concordance.html${q('a'.repeat(1030))}`);
    await page.waitForSelector('#error h2');
    await close();
  });
});

describe('the frequency', () => {
  const cells = (page) => page.$$eval('#table tr', (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));

  test('documents, shares, hits and rates stand in one table', async () => {
    const { page, faults, close } = await visit(`${fileBase}frequency.html${address(['q', '"cách ly"'], ['by', 'type'])}`, fileBase);
    await page.waitForFunction(() => /22 chỗ/.test(document.querySelector('#legend').textContent));
    const [head, ...rows] = await cells(page);
    assert.deepEqual(head, ['Loại văn bản', 'Cả kho', 'Văn bản', 'Tỉ lệ văn bản', 'Số chỗ', 'Trên 10.000 tiếng']);
    assert.deepEqual(rows.map(([name, all, docs, share]) => [name, all, docs, share]), [
      ['Thông báo', '3', '3', '100%'], ['Công văn', '1', '1', '100%'], ['Kết luận', '1', '1', '100%'], ['Tất cả', '5', '5', '100%']]);
    const hits = rows.map(([, , , , n]) => Number(n));
    assert.equal(hits[0] + hits[1] + hits[2], 22);
    assert.equal(hits[3], 22);
    assert.deepEqual(faults, []);
    await close();
  });

  test('the rate is of all syllables of the texts', async () => {
    const { page, close } = await visit(`${fileBase}frequency.html${address(['q', 'covid'], ['by', 'year'])}`, fileBase);
    await page.waitForFunction(() => /54 chỗ/.test(document.querySelector('#legend').textContent));
    const [names, ...rows] = rowsOf(await saved(page));
    assert.deepEqual(names, ['year', 'documents', 'syllables', 'docs', 'share', 'hits', 'rate']);
    for (const [, documents, syllables, docs, share, hits, rate] of rows) {
      assert.equal(Number(share), Number((docs / documents).toFixed(6)));
      assert.equal(Number(rate), Number((10000 * hits / syllables).toFixed(6)));
    }
    assert.deepEqual(rows.map(([year]) => year), ['"2020"', '']);
    assert.equal(rows.reduce((sum, row) => sum + Number(row[5]), 0), 54);
    await close();
  });

  test('two queries are compared, the undated apart', async () => {
    const { page, close } = await visit(`${fileBase}frequency.html${q('"cách ly xã hội"', '"giãn cách xã hội"')}`, fileBase);
    await page.waitForFunction(() => /Đã đếm xong/.test(document.querySelector('#status').textContent));
    assert.deepEqual(await page.$$eval('#sentences p', (all) => all.map((p) => p.textContent)), [
      '«cách ly xã hội»: 1 văn bản rõ ngày, đều ở tháng 3/2020.',
      '«giãn cách xã hội»: không có văn bản nào rõ ngày. Ngoài ra 1 văn bản không rõ ngày.']);
    const rows = await cells(page);
    assert.deepEqual(rows.slice(1).map(([name]) => name), ['Tháng 3/2020', 'Không rõ ngày', 'Tất cả']);
    assert.equal(await page.locator('#chart svg').getAttribute('role'), 'img');
    await page.selectOption('#show', 'rate');
    assert.match(page.url(), /show=rate/);
    assert.match(await page.textContent('#table caption'), /^Trên 10\.000 tiếng/);
    await close();
  });

  test('other groups are shown at once, and what is only typed is not in the address', async () => {
    const { page, faults, close } = await visit(`${fileBase}frequency.html${q('"cách ly"', 'loai:"công văn"')}&show=hits`, fileBase);
    await page.waitForFunction(() => /22 chỗ/.test(document.querySelector('#legend').textContent));
    await page.fill('#q', 'only typed');
    await page.selectOption('#by', 'type');
    await page.waitForFunction(() => document.querySelector('#table tbody th').textContent === 'Thông báo');
    assert.match(decodeURIComponent(page.url()), /\?q="cách ly"&q=loai:"công văn"&by=type&show=hits$/);
    assert.equal(await page.inputValue('#q'), 'only typed');
    assert.deepEqual((await cells(page)).pop(), ['Tất cả', '5', '22', '–']); // filters have no hits
    assert.equal(await page.locator('.sign rect').count(), 4); // as the bars are
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('#table tbody th').textContent === 'Tháng 3/2020');
    assert.equal(await page.inputValue('#q'), '"cách ly"');
    await page.goto(`${fileBase}frequency.html${q('loai:"công văn"')}&show=hits&by=type`);
    await settled(page);
    assert.match(await page.textContent('#chart'), /^Không có gì để vẽ: câu hỏi chỉ có bộ lọc/);
    assert.deepEqual(faults, []);
    await close();
  });

  test('another query has a field of its own, up to six', async () => {
    const { page, close } = await open(browser, `${fileBase}frequency.html${q('covid')}`, fileBase);
    await page.waitForSelector('#q-2');
    for (let n = 3; n <= 6; n++) {
      await page.click('#add');
      assert.equal(await page.evaluate(() => document.activeElement.id), `q-${n}`);
    }
    assert.ok(await page.isHidden('#add'));
    await page.fill('#q-6', 'cách ly');
    await page.press('#q-6', 'Enter');
    await page.waitForFunction(() => document.querySelectorAll('#legend li').length === 2);
    assert.match(page.url(), /\?q=covid&q=c%C3%A1ch%20ly$/);
    const focused = () => page.evaluate(() => document.activeElement.id);
    assert.equal(await focused(), 'q-2'); // the last that is left
    for (const [id, query] of [['q', 'tỉnh'], ['q-2', 'tỉnh'], ['q', 'covid']]) {
      await page.fill(`#${id}`, query);
      await page.press(`#${id}`, 'Enter');
      await page.waitForFunction((text) => document.querySelector('#question').textContent.startsWith(`«${text}»`), query);
      assert.equal(await focused(), id, query);
    }
    await close();
  });
});

describe('many notices', () => {
  const months = Array.from({ length: 30 }, (_, i) => `20${20 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}`);
  const notices = Object.fromEntries(Array.from({ length: 150 }, (_, i) => {
    const month = months[i % 30];
    const text = `Mở đầu. ${i % 30 < 15 ? 'cách ly rồi' : 'giãn cách và'} hết.\n\n`.repeat(1 + (i % 3)) + (i % 30 === 20 ? 'cách ly' : '');
    return [[`n${i}.txt`, text], [`n${i}.meta.json`, JSON.stringify({ title: `Số ${i}`, date: `${month}-05`, type: `Loại ${i % 40}` })]];
  }).flat().filter(([name]) => !/^n(9|39|69|99|129)\./.test(name))); // nothing of October 2020
  let site;
  let slow;
  before(async () => {
    site = join(buildBundle(notices), 'site');
    slow = await serve(site);
  });
  after(() => slow?.close());

  const delayed = async (page) => page.route('**/notices/*', async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    await route.continue();
  });

  // Notices come one by one; those after the first n wait until the function that this gives is called.
  const held = async (page, n) => {
    let release;
    const free = new Promise((resolve) => { release = resolve; });
    let seen = 0;
    let turn = Promise.resolve();
    await page.route('**/notices/*', async (route) => {
      seen++;
      const wait = seen > n ? () => free : () => new Promise((resolve) => { setTimeout(resolve, 30); });
      turn = turn.then(wait);
      await turn;
      await route.continue();
    });
    return release;
  };

  test('reading can be stopped and gone on with, and says how far it is', async () => {
    const { page, faults, close } = await open(browser, `${slow.base}concordance.html`, slow.base);
    const release = await held(page, 100);
    await page.fill('#q', 'cách');
    await page.selectOption('#sort', 'right');
    await page.press('#q', 'Enter');
    await page.waitForFunction(() => /^[1-9]\d* chỗ trong \d+ \//.test(document.querySelector('#count').textContent));
    assert.ok(rowsOf(await saved(page)).length > 1); // what was read, although nothing may be shown yet
    await page.waitForFunction(() => document.querySelectorAll('#hits li').length === 100);
    assert.ok(await page.isVisible('#partial'));
    await page.selectOption('#sort', '');
    await page.focus('#stop');
    await page.keyboard.press('Enter');
    release();
    await page.waitForSelector('#go:not([hidden])');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'go');
    const [, hits, read, all] = /^(\d+) chỗ trong (\d+) \/ (\d+) văn bản$/.exec(await page.textContent('#count'));
    assert.ok(Number(read) > 0 && Number(read) < Number(all), `${read} of ${all}`);
    assert.equal(all, '145');
    assert.equal(rowsOf(await saved(page)).length - 1, Number(hits));
    await page.selectOption('#sort', 'left');
    assert.ok(await page.isVisible('#partial'));
    await page.keyboard.press('Shift+Tab');
    await page.click('#go');
    await page.waitForFunction(() => /^\d+ chỗ trong 145 văn bản$/.test(document.querySelector('#count').textContent), null, { timeout: 60000 });
    assert.ok(await page.isHidden('#partial'));
    assert.ok(await page.isHidden('#progress'));
    const total = Number(/^\d+/.exec(await page.textContent('#count')));
    assert.equal(rowsOf(await saved(page)).length - 1, total);
    assert.equal(await page.locator('#hits li').count(), 100);
    await page.click('#after');
    assert.equal(await page.locator('#hits').getAttribute('start'), '101');
    assert.equal(await page.locator('#hits li').count(), Math.min(100, total - 100));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'count');
    assert.match(page.url(), /&page=2$/);
    const row = await page.textContent('#hits li:first-child');
    await page.click('#hits li:first-child a');
    await page.waitForSelector('article, .body');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('#hits')?.start === 101, null, { timeout: 60000 });
    assert.equal(await page.textContent('#hits li:first-child'), row);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('#hits').start === 1 && !document.querySelector('#pages').hidden, null, { timeout: 60000 });
    assert.deepEqual(faults, []);
    await close();
  });

  test('a number of hits that is not known yet looks unknown', async () => {
    const { page, close } = await open(browser, `${slow.base}frequency.html`, slow.base);
    await delayed(page);
    await page.goto(`${slow.base}frequency.html${q('cách ly', 'giãn cách')}&show=hits`);
    await page.waitForSelector('#stop:not([hidden])');
    await page.waitForFunction(() => /Đã đọc [1-9]/.test(document.querySelector('#read').textContent));
    const unknown = () => page.$$eval('#table tbody td:nth-child(n+3), #table tfoot td:nth-child(n+3)',
      (all) => all.every((cell) => cell.textContent === '…'));
    assert.ok(await unknown());
    assert.match(await page.textContent('#legend'), /đang đếm số chỗ…/);
    assert.equal(await page.locator('#chart svg').count(), 0);
    await page.click('#stop');
    await page.waitForSelector('#go:not([hidden])');
    assert.ok(await unknown());
    assert.match(await page.textContent('#legend'), /chưa đếm xong/);
    await page.click('#go');
    await page.waitForSelector('#chart svg', { timeout: 60000 });
    assert.equal(await unknown(), false);
    await close();
  });

  test('what overtakes is said, and a month without notices is a gap', async () => {
    const base = `${pathToFileURL(site).href}/`;
    const { page, close } = await visit(`${base}frequency.html${q('"cách ly"', '"giãn cách"')}`, base);
    await page.waitForSelector('#chart svg');
    assert.match(await page.textContent('#sentences'),
      /Từ tháng 10\/2021 về sau, tháng nào có một trong hai thì «giãn cách» đều ở nhiều văn bản hơn «cách ly»/);
    assert.equal(await page.locator('#table tbody tr').count(), 29);
    assert.equal(await page.locator('#chart .line.s1').count(), 2); // before and after October 2020
    await page.selectOption('#by', 'type');
    await page.press('#q', 'Enter');
    await page.waitForFunction(() => /40|Loại/.test(document.querySelector('#table tbody th').textContent));
    assert.equal(await page.locator('#table tbody tr').count(), 40);
    assert.match(await page.textContent('#chart figcaption'), /Còn 25 giá trị nữa/);
    await close();
  });

  test('a notice that cannot be read is named, and hits are not known then', async () => {
    rmSync(join(site, 'notices', readdirSync(join(site, 'notices')).find((name) => name.startsWith('n14'))));
    const { page, close } = await visit(`${slow.base}concordance.html${q('cách')}`, slow.base);
    await page.waitForFunction(() => /Không đọc được 1 văn bản: notices\/n14/.test(document.querySelector('#notes').textContent));
    await page.goto(`${slow.base}frequency.html${q('cách')}&show=hits`);
    await page.waitForFunction(() => /Thiếu các văn bản đó/.test(document.querySelector('#notes').textContent));
    assert.equal(await page.textContent('#table tfoot td:nth-of-type(4)'), '…');
    await close();
  });
});

describe('a drawing', () => {
  const texts = (n) => Object.fromEntries(Array.from({ length: 60 }, (_, i) => [
    [`n${i}.txt`, 'cách ly. '.repeat(i === 7 ? n : 1)],
    [`n${i}.meta.json`, JSON.stringify({ title: `Số ${i}`, date: `${1990 + Math.floor(i / 2)}-0${1 + (i % 9)}-05`,
      issuer: `Ủy ban nhân dân tỉnh Thừa Thiên Huế và các sở, ban, ngành số ${i}` })]]).flat());

  test('has its numbers and labels within it, none upon another, with large numbers and many bins', async () => {
    const base = `${pathToFileURL(join(buildBundle(texts(1500)), 'site')).href}/`;
    const { page, close } = await visit(`${base}frequency.html${q('"cách ly"', 'zzz')}&show=rate`, base);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const by of ['month', 'issuer', 'year']) {
        await page.selectOption('#by', by);
        await page.waitForTimeout(300); // the drawing follows the window
        await page.waitForSelector('#chart svg');
        assert.deepEqual(await page.$$eval('#chart svg', ([svg]) => {
          const frame = svg.getBoundingClientRect();
          const boxes = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
          const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
          return boxes.filter(([, box], i) => box.left < frame.left - 0.5 || box.right > frame.right + 0.5
            || boxes.some(([, other], j) => j > i && meet(box, other))).map(([text]) => text);
        }), [], `${by} at ${width}`);
      }
    }
    await close();
  });
});

describe('both pages', () => {
  // Without a question they are among the pages of site.test.mjs.
  const states = [`concordance.html${q('cách ly')}&sort=right`,
    `frequency.html${q('"cách ly"', 'covid', '"xã hội"')}&by=type&show=rate`, `frequency.html${q('covid')}`,
    `frequency.html${q('covid', '"tỉnh ủy"')}&by=year&show=share&type=Th%C3%B4ng%20b%C3%A1o`];
  for (const state of states) {
    test(`${decodeURIComponent(state)} is sound`, async () => {
      const { page, faults, close } = await open(browser, fileBase + state, fileBase);
      await page.waitForFunction(() => /trong \d|Đã đếm|Không/.test(document.querySelector('#status').textContent));
      await assertGood(page);
      assert.deepEqual(faults, []);
      await assertValid(await page.content(), state);
      await close();
    });
  }

  test('without JavaScript they say what they need', async () => {
    for (const name of ['concordance', 'frequency']) {
      const { page, close } = await open(browser, `${fileBase}${name}.html`, fileBase, { javaScriptEnabled: false });
      assert.match(await page.textContent('noscript'), /JavaScript/);
      assert.ok(await page.isVisible('h1'));
      await close();
    }
  });

  test('an index that is not there is said', async () => {
    for (const name of ['concordance', 'frequency']) {
      const opened = await open(browser, 'about:blank', '');
      await opened.page.route('**/search/root-*', (route) => route.abort());
      await opened.page.goto(`${server.base}${name}.html${q('covid')}`);
      await opened.page.waitForFunction(() => /Không đọc được chỉ mục/.test(document.querySelector('#answer').textContent));
      await opened.close();
    }
  });

  test('so does a notice on which its words are marked', async () => {
    const [name] = readdirSync(join(bundle, 'site/notices')).filter((file) => file.startsWith('003'));
    const { page, close } = await open(browser, `${fileBase}notices/${name}${q('"cách ly"')}`, fileBase);
    await page.click('.hits a[href*="concordance.html"]');
    await page.waitForFunction(() => /22 chỗ/.test(document.querySelector('#count').textContent));
    await close();
  });

  test('results of a search lead here', async () => {
    const { page, close } = await open(browser, `${fileBase}search.html${q('cách ly')}&type=K%E1%BA%BFt%20lu%E1%BA%ADn`, fileBase);
    await page.click('.research-links a');
    await page.waitForFunction(() => /trong 1 văn bản/.test(document.querySelector('#count').textContent));
    assert.match(page.url(), /concordance\.html\?q=c%C3%A1ch%20ly&type=K%E1%BA%BFt%20lu%E1%BA%ADn$/);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    await close();
  });
});
