// search.html: the answers of the browser's engine are the search program's, from a file and
// from a server, and the page around them works as pages do.
//
// TRACUU_BUNDLE and TRACUU_QUERY_PROGRAM as in site.test.mjs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { answered, launch, open } from './browser.mjs';
import { assertGood, assertValid } from './judge.mjs';
import { buildBundle } from './scratch.mjs';
import { cgiPath, serve } from './server.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const fileBase = `${pathToFileURL(join(bundle, 'site')).href}/`;
const address = (query, more = '') => `?q=${encodeURIComponent(query)}${more}`;

// What the issue and the help promise, and what goes wrong: as addresses.
const questions = [
  'cách ly xã hội', 'cach ly xa hoi', '"cách ly xã hội"', '“CÁCH LY xã hội”', 'cách lý xa hội', 'cáhc ly',
  'vắc xin OR vaccine', 'vac xin', 'covid', 'covid19', 'COVID-19', '"phòng, chống dịch"', 'tỉnh uỷ', 'tinh uy',
  'cách ly -"Trung Quốc"', '-covid', '(học sinh OR sinh viên) Sơn La', 'nghiêm*', 'ngh*', '16/CT-TTg', '2033-TB/TU',
  'so:43-BS/ĐUK', 'dan:16/CT-TTg', '31/3/2020', 'ngày 31 tháng 3 năm 2020', 'ngay:2020-03..2021-04', 'ngay:..2020-03-31',
  'loai:"kết luận"', 'noi:"ban thường vụ"', 'tinh:"Sơn La"', 'ky:"Trần Quốc Huy"', 'zzzz', 'cách ly zzzz', '04', '1.354',
  '<script>alert(1)</script>', '"', '(((', '-', 'OR OR', ':', '*', 'a'.repeat(1024), 'xã '.repeat(70), 'hội\u0300 ly\u0301',
].map((query) => address(query)).concat([
  address('covid', '&sort=date'), address('covid', '&sort=-date'), address('covid', '&page=2'), address('covid', '&page=9'),
  address('covid', '&type=K%E1%BA%BFt%20lu%E1%BA%ADn'), address('', '&type=Th%C3%B4ng%20b%C3%A1o&province=B%C3%ACnh%20%C4%90%E1%BB%8Bnh'),
  address('covid', '&year=2020'), address('covid', '&year=1999'), address('cách lý', '&sort=-date'),
]);

// Pages of a search that look different.
const states = ['', address('cách ly xã hội'), address('covid', '&type=K%E1%BA%BFt%20lu%E1%BA%ADn'), address('cach ly zzzz'),
  address('zzzz'), '?page=x', address('a'.repeat(1025))];

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

// The answer as the page shows it, as lines of one element each.
const shownAnswer = (page) => page.evaluate(() => document.querySelector('main > .answer, #answer > .answer').outerHTML);
const lines = (html) => html.split(/\n+/);

// Excerpts are cut from the page, the program's from the text before it became HTML (its lists
// have their dashes), and of windows as good each takes its own (tests/js/snippet-twin.test.mjs
// compares them): both must be there, or neither.
const withoutExcerpts = (html) => html.replaceAll(/(<p class="snippet">).+(<\/p>)/g, '$1…$2');

// What the search program's page shows, with the addresses of the search page.
async function expectedAnswer(page, search) {
  const response = await fetch(server.base + cgiPath.slice(1) + search);
  const html = (await response.text()).replaceAll(`href="${cgiPath}?`, 'href="search.html?').replaceAll('href="/', 'href="');
  return page.evaluate((text) => {
    const answer = new DOMParser().parseFromString(text, 'text/html').querySelector('main > .answer');
    const form = answer.querySelector('.dates'); // without a script it leads somewhere, and keeps the rest
    ['action', 'method'].forEach((name) => form?.removeAttribute(name));
    form?.querySelectorAll('[type=hidden]').forEach((field) => [field.nextSibling, field].forEach((node) => node.remove()));
    return answer.outerHTML;
  }, html);
}

for (const [name, baseOf, looked] of [['from file://', () => fileBase, states], ['from a server', () => server.base, [states[1]]]]) {
  describe(name, () => {
    test('every question has the answer of the search program', async () => {
      const base = baseOf();
      const { page, faults, close } = await open(browser, `${base}search.html`, base);
      for (const search of questions) {
        await page.goto(`${base}search.html${search}`);
        await answered(page);
        const [shown, expected] = [await shownAnswer(page), await expectedAnswer(page, search)];
        assert.deepEqual(lines(withoutExcerpts(shown)), lines(withoutExcerpts(expected)), search);
      }
      assert.deepEqual(faults, []);
      await close();
    });

    for (const search of looked) {
      test(`${search.slice(0, 60) || 'before a question'} is sound`, async () => {
        const base = baseOf();
        const { page, faults, close } = await open(browser, `${base}search.html${search}`, base);
        if (search !== '') await answered(page);
        await assertGood(page);
        assert.deepEqual(faults, []);
        await assertValid(await page.content(), search);
        await close();
      });
    }

    test('what the program says of a bad request, the page says', async () => {
      for (const search of ['?page=x', '?page=0', '?page=10001', '?q=a&sort=up', address('ắ'.repeat(400))]) {
        const response = await fetch(server.base + cgiPath.slice(1) + search);
        const [, title] = /<section class="error">\n<h1>(.*)<\/h1>/.exec(await response.text());
        const base = baseOf();
        const { page, close } = await open(browser, `${base}search.html${search}`, base);
        assert.match(await answered(page), new RegExp(title));
        assert.equal(await page.locator('h1').textContent(), title);
        await close();
      }
    });
  });
}

describe('a walk', () => {
  const types = ['Thông báo', 'Kết luận', 'Chỉ thị'];
  const notices = Object.fromEntries(Array.from({ length: 25 }, (_, i) => {
    const date = `202${i % 2}-${String(1 + (i % 12)).padStart(2, '0')}-01`;
    return [
      [`n${i}.txt`, 'dịch bệnh '.repeat(1 + i)],
      [`n${i}.meta.json`, JSON.stringify({ title: `Phòng dịch số ${i}`, type: types[i % 3], date })],
    ];
  }).flat());
  let base;
  before(() => { base = `${pathToFileURL(join(buildBundle(notices), 'site')).href}/`; });

  async function start(search) {
    const opened = await open(browser, `${base}search.html${search}`, base);
    await answered(opened.page);
    return opened;
  }
  const titles = (page) => page.locator('.results .title').allTextContents();
  const queryOf = (page) => new URL(page.url()).search;
  const hereOf = (page) => page.locator('.pager .here').textContent();

  test('pages are turned without leaving, and the back button turns them back', async () => {
    const { page, faults, close } = await start('?q=d%E1%BB%8Bch');
    const first = await titles(page);
    assert.equal(first.length, 10);
    await page.getByRole('link', { name: 'Trang sau' }).click();
    await answered(page);
    assert.equal(await hereOf(page), 'Trang 2 / 3');
    assert.equal(queryOf(page), '?q=d%E1%BB%8Bch&page=2');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'found');
    const second = await titles(page);
    assert.equal(new Set([...first, ...second]).size, 20);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('.pager .here').textContent === 'Trang 1 / 3');
    assert.deepEqual(await titles(page), first);
    await page.goForward();
    await page.waitForFunction(() => document.querySelector('.pager .here').textContent === 'Trang 2 / 3');
    assert.deepEqual(await titles(page), second);
    assert.deepEqual(faults, []);
    await close();
  });

  test('the place on the page comes back with it', async () => {
    const { page, close } = await start('?q=d%E1%BB%8Bch');
    await page.evaluate(() => scrollTo(0, 700));
    await page.waitForFunction(() => history.state?.scroll === 700);
    await page.getByRole('link', { name: 'Trang sau' }).evaluate((link) => link.click()); // without scrolling to it
    await page.waitForFunction(() => document.querySelector('.pager .here').textContent === 'Trang 2 / 3');
    await page.goBack();
    await page.waitForFunction(() => scrollY === 700);
    await page.locator('.results .title').nth(4).evaluate((link) => link.click());
    await page.waitForURL(/\/notices\//);
    await page.goBack();
    await page.waitForFunction(() => scrollY === 700);
    await close();
  });

  test('filters are combined, keep the keyboard where it was, and are removed one by one', async () => {
    const { page, close } = await start('?q=d%E1%BB%8Bch');
    const facets = page.getByRole('complementary');
    await facets.getByRole('link', { name: /Kết luận/ }).click();
    assert.equal(await answered(page), '8 kết quả cho «dịch»');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Kết luận/);
    await facets.getByRole('link', { name: /2021/ }).click();
    assert.equal(await answered(page), '4 kết quả cho «dịch»');
    assert.equal(queryOf(page), '?q=d%E1%BB%8Bch&type=K%E1%BA%BFt%20lu%E1%BA%ADn&year=2021');
    await facets.getByRole('link', { name: /Kết luận/ }).click();
    assert.equal(await answered(page), '12 kết quả cho «dịch»');
    await facets.getByRole('link', { name: /2021/ }).click();
    assert.equal(await answered(page), '25 kết quả cho «dịch»');
    await close();
  });

  test('a filter that leaves nothing can still be removed', async () => {
    const { page, close } = await start('?q=d%E1%BB%8Bch&year=1999');
    await page.getByRole('complementary').getByRole('link', { name: /1999/ }).click();
    assert.equal(await answered(page), '25 kết quả cho «dịch»');
    await close();
  });

  test('the order is chosen and kept in the address', async () => {
    const { page, close } = await start('?q=d%E1%BB%8Bch');
    await page.getByRole('link', { name: 'Cũ nhất' }).click();
    await answered(page);
    assert.equal(queryOf(page), '?q=d%E1%BB%8Bch&sort=date');
    const dates = await page.locator('.results .meta').allTextContents();
    assert.match(dates[0], /01\/01\/2020/);
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Cũ nhất/);
    await close();
  });

  test('answers come while typing, in one step of history', async () => {
    const { page, close } = await open(browser, `${base}search.html`, base);
    const steps = await page.evaluate(() => history.length);
    await page.keyboard.press('/');
    await page.keyboard.type('dịch số 7', { delay: 120 });
    await page.waitForFunction(() => /«dịch số 7»/.test(document.querySelector('#status').textContent));
    await answered(page);
    assert.equal(queryOf(page), address('dịch số 7'));
    assert.equal(await page.evaluate(() => history.length), steps + 1);
    assert.equal(await page.locator('#q').inputValue(), 'dịch số 7');
    await page.goBack();
    await page.locator('h1', { hasText: 'Tìm kiếm' }).waitFor();
    assert.equal(await page.locator('#q').inputValue(), '');
    await close();
  });

  test('the last of many quick questions is answered', async () => {
    const { page, faults, close } = await start('?q=d%E1%BB%8Bch');
    await page.evaluate(() => {
      for (let i = 0; i < 20; i++) {
        history.pushState(null, '', `?q=${i}`);
        dispatchEvent(new PopStateEvent('popstate'));
      }
    });
    assert.match(await answered(page), /«19»$/);
    await page.waitForTimeout(300);
    assert.equal(await page.locator('h1 .query').textContent(), '19');
    assert.deepEqual(faults, []);
    await close();
  });

  test('a slash finds the box, Enter asks, and a slash in the box is a slash', async () => {
    const { page, close } = await start('?q=d%E1%BB%8Bch');
    await page.keyboard.press('/');
    await page.keyboard.type('1/2');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /«1\/2»/.test(document.querySelector('#status').textContent));
    assert.equal(queryOf(page), '?q=1%2F2');
    assert.equal(await page.title(), '1/2 – Tra cứu thông báo');
    await close();
  });

  test('a link opened in another tab is a whole address', async () => {
    const { page, close } = await start('?q=d%E1%BB%8Bch');
    const href = await page.getByRole('link', { name: 'Trang sau' }).evaluate((link) => link.href);
    await page.goto(href);
    await answered(page);
    assert.equal(await hereOf(page), 'Trang 2 / 3');
    await close();
  });
});

describe('with less than the page expects', () => {
  test('a browser that is too old is told so', async () => {
    const { page, close } = await open(browser, 'about:blank', 'about:');
    await page.addInitScript(() => { delete globalThis.DecompressionStream; });
    await page.goto(`${fileBase}search.html${questions[0]}`);
    assert.equal(await page.locator('h1').textContent(), 'Trình duyệt quá cũ');
    await assertGood(page);
    await close();
  });

  // Scripts whose address has `part` are asked for and never come: a slow stick.
  async function openWithout(part) {
    const opened = await open(browser, 'about:blank', 'about:');
    await opened.page.addInitScript((slow) => {
      const { append } = Element.prototype;
      Element.prototype.append = function (...nodes) {
        if (!String(nodes[0].src).includes(slow)) append.apply(this, nodes);
      };
    }, part);
    await opened.page.goto(`${fileBase}search.html?q=covid`);
    return opened;
  }

  test('results are shown before their excerpts, and never pale', async () => {
    const { page, close } = await openWithout('/notices/');
    await page.locator('.pending').first().waitFor();
    assert.equal(await page.locator('.results > li').count(), 5);
    assert.equal(await page.locator('.total').textContent(), '5 kết quả');
    await page.waitForTimeout(400);
    assert.equal(await page.locator('.stale').count(), 0);
    await assertGood(page);
    await close();
  });

  test('a page that waits says so, and what was there before is pale', async () => {
    const { page, close } = await openWithout('/search/p');
    assert.equal(await answered(page), '5 kết quả cho «covid»');
    await page.locator('#q').fill('"cách ly"');
    await page.keyboard.press('Enter');
    await page.locator('#answer.stale[aria-busy=true] .results').waitFor();
    assert.equal(await page.locator('#status').textContent(), 'Đang tìm…');
    await page.goto(`${fileBase}search.html?q=%22c%C3%A1ch+ly%22`);
    await page.locator('#answer h1').filter({ hasText: 'cách ly' }).waitFor();
    assert.equal(await page.locator('#answer p').textContent(), 'Đang tìm…');
    await assertGood(page);
    await close();
  });

  test('without JavaScript the page says what works', async () => {
    const { page, faults, close } = await open(browser, `${fileBase}search.html`, fileBase, { javaScriptEnabled: false });
    assert.match(await page.locator('noscript').innerText(), /không chạy JavaScript.*trang chủ/);
    await page.locator('noscript a').click();
    await page.waitForURL(/\/browse\/index\.html$/);
    assert.deepEqual(faults, []);
    await close();
  });

  test('without JavaScript the server answers', async () => {
    const { page, close } = await open(browser, `${server.base}search.html`, server.base, { javaScriptEnabled: false });
    await page.getByRole('searchbox').fill('"cách ly xã hội"');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${cgiPath}?q=*`);
    assert.equal(await page.locator('.results > li').count(), 1);
    await close();
  });

  test('in English everything is English', async () => {
    const english = join(buildBundle({ 'a.txt': 'one two' }, { language: 'en', cgi: '' }), 'site');
    const base = `${pathToFileURL(english).href}/`;
    const { page, close } = await open(browser, `${base}search.html?q=one`, base);
    assert.equal(await answered(page), '1 result for “one”');
    assert.equal(await page.locator('h1').innerText(), 'Results: one');
    await close();
  });
});
