/** Trials of the machine and of the environment of a process. */
import { hostname, totalmem } from 'node:os';
import { expect } from 'vitest';
import { spawnArgs } from './args.ts';
import { bad, type Trials } from './case.ts';

/** Nearly a quarter of what all variables of a process may have. */
const quarter = 'x'.repeat(32 * 1024 - 1);

export const systemTrials: Trials<'systemInfo' | 'getenv' | 'setenv'> = {
  systemInfo: {
    grant: 'SYSTEM_INFO',
    arrange: () => ({}),
    verify({ fixture }, { info }) {
      expect(info).toMatchObject({
        bootId: 'test-boot',
        platform: `${process.platform}-${process.arch}`,
        nodeId: hostname(),
        memoryBytes: totalmem(),
        processes: fixture.kernel.processes.size,
      });
      const names = info?.host.map(({ name }) => name);
      for (const name of ['paths', 'tmpfs', 'key-value', 'tcp door']) expect(names).toContain(name);
    },
    bad: [],
  },
  getenv: {
    grant: undefined,
    async arrange({ caller }) {
      await caller.call('setenv', { name: 'ONE', value: '1', remove: false });
      await caller.call('setenv', { name: 'TWO', value: '2', remove: false });
      return { name: 'ONE' };
    },
    async verify({ caller, other }, { variables }) {
      expect(variables).toEqual({ ONE: '1' });
      expect((await caller.call('getenv', { name: '' })).variables).toMatchObject({ ONE: '1', TWO: '2' });
      expect((await (await other()).call('getenv', { name: 'ONE' })).variables).toEqual({});
    },
    bad: [],
  },
  setenv: {
    grant: undefined,
    arrange: () => ({ name: 'TWO', value: '2', remove: false }),
    async verify({ caller, fixture: { host } }) {
      await caller.call('setenv', { name: 'LD_PRELOAD', value: '/evil.so', remove: false });
      const environment = { THREE: '3', NODE_OPTIONS: '--require=evil' };
      const { pid } = await caller.call('spawn', spawnArgs({ environment }));
      const given = host.launched.at(-1)?.request.environment ?? {};
      expect(given).toMatchObject({ TWO: '2', THREE: '3' });
      expect(Object.keys(given)).not.toContain('LD_PRELOAD');
      expect(Object.keys(given)).not.toContain('NODE_OPTIONS');
      await caller.call('kill', { pid, signal: 9, tree: true });
      await caller.call('setenv', { name: 'TWO', value: '', remove: true });
      expect(await caller.call('getenv', { name: 'TWO' })).toEqual({ variables: {} });
    },
    bad: [
      bad<'setenv'>('EINVAL', { name: 'A=B', value: '', remove: false }),
      bad<'setenv'>('EINVAL', { name: '', value: '', remove: false }),
      bad<'setenv'>('EINVAL', { name: 'A', value: 'a\0b', remove: false }),
      bad<'setenv'>('EINVAL', { name: 'A', value: 'x'.repeat(128 * 1024), remove: false }),
      bad<'setenv'>('ENOMEM', async ({ caller }) => {
        for (const name of ['A', 'B', 'C', 'D']) await caller.call('setenv', { name, value: quarter, remove: false });
        return { name: 'E', value: '', remove: false };
      }),
      bad<'setenv'>('ENOMEM', async ({ caller }) => {
        const one = (at: number) => caller.call('setenv', { name: `V${at}`, value: '', remove: false });
        await Promise.all(Array.from({ length: 1_024 }, (_, at) => one(at)));
        return { name: 'ONE_MORE', value: '', remove: false };
      }),
    ],
  },
};
