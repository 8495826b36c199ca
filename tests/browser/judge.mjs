// judge - what is asked of every page.
import assert from 'node:assert/strict';
import { HtmlValidate } from 'html-validate';
import { headingLevels, look, open, overflow, views, violations } from './browser.mjs';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'void-style': 'off', // cmark writes <br />, we write <br>
    'require-sri': 'off', // integrity makes browsers refuse file://
    'long-title': 'off', // a notice's title is as long as its office made it
    'no-trailing-whitespace': 'off', // text of notices has it
    'prefer-native-element': ['error', { exclude: ['listbox'] }], // the list of a combobox is no <select>
    'attribute-boolean-style': 'off', // a browser writes hidden="" of what a script changed
  },
});

export async function assertValid(html, name) {
  const report = await validator.validateString(html, name);
  const messages = report.results.flatMap((result) => result.messages);
  assert.deepEqual(messages.map((m) => `${name}:${m.line}: ${m.ruleId}: ${m.message}`), []);
}

// Headings start with one <h1> and never skip a level downwards.
export function assertOutline(levels) {
  assert.equal(levels.filter((level) => level === 1).length, 1);
  levels.forEach((level, i) => assert.ok(level <= (levels[i - 1] ?? 0) + 1, `heading ${i + 1} of ${levels}`));
}

// Everything that is asked of a page at hand, whatever it is.  Dark is other colours and
// nothing else (site.test.mjs).
export async function assertGood(page) {
  assertOutline(await headingLevels(page));
  for (const view of views) {
    const colours = view.colorScheme === 'dark';
    await look(page, view);
    assert.deepEqual(await overflow(page), { scrolls: 0, wide: [] }, view.name);
    assert.deepEqual(await violations(page, { colours }), [], view.name);
  }
}

// The same of the page at `url`, which must cause no fault; `expected` names a console
// message that the page may cause by its status.
export async function assertSound(browser, url, base, expected = () => false) {
  const { page, faults, close } = await open(browser, url, base);
  try {
    await assertGood(page);
    assert.deepEqual(faults.filter((fault) => !expected(fault)), []);
  } finally {
    await close();
  }
}
