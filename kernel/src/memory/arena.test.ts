import { MemoryPressure } from '@agentos/protocol/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryAccount } from './account.ts';
import { Arena, type Block, chunkBytes } from './arena.ts';
import { beyondClasses, classBytes, classOf, granuleBytes } from './size-classes.ts';

const MiB = 1024 * 1024;
const unlimited = (): MemoryAccount =>
  new MemoryAccount(
    () => 0,
    () => undefined,
  );
const rounded = (size: number): number => Math.ceil(size / granuleBytes) * granuleBytes;

describe('size classes', () => {
  test('are 12 powers of two and 15 linear steps, ascending, and 1 MiB is one of them', () => {
    expect(classBytes.length).toBe(27);
    expect(classBytes.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => 2 ** (index + 7)));
    const linear = classBytes.slice(11);
    expect(new Set(linear.slice(1).map((bytes, index) => bytes - (linear[index] ?? 0)))).toEqual(new Set([65_536]));
    expect(classBytes).toContain(MiB);
  });

  test('the class of a size is the largest that is not above it', () => {
    fc.assert(
      fc.property(fc.integer({ min: granuleBytes, max: 2 * MiB }), (bytes) => {
        const sizeClass = classOf(bytes);
        if (sizeClass === beyondClasses) return bytes > (classBytes.at(-1) ?? 0);
        return (
          (classBytes[sizeClass] ?? 0) <= bytes && ((classBytes[sizeClass + 1] ?? Infinity) > bytes || sizeClass === 26)
        );
      }),
    );
    for (const [index, bytes] of classBytes.entries()) expect(classOf(bytes)).toBe(index);
  });
});

/** What one run of the model does: allocate so much, free the one at this place of the list, give back what is free. */
const commands = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('allocate' as const), size: sizes(), who: fc.nat(2) }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('free' as const), at: fc.nat(1_000) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const) }) },
  ),
  { maxLength: 200, size: 'max' },
);

function sizes(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: 1, max: 1_000 }),
    fc.integer({ min: 1, max: 300_000 }),
    fc.constantFrom(...classBytes),
    fc.integer({ min: MiB, max: 5 * MiB }),
  );
}

interface Held {
  readonly block: Block;
  readonly size: number;
  readonly who: number;
  readonly mark: number;
}

test('blocks never overlap, keep their contents, begin as zeros, and all accounts are exact, as in a plain model', () => {
  fc.assert(
    fc.property(commands, (steps) => {
      const arena = new Arena({ limitBytes: 32 * MiB });
      const accounts = [unlimited(), unlimited(), unlimited()] as const;
      const held: Held[] = [];
      let mark = 0;
      const check = ({ block, size, mark }: Held): void => {
        const { bytes } = block;
        expect(bytes.length).toBe(size);
        // First, last and a few between: whole comparisons would take all the time of the test.
        for (let at = 0; at < size; at += Math.max(1, Math.floor(size / 16))) expect(bytes[at]).toBe(mark);
        expect(bytes[size - 1]).toBe(mark);
      };
      for (const step of steps) {
        if (step.do === 'allocate') {
          let block: Block;
          try {
            block = arena.allocate(accounts[step.who] ?? accounts[0], step.size);
          } catch (error) {
            expect(error).toMatchObject({ code: 'ENOMEM' });
            // Refused only when what is in use leaves no chunk for it.
            expect(arena.held + Math.max(chunkBytes, rounded(step.size))).toBeGreaterThan(arena.limitBytes);
            continue;
          }
          const { bytes } = block;
          expect(Buffer.compare(bytes, Buffer.alloc(step.size))).toBe(0);
          mark = (mark % 255) + 1;
          bytes.fill(mark);
          held.push({ block, size: step.size, who: step.who, mark });
        } else if (step.do === 'free') {
          const [one] = held.splice(step.at % Math.max(1, held.length), 1);
          if (one === undefined) continue;
          check(one);
          one.block.free();
          expect(() => one.block.free()).toThrow(expect.objectContaining({ code: 'EFAULT' }));
          expect(() => one.block.bytes).toThrow(expect.objectContaining({ code: 'EFAULT' }));
        } else {
          const before = arena.held;
          const { bytes, chunks } = arena.compact();
          expect(before - arena.held).toBe(bytes);
          expect(bytes).toBe(chunks * chunkBytes);
        }
        const used = held.reduce((sum, { size }) => sum + rounded(size), 0);
        expect(arena.used).toBe(used);
        expect(arena.blocks).toBe(held.length);
        for (const [who, account] of accounts.entries()) {
          const own = held.filter((one) => one.who === who);
          expect(account.used).toBe(own.reduce((sum, { size }) => sum + rounded(size), 0));
          expect(account.allocations).toBe(own.length);
        }
        const stats = arena.stats();
        expect(stats.classes.reduce((sum, one) => sum + one.used, 0)).toBe(held.length);
        expect(arena.held).toBeGreaterThanOrEqual(used);
        expect(arena.held).toBeLessThanOrEqual(arena.limitBytes);
      }
      for (const one of held) check(one);
      // Everything freed is one piece again: nothing is lost to fragments, and the host gets all of it.
      for (const one of held) one.block.free();
      const stats = arena.stats();
      expect(stats.fragmentation).toBe(0);
      expect(stats.used).toBe(0);
      const free = stats.classes.reduce((sum, one) => sum + one.free, 0);
      expect(free * chunkBytes).toBe(arena.held);
      arena.compact();
      expect(arena.held).toBe(0);
      expect(accounts.map(({ used, total }) => used + total)).toEqual([0, 0, 0]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('an arena that nobody uses holds nothing, and gives chunks back by itself beyond two spare ones', () => {
  const arena = new Arena();
  expect(arena.held).toBe(0);
  const account = unlimited();
  const blocks = Array.from({ length: 16 }, () => arena.allocate(account, MiB));
  expect(arena.held).toBe(4 * chunkBytes);
  for (const block of blocks) block.free();
  expect(arena.held).toBe(2 * chunkBytes);
  expect(arena.compact()).toEqual({ bytes: 2 * chunkBytes, chunks: 2 });
});

test('a freed block of any size can be had again when the arena is full otherwise', () => {
  const arena = new Arena({ limitBytes: chunkBytes });
  const account = unlimited();
  const blocks = Array.from({ length: chunkBytes / granuleBytes }, () => arena.allocate(account, 1));
  expect(() => arena.allocate(account, 1)).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
  expect(account.used).toBe(chunkBytes);
  blocks[77]?.free();
  const again = arena.allocate(account, 1);
  expect(() => arena.allocate(account, 1)).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
  // The place is used again, and who held it before cannot free it once more.
  expect(() => blocks[77]?.free()).toThrow(expect.objectContaining({ code: 'EFAULT' }));
  again.bytes[0] = 1;
  for (const [index, block] of blocks.entries()) if (index !== 77) block.free();
  expect(arena.used).toBe(granuleBytes);
  again.free();
  arena.allocate(account, chunkBytes).free();
});

test('a block larger than a chunk makes room by giving spare chunks back', () => {
  const arena = new Arena({ limitBytes: 12 * MiB });
  const account = unlimited();
  arena.allocate(account, 1).free();
  expect(arena.held).toBe(chunkBytes);
  const large = arena.allocate(account, 12 * MiB);
  large.bytes[12 * MiB - 1] = 7;
  expect(arena.held).toBe(12 * MiB);
  expect(arena.compact()).toEqual({ bytes: 0, chunks: 0 });
  large.free();
  expect(arena.held).toBe(0);
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('a block of %s bytes is refused', (size) => {
  expect(() => new Arena().allocate(unlimited(), size)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
});

test('an impossible size is refused without asking the host', () => {
  const account = unlimited();
  expect(() => new Arena().allocate(account, 2 ** 52)).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
  expect(account.used).toBe(0);
});

test('tells the levels of pressure at 80 % and 95 %, and when they pass', () => {
  const levels: MemoryPressure[] = [];
  const arena = new Arena({ limitBytes: 100 * chunkBytes, onPressure: (level) => levels.push(level) });
  const account = unlimited();
  const blocks = Array.from({ length: 79 }, () => arena.allocate(account, chunkBytes));
  expect(levels).toEqual([]);
  blocks.push(arena.allocate(account, chunkBytes));
  expect(levels).toEqual([MemoryPressure.WARNING]);
  for (let count = 80; count < 95; count++) blocks.push(arena.allocate(account, chunkBytes));
  expect(levels).toEqual([MemoryPressure.WARNING, MemoryPressure.CRITICAL]);
  for (const block of blocks) block.free();
  expect(levels).toEqual([
    MemoryPressure.WARNING,
    MemoryPressure.CRITICAL,
    MemoryPressure.WARNING,
    MemoryPressure.NONE,
  ]);
});

test('what is kept for services is left by apps, also when they scatter what they hold over all chunks', () => {
  const arena = new Arena({ limitBytes: 4 * chunkBytes, reserveBytes: chunkBytes });
  const app = unlimited();
  const service = new MemoryAccount(
    () => 0,
    () => undefined,
    undefined,
    true,
  );
  const enomem = expect.objectContaining({ code: 'ENOMEM' });
  // More than half of a chunk: one of them in each.
  const scattered = [1, 2, 3].map(() => arena.allocate(app, chunkBytes / 2 + 1));
  expect(() => arena.allocate(app, chunkBytes / 2 + 1)).toThrow(enomem);
  expect(() => arena.allocate(app, 2 * chunkBytes)).toThrow(enomem);
  const kept = arena.allocate(service, chunkBytes);
  for (const block of scattered) block.free();
  const all = [1, 2, 3].map(() => arena.allocate(app, chunkBytes));
  expect(() => arena.allocate(service, 1)).toThrow(enomem);
  // What the service gives back is kept for it.
  kept.free();
  expect(() => arena.allocate(app, 1)).toThrow(enomem);
  all.push(arena.allocate(service, chunkBytes));
  for (const block of all) block.free();
  expect([arena.used, app.used, service.used]).toEqual([0, 0, 0]);
});
