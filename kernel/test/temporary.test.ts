/** The cap of `/tmp` against what tries to get around it, and what becomes of the folders afterwards. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseHostPaths } from '../src/vfs/host-paths.ts';
import { openTemporaryFolders } from '../src/vfs/temporary.ts';
import { openArgs, writeArgs } from './cases/args.ts';
import { type Actor, everything, startKernel } from './kernel-fixture.ts';

const MiB = 1024 * 1024;
const part = '.'.repeat(MiB);
const onTmpfs = process.platform === 'linux' && statfsSync('/dev/shm').type === 0x01021994;

/** Makes folders in each other until the last one hardly has a path any more. */
async function deepFolder(app: Actor): Promise<string> {
  let folder = '/tmp';
  while (folder.length < 4_000) {
    folder += `/${'d'.repeat(Math.min(250, 4_020 - folder.length))}`;
    await app.call('mkdir', { path: folder, parents: false, mode: 0 });
  }
  return folder;
}

function foldersOfThisKernel(): string[] {
  return readdirSync('/dev/shm').filter((name) => {
    const file = join('/dev/shm', name, 'kernel-pid');
    return name.startsWith('agentos-tmp-') && existsSync(file) && readFileSync(file, 'utf8') === String(process.pid);
  });
}

describe.skipIf(!onTmpfs)('the cap of /tmp', () => {
  test('counts what was removed while it is open, until it is closed', async () => {
    await using fixture = await startKernel({ temporaryBytes: 4 * MiB });
    const app = await fixture.actor(everything);
    const write = { write: true, create: true };
    const data = Buffer.from(part);
    const { descriptor } = await app.call('open', openArgs('/tmp/unnamed', write));
    await app.call('deleteFile', { path: '/tmp/unnamed', recursive: false });
    for (let count = 0; count < 3; count++) await app.call('write', { descriptor, data });
    await expect(app.call('write', { descriptor, data })).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(app.call('writeFile', writeArgs('/tmp/other', part))).rejects.toMatchObject({ code: 'ENOSPC' });
    await app.call('close', { descriptor });
    await app.call('writeFile', writeArgs('/tmp/other', part));
  });

  test('counts what lies too deep to have a path on the host, and removes it in the end', async () => {
    {
      await using fixture = await startKernel({ temporaryBytes: 4 * MiB });
      const app = await fixture.actor(everything);
      const folder = await deepFolder(app);
      const name = (index: number) => `${folder}/${String(index).padStart(70, '0')}`;
      for (let index = 0; index < 3; index++) await app.call('writeFile', writeArgs(name(index), part));
      await expect(app.call('writeFile', writeArgs(name(3), part))).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(foldersOfThisKernel()).toHaveLength(1);
    }
    expect(foldersOfThisKernel()).toEqual([]);
  });
});

test.skipIf(!onTmpfs)(
  'what a killed kernel left does not keep the next one from starting, however deep it lies',
  async () => {
    const left = mkdtempSync('/dev/shm/agentos-tmp-');
    // No process has such a pid.
    writeFileSync(join(left, 'kernel-pid'), '4194305');
    process.chdir(left);
    try {
      for (let depth = 0; depth < 20; depth++) {
        mkdirSync('d'.repeat(250));
        process.chdir('d'.repeat(250));
      }
    } finally {
      process.chdir('/');
    }
    const folders = openTemporaryFolders(chooseHostPaths(), MiB);
    await folders.close();
    await expect.poll(() => readdirSync('/dev/shm').includes(left.slice('/dev/shm/'.length))).toBe(false);
  },
);
