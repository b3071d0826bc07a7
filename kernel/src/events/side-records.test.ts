import { expect, test, vi } from 'vitest';
import { makeRingMemory, sideSlots } from './memory.ts';
import { SideRecords } from './side-records.ts';

const recordOf = (text: string) => ({ layer: 'services', subject: text, text, spanHigh: 1 }) as const;

test('a reader in another thread is never given the words of a later event as those of an earlier one', () => {
  const memory = makeRingMemory();
  const [writer, reader] = [new SideRecords(memory), new SideRecords(memory)];
  const number = writer.add(1, recordOf('of the first'));
  for (let sequence = 2; sequence <= sideSlots; sequence++) writer.add(sequence, recordOf('others'));
  expect(reader.get(number, 1)).toMatchObject(recordOf('of the first'));
  const seen: unknown[] = [];
  const { write } = Buffer.prototype;
  // Reads while the record is being written over, after each of its parts.
  const spy = vi.spyOn(Buffer.prototype, 'write').mockImplementation(function (this: Buffer, ...args: unknown[]) {
    const count = Reflect.apply(write, this, args);
    seen.push(reader.get(number, 1), reader.get(number, sideSlots + 1));
    return count;
  });
  try {
    expect(writer.add(sideSlots + 1, recordOf('secret'))).toBe(number);
  } finally {
    spy.mockRestore();
  }
  expect(seen).toEqual([undefined, undefined, undefined, undefined]);
  expect(reader.get(number, sideSlots + 1)).toMatchObject(recordOf('secret'));
});
