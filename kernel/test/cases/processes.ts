/** Trials of the syscalls of processes. Host programs are those of the fake host. */
import { ProcessKind, ProcessState, StandardIo, WaitEvent } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import type { FakeProcess } from '../fake-host.ts';
import type { Actor } from '../kernel-fixture.ts';
import { spawnArgs } from './args.ts';
import { bad, type Scene, type Trials } from './case.ts';

const nobody = 99_999_999;

function launched({ fixture }: Scene): FakeProcess {
  const last = fixture.host.launched.at(-1);
  if (last === undefined) throw new Error('no program was launched');
  return last;
}

/** A child of the same app, in the group and session of its creator. */
export async function childOf({ fixture }: Scene, parent: Actor): Promise<Actor> {
  const { token } = await fixture.client.createProcess(parent.token, {
    name: 'child',
    kind: ProcessKind.APP,
    capabilities: ['STANDARD', 'KILL_PROCESS', 'SPAWN_PROCESS', 'SCHEDULER_CONTROL', 'OBSERVE'],
  });
  return Object.assign(await fixture.client.attach(token), { token });
}

const terminal = { standardIo: StandardIo.TERMINAL, terminal: { rows: 24, columns: 80 } };

export const processTrials: Trials<
  | 'spawn'
  | 'kill'
  | 'processInfo'
  | 'processList'
  | 'setPriority'
  | 'setGroup'
  | 'resizeTerminal'
  | 'processState'
  | 'processStats'
  | 'wait'
> = {
  spawn: {
    grant: 'SPAWN_PROCESS',
    arrange: () => spawnArgs({ arguments: ['-n'], environment: { A: 'b', LD_PRELOAD: '/tmp/x.so' } }),
    async verify(scene, { pid, stdin, stdout }) {
      const { caller } = scene;
      const program = launched(scene);
      expect(program.request).toMatchObject({ executable: 'cat', arguments: ['-n'], workingDirectory: '/home' });
      expect(program.request.environment).toEqual({ A: 'b' });
      await caller.call('write', { descriptor: stdin, data: Buffer.from('in') });
      program.stdout?.feed('out');
      expect((await caller.call('read', { descriptor: stdout, length: 0 })).data.toString()).toBe('out');
      expect(program.stdin?.written).toEqual(['in']);
      program.end(0);
      expect(await caller.call('wait', { pid, options: 0 })).toMatchObject({ pid, exitCode: 0 });
    },
    bad: [
      bad<'spawn'>('EINVAL', spawnArgs({ executable: '' })),
      bad<'spawn'>('EINVAL', { ...spawnArgs(), program: undefined }),
      bad<'spawn'>('EINVAL', spawnArgs({ arguments: ['a\0b'] })),
      bad<'spawn'>('EINVAL', spawnArgs({ environment: { 'A=B': 'x' } })),
      bad<'spawn'>('EINVAL', spawnArgs({ environment: { A: 'x\0y' } })),
      bad<'spawn'>(
        'E2BIG',
        spawnArgs({ environment: { A: 'x'.repeat(60_000), B: 'x'.repeat(60_000), C: 'x'.repeat(60_000) } }),
      ),
      bad<'spawn'>('EINVAL', spawnArgs({ executable: '', command: 'cat /etc/passwd | sh' })),
      bad<'spawn'>('EINVAL', spawnArgs({ command: 'both' })),
      bad<'spawn'>('EACCES', spawnArgs({ workingDirectory: '/etc' })),
      bad<'spawn'>('EINVAL', spawnArgs({ ...terminal, terminal: { rows: 0, columns: 80 } })),
    ],
  },
  kill: {
    grant: 'KILL_PROCESS',
    arrange: async (scene) => ({ pid: (await scene.other()).pid, signal: 9, tree: true }),
    verify({ fixture }, _, { pid }) {
      expect(fixture.kernel.processes.get(pid)).toBeUndefined();
    },
    bad: [
      bad<'kill'>('ESRCH', { pid: nobody, signal: 9, tree: false }),
      bad<'kill'>('EINVAL', { pid: 0, signal: 65, tree: false }),
      bad<'kill'>('EPERM', { pid: 1, signal: 9, tree: true }),
    ],
  },
  processInfo: {
    grant: 'OBSERVE',
    async arrange(scene) {
      const other = await scene.other();
      const { pid } = await other.call('spawn', spawnArgs({ ...terminal, newSession: true }));
      return { pid };
    },
    verify({ fixture, name }, { process }, { pid }) {
      const kernelSide = fixture.kernel.processes.require(pid);
      expect(process).toMatchObject({
        pid,
        parentPid: kernelSide.parentPid,
        name: 'program',
        appId: `${name}-other`,
        group: pid,
        session: pid,
        terminal: { rows: 24, columns: 80 },
        workingDirectory: '/home',
        state: ProcessState.RUNNING,
      });
    },
    bad: [bad<'processInfo'>('ESRCH', { pid: nobody })],
  },
  processList: {
    grant: undefined,
    arrange: () => ({ parentPid: 0 }),
    async verify({ fixture, caller, system }, { processes }) {
      const pids = processes.map(({ pid }) => pid);
      expect(pids).toEqual(expect.arrayContaining([1, system.pid, caller.pid]));
      const blind = await fixture.actor(['STANDARD']);
      const seen = (await blind.call('processList', { parentPid: 0 })).processes;
      expect(seen.map(({ pid }) => pid)).toEqual([blind.pid]);
    },
    bad: [],
  },
  setPriority: {
    grant: 'SCHEDULER_CONTROL',
    arrange: async (scene) => ({ pid: (await scene.other()).pid, priority: -5 }),
    async verify({ system }, _, { pid }) {
      expect((await system.call('processInfo', { pid })).process?.priority).toBe(-5);
    },
    bad: [
      bad<'setPriority'>('EINVAL', { pid: 0, priority: 20 }),
      bad<'setPriority'>('EINVAL', { pid: 0, priority: -21 }),
      bad<'setPriority'>('ESRCH', { pid: nobody, priority: 0 }),
    ],
  },
  setGroup: {
    grant: 'SCHEDULER_CONTROL',
    async arrange(scene) {
      const child = await childOf(scene, await scene.other());
      return { pid: child.pid, group: 0, newSession: false };
    },
    async verify({ system, fixture }, _, { pid }) {
      const { process } = await system.call('processInfo', { pid });
      const { session } = fixture.kernel.processes.require(pid);
      expect(process).toMatchObject({ group: pid, session });
      expect(session).not.toBe(pid);
    },
    bad: [
      bad<'setGroup'>('EPERM', { pid: 0, group: 1, newSession: false }),
      bad<'setGroup'>('EPERM', { pid: 0, group: 0, newSession: true }),
      bad<'setGroup'>('ESRCH', { pid: nobody, group: 0, newSession: false }),
      bad<'setGroup'>('EPERM', async (scene) => ({
        pid: (await childOf(scene, scene.caller)).pid,
        group: scene.system.pid,
        newSession: false,
      })),
      bad<'setGroup'>('EPERM', async (scene) => ({
        pid: (await childOf(scene, scene.caller)).pid,
        group: 0,
        newSession: true,
      })),
    ],
  },
  resizeTerminal: {
    grant: 'KILL_PROCESS',
    async arrange(scene) {
      const { pid } = await (await scene.other()).call('spawn', spawnArgs(terminal));
      return { pid, size: { rows: 50, columns: 120 } };
    },
    async verify(scene, _, { pid }) {
      expect(launched(scene).sizes).toEqual(['50x120']);
      const { process } = await scene.system.call('processInfo', { pid });
      expect(process?.terminal).toEqual({ rows: 50, columns: 120 });
    },
    bad: [
      bad<'resizeTerminal'>('ENOTTY', { pid: 0, size: { rows: 24, columns: 80 } }),
      bad<'resizeTerminal'>('EINVAL', { pid: 0, size: { rows: 0, columns: 80 } }),
      bad<'resizeTerminal'>('EINVAL', { pid: 0, size: undefined }),
    ],
  },
  processState: {
    grant: 'OBSERVE',
    async arrange(scene) {
      const { pid } = await scene.other();
      await scene.system.call('kill', { pid, signal: 19, tree: false });
      return { pid };
    },
    verify({ fixture }, { state }, { pid }) {
      expect(state).toBe(ProcessState.STOPPED);
      expect(fixture.kernel.processes.require(pid).state).toBe('stopped');
    },
    bad: [bad<'processState'>('ESRCH', { pid: nobody })],
  },
  processStats: {
    grant: 'OBSERVE',
    arrange: async (scene) => ({ pid: (await (await scene.other()).call('spawn', spawnArgs())).pid }),
    async verify(scene, { stats }) {
      expect(stats).toMatchObject(launched(scene).usage());
      const own = (await scene.caller.call('processStats', { pid: 0 })).stats;
      expect(own?.syscalls).toBeGreaterThanOrEqual(2);
    },
    bad: [bad<'processStats'>('ESRCH', { pid: nobody })],
  },
  wait: {
    grant: undefined,
    async arrange(scene) {
      const { pid } = await scene.caller.call('spawn', spawnArgs());
      expect(await scene.caller.call('wait', { pid, options: 1 })).toMatchObject({ pid: 0, event: 0 });
      launched(scene).end(42);
      return { pid: -1, options: 0 };
    },
    async verify({ caller, fixture }, result) {
      expect(result).toMatchObject({ event: WaitEvent.EXITED, exitCode: 42, signal: 0 });
      expect(fixture.kernel.processes.get(result.pid)).toBeUndefined();
      await expect(caller.call('wait', { pid: result.pid, options: 0 })).rejects.toMatchObject({ code: 'ECHILD' });
    },
    bad: [
      bad<'wait'>('ECHILD', { pid: -1, options: 0 }),
      bad<'wait'>('ECHILD', ({ system }) => ({ pid: system.pid, options: 0 })),
      bad<'wait'>('ECHILD', { pid: 0, options: 1 }),
      bad<'wait'>('ECHILD', { pid: -nobody, options: 1 }),
      bad<'wait'>('EINVAL', { pid: -1, options: 8 }),
    ],
  },
};
