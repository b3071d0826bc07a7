import { expect, test } from 'vitest';
import { MemoryAccount } from './account.ts';
import { Reserve } from './reserve.ts';

const KiB = 1024;

test('charges in steps; what does not fit takes nothing, so that others still have the room', () => {
  const account = new MemoryAccount(
    () => 100 * KiB,
    () => undefined,
  );
  const reserve = new Reserve(account);
  reserve.take(20 * KiB);
  expect(account.used).toBe(32 * KiB);
  expect(() => reserve.take(90 * KiB)).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
  expect([account.used, reserve.bytes]).toEqual([32 * KiB, 32 * KiB]);
  account.charge(60 * KiB);
  account.release(60 * KiB);
  reserve.give(20 * KiB);
  reserve.clear();
  expect([account.used, account.allocations]).toEqual([0, 0]);
});
