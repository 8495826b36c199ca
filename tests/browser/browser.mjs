// browser - Chromium as a reader has it, but silent: it speaks to no other host.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What a page is looked at with.
export const views = ['light', 'dark'].flatMap((colorScheme) => [
  { name: `wide, ${colorScheme}`, colorScheme, viewport: { width: 1280, height: 900 } },
  { name: `phone, ${colorScheme}`, colorScheme, viewport: { width: 360, height: 740 } },
]);

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', // tests run as root in containers
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

// Opens `url` in a fresh profile (`options` as of newContext); `faults` collects what a page must never cause:
// console errors, script errors, requests that fail or leave `base`.
export async function open(browser, url, base, options = {}) {
  const context = await browser.newContext({ viewport: views[0].viewport, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    const isLeft = request.failure().errorText === 'net::ERR_ABORTED'; // by going to another page
    if (!isLeft) faults.push(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) faults.push(`foreign: ${request.url()}`);
  });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
}

// Waits until search.html shows what its address asks for; what it announces.
export async function answered(page) {
  await page.waitForFunction(() => document.querySelector('#answer:not([aria-busy])') !== null
    && document.querySelector('#status').textContent !== '');
  return page.locator('#status').textContent();
}

export async function look(page, view) {
  await page.setViewportSize(view.viewport);
  await page.emulateMedia({ colorScheme: view.colorScheme });
}

// Elements that reach past the right edge, and the width that can be scrolled to.
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.right > width + 0.5;
    });
    return {
      scrolls: document.documentElement.scrollWidth - width,
      wide: wide.map((element) => element.outerHTML.slice(0, 120)),
    };
  });
}

// The levels of the headings in order: [1, 2, 3, 3].
export function headingLevels(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => Number(heading.tagName[1])),
  );
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const colourRules = ['color-contrast', 'link-in-text-block'];

// What axe-core finds by WCAG 2.2 A and AA and by best practice, or of the colours alone.
export async function violations(page, { colours = false } = {}) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
  const found = await page.evaluate((runOnly) =>
    globalThis.axe.run(document, {
      preload: false, // it would fetch the style sheet, which the page's policy forbids
      runOnly,
    }),
  colours ? { type: 'rule', values: colourRules } : rules);
  return found.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
}
