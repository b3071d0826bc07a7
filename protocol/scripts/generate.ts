/**
 * Generates `protocol/gen` (JavaScript and declarations) and the raw descriptor set from the `.proto` files.
 *
 *   node protocol/scripts/generate.ts           writes gen/
 *   node protocol/scripts/generate.ts --check   fails when gen/ differs from what the .proto files give
 *
 * The output is committed as JavaScript: stripping the types of a file this large at every start would cost memory and
 * time that the kernel keeps for good. 64-bit numbers are read and written without the way over BigInt and text that the
 * generator gives them, as far as they are safe integers.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Safe integers go by their two words of 32 bits; all others take the generator's way, with its errors. */
const wideNumbers = `function readUint64(reader) {
    reader.varint64();
    const high = reader.varint64Hi >>> 0;
    if (high <= 0x1fffff)
        return high * 4294967296 + (reader.varint64Lo >>> 0);
    throw new globalThis.Error("Value is larger than Number.MAX_SAFE_INTEGER");
}
function writeUint64(writer, value) {
    if (globalThis.Number.isSafeInteger(value) && value >= 0)
        return writer.writeVarint64(value | 0, (value / 4294967296) | 0);
    return writer.uint64(value);
}
`;

/** The generated JavaScript with 64-bit numbers that stay numbers. */
function withWideNumbers(text: string): string {
  if (!text.includes('longToNumber(reader.uint64())')) return text;
  return (
    text
      .replaceAll('longToNumber(reader.uint64())', 'readUint64(reader)')
      .replaceAll(/writer\.uint32\((\d+)\)\.uint64\(([\w.]+)\)/g, 'writeUint64(writer.uint32($1), $2)')
      .replaceAll(/writer\.uint64\((v)\)/g, 'writeUint64(writer, $1)') + wideNumbers
  );
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
for (const file of filesBelow(built).filter((name) => name.endsWith('.js'))) {
  writeFileSync(join(built, file), withWideNumbers(readFileSync(join(built, file), 'utf8')));
}
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
