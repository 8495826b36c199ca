// What scripts add to a notice's page: marks of what was looked for, copying, similar notices;
// and the page without them, and on paper.
//
// TRACUU_BUNDLE as in site.test.mjs.
import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { answered, launch, look, open, views } from './browser.mjs';
import { assertGood } from './judge.mjs';
import { buildBundle, copySite } from './scratch.mjs';
import { cgiPath, serve } from './server.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const site = join(bundle, 'site');
const fileBase = `${pathToFileURL(site).href}/`;
const [name] = readdirSync(join(site, 'notices')).filter((file) => file.startsWith('003'));

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(site, process.env.TRACUU_QUERY_PROGRAM, join(bundle, 'xapian.db'));
});
after(async () => {
  await browser?.close();
  server?.close();
});

// The page of the notice that has «cách ly xã hội», opened with `search`.
const openNotice = (search, base = fileBase, options = {}) =>
  open(browser, `${base}notices/${name}${search}`, base, options);

const query = `?q=${encodeURIComponent('"cách ly"')}`;
const status = (page) => page.locator('.hits [role="status"]');
const shownStatus = (page) => status(page).evaluate((element) => element.firstChild.data);

for (const [where, baseOf] of [['from file://', () => fileBase], ['from a server', () => server.base]]) {
  describe(where, () => {
    test('the search page leads to a notice in which the words are marked', async () => {
      const { page, faults, close } = await open(browser, `${baseOf()}search.html${query}`, baseOf());
      await answered(page);
      await page.locator(`.results a[href*="${name}"]`).click();
      await page.locator('.hits').waitFor();
      const marks = await page.locator('.body mark').allTextContents();
      assert.ok(marks.length > 3 && marks.every((mark) => /^cách\s+ly$/i.test(mark)), marks.join());
      assert.equal(await page.locator('.card mark, .related mark').count(), 0);
      assert.deepEqual(faults, []);
      await close();
    });

    test('similar notices are found when they are asked for', async () => {
      const { page, faults, close } = await openNotice('', baseOf());
      const scripts = () => page.locator('script[src*="engine.js"]').count();
      assert.equal(await scripts(), 0);
      await page.getByText('Văn bản tương tự').click();
      await page.locator('.similar .title').first().waitFor();
      const links = await page.locator('.similar .title').evaluateAll((all) => all.map((link) => link.href));
      assert.equal(links.length, 4);
      assert.ok(!links.some((link) => link.includes(name)));
      assert.match(await page.locator('.similar .why').first().textContent(), /^Cùng nhắc tới «.+»/);
      await page.locator('.similar .title').first().click();
      await page.waitForURL(links[0]);
      assert.deepEqual(faults, []);
      await close();
    });
  });
}

test('similar notices have their dates as all pages have them', async () => {
  const notices = Object.fromEntries(['2021-03-31', '2021-02-08', '2020-10-05'].flatMap((date, i) => [
    [`n${i}.txt`, 'Trạm y tế tiêm chủng theo Chỉ thị số 16/CT-TTg.'], [`n${i}.meta.json`, JSON.stringify({ title: `Số ${i}`, date })]]));
  for (const [language, expected] of [['vi', ['05/10/2020', '08/02/2021']], ['en', ['5 October 2020', '8 February 2021']]]) {
    const base = `${pathToFileURL(join(buildBundle(notices, { language }), 'site')).href}/`;
    const { page, close } = await open(browser, `${base}notices/n0.html`, base);
    await page.locator('.similar summary').click();
    await page.locator('.similar .title').first().waitFor();
    assert.deepEqual((await page.locator('.similar .meta li:first-child').allTextContents()).sort(), expected);
    await close();
  }
});

describe('hits', () => {
  test('keys and buttons go from one to the next, around the end', async () => {
    const { page, faults, close } = await openNotice(query);
    await page.locator('.hits').waitFor();
    const n = await page.locator('.body mark').count();
    await page.waitForFunction(() => document.querySelector('.hits [role="status"]').textContent !== '');
    assert.equal(await shownStatus(page), `${n} chỗ có «"cách ly"»`);
    await page.keyboard.press('n');
    assert.equal(await shownStatus(page), `Chỗ 1 / ${n}`);
    assert.match(await status(page).textContent(), /: .*cách ly/i); // what stands around it is read out
    const mark = page.locator('.body mark.at');
    assert.equal(await mark.count(), 1);
    assert.ok(await mark.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= document.querySelector('.hits').getBoundingClientRect().top;
    }));
    await page.keyboard.press('p');
    assert.equal(await shownStatus(page), `Chỗ ${n} / ${n}`);
    await page.getByRole('button', { name: 'Chỗ sau' }).click();
    assert.equal(await shownStatus(page), `Chỗ 1 / ${n}`);
    await page.keyboard.press('Control+p'); // the browser's own
    assert.equal(await shownStatus(page), `Chỗ 1 / ${n}`);
    assert.deepEqual(faults, []);
    await close();
  });

  test('they can be removed, and the address is that of the page', async () => {
    const { page, close } = await openNotice(`${query}#d3`);
    await page.locator('.hits').waitFor();
    const plain = await openNotice('');
    await page.getByRole('button', { name: 'Bỏ đánh dấu' }).click();
    assert.equal(await page.locator('.hits, mark').count(), 0);
    assert.equal(page.url(), `${fileBase}notices/${name}#d3`);
    const body = (from) => from.locator('section.body').evaluate((element) => element.innerHTML.replace(' tabindex="-1"', ''));
    assert.equal(await body(page), await body(plain.page));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Toàn văn');
    await page.keyboard.press('n'); // means nothing any more
    await plain.close();
    await close();
  });

  test('words that the text has not are said so; a filter alone marks nothing', async () => {
    const { page, close } = await openNotice('?q=zzzz');
    await page.getByText('Toàn văn không có «zzzz»').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Chỗ sau' }).count(), 0);
    await close();
    const filter = await openNotice('?q=tinh:x');
    await filter.page.waitForFunction(() => globalThis.tracuu.notice.mark);
    await filter.page.waitForTimeout(100);
    assert.equal(await filter.page.locator('.hits').count(), 0);
    await filter.close();
  });

  test('the page with its marks is sound', async () => {
    const { page, close } = await openNotice(query);
    await page.locator('.hits').waitFor();
    await page.keyboard.press('n');
    await assertGood(page);
    await close();
  });

  test('the way back leads to the results that the reader came from, filters and all', async () => {
    for (const [results, isAnswered] of [[`search.html${query}&type=K%E1%BA%BFt%20lu%E1%BA%ADn`, true],
      [`${cgiPath.slice(1)}${query}&sort=-date`, false]]) {
      const { page, faults, close } = await open(browser, server.base + results, server.base);
      if (isAnswered) await answered(page);
      await page.locator('.results .title[href*="003_"]').click();
      const back = page.getByRole('link', { name: 'Về kết quả tìm' });
      assert.equal(await back.evaluate((link) => link.href), server.base + results);
      assert.deepEqual(faults, []);
      await close();
    }
  });

  test('the address of the search program has the words too', async () => {
    const response = await fetch(server.base + cgiPath.slice(1) + query);
    const [, link] = /<a class="title" href="([^"]*003_[^"]*)"/.exec(await response.text());
    assert.equal(link, `/notices/${name}?q=%22c%C3%A1ch%20ly%22`);
  });
});

describe('how to cite', () => {
  test('each form is copied whole, and said to be', async () => {
    const { page, close } = await openNotice('', server.base, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByText('Cách dẫn').click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    for (const [what, text] of [['Câu dẫn', /^Kết luận của Ban Thường vụ Tỉnh ủy về .*\(ngày 31\/3\/2020\)/],
      ['BibTeX', /^@misc\{003_[^]*\}$/], ['RIS', /^TY {2}- GOVDOC\n[^]*\nER {2}-$/]]) {
      await page.getByRole('button', { name: `Chép ${what}` }).click();
      await page.getByRole('button', { name: `Đã chép ${what}` }).waitFor();
      assert.match(await copied(), text);
    }
    await page.getByRole('button', { name: 'Chép Đường dẫn cố định' }).click();
    const link = await copied();
    assert.equal(link, `${server.base}notice.html?id=${name.replace('.html', '')}`);
    await page.goto(link);
    await page.waitForURL(`${server.base}notices/${name}`);
    await close();
  });

  test('without a clipboard the text is selected', async () => {
    const { page, close } = await openNotice('');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await page.getByText('Cách dẫn').click();
    await page.getByRole('button', { name: 'Chép BibTeX' }).click();
    await page.getByRole('button', { name: 'Đã chọn, bấm Ctrl+C BibTeX' }).waitFor();
    assert.match(await page.evaluate(() => String(getSelection())), /^@misc\{[^]*\}$/);
    await close();
  });
});

describe('without scripts, or their files', () => {
  test('the text, its evidence and how to cite it are there, and no empty promise', async () => {
    const { page, faults, close } = await openNotice(query, fileBase, { javaScriptEnabled: false });
    assert.equal(await page.locator('button, .similar, .hits').count(), 0);
    await page.getByText('Cách dẫn').click();
    assert.match(await page.locator('.cite pre').first().innerText(), /^@misc/);
    await page.locator('.basis summary').first().click();
    await page.getByRole('link', { name: 'Dòng 5' }).first().click();
    assert.equal(await page.locator(':target').getAttribute('id'), 'd2');
    await page.locator('.body').getByRole('link', { name: 'Chỉ thị số 16/CT-TTg' }).first().click();
    assert.match(await page.locator(':target').innerText(), /^Chỉ thị 16\/CT-TTg/);
    assert.deepEqual(faults, []);
    await close();
  });

  test('a file of the index that is missing is named', async () => {
    const copy = copySite(bundle);
    for (const file of readdirSync(join(copy, 'search'))) if (file.startsWith('p')) rmSync(join(copy, 'search', file));
    const base = `${pathToFileURL(copy).href}/`;
    const { page, close } = await open(browser, `${base}notices/${name}`, base);
    await page.getByText('Văn bản tương tự').click();
    await page.getByText(/không đọc được tệp search\/p\S+\.js/).waitFor();
    await close();
  });
});

// A form with chapters, points of every depth, a wide table.
const act = `| Bảng | ${Array.from({ length: 14 }, (_, i) => `Cột_số_${i}_dài_quá`).join(' | ')} |
|${'---|'.repeat(15)}
| 1 | ${'x | '.repeat(14)}

Chương I

Điều 1. Phạm vi

1. Một

a) Hai

+ Ba

Điều 2. Đối tượng

Hết.
`;

describe('a text with chapters and a wide table', () => {
  let base;
  before(() => { base = `${pathToFileURL(join(buildBundle({ 'act.txt': act }), 'site')).href}/`; });

  test('has contents that lead to its parts', async () => {
    const { page, close } = await open(browser, `${base}notices/act.html`, base);
    await page.getByText('Mục lục').click();
    await page.getByRole('link', { name: 'Điều 2. Đối tượng' }).click();
    assert.equal(await page.locator(':target').evaluate((element) => element.localName), 'h4');
    const edge = (selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().left);
    assert.ok(await edge('.n2') > await edge('.n1') && await edge('.n3') > await edge('.n2'));
    await close();
  });

  test('scrolls the table, not the page, by keyboard too', async () => {
    const { page, close } = await open(browser, `${base}notices/act.html`, base);
    await look(page, views[1]);
    await page.reload();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    const box = page.getByRole('region', { name: /^Bảng 1/ });
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('.scroll').scrollLeft > 0);
    await close();
  });
});

test('paper has the text, the card without its evidence, and where it is found', async () => {
  const { page, close } = await openNotice(query);
  await page.locator('.hits').waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const [selector, shown] of [['.body p', true], ['.card dl', true], ['.on-paper', true], ['.card .basis', false],
    ['.cite', false], ['.hits', false], ['.similar', false], ['.permalink', false], ['.site-header nav', false]]) {
    assert.equal(await page.locator(selector).first().isVisible(), shown, selector);
  }
  assert.match(await page.locator('.on-paper').innerText(), /originals\/003_\S+.txt\n+.*notice\.html\?id=003_/);
  await close();
});
