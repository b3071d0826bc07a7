import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkImports, importsOf } from './check-imports.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'imports-'));
  for (const layer of ['protocol', 'kernel', 'services', 'shell'])
    put(`${layer}/package.json`, `{"name":"@agentos/${layer}"}`);
  put('sdk/package.json', '{"name":"@os/sdk"}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const found = (): string[] => checkImports(root).map(({ file, imports }) => `${file} ${imports}`);

test('finds imports that run the wrong way, by package name, by path and in package.json', () => {
  put('kernel/src/a.ts', "import { x } from '@agentos/services/thing';");
  put('kernel/src/b.ts', "export type { X } from '../../services/src/x.ts';");
  put('shell/src/c.tsx', "const later = () => import('@agentos/kernel');\nexport const d = <div />;");
  put('protocol/src/e.ts', "let x: import('@agentos/kernel').Kernel;");
  put('services/src/f.test.ts', "import '../../e2e/support/system.ts';");
  put('apps/native/one/g.tsx', "import { h } from '../two/h.ts';");
  put('sdk/package.json', '{"name":"@os/sdk","dependencies":{"@agentos/shell":"*"}}');
  expect(found().sort()).toEqual([
    'apps/native/one/g.tsx ../two/h.ts',
    'kernel/src/a.ts @agentos/services/thing',
    'kernel/src/b.ts ../../services/src/x.ts',
    'protocol/src/e.ts @agentos/kernel',
    'sdk/package.json @agentos/shell',
    'services/src/f.test.ts ../../e2e/support/system.ts',
    'shell/src/c.tsx @agentos/kernel',
  ]);
});

test('lets the right way, other packages and mere words pass', () => {
  put(
    'kernel/src/a.ts',
    "import { x } from '@agentos/protocol/kernel';\nimport fs from 'node:fs';\n// import '@agentos/shell'",
  );
  put('kernel/src/b.ts', 'const text = "import { x } from \'@agentos/shell\'";');
  put('apps/native/one/c.tsx', "import { os } from '@os/sdk';\nimport './d.ts';");
  put('shell/src/e.ts', "import { f } from '@agentos/services-of-others';");
  expect(found()).toEqual([]);
});

test('documents of apps are data that tests may read, their code is not', () => {
  put('shell/src/a.test.ts', "import text from '../../apps/blueprint/utilities/calculator.bp?raw';");
  put('shell/src/b.ts', "import text from '../../apps/blueprint/utilities/calculator.bp?raw';");
  put('shell/src/c.test.ts', "import '../../apps/native/one/d.tsx';");
  expect(found().sort()).toEqual([
    'shell/src/b.ts ../../apps/blueprint/utilities/calculator.bp?raw',
    'shell/src/c.test.ts ../../apps/native/one/d.tsx',
  ]);
});

test('a layer is imported by its name, not by a path into its folder', () => {
  put('kernel/src/a.ts', "import { x } from '../../protocol/src/x.ts';");
  expect(found()).toEqual(['kernel/src/a.ts ../../protocol/src/x.ts']);
});

test('reads what TypeScript and JSX allow', () => {
  const source =
    "import type { A } from 'a';\nexport * from 'b';\nimport 'c';\nconst x = <T,>(y: T) => import('d');\nimport e = require('e');";
  expect(importsOf(source, 'x.ts').sort()).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
});
