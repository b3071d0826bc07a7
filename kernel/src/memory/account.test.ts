import { MemoryPressure } from '@agentos/protocol/kernel';
import { expect, test } from 'vitest';
import { MemoryAccount } from './account.ts';

const enomem = expect.objectContaining({ code: 'ENOMEM' });

test('a limit holds for what is below too, and a refused charge changes nothing', () => {
  const top = new MemoryAccount(
    () => 1_000,
    () => undefined,
  );
  const child = new MemoryAccount(
    () => 900,
    () => undefined,
    top,
  );
  const other = new MemoryAccount(
    () => 900,
    () => undefined,
    top,
  );
  child.charge(600);
  expect(() => other.charge(500)).toThrow(enomem);
  expect(() => top.charge(401)).toThrow(enomem);
  other.charge(400);
  expect([top.used, top.total, child.used, other.used, other.peak]).toEqual([0, 1_000, 600, 400, 400]);
  child.release(600);
  expect([top.total, child.total, child.peak, child.allocations]).toEqual([400, 0, 600, 0]);
});

test('what is left of an ended process still counts above, until it is given back', () => {
  const top = new MemoryAccount(
    () => 1_000,
    () => undefined,
  );
  const middle = new MemoryAccount(
    () => 0,
    () => undefined,
    top,
  );
  const orphan = new MemoryAccount(
    () => 0,
    () => undefined,
    middle,
  );
  middle.charge(100);
  orphan.charge(200);
  orphan.parent = top;
  expect(top.total).toBe(300);
  orphan.release(200);
  middle.release(100);
  expect(top.total).toBe(0);
});

test('pressure is told once at each change, at exactly 80 % and 95 %', () => {
  const levels: MemoryPressure[] = [];
  let limit = 100;
  const account = new MemoryAccount(
    () => limit,
    (level) => levels.push(level),
  );
  account.charge(79);
  account.charge(1);
  account.charge(1);
  account.charge(14);
  expect(levels).toEqual([MemoryPressure.WARNING, MemoryPressure.CRITICAL]);
  // A wider limit shows at the next change.
  limit = 1_000;
  account.release(1);
  expect(levels.at(-1)).toBe(MemoryPressure.NONE);
});
