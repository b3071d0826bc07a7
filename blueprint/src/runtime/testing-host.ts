/** A host for tests of the session: storage in memory, shared by instances of one app, and a record of what was asked. */

import type { ToolOutcome } from '@agentos/tools';
import type { Json } from '../index.ts';
import { loadActions } from './actions-loading.ts';
import type { Clock, ManualClock } from './clock.ts';
import type { RuntimeHost } from './host.ts';
import { openSession, type Session, type SessionApp } from './session.ts';

// What acts is here from the start, as after the first app of a desktop; `late-actions.test.ts` is about the first.
await loadActions();

export interface TestDesk {
  readonly stored: Map<string, Json>;
  readonly calls: { tool: string; params: Record<string, unknown> }[];
  /** What was told of actions, in order. */
  readonly told: string[];
  readonly toasts: string[];
  readonly states: unknown[];
  /** What the person was asked, and what they say. */
  readonly asked: { title: string; body: string; action: string; danger?: boolean }[];
  confirm: () => boolean | Promise<boolean>;
  /** The clock of the apps; that of the machine unless put here before one is opened. */
  clock: Clock | undefined;
  /** What `execute` answers for a tool instead of the storage; undefined leaves it to the storage. */
  answer: (tool: string, params: Record<string, unknown>) => ToolOutcome | Promise<ToolOutcome> | undefined;
  open(app: Partial<SessionApp> & { ui_spec: unknown }): TestInstance;
}

export interface TestInstance {
  readonly session: Session;
  /** Delivers an operation of the generation. */
  operate(op: unknown): void;
}

export function testDesk(): TestDesk {
  const stored = new Map<string, Json>();
  const changed = new Set<{ by: number; call: () => void }>();
  let instances = 0;
  const desk: TestDesk = {
    stored,
    calls: [],
    told: [],
    toasts: [],
    states: [],
    asked: [],
    confirm: () => true,
    clock: undefined,
    answer: () => undefined,
    open(app) {
      instances += 1;
      const by = instances;
      let operate: (op: unknown) => void = () => {};
      const unused = (): never => {
        throw new Error('not used by a session');
      };
      const host: RuntimeHost = {
        async execute(tool, params) {
          desk.calls.push({ tool, params });
          const given = await desk.answer(tool, params);
          if (given !== undefined) return given;
          const key = String(params.key);
          if (tool === 'storage.get') return { ok: true, data: { value: stored.get(key) ?? null } };
          if (tool !== 'storage.set') return { ok: false, error: { code: 'ENOSYS', message: `no ${tool} here` } };
          stored.set(key, JSON.parse(JSON.stringify(params.value)));
          for (const each of changed) if (each.by !== by) each.call();
          return { ok: true, data: { key } };
        },
        act(event, component) {
          desk.told.push(`${component} ${event}`);
          return {
            execute(tool, params) {
              desk.told.push(`execute ${tool}`);
              return host.execute(tool, params);
            },
            ran: (tool, _startedAt, failed) => void desk.told.push(`ran ${tool}${failed ? ', failed' : ''}`),
            end: (failed) => void desk.told.push(failed ? 'failed' : 'done'),
          };
        },
        setTitle() {},
        toast: (message) => void desk.toasts.push(message),
        async confirm(question) {
          desk.asked.push(question);
          return desk.confirm();
        },
        saveState: (state) => void desk.states.push(state),
        onCollectState: () => () => {},
        onDataChanged(call) {
          const entry = { by, call };
          changed.add(entry);
          return () => changed.delete(entry);
        },
        onOperation(listener) {
          operate = listener;
          return () => {};
        },
      };
      const session = openSession({ package_id: 'test', app_state: null, permissions: ['STANDARD'], ...app }, host, {
        now: () => desk.clock?.now() ?? 1_700_000_000_000,
        clock: desk.clock,
        nextFrame(call) {
          call();
          return () => {};
        },
        copy: async () => {},
        startSymbolicWorker: unused,
      });
      return { session, operate: (op) => operate(op) };
    },
  };
  return desk;
}

/** Lets the app do what needs no time to pass; with a clock moved by hand, until that time has passed. */
export async function pass(clock: ManualClock, ms = 0): Promise<void> {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  const until = clock.now() + ms;
  await turn();
  while (clock.step(until)) await turn();
}

/** Resolves once `holds` does; looked at after every turn of the event loop, at most a second. */
export async function until(holds: () => boolean, what = 'what was awaited'): Promise<void> {
  const end = Date.now() + 1_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
