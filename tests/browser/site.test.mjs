// The site as tracuu-index wrote it, opened as a file and from a server.
//
// TRACUU_BUNDLE is the folder that `tracuu-index build -o` made of the five notices;
// TRACUU_QUERY_PROGRAM answers behind the server.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answered, headingLevels, launch, look, open, overflow, views, violations } from './browser.mjs';
import { assertOutline, assertSound, assertValid } from './judge.mjs';
import { buildBundle } from './scratch.mjs';
import { cgiPath, serve } from './server.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const site = join(bundle, 'site');
const fileBase = `${pathToFileURL(site).href}/`;
const notices = readdirSync(join(site, 'notices')).map((name) => `notices/${name}`);
const lists = readdirSync(join(site, 'browse'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory()
  ? readdirSync(join(site, 'browse', entry.name)).map((name) => `browse/${entry.name}/${name}`)
  : [`browse/${entry.name}`]));
const pages = ['index.html', 'search.html', 'notice.html', 'concordance.html', 'frequency.html', 'quality.html', ...notices, ...lists];

// Of the pages in one folder one stands for all.
const kind = (name) => (name.split('/').length > 2 ? name.slice(0, name.lastIndexOf('/')) : name);

// Result pages of every kind: found, relaxed, nothing, an error.
const answers = ['?q=%22t%E1%BB%89nh+u%E1%BB%B7%22', '?q=cach+ly+xa+hoi+zzzz', '?q=zzzz', '?page=x'];

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

test('the judges find what is wrong', async () => {
  const { page, faults, close } = await open(browser, 'about:blank', 'about:');
  await page.setContent(`<title>x</title><style>p { width: 4000px } h3 { color: #ccc }</style>
    <p>x</p><h3>Không đọc được</h3><img src="http://127.0.0.1:9/x.png"><script>x.y()</script>`);
  await page.waitForLoadState('networkidle');
  const { scrolls, wide } = await overflow(page);
  assert.ok(scrolls > 2000 && wide.length === 1);
  assert.throws(() => assertOutline([1, 3]));
  assert.throws(() => assertOutline([1, 1]));
  assert.deepEqual(await headingLevels(page), [3]);
  const found = (await violations(page)).join();
  for (const rule of ['color-contrast', 'image-alt', 'html-has-lang']) assert.match(found, new RegExp(rule));
  for (const fault of ['script: x is not defined', 'failed: http', 'foreign: http']) assert.match(faults.join(), new RegExp(fault));
  await assert.rejects(() => assertValid('<p><div></div></p>', 'x'));
  await close();
});

describe('from file://', () => {
  const kinds = (name) => !lists.includes(name) || name === lists.find((other) => kind(other) === kind(name));
  for (const name of pages.filter(kinds)) test(name, () => assertSound(browser, fileBase + name, fileBase));

  test('nothing scrolls sideways on a phone for the sake of a long word', async () => {
    const word = 'https://docs.google.com/forms/d/e/1FAIpQLSfQ7vX2bZk0mWcT';
    const meta = { title: `Khai tại ${word}`, type: `${word}/t`, issuer: `Ban ${word}`, number: word, date: '2021-03-02' };
    const notice = { 'a.txt': `Khai báo tại ${word}.`, 'a.meta.json': JSON.stringify(meta) };
    const base = `${pathToFileURL(join(buildBundle(notice), 'site')).href}/`;
    const { page, close } = await open(browser, `${base}index.html`, base);
    await page.setViewportSize({ width: 360, height: 740 });
    const assertNarrow = async (what) => assert.deepEqual(await overflow(page), { scrolls: 0, wide: [] }, what);
    await assertNarrow('home');
    await page.goto(`${base}search.html?q=khai&type=${encodeURIComponent(meta.type)}`);
    await answered(page);
    await assertNarrow('results');
    await page.locator('.results .title').evaluate((link) => link.click());
    await page.waitForURL(/\/notices?[/.]/);
    await assertNarrow('notice');
    await page.goto(`${base}frequency.html?q=khai&by=type`);
    await page.locator('.freq tbody').waitFor();
    await assertNarrow('frequency');
    await close();
  });

  test('the style sheet is applied', async () => {
    const { page, close } = await open(browser, fileBase + notices[0], fileBase);
    for (const [view, paper] of [[views[0], 'rgb(255, 255, 255)'], [views[2], 'rgb(21, 25, 29)']]) {
      await look(page, view);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), paper);
    }
    await close();
  });

  test('dark is other colours and nothing else', () => {
    const css = readFileSync(join(site, 'assets', 'style.css'), 'utf8');
    const blocks = [...css.matchAll(/@media ?\(prefers-color-scheme: ?dark\) ?\{\s*:root ?\{([^}]*)\}\s*\}/g)];
    assert.ok(blocks.length > 0);
    assert.equal(blocks.length, css.split('prefers-color-scheme').length - 1);
    for (const [, colours] of blocks) assert.match(colours.replaceAll(/\s/g, ''), /^(--[\w-]+:#[\da-f]{3,8}(;|$))+$/);
  });

  test('every link inside the site leads somewhere', () => {
    for (const name of pages) {
      const url = new URL(name, fileBase);
      const html = readFileSync(fileURLToPath(url), 'utf8');
      for (const [, link] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
        const target = new URL(link.replaceAll('&amp;', '&'), url);
        assert.ok(target.href.startsWith(fileBase), `${name}: ${link}`);
        assert.ok(existsSync(fileURLToPath(target)), `${name}: ${link}`);
        const there = target.hash && readFileSync(fileURLToPath(target), 'utf8');
        assert.ok(!there || there.includes(`id="${target.hash.slice(1)}"`), `${name}: ${link}`);
      }
    }
  });

  test('every page is valid HTML', async () => {
    for (const name of pages) await assertValid(readFileSync(join(site, name), 'utf8'), name);
  });

  test('the form asks the search page for q by GET, and without its script the search program', async () => {
    const html = (name) => readFileSync(join(site, name), 'utf8');
    assert.match(html('search.html'), new RegExp(`<form class="search" role="search" action="${cgiPath}" method="get">`));
    for (const name of ['index.html', 'search.html']) {
      const { page, close } = await open(browser, fileBase + name, fileBase);
      const form = page.getByRole('search');
      assert.equal(await form.getAttribute('action'), 'search.html');
      assert.equal(await form.getAttribute('method'), 'get');
      assert.equal(await form.locator('input[type=search]').getAttribute('name'), 'q');
      await close();
    }
  });

  test('the home page leads to a notice, and its paragraphs have addresses', async () => {
    const { page, faults, close } = await open(browser, `${fileBase}index.html`, fileBase);
    await page.locator('.notices .title').first().click();
    await page.waitForURL(/\/notices\/[^/]+\.html$/);
    await page.locator('#d2 .permalink').click();
    await page.waitForURL(/#d2$/);
    assert.deepEqual(faults, []);
    await close();
  });

  test('without JavaScript the lists lead to a notice, and a key opens the evidence of a field', async () => {
    const { page, faults, close } = await open(browser, `${fileBase}index.html`, fileBase, { javaScriptEnabled: false });
    for (const name of ['Duyệt', 'Bộ Chính trị', /^Kết luận của Bộ Chính trị/]) {
      await page.getByRole('link', { name }).first().click();
    }
    await page.waitForURL(/\/notices\/002_[^/]*\.html$/);
    const line = page.locator('.basis q').first();
    assert.equal(await line.isVisible(), false);
    await page.locator('.basis summary').first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await line.isVisible(), true);
    assert.deepEqual(faults, []);
    await close();
  });

  test('the first key leads past the header', async () => {
    const { page, close } = await open(browser, `${fileBase}index.html`, fileBase);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#main$/);
    await close();
  });

  test('paper has the text and the card, not the navigation', async () => {
    const { page, close } = await open(browser, fileBase + notices[0], fileBase);
    await page.emulateMedia({ media: 'print' });
    for (const [selector, shown] of [['.body p', true], ['.card', true], ['.site-header nav', false], ['.permalink', false]]) {
      assert.equal(await page.locator(selector).first().isVisible(), shown, selector);
    }
    await close();
  });
});

describe('from a server', () => {
  for (const answer of answers) {
    test(answer, () => assertSound(browser,
      `${server.base}${cgiPath.slice(1)}${answer}`, server.base,
      (fault) => answer === '?page=x' && /status of 400/.test(fault),
    ));
  }

  test('without JavaScript the fields of days bind the answer, keep its filters and can be emptied', async () => {
    const address = `${server.base}${cgiPath.slice(1)}?q=ph%C3%B2ng&type=K%E1%BA%BFt+lu%E1%BA%ADn`;
    const { page, close } = await open(browser, address, server.base, { javaScriptEnabled: false });
    const send = async (from, to) => {
      await page.getByLabel('Từ', { exact: true }).fill(from);
      await page.getByLabel('Đến').fill(to);
      await page.getByRole('button', { name: 'Lọc' }).click();
    };
    await send('3/2020', '2021');
    assert.equal(await page.locator('#q').inputValue(), 'phòng ngay:2020-03..2021');
    assert.equal(await page.locator('.total').textContent(), '1 kết quả');
    assert.equal(await page.locator('.chips').count(), 1);
    await send('', '2019');
    assert.equal(await page.locator('#q').inputValue(), 'phòng ngay:..2019');
    await send('', '');
    assert.equal(await page.locator('#q').inputValue(), 'phòng');
    await send('hôm qua', '');
    assert.match(await page.locator('.error').textContent(), /«hôm qua» chưa phải ngày/);
    await close();
  });

  test('every answer is valid HTML', async () => {
    for (const answer of answers) {
      const response = await fetch(`${server.base}${cgiPath.slice(1)}${answer}`);
      await assertValid(await response.text(), answer);
    }
  });

  test('a question typed on the home page finds a notice, marked, and leads to it', async () => {
    const { page, faults, close } = await open(browser, `${server.base}index.html`, server.base);
    await page.getByRole('searchbox').fill('"cách ly xã hội"');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search.html?q=*');
    await answered(page);
    assert.equal(await page.locator('#q').inputValue(), '"cách ly xã hội"');
    assert.equal(await page.locator('.results > li').count(), 1);
    assert.match((await page.locator('.snippet mark').allTextContents()).join(' ').toLowerCase(), /cách ly xã hội/);
    await page.locator('.results .title').click();
    await page.waitForURL(/\/notices\/003_[^/]*\.html\?q=[^/]*$/);
    assert.deepEqual(faults, []);
    await close();
  });

  test('a facet narrows the answer and says that it does', async () => {
    const { page, close } = await open(browser, `${server.base}${cgiPath.slice(1)}${answers[0]}`, server.base);
    const all = await page.locator('.results > li').count();
    await page.getByRole('complementary').getByRole('link', { name: 'Kết luận' }).click();
    await page.locator('.facet [aria-current="true"]').waitFor();
    assert.ok((await page.locator('.results > li').count()) < all);
    await close();
  });
});
