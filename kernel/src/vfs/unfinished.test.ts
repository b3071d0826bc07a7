import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseHostPaths } from './host-paths.ts';
import { LocalBackend } from './local.ts';
import { openUnfinished } from './unfinished.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'agentos-unfinished-'));
  mkdirSync(join(home, 'data/inner'), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const list = (): string => readFileSync(join(home, 'list'), 'utf8');
const name = '.~0123456789abcdef';

test('what was begun and not ended is removed at the next start, and nothing else', async () => {
  const folder = join(home, 'data');
  const first = await openUnfinished(join(home, 'list'), chooseHostPaths());
  first.begin(folder, name);
  first.begin(folder, `inner/${name}`)();
  first.begin(folder, 'inner/mine');
  first.begin(join(home, 'gone'), name);
  for (const path of [name, `inner/${name}`, 'inner/mine']) writeFileSync(join(folder, path), 'x');
  // Killed here: the last line cut short.
  writeFileSync(join(home, 'list'), `${list()}["${folder}","inn`);
  const second = await openUnfinished(join(home, 'list'), chooseHostPaths());
  expect(existsSync(join(folder, name))).toBe(false);
  expect(existsSync(join(folder, 'inner/mine'))).toBe(true);
  expect(list()).toBe('');
  second.close();
  first.close();
});

test('the list is empty when nothing is under way, and short however much was', async () => {
  const unfinished = await openUnfinished(join(home, 'list'), chooseHostPaths());
  const lasting = unfinished.begin('/somewhere', name);
  for (let index = 0; index < 20_000; index++) unfinished.begin('/somewhere', `${index}/${name}`)();
  expect(list().length).toBeLessThan(300_000);
  expect(list()).toContain(JSON.stringify(['/somewhere', name]));
  lasting();
  expect(list()).toBe('');
  unfinished.close();
  lasting();
});

test('a replacement is in the list for as long as it lasts', async () => {
  const unfinished = await openUnfinished(join(home, 'list'), chooseHostPaths());
  const seen: string[] = [];
  const backend = new LocalBackend(chooseHostPaths(), join(home, 'data'), {
    unfinished: {
      ...unfinished,
      begin(folder, path) {
        const end = unfinished.begin(folder, path);
        seen.push(list());
        return end;
      },
    },
  });
  await backend.replace('inner/file', Buffer.from('new'), 0o600);
  expect(readFileSync(join(home, 'data/inner/file'), 'utf8')).toBe('new');
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatch(/"inner\/\.~[0-9a-f]{16}"/);
  expect(list()).toBe('');
  backend.close();
  unfinished.close();
});
