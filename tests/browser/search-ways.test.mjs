// search.html by hand: proposals while typing, the ways of the keyboard, filters and dates, the
// search program without JavaScript, and what the page weighs and moves.
//
// TRACUU_BUNDLE and TRACUU_QUERY_PROGRAM as in site.test.mjs.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answered, launch, look, open, views } from './browser.mjs';
import { assertGood } from './judge.mjs';
import { buildBundle } from './scratch.mjs';
import { cgiPath, serve } from './server.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const fileBase = `${pathToFileURL(join(bundle, 'site')).href}/`;
const address = (query, more = '') => `?q=${encodeURIComponent(query)}${more}`;
const types = ['Thông báo', 'Kết luận', 'Chỉ thị'];
const notices = Object.fromEntries(Array.from({ length: 25 }, (_, i) => {
  const date = `202${i % 2}-${String(1 + (i % 12)).padStart(2, '0')}-01`;
  const text = `${'dịch bệnh '.repeat(1 + i)}\n\nCách ly xã hội theo Chỉ thị 16/CT-TTg; cách làm, cách ly.`;
  return [
    [`n${i}.txt`, text],
    [`n${i}.meta.json`, JSON.stringify({ title: `Phòng dịch số ${i}`, type: types[i % 3], date })],
  ];
}).flat());

let browser;
let base; // of a site of the notices above
let server; // of the five notices
before(async () => {
  browser = await launch();
  base = `${pathToFileURL(join(buildBundle(notices), 'site')).href}/`;
  server = await serve(join(bundle, 'site'), process.env.TRACUU_QUERY_PROGRAM, join(bundle, 'xapian.db'));
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function start(search = '') {
  const opened = await open(browser, `${base}search.html${search}`, base);
  if (search) await answered(opened.page);
  return opened;
}
const field = (page) => page.locator('#q');
const options = (page) => page.locator('#choices [role=option]').allTextContents();
const queryOf = (page) => decodeURIComponent(new URL(page.url()).search);
const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);

// Typed at once: between two keys a busy machine proposes what follows the first.
async function proposed(page, typed) {
  await field(page).fill('');
  await page.locator('#choices').waitFor({ state: 'hidden' });
  await field(page).fill(typed);
  await page.locator('#choices:not([hidden])').waitFor();
  return options(page);
}

describe('proposals', () => {
  test('words that follow the one before, words that begin so, and numbers', async () => {
    const { page, faults, close } = await start();
    assert.deepEqual(await proposed(page, 'cach l'), ['cách làm', 'cách ly']);
    assert.deepEqual(await proposed(page, '"cách ly x'), ['"cách ly xã']);
    assert.equal((await proposed(page, 'chỉ '))[0], 'chỉ thị');
    assert.ok((await proposed(page, 'ph')).includes('phòng'));
    assert.deepEqual(await proposed(page, 'theo 16/'), ['theo 16/CT-TTg']);
    assert.deepEqual(faults, []);
    await close();
  });

  test('are chosen by keyboard, and say so', async () => {
    const { page, close } = await start();
    await proposed(page, 'cach l');
    const input = field(page);
    assert.equal(await input.getAttribute('role'), 'combobox');
    assert.equal(await input.getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator('.search [role=status]').textContent(), '2 gợi ý; dùng mũi tên lên, xuống để chọn.');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await input.getAttribute('aria-activedescendant'), 'choice-1');
    assert.equal(await page.locator('#choice-1').getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowDown');
    assert.equal(await input.getAttribute('aria-activedescendant'), null);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    assert.equal(await input.inputValue(), 'cách ly');
    assert.equal(await input.getAttribute('aria-expanded'), 'false');
    assert.equal(await answered(page), '25 kết quả cho «cách ly»');
    assert.equal(queryOf(page), '?q=cách ly');
    await close();
  });

  test('are put away by Escape, which leaves what was typed, and by Tab, which leaves the field', async () => {
    const { page, close } = await start();
    await proposed(page, 'cach l');
    await page.keyboard.press('Escape');
    assert.deepEqual([await page.locator('#choices').isVisible(), await field(page).inputValue()], [false, 'cach l']);
    await proposed(page, 'cach ly');
    await page.keyboard.press('Tab');
    assert.equal(await page.locator('#choices').isVisible(), false);
    assert.equal(await focused(page), 'Tìm');
    await close();
  });

  test('are chosen by pointer', async () => {
    const { page, close } = await start();
    await proposed(page, 'cach l');
    await page.locator('#choice-0').click();
    assert.equal(await answered(page), '25 kết quả cho «cách làm»');
    await close();
  });

  test('wait while an input method composes, and come when it is done', async () => {
    const { page, close } = await start();
    await field(page).focus();
    const compose = (type) => page.evaluate((name) => {
      const input = document.getElementById('q');
      input.value = 'cách l';
      input.dispatchEvent(new CompositionEvent(name, { bubbles: true }));
      input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: name === 'compositionstart' }));
    }, type);
    await compose('compositionstart');
    await page.waitForTimeout(600);
    assert.equal(await page.locator('#choices').isVisible(), false);
    assert.equal(queryOf(page), '');
    await page.evaluate(() => document.getElementById('q').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true })));
    await compose('compositionend');
    await page.locator('#choices:not([hidden])').waitFor();
    assert.deepEqual(await options(page), ['cách làm', 'cách ly']);
    await page.waitForFunction(() => location.search !== '');
    await close();
  });

  test('of what was typed before are never shown', async () => {
    const { page, close } = await start();
    await field(page).pressSequentially('cách l');
    await page.waitForTimeout(130); // they are being looked for
    await field(page).pressSequentially('ỵ zzz');
    await page.waitForTimeout(500);
    assert.equal(await page.locator('#choices').isVisible(), false);
    await close();
  });

  for (const view of views) {
    test(`are sound (${view.name})`, async () => {
      const { page, close } = await start();
      await look(page, view);
      await proposed(page, 'cach l');
      await page.keyboard.press('ArrowDown');
      await answered(page);
      await assertGood(page);
      await close();
    });
  }
});

describe('by keyboard', () => {
  test('arrows go from the field to the results and between them, Enter opens one', async () => {
    const { page, close } = await start(address('dịch'));
    const titles = await page.locator('.results .title').allTextContents();
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), titles[0]);
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), titles[1]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/notices?[/.]/);
    assert.equal(await page.locator('h1').textContent(), titles[0]);
    await page.goBack();
    assert.equal(await answered(page), '25 kết quả cho «dịch»');
    await close();
  });

  test('filters are shown above the results and taken away there', async () => {
    const { page, close } = await start(address('dịch', '&type=Kết luận&year=2021'));
    const chips = page.locator('.chips a');
    assert.deepEqual(await chips.allTextContents(), ['Bỏ lọc Loại văn bản: Kết luận', 'Bỏ lọc Năm: 2021', 'Bỏ tất cả']);
    await chips.first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await answered(page), '12 kết quả cho «dịch»');
    assert.equal(queryOf(page), '?q=dịch&year=2021');
    assert.equal(await chips.count(), 1);
    await page.goBack();
    await page.locator('.chips .all a').click();
    assert.equal(await answered(page), '25 kết quả cho «dịch»');
    assert.equal(await page.locator('.chips').count(), 0);
    await assertGood(page);
    await close();
  });

  test('dates are typed as people write them and become part of the query', async () => {
    const { page, faults, close } = await start(address('dịch', '&type=Kết luận'));
    const [from, to] = [page.getByLabel('Từ', { exact: true }), page.getByLabel('Đến')];
    await from.fill('2021');
    await to.press('Enter');
    assert.equal(await answered(page), '4 kết quả cho «dịch ngay:2021..»');
    assert.equal(queryOf(page), '?q=dịch ngay:2021..&type=Kết luận');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'to');
    await to.fill('15/06/2021');
    await to.press('Enter');
    await page.waitForFunction(() => /15%2F6/.test(location.search));
    await answered(page);
    assert.deepEqual([await from.inputValue(), await to.inputValue()], ['2021', '15/6/2021']);
    await from.fill('7/2021');
    await to.press('Enter');
    assert.equal(await page.locator('#dates-error').textContent(), 'Ngày đầu phải trước ngày cuối.');
    await from.fill('hôm qua');
    await from.press('Enter');
    assert.match(await page.locator('#dates-error').textContent(), /^«hôm qua» chưa phải ngày/);
    assert.equal(await from.getAttribute('aria-invalid'), 'true');
    assert.equal(await to.getAttribute('aria-invalid'), 'false');
    await assertGood(page);
    await page.getByRole('link', { name: 'Bỏ ngày' }).click();
    assert.equal(await answered(page), '8 kết quả cho «dịch»');
    await page.goBack();
    await page.waitForFunction(() => document.getElementById('from').value === '2021');
    assert.deepEqual(faults, []);
    await close();
  });

  test('dates in an address of the search program bind the query, or are said to be none', async () => {
    const { page, close } = await start(address('dịch', '&from=6%2F2021&to=2021&type=Kết luận'));
    assert.equal(await field(page).inputValue(), 'dịch ngay:2021-06..2021');
    assert.deepEqual([await page.locator('#from').inputValue(), await page.locator('#to').inputValue()], ['6/2021', '2021']);
    for (const [more, said] of [
      ['&from=hôm qua', '«hôm qua» chưa phải ngày. Gõ năm, tháng/năm hoặc ngày/tháng/năm.'],
      ['&from=2021&to=2020', 'Ngày đầu phải trước ngày cuối.'],
    ]) {
      await page.goto(`${base}search.html${address('dịch', more)}`);
      assert.equal(await page.locator('.error p').textContent(), said);
      assert.equal(await page.locator('.error h1').textContent(), 'Ngày không đọc được');
    }
    await close();
  });

  test('excerpts that come late leave the keyboard and what is typed where they are', async () => {
    const { page, faults, close } = await open(browser, `${server.base}search.html`, server.base);
    let release;
    const hold = () => new Promise((resolve) => { release = resolve; });
    let held = hold();
    await page.route('**/notices/**', async (route) => {
      await held;
      await route.continue();
    });
    const excerpts = async () => {
      release();
      await answered(page);
      assert.equal(await page.locator('.pending').count(), 0);
      assert.ok(await page.locator('.snippet mark').count() > 0);
    };
    await page.goto(`${server.base}search.html${address('covid')}`);
    await page.locator('.pending').first().waitFor();
    await field(page).press('ArrowDown');
    const first = await focused(page);
    assert.equal(first, await page.locator('.results .title').first().textContent());
    await excerpts();
    assert.equal(await focused(page), first);

    held = hold();
    await page.locator('.facet a').first().click(); // it has the keyboard when nobody else wants it
    await page.locator('.pending').first().waitFor();
    await page.getByLabel('Từ', { exact: true }).fill('2021');
    await excerpts();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'from');
    assert.equal(await page.locator('#from').inputValue(), '2021');
    assert.deepEqual(faults, []);
    await close();
  });

  test('a filter and dates are the later wish: words that were being typed do not undo them', async () => {
    const { page, close } = await start(address('dịch'));
    const typeAnd = (act) => page.evaluate((what) => {
      const input = document.getElementById('q');
      input.value += ' x';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      if (what === 'filter') document.querySelector('.facet a').click();
      else document.getElementById('from').form.requestSubmit();
      return new Promise((resolve) => { setTimeout(resolve, 300); }); // what was typed is asked for before
    }, act);
    await typeAnd('filter');
    await page.locator('.chips').waitFor();
    assert.equal(queryOf(page), '?q=dịch&type=Thông báo');
    await page.locator('#from').fill('2021');
    await typeAnd('dates');
    assert.match(await answered(page), /«dịch ngay:2021..»$/);
    assert.equal(queryOf(page), '?q=dịch ngay:2021..&type=Thông báo');
    assert.equal(await field(page).inputValue(), 'dịch ngay:2021..');
    await close();
  });

  test('Enter asks for what is typed in the same step of history, words after it in another', async () => {
    const { page, close } = await start();
    const steps = await page.evaluate(() => history.length);
    const isAnswered = (query) => page.waitForFunction((text) =>
      document.querySelector('#status').textContent.endsWith(`«${text}»`), query);
    await field(page).pressSequentially('cách');
    await isAnswered('cách');
    await page.keyboard.type(' ly');
    await page.keyboard.press('Enter');
    await isAnswered('cách ly');
    assert.equal(await page.evaluate(() => history.length), steps + 1);
    await page.keyboard.type(' xã');
    await isAnswered('cách ly xã');
    assert.equal(await page.evaluate(() => history.length), steps + 2);
    await field(page).blur();
    await field(page).focus();
    await page.keyboard.type(' hội');
    await isAnswered('cách ly xã hội');
    assert.equal(await page.evaluate(() => history.length), steps + 3);
    await close();
  });

  test('what was probably meant is one key away', async () => {
    const { page, faults, close } = await start(address('dichj beenhj'));
    assert.match(await page.locator('#status').textContent(), /Có phải ý bạn: dịch bệnh\?$/);
    await page.locator('.suggestion a').focus();
    await page.keyboard.press('Enter');
    assert.equal(await answered(page), '25 kết quả cho «dịch bệnh»');
    assert.equal(await field(page).inputValue(), 'dịch bệnh');
    assert.deepEqual(faults, []);
    await close();
  });
});

describe('without JavaScript', () => {
  test('the server is asked, filtered, sorted and turned over by links', async () => {
    const opened = await open(browser, `${server.base}search.html`, server.base, { javaScriptEnabled: false });
    const { page, faults, close } = opened;
    await page.getByRole('searchbox').fill('covid');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${cgiPath}?q=covid`);
    assert.equal(await page.locator('.total').textContent(), '5 kết quả');
    assert.equal(await page.locator('.dates').getAttribute('action'), cgiPath);
    await page.getByRole('link', { name: 'Mới nhất' }).click();
    await page.locator('.facet a').first().click();
    assert.equal(await page.locator('.chips a').count(), 1);
    await page.locator('.chips a').click();
    assert.match(page.url(), /\?q=covid&sort=-date$/);
    await page.getByRole('searchbox').fill('cachs ly');
    await page.keyboard.press('Enter');
    await page.locator('.suggestion a').click();
    assert.equal(await page.getByRole('searchbox').inputValue(), 'cách ly');
    await page.locator('.results .title').first().click();
    await page.locator('article h1, main h1').first().waitFor();
    assert.deepEqual(faults, []);
    await close();
  });
});

describe('what the page costs', () => {
  // Shifts of the layout after the first paint that nobody caused.
  async function shiftOf(url, view) {
    const { page, close } = await open(browser, 'about:blank', 'about:');
    await look(page, view);
    await page.addInitScript(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const moved = entry.sources.map(({ node }) => node?.className || node?.nodeName);
          globalThis.shifts.push([entry.value, ...moved]);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(url);
    if (url.includes('search.html?')) await answered(page);
    await page.waitForTimeout(500);
    const shifts = await page.evaluate(() => globalThis.shifts);
    await close();
    return shifts.filter(([value]) => value >= 0.001); // less is a pixel that was rounded
  }

  for (const view of views.filter(({ colorScheme }) => colorScheme === 'light')) {
    test(`nothing moves (${view.name})`, async () => {
      const five = `${fileBase}search.html`;
      const urls = [`${fileBase}index.html`, five, `${five}${address('covid')}`, `${five}${address('zzzz')}`,
        `${five}${address('cach ly zzzz')}`, `${base}search.html${address('dịch', '&page=2')}`];
      // What moves at random is a browser that is kept from painting; what is wrong moves each time.
      for (const url of urls) {
        let shifts = await shiftOf(url, view);
        for (let again = 0; again < 2 && shifts.length > 0; again++) shifts = await shiftOf(url, view);
        assert.deepEqual(shifts, [], url);
      }
    });
  }

  test('a page of results is at most 150 kB before the index, the home page 60 kB', async () => {
    const sizes = {};
    for (const name of ['index.html', `search.html${address('covid')}`]) {
      const { page, close } = await open(browser, 'about:blank', 'about:');
      const asked = new Set();
      page.on('request', (request) => asked.add(request.url().split('?')[0]));
      await page.goto(fileBase + name);
      if (name !== 'index.html') await answered(page);
      sizes[name.slice(0, 6)] = [...asked]
        .filter((url) => /\.(html|css|js)$/.test(url) && !/\/(search|notices)\//.test(url))
        .reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
      await close();
    }
    assert.ok(sizes.search <= 150_000, `${sizes.search} bytes`);
    assert.ok(sizes['index.'] <= 60_000, `${sizes['index.']} bytes`);
  });
});
