import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runtimeFolder } from '@agentos/protocol/settings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from './supervisor/layers.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agentos cli '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function agentos(
  args: string[],
  env: Record<string, string> = {},
  program = join(projectRoot, 'agentos'),
): Promise<Result> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? '', HOME: folder, ...env }, cwd: folder };
    const child = execFile(program, args, options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

describe('agentos', () => {
  test('lists its commands, and helps with each, through a link from another folder', async () => {
    const link = join(folder, 'os');
    symlinkSync(join(projectRoot, 'agentos'), link);
    const overview = await agentos(['help'], {}, link);
    expect(overview.code).toBe(0);
    for (const name of ['up', 'down', 'restart', 'status', 'logs', 'events', 'token', 'doctor', 'config', 'bp']) {
      expect(overview.out).toContain(`  ${name} `);
      const { code, out } = await agentos([name, '--help'], {}, link);
      expect([code, out.split('\n')[0]]).toEqual([0, expect.stringContaining(`usage: agentos ${name}`)]);
    }
  });

  test('refuses what it does not know with exit code 2 and one line', async () => {
    for (const args of [
      ['fly'],
      ['up', '--fast'],
      ['down', 'now'],
      ['logs', 'shell'],
      ['logs', '-n', 'few'],
      ['events', '--category', 'weather'],
      ['events', '--severity', 'loud'],
      ['events', '--pid', 'zero'],
      ['events', '--trace', '12ab'],
      ['events', '--since', 'yesterday'],
      ['events', '--lines', '0'],
      ['events', '--follow', '--slow'],
      ['constructor'],
      ['bp', 'fly'],
      ['bp', 'constructor'],
      ['bp', 'validate'],
      ['bp', 'validate', '--fast', '.'],
      ['bp', 'fmt', '-', '-'],
    ]) {
      const { code, out, err } = await agentos(args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err).toMatch(/^agentos: /);
    }
  });

  test('prints every setting with its source', async () => {
    const { code, out } = await agentos(['config'], { AGENTOS_PORT: '9123' });
    expect(code).toBe(0);
    expect(out).toMatch(/AGENTOS_PORT +9123 +environment/);
    expect(out).toMatch(/AGENTOS_HOST +127\.0\.0\.1 +default/);
    expect(out).toContain(join(folder, '.agentos'));
  });

  test('names every wrong setting', async () => {
    const wrong = { AGENTOS_PORT: 'http', AGENTOS_LOG_LEVEL: 'loud', AGENTOS_KERNEL_TCP: '0.0.0.0:50051' };
    const { code, err } = await agentos(['config'], wrong);
    expect(code).toBe(2);
    expect(err).toContain('AGENTOS_KERNEL_TCP');
    expect(err).toContain('AGENTOS_PORT');
    expect(err).toContain('AGENTOS_LOG_LEVEL');
  });

  test('does not serve plain HTTP beyond this machine unless told so, and leaves nothing behind', async () => {
    const { code, err } = await agentos(['up'], { AGENTOS_HOST: '0.0.0.0', AGENTOS_HOME: join(folder, 'open') });
    expect(code).toBe(2);
    expect(err).toContain('--insecure');
    expect(readdirSync(folder)).not.toContain('open');
  });

  test('believes nothing that somebody else put into the shared temporary folder', async () => {
    const env = { AGENTOS_HOME: join(folder, 'x'.repeat(100)), TMPDIR: join(folder, 'shared') };
    const run = join(env.TMPDIR, basename(runtimeFolder(env.AGENTOS_HOME)));
    mkdirSync(env.TMPDIR);
    symlinkSync(folder, run);
    for (const command of ['down', 'status', 'token', 'up']) {
      expect(await agentos([command], env)).toMatchObject({ code: 1, err: expect.stringContaining('not a folder') });
    }
    expect(readdirSync(folder)).not.toContain(basename(env.AGENTOS_HOME));
  });

  test('says that nothing runs', async () => {
    const env = { AGENTOS_HOME: join(folder, 'none') };
    expect(await agentos(['status'], env)).toMatchObject({ code: 1, out: expect.stringContaining('not running') });
    expect(await agentos(['token'], env)).toMatchObject({ code: 1, err: expect.stringContaining('agentos up') });
    expect(await agentos(['events'], env)).toMatchObject({ code: 1, err: expect.stringContaining('agentos up') });
    expect(await agentos(['down'], env)).toMatchObject({ code: 0 });
    expect(await agentos(['logs'], env)).toMatchObject({ code: 1 });
  });
});
