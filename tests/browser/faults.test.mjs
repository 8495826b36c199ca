// What search.html says when files of the site are missing or not as they were written: the
// file by its name, what still works, and never a count that may be wrong.
//
// TRACUU_BUNDLE and TRACUU_QUERY_PROGRAM as in site.test.mjs.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { answered, launch, open } from './browser.mjs';
import { assertGood } from './judge.mjs';
import { buildBundle, copySite } from './scratch.mjs';
import { serve } from './server.mjs';

const bundle = process.env.TRACUU_BUNDLE;
const question = `?q=${encodeURIComponent('"cách ly xã hội"')}`;

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const chunks = (site, letter) => readdirSync(join(site, 'search'))
  .filter((name) => new RegExp(`^${letter}[0-9a-f]*-`).test(name)).map((name) => join(site, 'search', name));

// What may befall a file: how it is done to `path`, what is said of it.
const deeds = {
  missing: (path) => rmSync(path),
  truncated: (path) => writeFileSync(path, readFileSync(path).subarray(0, 100)),
  'cut after the call': (path) => writeFileSync(path, readFileSync(path).subarray(0, -4)),
  empty: (path) => writeFileSync(path, ''),
  altered: (path) => {
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    writeFileSync(path, bytes);
  },
};
const reasons = { missing: 'Không mở được tệp' };

// Opens the question over a copy of the site in which `spoil` did its deed.
async function withCopy(spoil, inspect, search = question, over = (site) => ({ base: `${pathToFileURL(site).href}/` })) {
  const site = copySite(bundle);
  const spoilt = spoil(site);
  const { base, close: stop } = await over(site);
  const { page, faults, close } = await open(browser, `${base}search.html${search}`, base);
  const said = await answered(page);
  await inspect({ page, said, spoilt, site, faults, base });
  await close();
  stop?.();
}

// The page shows an error that names one of `names`, and nothing that counts.
async function assertRefused({ page, said }, names) {
  assert.equal(await page.locator('h1').textContent(), 'Không đọc được chỉ mục');
  assert.ok(names.some((name) => said.includes(`search/${basename(name)}`)), said);
  assert.match(said, /trang chủ/);
  assert.equal(await page.locator('.total, .results, .facet').count(), 0);
  assert.equal(await page.locator('#answer[aria-busy]').count(), 0);
}

const spoilAll = (letter, deed) => (site) => {
  const paths = chunks(site, letter);
  assert.ok(paths.length > 0);
  paths.forEach(deed);
  return paths;
};

describe('a list of the index', () => {
  for (const [name, deed] of Object.entries(deeds)) {
    test(`${name}: the question is refused`, () => withCopy(spoilAll('p', deed), async (seen) => {
      await assertRefused(seen, seen.spoilt);
      assert.match(seen.said, new RegExp(reasons[name] ?? 'bị hỏng'));
      assert.match(seen.said, /Câu hỏi khác có thể vẫn tìm được/);
    }));
  }

  for (const letter of ['t', 'x', 'l', 'r']) {
    test(`missing ${letter}: the question is refused`, () =>
      withCopy(spoilAll(letter, deeds.missing), (seen) => assertRefused(seen, seen.spoilt), '?q=covid'));
  }

  test('from a server it is the same', () => withCopy(
    spoilAll('p', deeds.altered), (seen) => assertRefused(seen, seen.spoilt), question, (site) => serve(site),
  ));

  test('another question, which does not need it, is answered', () => withCopy(spoilAll('p', deeds.missing), async ({ page }) => {
    await page.locator('#q').fill('covid19');
    await page.keyboard.press('Enter');
    await page.locator('.results').waitFor();
    assert.equal(await answered(page), '5 kết quả cho «covid19»');
  }));

  test('the message is sound as a page', () => withCopy(spoilAll('p', deeds.missing), ({ page }) => assertGood(page)));
});

describe('a mixture of two bundles', () => {
  const other = () => join(buildBundle({ 'a.txt': 'cách ly xã hội ở nơi khác', 'b.txt': 'cách ly' }), 'site');

  test('a file of the other under the name of ours is refused', () => withCopy((site) => {
    const [foreign] = chunks(other(), 'p');
    return spoilAll('p', (path) => copyFileSync(foreign, path))(site);
  }, (seen) => assertRefused(seen, seen.spoilt)));

  test('a file of another name inside is said to be foreign', () => withCopy((site) => {
    const [from] = chunks(site, 't');
    return spoilAll('p', (path) => copyFileSync(from, path))(site);
  }, async (seen) => {
    await assertRefused(seen, seen.spoilt);
    assert.match(seen.said, /thuộc bản khác/);
  }));

  test('the page of the other does not find its root', () => withCopy((site) => {
    copyFileSync(join(other(), 'search.html'), join(site, 'search.html'));
    return [/data-root="([^"]*)"/.exec(readFileSync(join(site, 'search.html'), 'utf8'))[1]];
  }, async (seen) => {
    await assertRefused(seen, seen.spoilt);
    assert.match(seen.said, /không tìm được gì/);
  }));
});

describe('what only decorates', () => {
  test('without a column its filter is missing, and that is said', () => withCopy(spoilAll('c0', deeds.missing), async ({ page, said, spoilt }) => {
    assert.equal(said, '1 kết quả cho «"cách ly xã hội"»');
    assert.ok((await page.locator('.note').innerText()).includes(basename(spoilt[0])));
    assert.deepEqual(await page.locator('.facet').evaluateAll((facets) => facets.map((facet) => facet.dataset.key)), ['issuer', 'province', 'year']);
  }));

  for (const [name, deed] of [['missing', rmSync], ['cut', deeds.truncated]]) {
    test(`with a notice ${name} its excerpt is missing, and that is said`, () => withCopy((site) => {
      const notice = readdirSync(join(site, 'notices')).find((file) => file.startsWith('003_'));
      deed(join(site, 'notices', notice));
      return notice;
    }, async ({ page, said, spoilt }) => {
      assert.equal(said, '1 kết quả cho «"cách ly xã hội"»');
      assert.ok((await page.locator('.note').innerText()).includes(`notices/${spoilt}`));
      assert.equal(await page.locator('.results > li').count(), 1);
      assert.equal(await page.locator('.snippet').count(), 0);
    }));
  }
});

describe('the scripts of the page', () => {
  const html = readFileSync(join(bundle, 'site', 'search.html'), 'utf8');
  const scripts = [...html.matchAll(/src="assets\/([^"]*)"/g)].map(([, name]) => name);

  test('there are some', () => assert.ok(scripts.length > 3));

  for (const name of scripts.filter((script) => script !== 'search-page.js')) {
    test(`without ${name} the page names it`, () => withCopy(
      (site) => rmSync(join(site, 'assets', name)),
      async ({ page, said }) => {
        assert.match(said, new RegExp(`thiếu: assets/${name}$`));
        assert.ok(await page.locator('#broken').isVisible());
        assert.equal(await page.locator('.results').count(), 0);
      },
    ));
  }
});
