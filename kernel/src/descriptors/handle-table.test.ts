import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Description } from './description.ts';
import { HandleTable } from './handle-table.ts';

const EBADF = expect.objectContaining({ code: 'EBADF' });

describe('handles', () => {
  test('numbers start at 3; a closed number stays bad when its place is used again', () => {
    const table = new HandleTable(() => 8);
    const first = table.add(description());
    expect(first).toBe(3);
    table.close(first);
    const second = table.add(description());
    expect(second).not.toBe(first);
    expect(second & 0xffff).toBe(3);
    expect(() => table.get(first)).toThrow(EBADF);
    expect(() => table.close(first)).toThrow(EBADF);
    expect(table.stale).toBe(2);
    expect(() => table.get(0)).toThrow(EBADF);
    expect(() => table.get(2 ** 32 - 1)).toThrow(EBADF);
  });

  test('duplicates share one description, closed with the last of them', () => {
    const closed = { times: 0 };
    const table = new HandleTable(() => 8);
    const one = description(closed);
    const first = table.add(one);
    const second = table.add(one.retain());
    table.close(first);
    expect(closed.times).toBe(0);
    table.close(second);
    expect(closed.times).toBe(1);
  });

  test('putting under a number replaces what is open there, and only that', () => {
    const closed = { times: 0 };
    const table = new HandleTable(() => 8);
    const target = table.add(description(closed));
    table.put(target, description());
    expect(closed.times).toBe(1);
    table.put(1, description());
    table.put(6, description());
    expect(table.size).toBe(3);
    expect(() => table.put((9 << 16) | 3, description())).toThrow(EBADF);
    expect(() => table.put(500, description())).toThrow(EBADF);
  });

  test('the limit holds however handles are made', () => {
    const table = new HandleTable(() => 2);
    const EMFILE = expect.objectContaining({ code: 'EMFILE' });
    table.add(description());
    table.put(0, description());
    expect(() => table.add(description())).toThrow(EMFILE);
    expect(() => table.put(1, description())).toThrow(EMFILE);
  });

  test('against a model: open numbers resolve, all others are bad', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 200 }), (choices) => {
        const table = new HandleTable(() => 64);
        const open = new Map<number, Description>();
        const ever = new Set<number>();
        for (const choice of choices) {
          const victim = [...open.keys()][choice - 8];
          if (choice < 8) {
            const made = description();
            const number = table.add(made);
            expect(ever.has(number)).toBe(false);
            ever.add(number);
            open.set(number, made);
          } else if (victim !== undefined) {
            table.close(victim);
            open.delete(victim);
          }
          if (open.size > 60) break;
        }
        for (const number of ever) {
          const known = open.get(number);
          if (known === undefined) expect(() => table.get(number)).toThrow(EBADF);
          else expect(table.get(number)).toBe(known);
        }
        expect(table.closeAll()).toBe(open.size);
        expect(table.size).toBe(0);
      }),
    );
  });
});

function description(closed = { times: 0 }): Description {
  return new Description({ kind: 'stream', input: undefined, output: undefined, close: () => void closed.times++ });
}
