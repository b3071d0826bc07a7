import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryAccount } from '../memory/account.ts';
import { Board, type Entry, mostBoardBytes, mostEntries, mostEntryBytes } from './board.ts';

const overhead = 1_024;
const limit = 40 * 1024 * 1024;

/** Only its size matters to a board: no bytes are made. */
const entryOf = (id: number, bytes: number): Entry => ({ id, pid: 1, copiedMs: 0, formats: [], bytes });

test('holds the newest entries within its bounds and charges exactly those, as a plain list does', () => {
  const step = fc.oneof(
    { weight: 20, arbitrary: fc.nat(mostEntryBytes) },
    { weight: 20, arbitrary: fc.nat(2_000) },
    { weight: 1, arbitrary: fc.constant('clear' as const) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 250, size: 'max' }), fc.boolean(), (steps, limited) => {
      const account = new MemoryAccount(
        () => (limited ? limit : 0),
        () => undefined,
      );
      const board = new Board(account);
      let model: Entry[] = [];
      const sum = (): number => model.reduce((total, { bytes }) => total + bytes, 0);
      for (const [id, what] of steps.entries()) {
        if (what === 'clear') {
          board.clear();
          model = [];
        } else if (limited && sum() + model.length * overhead + what + overhead > limit) {
          expect(() => board.add(entryOf(id, what))).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
        } else {
          board.add(entryOf(id, what));
          model.push(entryOf(id, what));
          while (model.length > mostEntries || sum() > mostBoardBytes) model.shift();
        }
        expect(board.newestFirst(mostEntries).map(({ id }) => id)).toEqual(model.map(({ id }) => id).reverse());
        expect([board.size, board.bytes]).toEqual([model.length, sum()]);
        expect([account.used, account.allocations]).toEqual([sum() + model.length * overhead, model.length]);
      }
      board.clear();
      expect(account.used).toBe(0);
    }),
    { numRuns: 50 },
  );
});
