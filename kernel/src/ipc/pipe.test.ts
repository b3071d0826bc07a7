import { closeSync, read as fsRead, readFileSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arena } from '../memory/arena.ts';
import { initPid } from '../process/process-table.ts';
import { chooseHostPipes } from './host-pipe.ts';
import { Pipe } from './pipe.ts';
import { newProcess, newTable, transferOf } from './test-process.ts';

const hostPipes = chooseHostPipes();
const code = (name: string) => expect.objectContaining({ code: name });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function newPipe(capacity = 4_096, kernelBytes = 0) {
  const table = newTable();
  const arena = new Arena();
  const process = newProcess(table, { kernelBytes });
  return { table, arena, process, pipe: new Pipe(arena, hostPipes, process, capacity) };
}
type Made = ReturnType<typeof newPipe>;
const read = async ({ pipe, process }: Made, maximum: number, signal?: AbortSignal) =>
  (await pipe.read(maximum, transferOf(process, signal), false)).data;
const write = async ({ pipe, process }: Made, data: Uint8Array, signal?: AbortSignal) =>
  await pipe.write(data, transferOf(process, signal), false);

describe('waiting', () => {
  test('readers are served in the order in which they came', async () => {
    const made = newPipe();
    const got = [read(made, 2), read(made, 100), read(made, 1)];
    await write(made, Buffer.from('abcd'));
    await write(made, Buffer.from('efg'));
    expect((await Promise.all(got)).map(String)).toEqual(['ab', 'cd', 'e']);
    expect(String(await read(made, 10))).toBe('fg');
  });

  test('a short write does not pass a long one that waits for room', async () => {
    const made = newPipe();
    await write(made, Buffer.alloc(4_000));
    const long = write(made, Buffer.alloc(4_096, 'l'));
    const short = write(made, Buffer.from('s'));
    await turn();
    expect(made.pipe.stats.written).toBe(4_000);
    await read(made, 4_000);
    expect(await long).toBe(4_096);
    expect(String(await read(made, 3))).toBe('lll');
    expect(await short).toBe(1);
  });

  test('one that gives up has taken nothing, and lets the next one go', async () => {
    const made = newPipe();
    await write(made, Buffer.alloc(4_000));
    const given = new AbortController();
    const long = write(made, Buffer.alloc(200), given.signal);
    const short = write(made, Buffer.alloc(50));
    await turn();
    given.abort(new Error('given up'));
    await expect(long).rejects.toThrow('given up');
    expect(await short).toBe(50);
    expect(made.pipe.stats.buffered).toBe(4_050);
  });

  test('of those that give up at the same moment none goes through because the one in front has gone', async () => {
    const made = newPipe();
    await write(made, Buffer.alloc(4_000));
    const [one, other] = [new AbortController(), new AbortController()];
    const long = write(made, Buffer.alloc(200), one.signal);
    const short = write(made, Buffer.alloc(50), other.signal);
    await turn();
    // As deadlines that pass in the same look at the timers.
    one.abort(new Error('given up'));
    other.abort(new Error('given up too'));
    await expect(long).rejects.toThrow('given up');
    await expect(short).rejects.toThrow('given up too');
    expect(made.pipe.stats.buffered).toBe(4_000);
  });

  test('who waits again and again for a change of a pipe of the host leaves no wait behind', async () => {
    const made = newPipe();
    const { pipe, process } = made;
    const fd = pipe.hostDescriptor('writer');
    const { cancellation } = transferOf(process);
    for (let round = 0; round < 20; round++) {
      const change = pipe.readerChanged(cancellation);
      writeSync(fd, 'x');
      await change;
      expect(String(await read(made, 10))).toBe('x');
    }
    expect(pipe.changes.size).toBe(0);
    closeSync(fd);
    pipe.destroy();
  });

  test('ends that close and a pipe that goes wake everybody', async () => {
    const made = newPipe();
    const end = read(made, 1);
    made.pipe.closeWriter();
    expect((await end).length).toBe(0);
    const other = newPipe();
    await write(other, Buffer.alloc(4_096));
    const refused = write(other, Buffer.from('x'));
    other.pipe.closeReader();
    await expect(refused).rejects.toEqual(code('EPIPE'));
    const third = newPipe();
    const waiting = read(third, 1);
    third.pipe.destroy();
    await expect(waiting).rejects.toEqual(code('EIDRM'));
    expect(third.arena.used + made.arena.used + other.arena.used).toBe(0);
  });
});

describe('memory', () => {
  test('counts as that of the maker, and of whoever uses it after the maker ended', async () => {
    const made = newPipe(8_192);
    const { table, arena, process, pipe } = made;
    await write(made, Buffer.from('left behind'));
    expect(process.memory.used).toBe(8_192);
    const heir = newProcess(table, {});
    await table.end(process, { code: 0, signal: 0 }, process.trace);
    expect(String((await pipe.read(4, transferOf(heir), false)).data)).toBe('left');
    expect(heir.memory.used).toBe(8_192);
    expect(process.memory.used).toBe(0);
    pipe.closeWriter();
    expect(String((await pipe.read(40, transferOf(heir), false)).data)).toBe(' behind');
    expect({ heir: heir.memory.used, arena: arena.used }).toEqual({ heir: 0, arena: 0 });
  });

  test('an heir without room for it gets ENOMEM and loses nothing', async () => {
    const made = newPipe(8_192);
    const { table, process, pipe } = made;
    await write(made, Buffer.from('bytes'));
    const poor = newProcess(table, { kernelBytes: 1_000, parentPid: initPid });
    const rich = newProcess(table, {});
    await table.end(process, { code: 0, signal: 0 }, process.trace);
    expect(() => pipe.read(4, transferOf(poor), false)).toThrow(code('ENOMEM'));
    expect(String((await pipe.read(40, transferOf(rich), false)).data)).toBe('bytes');
  });

  test('a pipe that the limit has no room for is not made', () => {
    expect(() => newPipe(65_536, 60_000)).toThrow(code('ENOMEM'));
  });
});

describe.skipIf(process.platform !== 'linux')('going to the host', () => {
  test('takes what is inside along and gives the memory back', async () => {
    const made = newPipe(1024 * 1024);
    await write(made, Buffer.alloc(700_000, 'x'));
    const fd = made.pipe.hostDescriptor('reader');
    expect(made.process.memory.used).toBe(0);
    expect(made.pipe.stats).toMatchObject({ buffered: 700_000, written: 700_000 });
    made.pipe.closeWriter();
    expect(readFileSync(fd).equals(Buffer.alloc(700_000, 'x'))).toBe(true);
    made.pipe.closeReader();
  });

  test('keeps what is inside when the host gives less room than that takes', async () => {
    const { arena, process } = newPipe();
    const pipe = new Pipe(arena, { open: () => hostPipes.open(4_096) }, process, 65_536);
    const data = Buffer.from(Uint8Array.from({ length: 10_000 }, (_, index) => index % 251));
    await pipe.write(data, transferOf(process), false);
    expect(() => pipe.hostDescriptor('reader')).toThrow(code('EAGAIN'));
    expect((await pipe.read(20_000, transferOf(process), false)).data).toEqual(data);
    closeSync(pipe.hostDescriptor('reader'));
    pipe.destroy();
  });

  test('programs get blocking descriptors, whatever the kernel does with its own', async () => {
    const made = newPipe();
    const fd = made.pipe.hostDescriptor('reader');
    await write(made, Buffer.from('a'));
    const flags = /flags:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '';
    expect(Number.parseInt(flags, 8) & 0o4000).toBe(0);
    expect(readSync(fd, Buffer.alloc(1))).toBe(1);
    made.pipe.destroy();
  });

  test('writes that are given up do not pile up for a program that reads nothing', async () => {
    const made = newPipe();
    const fd = made.pipe.hostDescriptor('reader');
    const text = async (length: number) => {
      const data = Buffer.alloc(length);
      for (let got = 0; got < length; ) got += (await promisify(fsRead)(fd, data, got, length - got, null)).bytesRead;
      return data.toString();
    };
    for (const letter of ['a', 'b', 'c']) {
      const given = new AbortController();
      const written = write(made, Buffer.alloc(200_000, letter), given.signal);
      await turn();
      given.abort(new Error('given up'));
      await expect(written).rejects.toThrow('given up');
    }
    const last = write(made, Buffer.from('d'));
    // The first one was under way; nothing of the others was taken.
    expect(await text(200_000)).toBe('a'.repeat(200_000));
    expect(await text(1)).toBe('d');
    expect(await last).toBe(1);
    made.pipe.destroy();
  });

  test('an end that the kernel has read ahead of is not handed over any more', async () => {
    const made = newPipe();
    made.pipe.hostDescriptor('writer');
    await write(made, Buffer.from('ab'));
    expect(String(await read(made, 1))).toBe('a');
    expect(() => made.pipe.hostDescriptor('reader')).toThrow(code('EBUSY'));
    made.pipe.destroy();
    await expect(read(made, 1)).rejects.toEqual(code('EIDRM'));
  });
});

/** A pipe with its waiters, in the plainest form. */
class Model {
  readonly results = new Map<number, string>();
  #bytes = 0;
  #writers: { id: number; length: number }[] = [];
  #readers: { id: number; maximum: number }[] = [];
  #reader = true;
  #writer = true;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  write(id: number, length: number): void {
    this.#writers.push({ id, length });
    this.#settle();
  }
  read(id: number, maximum: number): void {
    this.#readers.push({ id, maximum });
    this.#settle();
  }
  cancel(id: number): boolean {
    const waits = [...this.#writers, ...this.#readers].some((one) => one.id === id);
    this.#writers = this.#writers.filter((one) => one.id !== id);
    this.#readers = this.#readers.filter((one) => one.id !== id);
    if (waits) this.results.set(id, 'cancelled');
    this.#settle();
    return waits;
  }
  closeReader(): void {
    this.#reader = false;
    this.#bytes = 0;
    this.#settle();
  }
  closeWriter(): void {
    this.#writer = false;
    this.#settle();
  }

  #settle(): void {
    for (let moved = true; moved; ) {
      moved = false;
      const [writer] = this.#writers;
      if (writer !== undefined) {
        const free = this.#capacity - this.#bytes;
        const least = writer.length <= 4_096 ? writer.length : 1;
        if (!this.#reader) this.results.set(writer.id, 'EPIPE');
        else if (free >= least) {
          const count = Math.min(free, writer.length);
          this.#bytes += count;
          this.results.set(writer.id, `wrote ${count}`);
        }
        if (this.results.has(writer.id)) {
          this.#writers.shift();
          moved = true;
          continue;
        }
      }
      const [reader] = this.#readers;
      if (reader === undefined) continue;
      if (this.#bytes > 0) {
        const count = Math.min(this.#bytes, reader.maximum);
        this.#bytes -= count;
        this.results.set(reader.id, `read ${count}`);
      } else if (!this.#writer) this.results.set(reader.id, 'read 0');
      if (this.results.has(reader.id)) {
        this.#readers.shift();
        moved = true;
      }
    }
  }
}

test('agrees with a model over any sequence of waiting reads and writes, cancellations and closes', async () => {
  const step = fc.record({
    action: fc.constantFrom('write', 'read', 'write', 'read', 'cancel', 'closeReader', 'closeWriter'),
    length: fc.oneof(fc.integer({ min: 1, max: 4_096 }), fc.integer({ min: 1, max: 12_000 })),
    pick: fc.nat(1_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const made = newPipe(6_000);
      const model = new Model(6_000);
      const results = new Map<number, string>();
      const controllers: AbortController[] = [];
      const open = { reader: true, writer: true };
      const settle = (id: number, promise: Promise<string>) =>
        promise.then(
          (result) => results.set(id, result),
          (error: Error & { code?: string }) => results.set(id, error.code ?? error.message),
        );
      for (const { action, length, pick } of steps) {
        const id = controllers.length;
        if (action === 'write' && open.writer) {
          const controller = new AbortController();
          controllers.push(controller);
          void settle(
            id,
            write(made, new Uint8Array(length), controller.signal).then((count) => `wrote ${count}`),
          );
          model.write(id, length);
        } else if (action === 'read' && open.reader) {
          const controller = new AbortController();
          controllers.push(controller);
          void settle(
            id,
            read(made, length, controller.signal).then((data) => `read ${data.length}`),
          );
          model.read(id, length);
        } else if (action === 'cancel' && id > 0) {
          if (model.cancel(pick % id)) controllers[pick % id]?.abort(new Error('cancelled'));
        } else if (action === 'closeReader' && open.reader && pick % 4 === 0) {
          open.reader = false;
          // A process that closes its end has no call under way on it.
          for (const [at, controller] of controllers.entries())
            if (model.cancel(at)) controller.abort(new Error('cancelled'));
          made.pipe.closeReader();
          model.closeReader();
        } else if (action === 'closeWriter' && open.writer && pick % 4 === 0) {
          open.writer = false;
          made.pipe.closeWriter();
          model.closeWriter();
        }
        await turn();
        expect(results).toEqual(model.results);
      }
      made.pipe.destroy();
      await turn();
      expect(made.process.memory.used).toBe(0);
      expect(results.size).toBe(controllers.length);
    }),
    { numRuns: 100 },
  );
});
