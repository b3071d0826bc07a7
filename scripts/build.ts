/**
 * Builds the shell and the web apps, each only when something that it is made from has changed.
 *
 *   node scripts/build.ts [--force]
 *
 * A build is known by a hash over its sources. It is made beside the old one and takes its place when complete, so that a
 * running system never serves half of it.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesBelow, projectRoot, webApps } from './sources.ts';

interface Target {
  readonly folder: string;
  /** Folders whose sources end up in the bundle. */
  readonly madeFrom: readonly string[];
}

/** What every build depends on besides its own folders. */
const common = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.web.json', 'scripts/build.ts'];
/** Below this, a compressed copy saves nothing. */
const leastCompressed = 1_024;

function targets(): Target[] {
  const list: Target[] = webApps().map((folder) => ({ folder, madeFrom: ['sdk', 'protocol/src'] }));
  if (existsSync(join(projectRoot, 'shell/vite.config.ts'))) {
    list.unshift({ folder: 'shell', madeFrom: ['sdk', 'protocol/src', 'protocol/gen', 'blueprint/src', 'tools/src'] });
  }
  return list;
}

function hashOf(target: Target): string {
  const hash = createHash('sha256');
  const sources = [target.folder, ...target.madeFrom].flatMap((folder) => filesBelow(folder));
  for (const path of [...common, ...sources.filter((path) => !/\.test\.tsx?$/.test(path))]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(projectRoot, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

const stampOf = (target: Target): string => join(projectRoot, target.folder, 'dist', '.build');

function isFresh(target: Target, hash: string): boolean {
  const stamp = stampOf(target);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

async function build(target: Target, hash: string): Promise<void> {
  const folder = join(projectRoot, target.folder);
  const made = `dist.new-${process.pid}`;
  const from = performance.now();
  try {
    await vite(folder, made);
    await compressAssets(join(folder, made));
    writeFileSync(join(folder, made, '.build'), hash);
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    renameSync(join(folder, made), join(folder, 'dist'));
  } finally {
    rmSync(join(folder, made), { recursive: true, force: true });
  }
  console.log(`built ${target.folder} in ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

function vite(folder: string, outDir: string): Promise<void> {
  const program = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = ['build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`vite build in ${folder} failed (${signal ?? code})`));
    });
  });
}

/** Puts a `.br` and a `.gz` beside every asset with a hash in its name: those are sent as they lie there. */
async function compressAssets(dist: string): Promise<void> {
  const texts = filesBelow('assets', dist).filter((path) => /\.(js|css|svg|json|html|wasm|ttf|map)$/.test(path));
  await Promise.all(
    texts.map(async (path) => {
      const file = join(dist, path);
      if (statSync(file).size < leastCompressed) return;
      const content = readFileSync(file);
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(content, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          },
        }),
        promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
      ]);
      if (br.length < content.length) writeFileSync(`${file}.br`, br);
      if (gz.length < content.length) writeFileSync(`${file}.gz`, gz);
    }),
  );
}

const force = process.argv.includes('--force');
const stale = targets()
  .map((target) => ({ target, hash: hashOf(target) }))
  .filter(({ target, hash }) => force || !isFresh(target, hash));
const outcomes = await Promise.allSettled(stale.map(({ target, hash }) => build(target, hash)));
for (const outcome of outcomes) {
  if (outcome.status === 'fulfilled') continue;
  console.error(outcome.reason instanceof Error ? outcome.reason.message : outcome.reason);
  process.exitCode = 1;
}
