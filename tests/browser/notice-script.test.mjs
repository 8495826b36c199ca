// A notice's page is a classic script too: the search reads its text that way on file://.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, open } from './browser.mjs';
import { buildBundle } from './scratch.mjs';
import { assertValid } from './judge.mjs';

// Text that ends literals, expressions, comments, elements, or escapes what follows.
const hostile = {
  'literal.txt': 'THÔNG BÁO\n\n`)//\n\n`); globalThis.caught = 1; //',
  'expression.txt': '${globalThis.caught = 1}\n\n$${globalThis.caught = 1}\n\n$`{x}',
  'backslash.txt': 'C:\\u{zz}\\x\\0\n\nlast \\\n\n\\` \\${globalThis.caught = 1}\\',
  'comment.txt': '-->\n\n<!--\n\n<!--`)//-->\n\n--!>\n\n*/ /* // #! <![CDATA[ ]]>',
  'element.txt': '</script><script>globalThis.caught = 1</script>\n\n</html>\n\n</body>',
  'separators.txt': 'a\u2028b\u2029c\n\nd\u00a0e\u200bf\u0085g\u{1f600}',
  'markdown.md': '# `code`\n\n```\n${x}\n```\n\n| a` | ${b} |\n|---|---|\n| \\` | -- |\n',
};

let browser;
let site;
before(async () => {
  browser = await launch();
  site = join(buildBundle(hostile), 'site');
  writeFileSync(join(site, 'probe.html'), `<!DOCTYPE html><meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; script-src 'self'"><title>probe</title>`);
});
after(() => browser?.close());

const textOf = (page) => page.locator('section.body').evaluate((body) => body.textContent);

// Loads notices/NAME as a script; what tracuu.page was given, and the text in it.
function loadAsScript(page, name) {
  return page.evaluate((url) => new Promise((resolve, reject) => {
    globalThis.tracuu = { page: (html) => { globalThis.given = html; } };
    const script = document.createElement('script');
    script.charset = 'utf-8';
    script.src = url;
    script.onload = () => {
      const parsed = new DOMParser().parseFromString(globalThis.given, 'text/html');
      resolve({ text: parsed.querySelector('section.body').textContent, caught: globalThis.caught ?? null });
    };
    script.onerror = () => reject(new Error(`${url} does not load`));
    document.head.append(script);
  }), `notices/${name}`);
}

test('every hostile notice has a page', () => {
  assert.equal(readdirSync(join(site, 'notices')).length, Object.keys(hostile).length);
});

for (const file of Object.keys(hostile)) {
  const name = file.replace(/\.[a-z]+$/, '.html');
  test(`${file} is the same text as a page and as a script`, async () => {
    const base = `${pathToFileURL(site).href}/`;
    const shown = await open(browser, `${base}notices/${name}`, base);
    assert.equal(await shown.page.evaluate(() => document.compatMode), 'CSS1Compat');
    assert.doesNotMatch(await shown.page.locator('body').innerText(), /tracuu\.page|String\.raw/);
    const probe = await open(browser, `${base}probe.html`, base);
    const loaded = await loadAsScript(probe.page, name);
    assert.deepEqual(loaded, { text: await textOf(shown.page), caught: null });
    assert.ok(loaded.text.length > 20);
    assert.deepEqual([...shown.faults, ...probe.faults], []);
    await shown.close();
    await probe.close();
    await assertValid(readFileSync(join(site, 'notices', name), 'utf8'), name);
  });
}
