import { SignalAction } from '@agentos/protocol/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cancellation } from '../timeouts/cancellation.ts';
import { defaultEffect, signalName } from './numbers.ts';
import { SignalState } from './signal-state.ts';

test('the defaults are those of Linux', () => {
  const by = (effect: string): number[] =>
    Array.from({ length: 64 }, (_, index) => index + 1).filter((signal) => defaultEffect(signal) === effect);
  expect(by('ignore')).toEqual([17, 23, 28]);
  expect(by('stop')).toEqual([19, 20, 21, 22]);
  expect(by('continue')).toEqual([18]);
  expect(by('end').length).toBe(56);
  expect([9, 15, 17, 31, 40].map(signalName)).toEqual(['SIGKILL', 'SIGTERM', 'SIGCHLD', 'SIGSYS', 'SIG40']);
});

describe('rules', () => {
  test('stop and continue take each other back while they wait', () => {
    const state = new SignalState();
    state.block([18, 20]);
    state.post(20, 1);
    expect(state.pending).toEqual([20]);
    state.post(18, 1);
    expect(state.pending).toEqual([18]);
    state.post(20, 1);
    expect(state.pending).toEqual([20]);
  });

  test('a signal waits once, with its first sender', () => {
    const state = new SignalState();
    state.block([10]);
    state.post(10, 7);
    state.post(10, 8);
    expect(state.take([])).toEqual({ signal: 10, sender: 7 });
    expect(state.take([])).toBeUndefined();
  });

  test('whoever waits is woken, and gives up when it is cancelled', async () => {
    const state = new SignalState();
    state.register(12, SignalAction.HANDLE);
    const over = new Cancellation();
    const first = state.arrived.until(() => state.take([12]), over);
    const second = state.arrived.until(() => state.take([12]), over);
    state.post(10, 1);
    state.post(12, 3);
    expect(await Promise.race([first, second])).toEqual({ signal: 12, sender: 3 });
    over.cancel(new Error('enough'));
    await expect(Promise.all([first, second])).rejects.toThrow('enough');
    expect(state.arrived.size).toBe(0);
  });

  test('9 and 19 can be neither blocked nor caught; other numbers do not exist', () => {
    const state = new SignalState();
    const invalid = expect.objectContaining({ code: 'EINVAL' });
    for (const signal of [9, 19]) {
      expect(() => state.block([10, signal])).toThrow(invalid);
      for (const action of [0, 1, 2, 3] as const) expect(() => state.register(signal, action)).toThrow(invalid);
      expect(state.post(signal, 1)).toBe('act');
    }
    expect(state.blocked).toEqual([]);
    for (const signal of [0, 65, 4_294_967_295, 1.5]) {
      expect(() => state.block([signal])).toThrow(invalid);
      expect(() => state.unblock([signal])).toThrow(invalid);
      expect(() => state.register(signal, SignalAction.HANDLE)).toThrow(invalid);
    }
  });
});

/** A plain restatement: every signal by itself, no shared sets. */
class Model {
  readonly blocked = Array.from({ length: 65 }, () => false);
  readonly actions = Array.from({ length: 65 }, (): 'default' | 'ignore' | 'handle' => 'default');
  readonly sender = Array.from({ length: 65 }, (): number | undefined => undefined);

  fate(signal: number): 'act' | 'pending' | 'handled' | 'ignored' {
    if (signal === 9 || signal === 19) return 'act';
    if (this.blocked[signal]) return 'pending';
    if (this.actions[signal] === 'handle') return 'handled';
    return this.ignores(signal) ? 'ignored' : 'act';
  }

  ignores(signal: number): boolean {
    return this.actions[signal] === 'ignore' || (this.actions[signal] === 'default' && [17, 23, 28].includes(signal));
  }

  post(signal: number, sender: number): string {
    if ([19, 20, 21, 22].includes(signal)) this.sender[18] = undefined;
    if (signal === 18) for (const stop of [19, 20, 21, 22]) this.sender[stop] = undefined;
    const fate = this.fate(signal);
    if (fate === 'pending' || fate === 'handled') this.sender[signal] ??= sender;
    return fate;
  }

  release(): number[] {
    const due: number[] = [];
    for (let signal = 1; signal <= 64; signal++) {
      if (this.sender[signal] === undefined) continue;
      const fate = this.fate(signal);
      if (fate === 'act') due.push(signal);
      if (fate === 'act' || fate === 'ignored') this.sender[signal] = undefined;
    }
    return due;
  }

  pending(): number[] {
    return this.sender.flatMap((sender, signal) => (sender === undefined ? [] : [signal]));
  }
}

const signals = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.constantFrom(9, 10, 15, 17, 18, 19, 20));
const maskable = signals.filter((signal) => signal !== 9 && signal !== 19);
const steps = fc.oneof(
  fc.record({ kind: fc.constant('post' as const), signal: signals, sender: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('block' as const), list: fc.array(maskable, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('unblock' as const), list: fc.array(signals, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('register' as const),
    signal: maskable,
    action: fc.constantFrom('default' as const, 'ignore' as const, 'handle' as const),
  }),
  fc.record({ kind: fc.constant('take' as const), list: fc.array(signals, { maxLength: 3 }) }),
);
const actions = {
  default: SignalAction.DEFAULT,
  ignore: SignalAction.IGNORE,
  handle: SignalAction.HANDLE,
} as const;

test('masks, pending sets and handlers do what a plain model does', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 60 }), (list) => {
      const real = new SignalState();
      const model = new Model();
      for (const step of list) {
        switch (step.kind) {
          case 'post':
            expect(real.post(step.signal, step.sender)).toBe(model.post(step.signal, step.sender));
            break;
          case 'block':
            real.block(step.list);
            for (const signal of step.list) model.blocked[signal] = true;
            break;
          case 'unblock':
            for (const signal of step.list) model.blocked[signal] = false;
            expect(real.unblock(step.list)).toEqual(model.release());
            break;
          case 'register':
            model.actions[step.signal] = step.action;
            if (model.ignores(step.signal)) model.sender[step.signal] = undefined;
            expect(real.register(step.signal, actions[step.action])).toEqual(model.release());
            break;
          case 'take': {
            const wanted =
              step.list.length === 0 ? model.pending() : model.pending().filter((one) => step.list.includes(one));
            const signal = wanted[0];
            const expected = signal === undefined ? undefined : { signal, sender: model.sender[signal] };
            expect(real.take(step.list)).toEqual(expected);
            if (signal !== undefined) model.sender[signal] = undefined;
            break;
          }
        }
        expect(real.pending).toEqual(model.pending());
        expect(real.blocked).toEqual(model.blocked.flatMap((blocked, signal) => (blocked ? [signal] : [])));
      }
    }),
    { numRuns: 500 },
  );
});
