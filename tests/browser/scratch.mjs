// scratch - folders and bundles that a test makes for itself.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// A folder of this process, gone when it ends.
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tracuu-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// A bundle of `notices`: {file name: text}; `config` as in tracuu.json.  Returns its folder.
export function buildBundle(notices, config = {}) {
  const folder = scratchFolder();
  for (const [name, text] of Object.entries(notices)) {
    const path = join(folder, 'corpus', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  writeFileSync(join(folder, 'tracuu.json'), JSON.stringify(config));
  execFileSync(
    process.env.TRACUU_INDEX_PROGRAM,
    ['build', '-c', join(folder, 'tracuu.json'), '-o', join(folder, 'out'), join(folder, 'corpus')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return join(folder, 'out');
}

// A copy of DIR/site that a test may spoil.
export function copySite(bundle) {
  const folder = scratchFolder();
  cpSync(join(bundle, 'site'), join(folder, 'site'), { recursive: true });
  return join(folder, 'site');
}
