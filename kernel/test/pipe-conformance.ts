/** What every pipe does, whichever is behind it: the kernel's ring, one that went to the host, the host's own as oracle. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

export interface TestPipe {
  /** Without waiting; how many bytes were taken. Rejects with EAGAIN and EPIPE. */
  tryWrite(data: Uint8Array): Promise<number>;
  /** Without waiting; no bytes are the end. Rejects with EAGAIN. */
  tryRead(maximum: number): Promise<Uint8Array>;
  /** Waits for at least a byte, or the end. */
  read(maximum: number): Promise<Uint8Array>;
  closeReader(): Promise<void>;
  closeWriter(): Promise<void>;
  /** What is left of it. */
  release(): Promise<void>;
}

const atomic = 4_096;

/** `make` gives an empty pipe that holds 64 KiB; `readsAhead` when reading may take more than was asked for from the pipe. */
export function pipeConformance(
  name: string,
  make: () => Promise<TestPipe>,
  { readsAhead }: { readonly readsAhead: boolean },
): void {
  const withPipe = async (body: (pipe: TestPipe) => Promise<void>): Promise<void> => {
    const pipe = await make();
    try {
      await body(pipe);
    } finally {
      await pipe.release();
    }
  };
  const bytes = (length: number, from = 0) => Uint8Array.from({ length }, (_, index) => (from + index) % 251);
  const fill = async (pipe: TestPipe): Promise<number> => {
    let filled = 0;
    for (;;) {
      try {
        filled += await pipe.tryWrite(bytes(atomic, filled));
      } catch (error) {
        expect(error).toMatchObject({ code: 'EAGAIN' });
        return filled;
      }
    }
  };
  const readAll = async (pipe: TestPipe, length: number): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    for (let got = 0; got < length; ) {
      const part = await pipe.read(length - got);
      expect(part.length).toBeGreaterThan(0);
      parts.push(part);
      got += part.length;
    }
    return Buffer.concat(parts);
  };

  describe(name, () => {
    test('bytes come out as they went in, in parts of any size', () =>
      withPipe(async (pipe) => {
        expect(await pipe.tryWrite(bytes(1_000))).toBe(1_000);
        expect(await pipe.tryWrite(bytes(500, 1_000))).toBe(500);
        expect(Buffer.from(await pipe.read(3)).equals(bytes(3))).toBe(true);
        expect(Buffer.from(await readAll(pipe, 1_497)).equals(bytes(1_497, 3))).toBe(true);
      }));

    test('nothing to read is EAGAIN, and the end once the writer is gone', () =>
      withPipe(async (pipe) => {
        await expect(pipe.tryRead(1)).rejects.toMatchObject({ code: 'EAGAIN' });
        await pipe.tryWrite(bytes(2));
        await pipe.closeWriter();
        expect((await pipe.read(10)).length).toBe(2);
        expect((await pipe.read(10)).length).toBe(0);
        expect((await pipe.read(10)).length).toBe(0);
      }));

    test('writing for nobody is EPIPE, also with bytes still inside', () =>
      withPipe(async (pipe) => {
        await pipe.tryWrite(bytes(10));
        await pipe.closeReader();
        await expect(pipe.tryWrite(bytes(1))).rejects.toMatchObject({ code: 'EPIPE' });
      }));

    test('a full pipe takes nothing until it is read', () =>
      withPipe(async (pipe) => {
        const filled = await fill(pipe);
        expect(filled).toBe(64 * 1024);
        await expect(pipe.tryWrite(bytes(1))).rejects.toMatchObject({ code: 'EAGAIN' });
        await readAll(pipe, atomic);
        expect(await pipe.tryWrite(bytes(atomic, filled))).toBe(atomic);
        const rest = await readAll(pipe, filled);
        expect(Buffer.from(rest).equals(bytes(filled, atomic))).toBe(true);
      }));

    // Where the kernel reads ahead, how much room is left is not known.
    if (!readsAhead)
      test('4,096 bytes are taken whole or not at all, more in part', () =>
        withPipe(async (pipe) => {
          const filled = await fill(pipe);
          await readAll(pipe, atomic - 1);
          await expect(pipe.tryWrite(bytes(atomic))).rejects.toMatchObject({ code: 'EAGAIN' });
          await readAll(pipe, 1 + atomic);
          const written = await pipe.tryWrite(bytes(20_000));
          expect(written).toBeGreaterThan(0);
          expect(written).toBeLessThanOrEqual(2 * atomic);
          expect((await readAll(pipe, filled - 2 * atomic + written)).length).toBe(filled - 2 * atomic + written);
        }));

    test('any sequence of writes and reads keeps the bytes and their order', async () => {
      const step = fc.record({
        write: fc.boolean(),
        length: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.nat(70_000)),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), (steps) =>
          withPipe(async (pipe) => {
            let written = 0;
            let read = 0;
            for (const { write, length } of steps) {
              try {
                if (write && length > 0) {
                  const taken = await pipe.tryWrite(bytes(length, written));
                  expect(taken).toBeGreaterThan(0);
                  if (length <= atomic) expect(taken).toBe(length);
                  written += taken;
                } else if (length > 0) {
                  const got = await pipe.tryRead(length);
                  expect(got.length).toBeLessThanOrEqual(length);
                  expect(Buffer.from(got).equals(bytes(got.length, read))).toBe(true);
                  read += got.length;
                }
              } catch (error) {
                expect(error).toMatchObject({ code: 'EAGAIN' });
              }
              expect(read).toBeLessThanOrEqual(written);
            }
            await pipe.closeWriter();
            const rest = await readAll(pipe, written - read);
            expect(Buffer.from(rest).equals(bytes(written - read, read))).toBe(true);
            expect((await pipe.read(1)).length).toBe(0);
          }),
        ),
        { numRuns: 60 },
      );
    });
  });
}
