/**
 * The kernel's wire contract is frozen: names, numbers and types of what has been published never change, new things may
 * be added. `frozen/kernel.binpb` holds what has been published.
 *
 *   node protocol/scripts/frozen.ts            fails when the .proto files break it
 *   node protocol/scripts/frozen.ts --publish  takes what was added into it; refuses to when something broke
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const buf = join(root, '..', 'node_modules', '.bin', 'buf');
const path = join('proto', 'agentos', 'kernel');

/** What breaks the contract in `published`, one finding a line; empty: nothing. `moduleRoot` holds buf.yaml. */
export function broken(published: string, moduleRoot = root): string {
  const scratch = mkdtempSync(join(tmpdir(), 'agentos-frozen-'));
  try {
    // Both as images: a path filter would be applied to the published one too, which has no folders.
    const current = join(scratch, 'current.binpb');
    execFileSync(buf, ['build', '--path', path, '-o', current], {
      cwd: moduleRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const { status, stdout, stderr, error } = spawnSync(
      buf,
      ['breaking', current, '--against', published, '--config', 'buf.yaml'],
      { cwd: moduleRoot, encoding: 'utf8' },
    );
    if (error !== undefined) throw error;
    if (status === 0) return '';
    return stdout + stderr || `buf ended with ${status}`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const published = join(root, 'frozen', 'kernel.binpb');
  const findings = existsSync(published) ? broken(published) : '';
  if (findings !== '') {
    console.error(`The kernel's wire contract is frozen, and this breaks it:\n${findings}`);
    process.exit(1);
  }
  if (process.argv.includes('--publish')) {
    mkdirSync(dirname(published), { recursive: true });
    execFileSync(buf, ['build', '--exclude-source-info', '--path', path, '-o', published], {
      cwd: root,
      stdio: 'inherit',
    });
  } else if (!existsSync(published)) {
    console.error('protocol/frozen/kernel.binpb is missing; "node protocol/scripts/frozen.ts --publish" makes it');
    process.exit(1);
  }
}
