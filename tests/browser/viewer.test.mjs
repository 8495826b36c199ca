// notice.html?id=ID, which leads to a notice whatever way the site keeps the texts.
//
// TRACUU_BUNDLE as in site.test.mjs.
import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, open } from './browser.mjs';
import { copySite } from './scratch.mjs';

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
