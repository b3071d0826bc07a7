/** The scheduler on a made-up machine with one CPU, which runs whoever is busy behind an open gate. */
import { Enforcement, EventCategory, ProcessKind, SchedulerPolicy } from '@agentos/protocol/kernel';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { spawnArgs } from '../../test/cases/args.ts';
import { FakeProcess } from '../../test/fake-host.ts';
import { EventRing } from '../events/event-ring.ts';
import { newTrace } from '../events/trace.ts';
import type { Process } from '../process/process.ts';
import { initPid, ProcessTable } from '../process/process-table.ts';
import { isIn } from '../process/state.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { MemoryBackend } from '../vfs/memory.ts';
import { SchedulingEntity, weightOf } from './entity.ts';
import { SchedulerFigures } from './figures.ts';
import { Scheduler } from './scheduler.ts';

const trace = newTrace();
const limits = { memoryBytes: 0, cpuPercent: 0, descriptors: 16, processes: 99, keyValueBytes: 0, kernelBytes: 0 };

class Machine {
  readonly events = new EventRing();
  readonly refused: number[] = [];
  readonly scheduler = new Scheduler({
    events: this.events,
    parentOf: ({ parentPid }) => this.table.get(parentPid),
    onRefusal: (pid) => this.refused.push(pid),
  });
  readonly figures = new SchedulerFigures(this.scheduler, () => [
    { name: 'cpu-weight', enforcement: Enforcement.ENFORCED, mechanism: 'weights', reason: '' },
    { name: 'pause', enforcement: Enforcement.DEGRADED, mechanism: 'gates', reason: 'slow' },
  ]);
  readonly table: ProcessTable = new ProcessTable({
    events: this.events,
    makeTemporary: () => new MemoryBackend(),
    onLedgerFailure: () => undefined,
    onState: (process) => this.scheduler.observe(process),
  });
  readonly programs = new Map<Process, FakeProcess>();
  readonly busy = new Set<Process>();

  process(parentPid = initPid, kind: ProcessKind = ProcessKind.APP): Process {
    const spec = { name: 'p', kind, appId: '', parentPid, capabilities: CapabilitySet.parse([], ''), limits, trace };
    const process = this.table.create(spec);
    this.table.transition(process, 'initializing', trace);
    return process;
  }

  app(parentPid = initPid): Process {
    const process = this.process(parentPid);
    this.table.start(process, trace);
    return process;
  }

  program(busy = true, enforcement: Enforcement = Enforcement.ENFORCED): Process {
    const process = this.process(initPid, ProcessKind.HOST);
    const { executable } = spawnArgs().program ?? { executable: '' };
    const profile = { binds: [], network: 'none', limits: { ...limits } } as const;
    const fake = new FakeProcess(
      {
        name: 'p',
        executable,
        arguments: [],
        workingDirectory: '/',
        environment: {},
        standardIo: { kind: 'none' },
        profile,
        inherited: [],
      } as never,
      process.pid,
    );
    fake.cpu.ns = 0;
    fake.cpu.enforcement = enforcement;
    process.host = fake;
    this.programs.set(process, fake);
    if (busy) this.busy.add(process);
    this.table.start(process, trace);
    return process;
  }

  cpu(process: Process): FakeProcess['cpu'] {
    return this.programs.get(process)!.cpu;
  }

  /** Who would run if it had something to do. */
  runs(process: Process): boolean {
    return this.cpu(process).open && isIn(process, 'ready', 'running', 'waiting');
  }

  /** Time passes; who is busy and may run shares the CPU by the weight that was set last. */
  async run(ms: number): Promise<void> {
    for (let at = 0; at < ms; at++) {
      const running = [...this.busy].filter((process) => this.runs(process));
      let total = 0;
      for (const process of running) total += this.weight(process);
      for (const process of running) this.cpu(process).ns += (1e6 * this.weight(process)) / total;
      await vi.advanceTimersByTimeAsync(1);
    }
  }

  private weight(process: Process): number {
    const { weights, enforcement } = this.cpu(process);
    return enforcement === Enforcement.UNAVAILABLE ? 1_024 : (weights.at(-1) ?? 1_024);
  }

  /** What each gets in `ms`, as parts of all. */
  async shares(ms: number, ...processes: Process[]): Promise<number[]> {
    const before = processes.map((process) => this.cpu(process).ns);
    await this.run(ms);
    const gained = processes.map((process, index) => this.cpu(process).ns - before[index]!);
    const all = gained.reduce((sum, one) => sum + one, 0);
    return gained.map((one) => (all === 0 ? 0 : one / all));
  }
}

let machine: Machine;
let scheduler: Scheduler;
beforeEach(() => {
  vi.useFakeTimers();
  machine = new Machine();
  ({ scheduler } = machine);
});
afterEach(async () => {
  await scheduler.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const roundRobin = () => scheduler.setPolicy(SchedulerPolicy.ROUND_ROBIN, trace);

describe('who takes part', () => {
  test('nobody before it is ready, nobody after its end, never the kernel itself', async () => {
    const process = machine.process();
    expect(scheduler.member(process.pid)).toBeUndefined();
    machine.table.start(process, trace);
    expect(scheduler.member(process.pid)?.process).toBe(process);
    await machine.table.end(process, { code: 0, signal: 0 }, trace);
    expect([...scheduler.members]).toEqual([]);
    expect(machine.figures.statsOf(process.pid)).toBeUndefined();
    expect(scheduler.member(initPid)).toBeUndefined();
  });

  test('what is below a process that stepped back has stepped back too, and nobody inherits a boost', async () => {
    const parent = machine.app();
    await scheduler.setPriority(parent, 7, trace);
    expect(machine.app(parent.pid).priority).toBe(7);
    await scheduler.setPriority(parent, -7, trace);
    expect(machine.app(parent.pid).priority).toBe(0);
  });
});

describe('weights', () => {
  test('a priority reaches the host before the order is answered; the standard one needs no order', async () => {
    const process = machine.program();
    expect(machine.cpu(process).weights).toEqual([]);
    await scheduler.setPriority(process, -5, trace);
    expect(machine.cpu(process).weights).toEqual([3_125]);
    await scheduler.setPriority(process, 0, trace);
    expect(machine.cpu(process).weights).toEqual([3_125, 1_024]);
    for (const wrong of [-21, 20, 0.5, Number.NaN]) {
      await expect(scheduler.setPriority(process, wrong, trace)).rejects.toMatchObject({ code: 'EINVAL' });
    }
  });

  test('bands of priority are eight times apart and starve nobody', async () => {
    const processes = [-15, -1, 0, 1, 15].map((priority) => {
      const process = machine.program();
      process.schedule.priority = priority;
      return process;
    });
    await scheduler.setPolicy(SchedulerPolicy.PRIORITY, trace);
    expect(processes.map((process) => machine.cpu(process).weights.at(-1) ?? 1_024)).toEqual([
      65_536, 8_192, 1_024, 128, 16,
    ]);
    await machine.run(20);
    expect(await scheduler.decide(trace)).toBe(processes[0]!.pid);
  });

  test('under fair and priority nothing ticks, however busy the programs', async () => {
    machine.program();
    machine.program();
    expect(vi.getTimerCount()).toBe(0);
    await scheduler.setPolicy(SchedulerPolicy.PRIORITY, trace);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('virtual runtime follows the accounts of the host in proportion to the weight', async () => {
    const process = machine.program();
    await scheduler.setPriority(process, -5, trace);
    await machine.run(100);
    expect(machine.figures.statsOf(process.pid)).toMatchObject({
      cpuNs: 100e6,
      vruntimeNs: Math.floor((100e6 * 1_024) / 3_125),
      weight: 3_125,
      mechanism: 'fake weight',
    });
  });

  test('fair chooses who has had the least, and only among the busy', async () => {
    const [one, other, idle] = [machine.program(), machine.program(), machine.program(false)];
    await scheduler.setPriority(one, -5, trace);
    await machine.run(50);
    machine.cpu(other).ns += 50e6;
    expect(await scheduler.decide(trace)).toBe(one.pid);
    machine.cpu(one).ns += 1e9;
    await machine.run(5);
    expect(await scheduler.decide(trace)).toBe(other.pid);
    expect(scheduler.currentPid).toBe(other.pid);
    await machine.table.end(other, { code: 0, signal: 0 }, trace);
    await machine.table.end(one, { code: 0, signal: 0 }, trace);
    expect(scheduler.currentPid).toBe(0);
    expect(await scheduler.decide(trace)).toBe(idle.pid);
    await machine.table.end(idle, { code: 0, signal: 0 }, trace);
    expect(await scheduler.decide(trace)).toBe(0);
  });

  test('who slept does not come back with all that it missed', async () => {
    const sleeper = machine.program(false);
    const worker = machine.program();
    machine.figures.statsOf(worker.pid);
    await machine.run(3_000);
    machine.busy.add(sleeper);
    await machine.run(300);
    machine.figures.statsOf(worker.pid);
    expect(worker.schedule.vruntimeNs - sleeper.schedule.vruntimeNs).toBeLessThan(300e6);
    expect(sleeper.schedule.vruntimeNs).toBeGreaterThan(2e9);
  });
});

describe('round-robin', () => {
  test('equal parts in turn, whatever the weights; one at a time', async () => {
    const [one, other] = [machine.program(), machine.program()];
    await scheduler.setPriority(one, -10, trace);
    await roundRobin();
    await machine.run(300);
    for (let at = 0; at < 100; at++) {
      await machine.run(1);
      expect([one, other].filter((process) => machine.runs(process))).toHaveLength(1);
    }
    const [share] = await machine.shares(1_000, one, other);
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
    expect(machine.cpu(one).gates.filter((open) => !open).length).toBeGreaterThan(10);
    expect(scheduler.counters.preemptions).toBeGreaterThan(20);
    expect(machine.figures.statsOf(one.pid)).toMatchObject({ weight: 1_024, mechanism: 'fake gate slices' });
  });

  test('the clock rests with fewer than two busy programs, and idle ones are never held', async () => {
    const [one, idle] = [machine.program(), machine.program(false)];
    await roundRobin();
    await machine.run(1_000);
    expect([one, idle].every((process) => machine.cpu(process).open)).toBe(true);
    expect(scheduler.counters.preemptions).toBe(0);
    machine.busy.add(idle);
    await machine.run(600);
    expect([one, idle].filter((process) => machine.runs(process))).toHaveLength(1);
    machine.busy.delete(idle);
    await machine.run(600);
    expect([one, idle].every((process) => machine.cpu(process).open)).toBe(true);
    await machine.table.end(idle, { code: 0, signal: 0 }, trace);
    await machine.run(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a longer quantum means fewer turns', async () => {
    machine.program();
    machine.program();
    await roundRobin();
    const turns = async () => {
      const before = scheduler.counters.preemptions;
      await machine.run(2_000);
      return scheduler.counters.preemptions - before;
    };
    await machine.run(500);
    expect(await turns()).toBeGreaterThan(80);
    scheduler.setQuantum(200_000, trace);
    expect(await turns()).toBeLessThanOrEqual(11);
    for (const wrong of [0, 9_999, 1_000_001, 20_000.5]) {
      expect(() => scheduler.setQuantum(wrong, trace)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    }
    expect(scheduler.quantumUs).toBe(200_000);
  });

  test('whoever yields gives up the rest of its slice', async () => {
    const [one, other] = [machine.program(), machine.program()];
    scheduler.setQuantum(1_000_000, trace);
    await roundRobin();
    await machine.run(400);
    const current = scheduler.currentPid === one.pid ? one : other;
    const next = current === one ? other : one;
    await scheduler.yield(next);
    expect(scheduler.currentPid).toBe(current.pid);
    await scheduler.yield(current);
    expect(scheduler.currentPid).toBe(next.pid);
    expect([machine.runs(current), machine.runs(next)]).toEqual([false, true]);
    expect(current.schedule.vruntimeNs).toBeGreaterThan(next.schedule.vruntimeNs);
  });

  test('paused, who has the turn keeps it; each decision asked for moves it; resumed, turns go on', async () => {
    const [one, other] = [machine.program(), machine.program()];
    await roundRobin();
    await machine.run(400);
    scheduler.pause(trace);
    const pid = scheduler.currentPid;
    const [held] = await machine.shares(500, one.pid === pid ? other : one, one.pid === pid ? one : other);
    expect(held).toBe(0);
    expect(await scheduler.decide(trace)).not.toBe(pid);
    const [now] = await machine.shares(500, one.pid === pid ? other : one, one.pid === pid ? one : other);
    expect(now).toBe(1);
    expect(machine.figures.stats().paused).toBe(true);
    await scheduler.resume(trace);
    const [share] = await machine.shares(1_000, one, other);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
  });

  test('the end of who has the turn while paused holds nobody up', async () => {
    const [one, other] = [machine.program(), machine.program()];
    await roundRobin();
    await machine.run(400);
    scheduler.pause(trace);
    const current = scheduler.currentPid === one.pid ? one : other;
    await machine.table.end(current, { code: 0, signal: 0 }, trace);
    await machine.run(1);
    expect(machine.runs(current === one ? other : one)).toBe(true);
  });

  test('another policy opens all gates', async () => {
    const [one, other] = [machine.program(), machine.program()];
    await scheduler.setPriority(one, -5, trace);
    await roundRobin();
    await machine.run(400);
    await scheduler.setPolicy(SchedulerPolicy.FAIR, trace);
    expect([machine.runs(one), machine.runs(other)]).toEqual([true, true]);
    const [share] = await machine.shares(400, one, other);
    expect(share).toBeCloseTo(3_125 / (3_125 + 1_024));
    await expect(scheduler.setPolicy(0 as SchedulerPolicy, trace)).rejects.toMatchObject({ code: 'EINVAL' });
    expect(scheduler.policy.name).toBe('fair');
  });

  test('a gate that the host does not move is told, and the others go on', async () => {
    const [stuck, one, other] = [machine.program(), machine.program(), machine.program()];
    machine.cpu(stuck).setGate = () => Promise.reject(new Error('no'));
    await roundRobin();
    const [share] = await machine.shares(2_000, one, other);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
    expect(new Set(machine.refused)).toEqual(new Set([stuck.pid]));
  });
});

describe('a host that keeps no weights', () => {
  test('programs take turns in proportion to their weights, and the report says so', async () => {
    const one = machine.program(true, Enforcement.UNAVAILABLE);
    const other = machine.program(true, Enforcement.UNAVAILABLE);
    await scheduler.setPriority(one, -5, trace);
    expect(machine.refused).toEqual([one.pid]);
    await machine.run(500);
    const [share] = await machine.shares(4_000, one, other);
    expect(share! / (1 - share!)).toBeGreaterThan(2.5);
    expect(share! / (1 - share!)).toBeLessThan(3.7);
    expect(machine.figures.capability()).toMatchObject({
      enforcement: Enforcement.DEGRADED,
      mechanism: 'gates slices',
      reason: expect.stringContaining('no weights'),
    });
  });
});

describe('the end of a program', () => {
  test('one that was told to end takes no turns any more, and nobody closes its gate', async () => {
    const [one, other] = [machine.program(), machine.program()];
    await roundRobin();
    machine.figures.statsOfAll();
    await machine.run(600);
    scheduler.pause(trace);
    const held = [one, other].find((process) => !machine.cpu(process).open)!;
    expect(held).toBeDefined();
    held.doomed = true;
    await machine.cpu(held).setGate(true);
    expect(scheduler.runnable).toBe(1);
    expect(await scheduler.decide(trace)).toBe(held === one ? other.pid : one.pid);
    await scheduler.resume(trace);
    await machine.run(100);
    expect(machine.cpu(held).open).toBe(true);
  });
});

describe('figures', () => {
  test('entitled beside achieved, of those who compete', async () => {
    const [one, other, idle] = [machine.program(), machine.program(), machine.program(false)];
    await scheduler.setPriority(one, -5, trace);
    machine.figures.statsOfAll();
    await machine.run(1_000);
    const stats = new Map(machine.figures.statsOfAll().map((each) => [each.pid, each]));
    const entitled = 3_125 / (3_125 + 1_024);
    expect(stats.get(one.pid)?.entitledShare).toBeCloseTo(entitled);
    expect(stats.get(one.pid)?.achievedShare).toBeCloseTo(entitled);
    expect(stats.get(other.pid)?.achievedShare).toBeCloseTo(1 - entitled);
    expect(stats.get(idle.pid)).toMatchObject({ achievedShare: 0 });
  });

  test('shares add up whoever asks when, who comes and goes and whatever changes', async () => {
    const programs = [machine.program(), machine.program()];
    await roundRobin();
    const sums = (): number[] => {
      const programsOnly = machine.figures.statsOfAll().filter(({ mechanism }) => mechanism !== 'core budget');
      const sum = (name: 'achievedShare' | 'entitledShare') =>
        programsOnly.reduce((total, { [name]: share }) => total + share, 0);
      return [sum('achievedShare'), sum('entitledShare')];
    };
    await machine.run(300);
    for (let step = 0; step < 40; step++) {
      // Slices end, and accounts are read, between and beside the questions.
      await machine.run(step % 7);
      const [achieved, entitled] = sums();
      expect(achieved).toBeCloseTo(1);
      expect(entitled).toBeCloseTo(1);
      const own = machine.figures.statsOf(programs[0]!.pid);
      expect(own?.entitledShare).toBeLessThanOrEqual(1);
      if (step === 10) machine.cpu(programs[1]!).ns += 500e6;
      if (step === 20) await scheduler.setPolicy(SchedulerPolicy.FAIR, trace);
      if (step > 20) await scheduler.setPriority(programs[0]!, -(step - 20), trace);
    }
  });

  test('a question keeps them fresh for some seconds, then nothing ticks', async () => {
    machine.program();
    expect(vi.getTimerCount()).toBe(0);
    machine.figures.statsOfAll();
    expect(vi.getTimerCount()).toBe(1);
    await machine.run(6_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('app instances take turns in the core', () => {
    const app = machine.app();
    app.schedule.charge(5_000);
    expect(machine.figures.statsOf(app.pid)).toMatchObject({
      kernelNs: 5_000,
      cpuNs: 0,
      vruntimeNs: 5_000,
      mechanism: 'core budget',
    });
  });

  test('commands are events', async () => {
    const process = machine.program();
    const from = machine.events.nextSequence;
    await scheduler.setPriority(process, 3, trace);
    await roundRobin();
    scheduler.pause(trace);
    await scheduler.decide(trace);
    const seen = [];
    for (let at = from; at < machine.events.nextSequence; at++) seen.push(machine.events.read(at));
    expect(seen.map(({ type, subject }) => `${type} ${subject}`.trim())).toEqual([
      'scheduler.priority',
      'scheduler.policy round-robin',
      'scheduler.control pause',
      'scheduler.control decide',
    ]);
    expect(seen.every(({ category }) => category === EventCategory.SCHEDULER)).toBe(true);
    expect(seen[0]).toMatchObject({ pid: process.pid, valueA: 3, valueB: 0 });
  });
});

test('whatever happens: at most one busy program runs while turns are taken, and no gate stays closed for nothing', async () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constantFrom('start', 'busy', 'idle', 'stop', 'go', 'end', 'yield', 'lower'), at: fc.nat(5) }),
    fc.record({ kind: fc.constantFrom('pause', 'resume', 'decide'), at: fc.constant(0) }),
    fc.record({ kind: fc.constant('policy'), at: fc.constantFrom(1, 2, 3) }),
    fc.record({ kind: fc.constant('pass'), at: fc.nat(700) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      await scheduler.close();
      machine = new Machine();
      ({ scheduler } = machine);
      for (const { kind, at } of acts) {
        const live = [...machine.programs.keys()].filter((one) => isIn(one, 'running', 'waiting', 'stopped'));
        const process = live[at % Math.max(1, live.length)];
        if (kind === 'start') machine.program(at % 2 === 0);
        else if (kind === 'pause') scheduler.pause(trace);
        else if (kind === 'resume') await scheduler.resume(trace);
        else if (kind === 'decide') await scheduler.decide(trace);
        else if (kind === 'policy') await scheduler.setPolicy(at as SchedulerPolicy, trace);
        else if (kind === 'pass') await machine.run(at);
        else if (process === undefined) continue;
        else if (kind === 'busy') machine.busy.add(process);
        else if (kind === 'idle') machine.busy.delete(process);
        else if (kind === 'yield') await scheduler.yield(process);
        else if (kind === 'lower') await scheduler.setPriority(process, Math.min(19, process.priority + at), trace);
        else if (kind === 'end') await machine.table.end(process, { code: 0, signal: 0 }, trace);
        else if (kind === 'stop' && isIn(process, 'running')) machine.table.transition(process, 'stopped', trace);
        else if (kind === 'go' && isIn(process, 'stopped')) machine.table.transition(process, 'running', trace);
        await vi.advanceTimersByTimeAsync(0);
        const members = [...scheduler.members].filter(({ runnable }) => runnable);
        const held = members.filter(({ process }) => !machine.cpu(process).open);
        if (held.length > 0) {
          expect(scheduler.slicing).toBe(true);
          expect(members.some(({ process }) => machine.cpu(process).open)).toBe(true);
        }
        if (!scheduler.slicing) expect(held).toEqual([]);
        expect(scheduler.currentPid === 0 || scheduler.member(scheduler.currentPid)?.runnable).toBe(true);
      }
      for (const process of machine.programs.keys()) await machine.table.end(process, { code: 0, signal: 0 }, trace);
      await machine.run(300);
      expect(vi.getTimerCount()).toBe(0);
      expect([...scheduler.members]).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('an entity', () => {
  test('weights step by 1.25', () => {
    expect([-20, -5, -1, 0, 1, 5, 19].map(weightOf)).toEqual([88_818, 3_125, 1_280, 1_024, 819, 336, 15]);
  });

  test('virtual time goes slower for the heavier, and never back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 19 }), fc.array(fc.nat(1e9)), (priority, charges) => {
        const entity = new SchedulingEntity();
        entity.priority = priority;
        let before = 0;
        for (const [index, ns] of charges.entries()) {
          if (index % 3 === 0) entity.charge(ns);
          else if (index % 3 === 1) entity.chargeHost(ns);
          else if (index % 2 === 0) entity.catchUp(ns);
          else entity.stepBack(ns);
          expect(entity.vruntimeNs).toBeGreaterThanOrEqual(before);
          before = entity.vruntimeNs;
        }
      }),
    );
  });
});
