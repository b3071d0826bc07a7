import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pages } from './generate-docs.ts';
import { projectRoot } from './sources.ts';

test.each(Object.entries(pages))('%s is what the code says (run: make docs)', (path, text) => {
  expect(readFileSync(join(projectRoot, path), 'utf8')).toBe(text());
});
