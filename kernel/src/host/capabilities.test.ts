import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Enforcement } from '@agentos/protocol/kernel';
import { describe, expect, test } from 'vitest';
import { createTestHost, request, withoutSandbox } from './test-host.ts';

describe('a host without bubblewrap', () => {
  test('refuses to run programs and names the cure, in the report and at each launch', async () => {
    await using host = await createTestHost({ path: '/nowhere' });
    const sandbox = host.backend.capabilities().find((one) => one.name === 'sandbox');
    expect(sandbox?.enforcement).toBe(Enforcement.UNAVAILABLE);
    expect(sandbox?.reason).toMatch(/bubblewrap is not installed: .*bubblewrap/);
    await expect(host.backend.launch(request('true', []))).rejects.toMatchObject({
      code: 'ENOTSUP',
      message: sandbox?.reason,
    });
  });

  test.skipIf(process.platform !== 'linux')('a bubblewrap that cannot make a sandbox counts as none', async () => {
    await using fake = await fakeTools({ bwrap: 'echo "bwrap: No permissions to create new namespace" >&2; exit 1' });
    await using host = await createTestHost({ path: `${fake.folder}:${process.env.PATH}` });
    const sandbox = host.backend.capabilities().find((one) => one.name === 'sandbox');
    expect(sandbox?.enforcement).toBe(Enforcement.UNAVAILABLE);
    expect(sandbox?.reason).toContain('No permissions to create new namespace');
  });
});

describe.skipIf(withoutSandbox !== '')(`a host with bubblewrap ${withoutSandbox}`, () => {
  test('says how each capability is given', async () => {
    await using host = await createTestHost();
    const rows = new Map(host.backend.capabilities().map((one) => [one.name, one]));
    expect(rows.get('sandbox')).toMatchObject({ enforcement: Enforcement.ENFORCED, reason: '' });
    expect(rows.get('sandbox')?.mechanism).toMatch(/^bubblewrap \d/);
    for (const name of ['terminals', 'limits', 'network', 'process-tree', 'user-separation']) {
      const row = rows.get(name);
      expect(row, name).toBeDefined();
      expect(row?.reason === '', name).toBe(row?.enforcement === Enforcement.ENFORCED);
    }
  });

  test.skipIf(process.getuid?.() !== 0)(
    'as root, one without setpriv refuses rather than run programs as root',
    async () => {
      const bwrap = spawnSync('sh', ['-c', 'command -v bwrap'], { encoding: 'utf8' }).stdout.trim();
      await using fake = await fakeTools({ bwrap: `exec ${bwrap} "$@"` });
      await using host = await createTestHost({ path: fake.folder });
      await expect(host.backend.launch(request('true', []))).rejects.toMatchObject({
        code: 'ENOTSUP',
        message: expect.stringContaining('setpriv'),
      });
    },
  );

  const script = fileURLToPath(new URL('./as-normal-user.ts', import.meta.url));
  const koffi = createRequire(import.meta.url).resolve('koffi');
  const asNobody = ['--reuid', '65534', '--regid', '65534', '--clear-groups'];
  const readable =
    process.getuid?.() === 0 &&
    spawnSync('setpriv', [
      ...asNobody,
      'sh',
      '-c',
      `test -r ${script} && test -r ${koffi} && test -x ${process.execPath}`,
    ]).status === 0;

  test.skipIf(!readable)('a kernel that is a normal user contains programs too', async () => {
    const { stdout } = await promisify(execFile)('setpriv', [...asNobody, process.execPath, script], {
      env: { PATH: process.env.PATH },
    });
    expect(JSON.parse(stdout)).toEqual({
      separation: Enforcement.DEGRADED,
      user: '1000\n',
      written: 'from inside\n',
      ownSecret: 'hidden',
      interrupted: { code: -1, signal: 2 },
      terminated: { code: 9, signal: 0 },
      tree: 0,
      // Back to the standard weight, but no further.
      weights: [336, 1_024, 1_024],
    });
  });
});

async function fakeTools(tools: Record<string, string>) {
  const { writeFile } = await import('node:fs/promises');
  const folder = await mkdtemp(join(tmpdir(), 'agentos-tools-'));
  for (const [name, text] of Object.entries(tools)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  }
  await chmod(folder, 0o755);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
