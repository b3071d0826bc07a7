import { describe, expect, test } from 'vitest';
import { EventRing } from '../events/event-ring.ts';
import { newTrace } from '../events/trace.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { MemoryBackend } from '../vfs/memory.ts';
import type { Process } from './process.ts';
import { initPid, ProcessTable } from './process-table.ts';
import { isIn, mayBecome, type StateName } from './state.ts';

const states: StateName[] = [
  'creating',
  'initializing',
  'ready',
  'running',
  'waiting',
  'stopped',
  'exiting',
  'zombie',
  'dead',
];

const any = { selector: -1, stopped: false, continued: false };

describe('life cycle', () => {
  test('exactly these transitions are legal', () => {
    const legal = states.flatMap((from) => states.filter((to) => mayBecome(from, to)).map((to) => `${from}>${to}`));
    expect(legal).toEqual([
      'creating>initializing',
      'creating>exiting',
      'initializing>ready',
      'initializing>exiting',
      'ready>running',
      'ready>exiting',
      'running>waiting',
      'running>stopped',
      'running>exiting',
      'waiting>running',
      'waiting>stopped',
      'waiting>exiting',
      'stopped>running',
      'stopped>exiting',
      'exiting>zombie',
      'zombie>dead',
    ]);
  });

  test('an illegal transition does not compile, and is refused when forced', () => {
    const { table, make } = newTable();
    const process = make(initPid);
    if (!isIn(process, 'creating')) throw new Error('not new');
    // @ts-expect-error a process that is being created cannot run
    expect(() => table.transition(process, 'running', newTrace())).toThrow(/cannot go from creating to running/);
    expect(process.state).toBe('creating');
  });
});

describe('ends', () => {
  test('a status is consumed once', async () => {
    const { table, make } = newTable();
    const parent = make(initPid);
    const child = make(parent.pid);
    expect(table.poll(parent, any)).toBeUndefined();
    await table.end(child, { code: 7, signal: 0 }, newTrace());
    expect(child.state).toBe('zombie');
    expect(table.poll(parent, { ...any, selector: child.pid })).toEqual({
      kind: 'exited',
      child,
      status: { code: 7, signal: 0 },
    });
    expect(child.state).toBe('dead');
    expect(() => table.poll(parent, any)).toThrow(expect.objectContaining({ code: 'ECHILD' }));
  });

  test('orphans go to init, which reaps them, also those that were zombies already', async () => {
    const { table, make } = newTable();
    const parent = make(initPid);
    const zombie = make(parent.pid);
    const alive = make(parent.pid);
    await table.end(zombie, { code: 0, signal: 0 }, newTrace());
    await table.end(parent, { code: 0, signal: 0 }, newTrace());
    expect([parent.state, zombie.state, alive.state]).toEqual(['dead', 'dead', 'creating']);
    expect(alive.parentPid).toBe(initPid);
    await table.end(alive, { code: 0, signal: 0 }, newTrace());
    expect(table.size).toBe(1);
  });

  test('ending twice releases once and tells the same', async () => {
    const { table, make } = newTable();
    const process = make(initPid);
    let released = 0;
    process.ledger.add({ kind: 'token', dispose: () => void released++ });
    const reports = await Promise.all([1, 2].map((code) => table.end(process, { code, signal: 0 }, newTrace())));
    expect(released).toBe(1);
    expect(reports[0]).toEqual([{ kind: 'token', count: 1, bytes: 0 }]);
    expect(reports[1]).toBe(reports[0]);
  });

  test('the dead are still known to be below their ancestors', async () => {
    const { table, make } = newTable();
    const top = make(initPid);
    const child = make(make(top.pid).pid);
    await table.end(child, { code: 0, signal: 0 }, newTrace());
    table.forget(child);
    expect(table.get(child.pid)).toBeUndefined();
    expect(table.isSelfOrBelow(child.pid, top.pid)).toBe(true);
    expect(table.isSelfOrBelow(top.pid, child.pid)).toBe(false);
    expect(table.isSelfOrBelow(999, top.pid)).toBe(false);
  });

  test('a creator has no more processes than its limit', () => {
    const { make } = newTable();
    const parent = make(initPid);
    parent.limits = { ...parent.limits, processes: 2 };
    make(make(parent.pid).pid);
    expect(() => make(parent.pid)).toThrow(expect.objectContaining({ code: 'EAGAIN' }));
  });
});

function newTable(): { table: ProcessTable; make(parentPid: number): Process } {
  const table = new ProcessTable({
    events: new EventRing(),
    makeTemporary: () => new MemoryBackend(),
    onLedgerFailure: () => undefined,
  });
  const limits = { memoryBytes: 0, cpuPercent: 0, descriptors: 16, processes: 16, keyValueBytes: 0, kernelBytes: 0 };
  return {
    table,
    make: (parentPid) =>
      table.create({
        name: 'test',
        kind: 2,
        appId: '',
        parentPid,
        capabilities: CapabilitySet.parse([], ''),
        limits,
        trace: newTrace(),
      }),
  };
}
