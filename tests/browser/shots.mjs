// shots - pictures of every kind of page for review:
//
//   ./bootstrap.sh shots, or
//   node tests/browser/shots.mjs BUNDLE FOLDER
//
// wide and phone, light and dark as PNG, paper as PDF.  TRACUU_QUERY_PROGRAM
// answers; without it there are none of its pages.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { answered, launch, look, open, views } from './browser.mjs';
import { cgiPath, serve } from './server.mjs';

const [bundle, folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node shots.mjs BUNDLE FOLDER');
  process.exit(2);
}

const questions = {
  answer: '?q=%22c%C3%A1ch+ly%22+ph%C3%B2ng+ch%E1%BB%91ng',
  folded: '?q=gi%C3%A0n+c%C3%A1ch',
  relaxed: '?q=cach+ly+xa+hoi+zzzz',
  nothing: '?q=zzzz',
  suggestion: '?q=cachs+ly+xax+hooij',
  filtered: '?q=ph%C3%B2ng&type=Th%C3%B4ng+b%C3%A1o',
  error: '?page=x',
};

const research = {
  'research-concordance': 'concordance.html?q=%22c%C3%A1ch+ly%22&sort=right',
  'research-frequency': 'frequency.html?q=%22c%C3%A1ch+ly+x%C3%A3+h%E1%BB%99i%22&q=%22gi%C3%A3n+c%C3%A1ch+x%C3%A3+h%E1%BB%99i%22',
  'research-types': 'frequency.html?q=%22c%C3%A1ch+ly%22&q=covid&by=type&show=rate',
};

// The pages to browse, the first of each folder.
function lists() {
  const folder = join(bundle, 'site', 'browse');
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [`browse/${entry.name}`];
    const [first] = readdirSync(join(folder, entry.name)).sort();
    return first ? [`browse/${entry.name}/${first}`] : [];
  });
}

function addresses(base) {
  const notices = readdirSync(join(bundle, 'site', 'notices')).sort().slice(0, 5);
  return {
    home: base,
    quality: `${base}quality.html`,
    missing: `${base}404.html`,
    'notice-marked': `${base}notices/${notices[0]}?q=%22c%C3%A1ch+ly%22`,
    search: `${base}search.html`,
    ...Object.fromEntries(Object.entries(questions).map(([name, q]) => [`search-${name}`, `${base}search.html${q}`])),
    ...Object.fromEntries(Object.entries(research).map(([name, path]) => [name, base + path])),
    ...Object.fromEntries(lists().map((path) => [path.replaceAll('/', '-'), `${base}${path}`])),
    ...Object.fromEntries(notices.map((name, i) => [`notice-${i}`, `${base}notices/${name}`])),
    ...(process.env.TRACUU_QUERY_PROGRAM &&
      Object.fromEntries(Object.entries(questions).map(([name, q]) => [name, base + cgiPath.slice(1) + q]))),
  };
}

mkdirSync(folder, { recursive: true });
const server = await serve(join(bundle, 'site'), process.env.TRACUU_QUERY_PROGRAM, join(bundle, 'xapian.db'));
const browser = await launch();
for (const [name, url] of Object.entries(addresses(server.base))) {
  const { page, close } = await open(browser, url, server.base);
  if (name.startsWith('search-')) await answered(page);
  for (const view of views) {
    await look(page, view);
    if (name.startsWith('research-')) await page.waitForTimeout(1500);
    await page.screenshot({ path: join(folder, `${name} (${view.name}).png`), fullPage: true });
  }
  await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4' });
  await close();
}
await browser.close();
server.close();
