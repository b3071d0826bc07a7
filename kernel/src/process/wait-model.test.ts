/** The tree of processes against a plain model: creation, ends, stops, groups, orphans, and every form of wait. */
import { ProcessKind } from '@agentos/protocol/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventRing } from '../events/event-ring.ts';
import { newTrace } from '../events/trace.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { MemoryBackend } from '../vfs/memory.ts';
import { initPid, ProcessTable } from './process-table.ts';

interface Node {
  readonly pid: number;
  /** Who waits for it; undefined: nobody (made by init, or its creator has ended). */
  creator: number | undefined;
  above: number;
  group: number;
  session: number;
  alive: boolean;
  stopped: boolean;
  code: number;
  untold: 'stopped' | 'continued' | 'exited' | undefined;
  /** When the thing to tell happened. */
  since: number;
}

/** Linux's rules, restated over plain records. */
class Model {
  readonly nodes = new Map<number, Node>();
  #time = 0;

  create(pid: number, parent: number): void {
    const above = this.nodes.get(parent);
    this.nodes.set(pid, {
      pid,
      creator: above === undefined ? undefined : parent,
      above: parent,
      group: above?.group ?? pid,
      session: above?.session ?? pid,
      alive: true,
      stopped: false,
      code: 0,
      untold: undefined,
      since: 0,
    });
  }

  end(pid: number, code: number): void {
    const node = this.nodes.get(pid)!;
    node.alive = false;
    node.code = code;
    for (const child of [...this.nodes.values()]) {
      if (child.above !== pid) continue;
      child.above = node.above;
      child.creator = undefined;
      if (!child.alive) this.nodes.delete(child.pid);
    }
    if (node.creator === undefined) this.nodes.delete(pid);
    else this.#tell(node, 'exited');
  }

  stop(pid: number): void {
    const node = this.nodes.get(pid)!;
    if (node.stopped) return;
    node.stopped = true;
    this.#tell(node, 'stopped');
  }

  resume(pid: number): void {
    const node = this.nodes.get(pid)!;
    if (!node.stopped) return;
    node.stopped = false;
    this.#tell(node, 'continued');
  }

  wait(pid: number, selector: number, options: number): string {
    const own = this.nodes.get(pid)!;
    const children = [...this.nodes.values()].filter((child) => {
      if (child.creator !== pid) return false;
      if (selector > 0) return child.pid === selector;
      return selector === -1 || child.group === (selector === 0 ? own.group : -selector);
    });
    if (children.length === 0) return 'ECHILD';
    const telling = children
      .filter(
        ({ untold }) =>
          untold === 'exited' || (untold === 'stopped' && options & 2) || (untold === 'continued' && options & 4),
      )
      .sort((left, right) => left.since - right.since)[0];
    if (telling === undefined) return 'nothing';
    const told = `${telling.untold} ${telling.pid} ${telling.untold === 'exited' ? telling.code : ''}`;
    if (telling.untold === 'exited') this.nodes.delete(telling.pid);
    telling.untold = undefined;
    return told;
  }

  #tell(node: Node, what: Node['untold']): void {
    node.untold = what;
    node.since = ++this.#time;
  }
}

const choice = fc.nat({ max: 1_000 });
const steps = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('create' as const), at: choice, app: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('end' as const), at: choice, code: fc.nat({ max: 255 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const), at: choice }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resume' as const), at: choice }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('group' as const), at: choice, to: choice }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('session' as const), at: choice }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      at: choice,
      who: fc.constantFrom('any' as const, 'pid' as const, 'own group' as const, 'group' as const),
      target: choice,
      options: fc.constantFrom(0, 2, 4, 6),
    }),
  },
);

test('the tree with wait does what a plain model does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 60 }), async (list) => {
      const table = new ProcessTable({
        events: new EventRing(),
        makeTemporary: () => new MemoryBackend(),
        onLedgerFailure: () => undefined,
      });
      const model = new Model();
      const trace = newTrace();
      const limits = {
        memoryBytes: 0,
        cpuPercent: 0,
        descriptors: 8,
        processes: 200,
        keyValueBytes: 0,
        kernelBytes: 0,
      };
      for (const step of list) {
        const living = [...model.nodes.values()].filter(({ alive }) => alive);
        const node = step.kind === 'create' && step.at % 4 === 0 ? undefined : living[step.at % living.length];
        if (node === undefined && step.kind !== 'create') continue;
        const process = table.require(node?.pid ?? initPid);
        switch (step.kind) {
          case 'create': {
            const made = table.create({
              name: 'x',
              kind: ProcessKind.APP,
              appId: 'x',
              parentPid: process.pid,
              capabilities: CapabilitySet.parse([], ''),
              limits,
              trace,
            });
            table.start(made, trace);
            model.create(made.pid, process.pid);
            break;
          }
          case 'end':
            await table.end(process, { code: step.code, signal: 0 }, trace);
            model.end(process.pid, step.code);
            break;
          case 'stop':
            table.stop(process, 19, trace);
            model.stop(process.pid);
            break;
          case 'resume':
            table.resume(process, 18, trace);
            model.resume(process.pid);
            break;
          case 'group':
          case 'session': {
            const own = node!;
            const other = step.kind === 'group' ? living[step.to % living.length]! : own;
            const group = step.kind === 'group' && step.to % 3 !== 0 ? other.group : own.pid;
            const inSession = [...model.nodes.values()].some(
              (one) => one.group === group && one.session === own.session,
            );
            const leads = [...model.nodes.values()].some((one) => one.group === own.pid);
            const allowed =
              step.kind === 'session'
                ? !leads
                : group === own.group || (own.session !== own.pid && (group === own.pid || inSession));
            const change = (): void =>
              step.kind === 'group' ? table.groups.change(process, group) : table.groups.newSession(process);
            if (!allowed) {
              expect(change).toThrow(expect.objectContaining({ code: 'EPERM' }));
              break;
            }
            change();
            own.group = group;
            if (step.kind === 'session') own.session = own.pid;
            break;
          }
          case 'wait': {
            const target = [...model.nodes.keys()][step.target % model.nodes.size]!;
            const { group } = model.nodes.get(target)!;
            const selector = { any: -1, pid: target, 'own group': 0, group: -group }[step.who];
            if (selector === -1 && step.who === 'group') break;
            let real: string;
            try {
              const wanted = { selector, stopped: (step.options & 2) !== 0, continued: (step.options & 4) !== 0 };
              const outcome = table.poll(process, wanted);
              real =
                outcome === undefined
                  ? 'nothing'
                  : `${outcome.kind} ${outcome.child.pid} ${outcome.kind === 'exited' ? outcome.status.code : ''}`;
            } catch (error) {
              real = (error as { code: string }).code;
            }
            expect(real).toBe(model.wait(process.pid, selector, step.options));
            break;
          }
        }
        const seen = [...table.all()]
          .slice(1)
          .map(({ pid, parentPid, group, session }) => [pid, parentPid, group, session]);
        expect(seen).toEqual(
          [...model.nodes.values()].map(({ pid, above, group, session }) => [pid, above, group, session]),
        );
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);
