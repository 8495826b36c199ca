// notice.html?id=ID, which leads to a notice whatever way the site keeps the texts.
//
// TRACUU_BUNDLE and TRACUU_INDEX_PROGRAM as in site.test.mjs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answered, launch, open } from './browser.mjs';
import { assertGood, assertValid } from './judge.mjs';
import { buildBundle, copySite } from './scratch.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const base = `${pathToFileURL(join(bundle, 'site')).href}/`;
const [id] = readdirSync(join(bundle, 'site', 'notices'))[3].split('.');

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// Opens notice.html with `search`; what is said there.
async function said(search, from = base) {
  const { page, close } = await open(browser, `${from}notice.html${search}`, from);
  await page.locator('#waiting').waitFor({ state: 'hidden' });
  const text = await page.locator('main').innerText();
  await close();
  return text;
}

describe('where each notice has a page', () => {
  test('the address leads on to it, to its paragraph, with the question', async () => {
    const { page, close } = await open(browser, `${base}notice.html?id=${id}&q=c%C3%A1ch+ly#d2`, base);
    await page.waitForURL(`${base}notices/${id}.html?q=c%C3%A1ch%20ly#d2`);
    assert.equal(await page.locator(':target').getAttribute('id'), 'd2');
    await close();
  });

  test('what is no notice is said so', async () => {
    assert.match(await said(''), /không nêu văn bản nào/);
    assert.match(await said('?id=nowhere'), /không có văn bản mang mã nowhere/);
    for (const bad of ['..%2Findex', 'a%2Fb', 'A', '%3Cb%3E'])
      assert.match(await said(`?id=${bad}`), /không có văn bản mang mã/);
  });

  test('without JavaScript, or its script, the page says what works', async () => {
    const site = copySite(bundle);
    rmSync(join(site, 'assets', 'viewer.js'));
    for (const [javaScriptEnabled, text] of [[false, /không cần JavaScript/], [true, /thiếu tệp assets\/viewer.js/]]) {
      const { page, close } = await open(browser, `${pathToFileURL(site).href}/notice.html?id=${id}`, base, { javaScriptEnabled });
      assert.match(await page.locator('main').innerText(), text);
      await close();
    }
  });
});

describe('where notices are in packs', () => {
  const corpus = new URL('../../corpus/', import.meta.url);
  const names = readdirSync(corpus).filter((name) => /^\d/.test(name));
  const texts = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, corpus), 'utf8')]));
  const packed = buildBundle(texts, { pages: 'packed', cgi: '' });
  const from = `${pathToFileURL(join(packed, 'site')).href}/`;
  const spoilt = (deed) => {
    const site = copySite(packed);
    deed(site);
    return `${pathToFileURL(site).href}/`;
  };
  const packsOf = (site) => readdirSync(join(site, 'notices')).map((name) => join(site, 'notices', name));

  // Opens the notice and waits until it is shown.
  async function read(search, where = from) {
    const opened = await open(browser, `${where}notice.html${search}`, where);
    await opened.page.locator('article.notice').waitFor();
    return opened;
  }

  test('the page is the notice, and good', async () => {
    const { page, faults, close } = await read(`?id=${id}`);
    const heading = await page.locator('h1').innerText();
    assert.equal(await page.title(), `${heading} – Tra cứu thông báo`);
    assert.equal(await page.locator('#status').textContent(), heading);
    await assertGood(page);
    await assertValid((await page.content()).replaceAll('=""', ''), 'notice.html'); // as it was written
    assert.deepEqual(faults, []);
    await close();
  });

  test('every link of every notice leads somewhere', async () => {
    for (const name of names) {
      const { page, close } = await read(`?id=${name.replace('.txt', '')}`);
      const links = await page.locator('main a[href]').evaluateAll((all) => all.map(({ href }) => href));
      assert.ok(links.length > 5);
      for (const link of links) {
        const target = new URL(link);
        const other = target.searchParams.get('id');
        assert.ok(target.href.startsWith(from) && existsSync(fileURLToPath(target)), link);
        assert.ok(other === null || `${other}.txt` in texts, link);
        if (other === name.replace('.txt', '') && target.hash !== '')
          assert.equal(await page.locator(`[id="${target.hash.slice(1)}"]`).count(), 1, link);
      }
      await close();
    }
  });

  test('an address leads to its paragraph, and back to the place that was left', async () => {
    const { page, close } = await read(`?id=${id}#d9`);
    assert.equal(await page.locator(':target').getAttribute('id'), 'd9');
    assert.ok(await page.evaluate(() => scrollY) > 200);
    await page.evaluate(() => scrollTo(0, 777));
    await page.locator('.here a').first().evaluate((link) => link.click());
    await page.waitForURL(/index\.html$/);
    await page.goBack();
    await page.locator('article.notice').waitFor();
    await page.waitForFunction(() => scrollY === 777);
    await close();
  });

  test('a result of the search leads to its notice', async () => {
    const { page, faults, close } = await open(browser, `${from}search.html?q=%22c%C3%A1ch+ly+x%C3%A3+h%E1%BB%99i%22`, from);
    await answered(page);
    assert.match(await page.locator('.snippet mark').first().textContent(), /cách ly xã hội/i);
    await page.locator('.results .title').first().click();
    await page.locator('article.notice').waitFor();
    assert.match(page.url(), new RegExp(`notice\\.html\\?id=${id}`));
    assert.deepEqual(faults, []);
    await close();
  });

  test('what is no notice, or cannot be read, is named', async () => {
    assert.match(await said('', from), /không nêu văn bản nào/);
    assert.match(await said('?id=nowhere', from), /không có văn bản mang mã nowhere/);
    assert.match(await said('?id=..%2Fa', from), /không có văn bản mang mã/);
    const without = spoilt((site) => packsOf(site).forEach((path) => rmSync(path)));
    assert.match(await said(`?id=${id}`, without), /Tệp thiếu: notices\/n[0-9a-f]+-[0-9a-f]{8}\.js/);
    const cut = spoilt((site) => packsOf(site).forEach((path) => truncateSync(path, 100)));
    assert.match(await said(`?id=${id}`, cut), /Tệp hỏng: notices\/n[0-9a-f]+-[0-9a-f]{8}\.js/);
    const rootless = spoilt((site) => rmSync(join(site, 'search', readdirSync(join(site, 'search')).find((name) => name.startsWith('root-')))));
    assert.match(await said(`?id=${id}`, rootless), /Tệp thiếu: search\/root-/);
  });

  test('a browser that is too old is told what it can open', async () => {
    for (const name of ['search.html?q=covid', 'concordance.html?q=covid']) {
      const { page, close } = await open(browser, 'about:blank', 'about:');
      await page.addInitScript(() => { delete globalThis.DecompressionStream; });
      await page.goto(from + name);
      await page.getByText('tìm kiếm và đọc văn bản cần Chrome').first().waitFor();
      await close();
    }
  });

  test('the engine is as large as it may be, with what reads packs', () => {
    assert.ok(statSync(join(packed, 'site/assets/engine.js')).size <= 60 * 1024);
  });

  test('without JavaScript the page says what works', async () => {
    const { page, close } = await open(browser, `${from}notice.html?id=${id}`, from, { javaScriptEnabled: false });
    assert.match(await page.locator('main').innerText(), /Hãy bật JavaScript để đọc/);
    await close();
  });
});
