import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { syscallReference } from '@agentos/protocol/syscall-reference';
import { toolDeclarations } from '@agentos/tools';
import { beforeAll, expect, test } from 'vitest';
import { generatedPages } from './generate-docs.ts';
import { projectRoot } from './sources.ts';

let pages: Readonly<Record<string, string>>;
beforeAll(async () => {
  pages = await generatedPages();
});

test('the generated pages are what the code says (run: make docs)', () => {
  const stale = Object.keys(pages).filter((path) => {
    return !isThere(path) || readFileSync(join(projectRoot, path), 'utf8') !== pages[path];
  });
  expect(stale).toEqual([]);
});

test('there is a page for each category of syscalls, and every syscall is on one', () => {
  const text = Object.values(pages).join('\n');
  for (const [category, syscalls] of Object.entries(syscallReference)) {
    expect(Object.keys(pages)).toContain(`docs/syscalls/${category.toLowerCase().replaceAll(' ', '-')}.md`);
    for (const name of Object.keys(syscalls)) expect(text).toContain(`\n## ${name}\n`);
  }
});

test('there is a page for each family of tools, and every tool is on one', () => {
  for (const { id } of toolDeclarations) {
    const page = `docs/tools/${id.slice(0, id.indexOf('.'))}.md`;
    expect(pages[page], id).toMatch(id.startsWith('math.') ? `| \`${id}\` |` : `\n## ${id}\n`);
    expect(pages['docs/tools/README.md']).toContain(`](${page.slice('docs/tools/'.length)})`);
  }
});

function isThere(path: string): boolean {
  return existsSync(join(projectRoot, path));
}
