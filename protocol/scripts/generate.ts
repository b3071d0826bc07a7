/**
 * Generates `protocol/gen` (JavaScript and declarations) and the raw descriptor set from the `.proto` files.
 *
 *   node protocol/scripts/generate.ts           writes gen/
 *   node protocol/scripts/generate.ts --check   fails when gen/ differs from what the .proto files give
 *
 * The output is committed as JavaScript: stripping the types of a file this large at every start would cost memory and
 * time that the kernel keeps for good.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = dirname(import.meta.dirname);
const bin = join(root, '..', 'node_modules', '.bin');
const work = join(root, '.cache');
const built = join(work, 'built');
const gen = join(root, 'gen');

function run(command: string, args: string[]): void {
  execFileSync(join(bin, command), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

rmSync(work, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
run('buf', ['lint']);
run('buf', ['generate']);
const sources = filesBelow(join(work, 'gen')).map((file) => join(work, 'gen', file));
run('tsc', [
  '--ignoreConfig',
  '--outDir',
  built,
  '--rootDir',
  join(work, 'gen'),
  '--declaration',
  '--target',
  'es2024',
  '--module',
  'nodenext',
  '--moduleResolution',
  'nodenext',
  '--skipLibCheck',
  '--rewriteRelativeImportExtensions',
  '--removeComments',
  '--types',
  'node',
  '--strict',
  ...sources,
]);
run('buf', ['build', '--exclude-source-info', '-o', join(built, 'descriptors.binpb')]);

if (process.argv.includes('--check')) {
  const wanted = filesBelow(built);
  const found = filesBelow(gen);
  const differing = [...new Set([...wanted, ...found])].filter(
    (file) =>
      !wanted.includes(file) ||
      !found.includes(file) ||
      !readFileSync(join(built, file)).equals(readFileSync(join(gen, file))),
  );
  if (differing.length > 0) {
    console.error(`protocol/gen is stale (${differing.join(', ')}); run "make proto" and commit the result`);
    process.exit(1);
  }
} else {
  rmSync(gen, { recursive: true, force: true });
  cpSync(built, gen, { recursive: true });
}
