/** Trials of key-value data. */
import type { SyscallArgs, SyscallCase } from '@agentos/protocol/kernel-client';
import { expect } from 'vitest';
import { bad, type Scene, type Trials } from './case.ts';

const set = async ({ system }: Scene, namespace: string, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await system.call('kvSet', { namespace, key, value: Buffer.from(`value of ${key}`) });
};
const inSystem = async ({ system }: Scene, namespace: string, key: string): Promise<string | undefined> => {
  const { value, found } = await system.call('kvGet', { namespace, key });
  return found ? value.toString() : undefined;
};
const listArgs = (namespace: string, more: Partial<SyscallArgs<'kvList'>> = {}): SyscallArgs<'kvList'> => ({
  namespace,
  prefix: '',
  limit: 0,
  after: '',
  withValues: false,
  ...more,
});
const put = (key: string, value: string) => ({ key, value: Buffer.from(value), delete: false });
const drop = (key: string) => ({ key, value: Buffer.alloc(0), delete: true });
const tooLarge = Buffer.alloc(1024 * 1024 + 1);

type KeyValueSyscall = Extract<SyscallCase, `kv${string}`>;

export const keyValueTrials: Trials<KeyValueSyscall> = {
  kvGet: {
    grant: 'OBSERVE',
    async arrange(scene) {
      await set(scene, 'kv-get', 'k');
      return { namespace: 'kv-get', key: 'k' };
    },
    async verify({ caller }, { value, found }) {
      expect([value.toString(), found]).toEqual(['value of k', true]);
      // The caller's own namespace is another.
      expect(await caller.call('kvGet', { namespace: '', key: 'k' })).toMatchObject({ found: false });
    },
    bad: [
      bad<'kvGet'>('EINVAL', { namespace: '', key: '' }),
      bad<'kvGet'>('EINVAL', { namespace: '', key: 'a\0b' }),
      bad<'kvGet'>('EINVAL', { namespace: '', key: 'k'.repeat(1_025) }),
      bad<'kvGet'>('EINVAL', { namespace: 'n'.repeat(257), key: 'k' }),
    ],
  },
  kvSet: {
    grant: 'STANDARD',
    arrange: () => ({ namespace: '', key: 'ключ/1', value: Buffer.from([0, 255]) }),
    async verify({ system, name }, _, { key, value }) {
      expect((await system.call('kvGet', { namespace: name, key })).value).toEqual(value);
    },
    bad: [
      bad<'kvSet'>('EINVAL', { namespace: '', key: '', value: Buffer.alloc(1) }),
      bad<'kvSet'>('EINVAL', { namespace: '', key: 'k'.repeat(1_025), value: Buffer.alloc(1) }),
      bad<'kvSet'>('EMSGSIZE', { namespace: '', key: 'k', value: tooLarge }),
      bad<'kvSet'>('EDQUOT', async ({ fixture, caller }) => {
        const capabilities = ['STANDARD'];
        const limits = {
          memoryBytes: 0,
          cpuPercent: 0,
          descriptors: 0,
          processes: 0,
          keyValueBytes: 10,
          kernelBytes: 0,
        };
        await fixture.client.updateSandbox(fixture.admin, { pid: caller.pid, capabilities, limits });
        return { namespace: '', key: 'k', value: Buffer.alloc(10) };
      }),
    ],
  },
  kvDelete: {
    // Whoever may look at another's keys may not therefore change them.
    grant: 'WRITE_FILE',
    async arrange(scene) {
      await set(scene, 'kv-delete', scene.name);
      return { namespace: 'kv-delete', key: scene.name };
    },
    async verify(scene, { deleted }, args) {
      expect(deleted).toBe(true);
      expect(await inSystem(scene, args.namespace, args.key)).toBeUndefined();
      expect(await scene.caller.call('kvDelete', args)).toEqual({ deleted: false });
    },
    bad: [bad<'kvDelete'>('EINVAL', { namespace: '', key: 'a\0b' })],
  },
  kvList: {
    grant: 'OBSERVE',
    async arrange(scene) {
      await set(scene, scene.name, 'l/b', 'l/a', 'l/c', 'm', 'l');
      // The name of the caller's app is its own namespace, so the keys of another are listed.
      await set(scene, 'kv-list', 'l/b', 'l/a', 'l/c', 'm', 'l');
      return listArgs('kv-list', { prefix: 'l/', limit: 2, withValues: true });
    },
    async verify({ caller }, { entries, truncated }, args) {
      expect([entries.map(({ value }) => value.toString()), truncated]).toEqual([
        ['value of l/a', 'value of l/b'],
        true,
      ]);
      const rest = await caller.call('kvList', { ...args, after: 'l/b', withValues: false });
      expect(rest).toEqual({ entries: [{ key: 'l/c', value: Buffer.alloc(0) }], truncated: false });
    },
    bad: [bad<'kvList'>('EINVAL', listArgs('x'.repeat(300)))],
  },
  kvBatch: {
    grant: 'STANDARD',
    async arrange(scene) {
      await set(scene, scene.name, 'old');
      return { namespace: '', operations: [put('x', '1'), put('y', '2'), drop('x'), drop('old'), drop('none')] };
    },
    async verify(scene, { applied }) {
      expect(applied).toBe(4);
      const { entries } = await scene.system.call('kvList', listArgs(scene.name, { withValues: true }));
      expect(entries).toEqual([{ key: 'y', value: Buffer.from('2') }]);
    },
    bad: [
      bad<'kvBatch'>('EINVAL', { namespace: '', operations: [put('ok', 'x'), put('', 'x')] }),
      bad<'kvBatch'>('EMSGSIZE', { namespace: '', operations: [{ ...put('k', ''), value: tooLarge }] }),
      bad<'kvBatch'>('EINVAL', { namespace: '', operations: Array.from({ length: 10_001 }, () => drop('k')) }),
    ],
  },
  kvStats: {
    grant: 'STANDARD',
    async arrange(scene) {
      await set(scene, scene.name, 'four');
      return { namespace: '' };
    },
    verify(_, { keys, bytes, quotaBytes }) {
      expect([keys, bytes, quotaBytes]).toEqual([1, 'fourvalue of four'.length, 64 * 1024 * 1024]);
    },
    bad: [bad<'kvStats'>('EINVAL', { namespace: 'a\0b' })],
  },
};
