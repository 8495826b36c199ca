// valid - pages judged by html-validate.
import assert from 'node:assert/strict';
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'void-style': 'off', // cmark writes <br />, we write <br>
    'require-sri': 'off', // integrity makes browsers refuse file://
    'long-title': 'off', // a notice's title is as long as its office made it
    'no-trailing-whitespace': 'off', // text of notices has it
  },
});

export async function assertValid(html, name) {
  const report = await validator.validateString(html, name);
  const messages = report.results.flatMap((result) => result.messages);
  assert.deepEqual(messages.map((m) => `${name}:${m.line}: ${m.ruleId}: ${m.message}`), []);
}
