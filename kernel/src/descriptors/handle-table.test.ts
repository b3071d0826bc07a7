import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HandleTable } from './handle-table.ts';
import { allRights, duplicateRight, KernelObject, readRight, transferRight, writeRight } from './kernel-object.ts';

const code = (name: string) => expect.objectContaining({ code: name });

class Thing extends KernelObject {
  readonly kind = 'thing';
  disposed = 0;

  protected override dispose(): void {
    this.disposed++;
  }
}
class Other extends Thing {}

const table = (limit = 64): HandleTable => new HandleTable(() => limit);

describe('handles', () => {
  test('a number is dead once closed, also when its place is used again', () => {
    const one = table(8);
    const first = one.add(new Thing());
    expect(first & 0xffff).toBe(3);
    one.close(first);
    const second = one.add(new Thing());
    expect(second).not.toBe(first);
    expect(second & 0xffff).toBe(3);
    expect(() => one.object(first)).toThrow(code('EBADF'));
    expect(() => one.close(first)).toThrow(code('EBADF'));
    expect(one.stale).toBe(2);
    expect(() => one.object(0)).toThrow(code('EBADF'));
    expect(() => one.object(2 ** 32 - 1)).toThrow(code('EBADF'));
  });

  test("another table's number is not a handle here", () => {
    // Two tables agree on their first generation once in 65,535: three that all do are a mistake.
    const foreign = Array.from({ length: 3 }, () => table().add(new Thing()));
    const mine = table();
    mine.add(new Thing());
    const accepted = foreign.filter((number) => {
      try {
        return mine.object(number) !== undefined;
      } catch {
        return false;
      }
    });
    expect(accepted.length).toBeLessThan(3);
    expect(new Set(foreign).size).toBeGreaterThan(1);
  });

  test('the last release disposes of the object', () => {
    const one = table(8);
    const thing = new Thing();
    const first = one.add(thing);
    const second = one.duplicate(first, one);
    one.close(first);
    expect(thing.disposed).toBe(0);
    one.close(second);
    expect(thing.disposed).toBe(1);
  });

  test('put replaces what is there, and refuses numbers that are stale or too high', () => {
    const one = table(8);
    const thing = new Thing();
    const target = one.add(thing);
    one.put(target, new Thing());
    expect(thing.disposed).toBe(1);
    one.put(1, new Thing());
    one.put(6, new Thing());
    expect(one.size).toBe(3);
    expect(() => one.put((((target >>> 16) ^ 1) << 16) | 3, new Thing())).toThrow(code('EBADF'));
    expect(() => one.put(500, new Thing())).toThrow(code('EBADF'));
  });

  test('EMFILE at the limit', () => {
    const one = table(2);
    one.add(new Thing());
    one.put(0, new Thing());
    expect(() => one.add(new Thing())).toThrow(code('EMFILE'));
    expect(() => one.put(1, new Thing())).toThrow(code('EMFILE'));
    expect(() => one.duplicate(0, one)).toThrow(code('EMFILE'));
    const refused = new Thing();
    expect(() => one.adopt(refused, allRights)).toThrow(code('EMFILE'));
    expect(refused.disposed).toBe(1);
  });

  test('a handle of another kind is named', () => {
    const one = table();
    const number = one.add(new Thing());
    expect(() => one.get(number, Other)).toThrow(code('EINVAL'));
    expect(one.get(one.add(new Other()), Other)).toBeInstanceOf(Other);
  });
});

describe('rights', () => {
  test('only shrink, here and in another table', () => {
    const one = table();
    const two = table();
    const full = one.add(new Thing());
    const reader = one.duplicate(full, two, readRight | transferRight, transferRight);
    expect(two.object(reader, readRight)).toBeInstanceOf(Thing);
    expect(() => two.object(reader, writeRight)).toThrow(code('EBADF'));
    expect(() => two.duplicate(reader, two)).toThrow(code('EPERM'));
    const back = two.duplicate(reader, one, allRights, transferRight);
    expect(one.handle(back).rights).toBe(readRight | transferRight);
  });

  test('revoking closes what was derived, through tables and through a middle that was closed', () => {
    const [one, two, three] = [table(), table(), table()];
    const thing = new Thing();
    const first = one.add(thing);
    const second = one.duplicate(first, two);
    const third = two.duplicate(second, three);
    const sibling = one.duplicate(first, one);
    two.close(second);
    expect(three.object(third)).toBe(thing);
    expect(one.revokeDerived(sibling)).toBe(0);
    expect(one.revokeDerived(first)).toBe(2);
    expect(() => three.object(third)).toThrow(code('EBADF'));
    expect(() => one.object(sibling)).toThrow(code('EBADF'));
    expect(thing.disposed).toBe(0);
    one.close(first);
    expect(thing.disposed).toBe(1);
  });
});

/** What the tables should do, in the plainest form: a list of live handles with their parents. */
interface Known {
  readonly number: number;
  readonly table: number;
  readonly rights: number;
  readonly thing: Thing;
  parent: Known | undefined;
}

test('revoking reaches the end of the longest line and everybody of the widest crowd', () => {
  const tables = [table(65_000), table(65_000)];
  const [own, foreign] = tables as [HandleTable, HandleTable];
  const thing = new Thing();
  const first = own.add(thing);
  let last = own.duplicate(first, foreign);
  for (let length = 1; length < 30_000; length++) last = foreign.duplicate(last, foreign);
  for (let width = 0; width < 30_000; width++) foreign.duplicate(last, foreign);
  expect(own.revokeDerived(first)).toBe(60_000);
  expect([own.size, foreign.size, thing.disposed]).toEqual([1, 0, 0]);
  expect(() => foreign.handle(last)).toThrow(code('EBADF'));
  own.close(first);
  expect(thing.disposed).toBe(1);
});

test('agrees with a model over any sequence of adds, duplicates, closes and revocations', () => {
  const step = fc.record({
    action: fc.constantFrom('add', 'duplicate', 'close', 'revoke', 'closeAll'),
    pick: fc.nat(1_000),
    into: fc.nat(2),
    keep: fc.nat(allRights),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const tables = [table(30), table(30), table(30)];
      const live = new Set<Known>();
      const dead: { number: number; table: number }[] = [];
      const things: Thing[] = [];
      const drop = (known: Known): void => {
        live.delete(known);
        dead.push({ number: known.number, table: known.table });
        for (const other of live) if (other.parent === known) other.parent = known.parent;
      };
      const descends = (known: Known, from: Known): boolean =>
        known.parent !== undefined && (known.parent === from || descends(known.parent, from));
      for (const { action, pick, into, keep } of steps) {
        const target = tables[into]!;
        const known = [...live][pick % Math.max(1, live.size)];
        if (action === 'add') {
          const thing = new Thing();
          if (target.size >= 30) {
            expect(() => target.add(thing)).toThrow(code('EMFILE'));
            continue;
          }
          things.push(thing);
          live.add({ number: target.add(thing), table: into, rights: allRights, thing, parent: undefined });
        } else if (action === 'closeAll') {
          const count = [...live].filter((one) => one.table === into).length;
          const reports = target.closeAll();
          expect(reports.reduce((sum, report) => sum + report.count, 0)).toBe(count);
          for (const one of [...live]) if (one.table === into) drop(one);
        } else if (known === undefined) {
        } else if (action === 'duplicate') {
          const source = tables[known.table]!;
          if ((known.rights & duplicateRight) === 0) {
            expect(() => source.duplicate(known.number, target, keep)).toThrow(code('EPERM'));
          } else if (target.size >= 30) {
            expect(() => source.duplicate(known.number, target, keep)).toThrow(code('EMFILE'));
          } else {
            const number = source.duplicate(known.number, target, keep);
            live.add({ number, table: into, rights: known.rights & keep, thing: known.thing, parent: known });
          }
        } else if (action === 'close') {
          tables[known.table]!.close(known.number);
          drop(known);
        } else {
          const below = [...live].filter((one) => descends(one, known));
          expect(tables[known.table]!.revokeDerived(known.number)).toBe(below.length);
          for (const one of below) drop(one);
        }
      }
      for (const { number, table: where, thing, rights } of live) {
        expect(tables[where]!.object(number)).toBe(thing);
        expect(tables[where]!.handle(number).rights).toBe(rights);
      }
      for (const { number, table: where } of dead) expect(() => tables[where]!.object(number)).toThrow(code('EBADF'));
      const held = new Set([...live].map(({ thing }) => thing));
      for (const thing of things) expect(thing.disposed).toBe(held.has(thing) ? 0 : 1);
      for (const [index, one] of tables.entries()) {
        expect(one.size).toBe([...live].filter((known) => known.table === index).length);
      }
    }),
  );
});
