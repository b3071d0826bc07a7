/** Trials of the syscalls of signals. */
import { ProcessState, SignalAction } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import { spawnArgs } from './args.ts';
import { bad, type Trials } from './case.ts';
import { childOf } from './processes.ts';

const nobody = 99_999_999;
const SIGUSR1 = 10;
const SIGUSR2 = 12;

export const signalTrials: Trials<
  | 'signalSend'
  | 'signalRegister'
  | 'signalBlock'
  | 'signalUnblock'
  | 'signalPending'
  | 'signalStats'
  | 'signalWait'
  | 'signalState'
> = {
  signalSend: {
    grant: 'KILL_PROCESS',
    async arrange(scene) {
      const other = await scene.other();
      const child = await childOf(scene, other);
      await other.call('signalBlock', { signals: [SIGUSR1] });
      await child.call('signalBlock', { signals: [SIGUSR1] });
      return { pid: 0, signal: SIGUSR1, group: other.pid };
    },
    verify({ fixture }, _, { group }) {
      const members = fixture.kernel.processes.groups.members(group);
      expect(members.map(({ signals }) => signals.pending)).toEqual([[SIGUSR1], [SIGUSR1]]);
    },
    bad: [
      bad<'signalSend'>('ESRCH', { pid: nobody, signal: 15, group: 0 }),
      bad<'signalSend'>('ESRCH', { pid: 0, signal: 15, group: nobody }),
      bad<'signalSend'>('EINVAL', { pid: 0, signal: 65, group: 0 }),
      bad<'signalSend'>('EINVAL', ({ system }) => ({ pid: system.pid, signal: 0, group: system.pid })),
      bad<'signalSend'>('EPERM', { pid: 1, signal: 0, group: 0 }),
    ],
  },
  signalRegister: {
    grant: undefined,
    arrange: () => ({ signal: SIGUSR1, action: SignalAction.HANDLE }),
    async verify({ caller, system, fixture }) {
      await system.call('signalSend', { pid: caller.pid, signal: SIGUSR1, group: 0 });
      expect(fixture.kernel.processes.require(caller.pid).state).toBe('running');
      expect(await caller.call('signalWait', { signals: [] })).toEqual({ signal: SIGUSR1, senderPid: system.pid });
      await caller.call('signalRegister', { signal: SIGUSR1, action: SignalAction.DEFAULT });
      await system.call('signalSend', { pid: caller.pid, signal: SIGUSR1, group: 0 });
      expect(fixture.kernel.processes.get(caller.pid)).toBeUndefined();
    },
    bad: [
      bad<'signalRegister'>('EINVAL', { signal: 9, action: SignalAction.HANDLE }),
      bad<'signalRegister'>('EINVAL', { signal: 19, action: SignalAction.IGNORE }),
      bad<'signalRegister'>('EINVAL', { signal: 0, action: SignalAction.IGNORE }),
      bad<'signalRegister'>('EINVAL', { signal: 65, action: SignalAction.IGNORE }),
    ],
  },
  signalBlock: {
    grant: undefined,
    arrange: () => ({ signals: [15, SIGUSR1] }),
    async verify({ caller, system }) {
      for (const signal of [15, 15, SIGUSR1]) await system.call('signalSend', { pid: caller.pid, signal, group: 0 });
      const { pending, blocked } = await system.call('signalState', { pid: caller.pid });
      expect([pending, blocked]).toEqual([
        [SIGUSR1, 15],
        [SIGUSR1, 15],
      ]);
    },
    bad: [
      bad<'signalBlock'>('EINVAL', { signals: [9] }),
      bad<'signalBlock'>('EINVAL', { signals: [1, 19] }),
      bad<'signalBlock'>('EINVAL', { signals: [0] }),
      bad<'signalBlock'>('EINVAL', { signals: [65] }),
    ],
  },
  signalUnblock: {
    grant: undefined,
    async arrange({ caller, system }) {
      await caller.call('signalBlock', { signals: [15, 19 - 1, SIGUSR1] });
      await caller.call('signalRegister', { signal: SIGUSR1, action: SignalAction.IGNORE });
      await system.call('signalSend', { pid: caller.pid, signal: SIGUSR1, group: 0 });
      await system.call('signalSend', { pid: caller.pid, signal: 15, group: 0 });
      return { signals: [SIGUSR1] };
    },
    async verify({ caller, fixture }) {
      // The ignored one has gone, the other still waits; letting that through ends the process.
      expect(await caller.call('signalPending', {})).toEqual({ signals: [15] });
      await expect(caller.call('signalUnblock', { signals: [15] })).rejects.toMatchObject({ code: 'ESRCH' });
      await expect.poll(() => fixture.kernel.processes.get(caller.pid)).toBeUndefined();
    },
    bad: [bad<'signalUnblock'>('EINVAL', { signals: [0] }), bad<'signalUnblock'>('EINVAL', { signals: [65] })],
  },
  signalPending: {
    grant: undefined,
    async arrange({ caller, system }) {
      await caller.call('signalBlock', { signals: [SIGUSR1, SIGUSR2] });
      for (const signal of [SIGUSR2, SIGUSR1, SIGUSR2])
        await system.call('signalSend', { pid: caller.pid, signal, group: 0 });
      return {};
    },
    async verify({ caller, system }, { signals }) {
      expect(signals).toEqual([SIGUSR1, SIGUSR2]);
      expect((await system.call('signalState', { pid: caller.pid })).pending).toEqual(signals);
    },
    bad: [],
  },
  signalStats: {
    grant: undefined,
    async arrange({ caller, system }) {
      await caller.call('signalBlock', { signals: [SIGUSR1] });
      await caller.call('signalSend', { pid: 0, signal: SIGUSR1, group: 0 });
      await caller.call('signalSend', { pid: 0, signal: SIGUSR1, group: 0 });
      await caller.call('signalSend', { pid: 0, signal: 17, group: 0 });
      await caller.call('signalWait', { signals: [SIGUSR1] });
      await system.call('signalSend', { pid: caller.pid, signal: 18, group: 0 });
      return {};
    },
    verify(_, stats) {
      expect(stats).toEqual({ sent: 3, delivered: 1, blocked: 2, ignored: 1, handled: 1 });
    },
    bad: [],
  },
  signalWait: {
    grant: undefined,
    async arrange({ caller, system }) {
      await caller.call('signalBlock', { signals: [SIGUSR1, SIGUSR2] });
      await system.call('signalSend', { pid: caller.pid, signal: SIGUSR2, group: 0 });
      await system.call('signalSend', { pid: caller.pid, signal: SIGUSR1, group: 0 });
      return { signals: [SIGUSR2] };
    },
    async verify({ caller, system }, result) {
      expect(result).toEqual({ signal: SIGUSR2, senderPid: system.pid });
      expect(await caller.call('signalPending', {})).toEqual({ signals: [SIGUSR1] });
    },
    bad: [bad<'signalWait'>('EINVAL', { signals: [0] }), bad<'signalWait'>('EINVAL', { signals: [10, 65] })],
  },
  signalState: {
    grant: 'OBSERVE',
    async arrange(scene) {
      const other = await scene.other();
      await other.call('signalBlock', { signals: [SIGUSR2, 15] });
      await other.call('signalRegister', { signal: 1, action: SignalAction.HANDLE });
      await scene.system.call('signalSend', { pid: other.pid, signal: 15, group: 0 });
      return { pid: other.pid };
    },
    async verify(scene, state) {
      expect(state).toEqual({ pending: [15], blocked: [SIGUSR2, 15], handled: [1] });
      // Of a host program: what the host says.
      const { pid } = await scene.caller.call('spawn', spawnArgs());
      expect(await scene.caller.call('signalState', { pid })).toEqual({ pending: [], blocked: [2], handled: [15] });
      expect((await scene.caller.call('processState', { pid })).state).toBe(ProcessState.RUNNING);
    },
    bad: [bad<'signalState'>('ESRCH', { pid: nobody })],
  },
};
