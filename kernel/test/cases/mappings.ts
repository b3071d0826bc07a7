/** Trials of mapped files, beside the file on the host. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { bad, type Scene, type Trials } from './case.ts';

const content = 'the content of the file';
function file({ home, name }: Scene): { host: string; path: string } {
  const host = join(home, name);
  writeFileSync(host, content);
  return { host, path: `/home/${name}` };
}
async function mapped(scene: Scene, { writable = false, shared = true, offset = 0, length = 0 } = {}) {
  const { path } = file(scene);
  return (await scene.caller.call('mmap', { path, offset, length, writable, shared })).mapping;
}
const onHost = ({ home, name }: Scene) => readFileSync(join(home, name), 'utf8');
const data = Buffer.from('CHANGED');

export const mappingTrials: Trials<'mmap' | 'mmapRead' | 'mmapWrite' | 'msync' | 'munmap' | 'mmapStats'> = {
  mmap: {
    grant: 'READ_FILE',
    arrange: (scene) => ({ path: file(scene).path, offset: 4, length: 7, writable: false, shared: true }),
    async verify({ caller }, { mapping, length }) {
      expect(length).toBe(7);
      const read = await caller.call('mmapRead', { mapping, offset: 0, length: 0 });
      expect(read.data.toString()).toBe('content');
    },
    bad: [
      bad<'mmap'>('ENOENT', { path: '/home/no-such-file', offset: 0, length: 0, writable: false, shared: true }),
      bad<'mmap'>('EISDIR', { path: '/home', offset: 0, length: 0, writable: false, shared: true }),
      bad<'mmap'>('EINVAL', (scene) => ({ ...file(scene), offset: 0, length: 1_000, writable: false, shared: true })),
      bad<'mmap'>('EINVAL', (scene) => ({
        ...file(scene),
        offset: Number.MAX_SAFE_INTEGER,
        length: 1,
        writable: false,
        shared: true,
      })),
      bad<'mmap'>('EINVAL', (scene) => ({
        ...file(scene),
        offset: content.length,
        length: 0,
        writable: false,
        shared: true,
      })),
    ],
  },
  mmapRead: {
    grant: 'READ_FILE',
    arrange: async (scene) => ({ mapping: await mapped(scene), offset: 15, length: 100 }),
    async verify(scene, { data: read }, { mapping }) {
      expect(read.toString()).toBe(content.slice(15));
      // Shorter meanwhile: less, and no end of the kernel.
      truncateSync(join(scene.home, scene.name), 18);
      const rest = await scene.caller.call('mmapRead', { mapping, offset: 15, length: 100 });
      expect(rest.data.toString()).toBe(content.slice(15, 18));
    },
    bad: [
      bad<'mmapRead'>('EBADF', { mapping: 5, offset: 0, length: 1 }),
      bad<'mmapRead'>('EINVAL', async (scene) => ({ mapping: await mapped(scene), offset: 1_000, length: 1 })),
    ],
  },
  mmapWrite: {
    grant: 'WRITE_FILE',
    arrange: async (scene) => ({ mapping: await mapped(scene, { writable: true }), offset: 4, data }),
    async verify(scene, { written }) {
      expect(written).toBe(7);
      expect(onHost(scene)).toBe('the CHANGED of the file');
      const own = await mapped(scene, { writable: true, shared: false });
      await scene.caller.call('mmapWrite', { mapping: own, offset: 4, data });
      expect(onHost(scene)).toBe(content);
      const read = await scene.caller.call('mmapRead', { mapping: own, offset: 0, length: 0 });
      expect(read.data.toString()).toBe('the CHANGED of the file');
      const { memory } = scene.fixture.kernel.processes.require(scene.caller.pid);
      expect(memory.used).toBe(4_096);
    },
    bad: [
      bad<'mmapWrite'>('EBADF', { mapping: 5, offset: 0, data }),
      bad<'mmapWrite'>('EBADF', async (scene) => ({ mapping: await mapped(scene), offset: 0, data })),
      bad<'mmapWrite'>('EINVAL', async (scene) => ({
        mapping: await mapped(scene, { writable: true }),
        offset: content.length - 3,
        data,
      })),
      bad<'mmapWrite'>('ENXIO', async (scene) => {
        const mapping = await mapped(scene, { writable: true });
        truncateSync(join(scene.home, scene.name), 2);
        return { mapping, offset: 4, data };
      }),
    ],
  },
  msync: {
    grant: undefined,
    async arrange(scene) {
      const mapping = await mapped(scene, { writable: true });
      await scene.caller.call('mmapWrite', { mapping, offset: 0, data });
      return { mapping };
    },
    async verify(scene, _, { mapping }) {
      expect(await scene.caller.call('mmapStats', { mapping })).toMatchObject({ dirty: false });
      expect(onHost(scene)).toBe('CHANGEDtent of the file');
    },
    bad: [bad<'msync'>('EBADF', { mapping: 5 })],
  },
  munmap: {
    grant: undefined,
    async arrange(scene) {
      const mapping = await mapped(scene, { writable: true, shared: false });
      await scene.caller.call('mmapWrite', { mapping, offset: 0, data });
      return { mapping };
    },
    async verify({ fixture, caller }, _, { mapping }) {
      const read = caller.call('mmapRead', { mapping, offset: 0, length: 1 });
      await expect(read).rejects.toMatchObject({ code: 'EBADF' });
      expect(fixture.kernel.processes.require(caller.pid).memory.used).toBe(0);
    },
    bad: [
      bad<'munmap'>('EBADF', { mapping: 5 }),
      bad<'munmap'>('EINVAL', async ({ caller }) => ({
        mapping: (await caller.call('shmCreate', { size: 1, name: '' })).segment,
      })),
    ],
  },
  mmapStats: {
    grant: undefined,
    async arrange(scene) {
      const mapping = await mapped(scene, { writable: true, offset: 4, length: 7 });
      await scene.caller.call('mmapWrite', { mapping, offset: 0, data });
      return { mapping };
    },
    verify({ name }, stats) {
      expect(stats).toEqual({ path: `/home/${name}`, length: 7, writable: true, dirty: true });
    },
    bad: [bad<'mmapStats'>('EBADF', { mapping: 5 })],
  },
};
