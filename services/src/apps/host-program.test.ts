/** The program's flow control over a kernel of our own, where every read is visible. */
import { Buffer } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import { ProcManifest, TTY_SCROLLBACK_BYTES, TTY_WINDOW_BYTES } from '@agentos/protocol';
import { WaitEvent } from '@agentos/protocol/kernel';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Caller } from '../kernel/caller.ts';
import { HostProgram } from './host-program.ts';

const log = pino({ level: 'silent' });
const terminal = 7;

/** A terminal whose program writes without end until it is told to exit. */
function createFlood(available = Number.POSITIVE_INFINITY) {
  let left = available;
  let given = 0;
  const exit = Promise.withResolvers<number>();
  const typed: Buffer[] = [];
  const kernel: Pick<Caller, 'pid'> & { call(name: string, args: never): Promise<unknown> } = {
    pid: 1,
    async call(name: string, args: { length: number; data: Buffer }) {
      switch (name) {
        case 'spawn':
          return { pid: 42, stdin: 0, stdout: 0, stderr: 0, terminal };
        case 'read': {
          if (left <= 0) {
            await exit.promise;
            return { data: Buffer.alloc(0), endOfFile: true };
          }
          await turn();
          const data = Buffer.alloc(Math.min(args.length, left), 'x');
          left -= data.length;
          given += data.length;
          return { data, endOfFile: false };
        }
        case 'wait':
          return { pid: 42, event: WaitEvent.EXITED, exitCode: await exit.promise, signal: 0 };
        case 'write':
          typed.push(args.data);
          return { written: args.data.length };
        default:
          return {};
      }
    },
  };
  return { kernel: kernel as unknown as Caller, given: () => given, exit: (code: number) => exit.resolve(code), typed };
}

function createProgram(kernel: Caller) {
  let exits = 0;
  const program = new HostProgram({
    kernel,
    log,
    name: 'test',
    appId: 'test',
    manifest: ProcManifest.parse({ executable: 'yes' }),
    capabilities: [],
    onExit: () => exits++,
  });
  return { program, exits: () => exits };
}

function createViewer() {
  let bytes = 0;
  const events: string[] = [];
  return {
    viewer: {
      data: (chunk: Uint8Array) => {
        bytes += chunk.length;
      },
      exit: (code: number) => events.push(`exit ${code} after ${bytes}`),
      replaced: () => events.push('replaced'),
    },
    bytes: () => bytes,
    events,
  };
}

const settle = async (): Promise<void> => {
  for (let step = 0; step < 50; step++) await turn();
};

test('a viewer that does not acknowledge gets one window, and the kernel is no longer read', async () => {
  const flood = createFlood();
  const { program } = createProgram(flood.kernel);
  const { viewer, bytes } = createViewer();
  const attachment = program.attach(viewer);
  await program.start('');
  await settle();
  expect(bytes()).toBe(TTY_WINDOW_BYTES);
  const read = flood.given();
  expect(read).toBeLessThanOrEqual(2 * TTY_WINDOW_BYTES);
  await settle();
  expect(flood.given()).toBe(read);

  attachment.acknowledge(TTY_WINDOW_BYTES);
  await settle();
  expect(bytes()).toBe(2 * TTY_WINDOW_BYTES);
  expect(flood.given()).toBeGreaterThan(read);
});

test('acknowledging more than was sent opens no wider window', async () => {
  const flood = createFlood();
  const { program } = createProgram(flood.kernel);
  const { viewer, bytes } = createViewer();
  const attachment = program.attach(viewer);
  await program.start('');
  await settle();
  attachment.acknowledge(0xffffffff);
  await settle();
  expect(bytes()).toBe(2 * TTY_WINDOW_BYTES);
});

test('without a viewer the program runs on and the scrollback forgets the oldest', async () => {
  const flood = createFlood(3 * TTY_SCROLLBACK_BYTES);
  const { program } = createProgram(flood.kernel);
  await program.start('');
  await settle();
  expect(flood.given()).toBe(3 * TTY_SCROLLBACK_BYTES);
  expect(program.scrollback.end - program.scrollback.start).toBe(TTY_SCROLLBACK_BYTES);
});

test('a viewer that comes late is shown the scrollback first, through the same window', async () => {
  const flood = createFlood(TTY_SCROLLBACK_BYTES);
  const { program } = createProgram(flood.kernel);
  await program.start('');
  await settle();
  const { viewer, bytes } = createViewer();
  const attachment = program.attach(viewer);
  await settle();
  expect(bytes()).toBe(TTY_WINDOW_BYTES);
  attachment.acknowledge(TTY_WINDOW_BYTES);
  await settle();
  expect(bytes()).toBe(TTY_SCROLLBACK_BYTES);
});

test('exit is the last message, after all output', async () => {
  const flood = createFlood(TTY_WINDOW_BYTES + 1_000);
  const { program, exits } = createProgram(flood.kernel);
  const { viewer, events } = createViewer();
  const attachment = program.attach(viewer);
  await program.start('');
  await settle();
  flood.exit(3);
  await settle();
  expect(events).toEqual([]);
  expect(program.exitCode).toBe(3);
  attachment.acknowledge(TTY_WINDOW_BYTES);
  await settle();
  expect(events).toEqual([`exit 3 after ${TTY_WINDOW_BYTES + 1_000}`]);
  expect(exits()).toBe(1);
});

test('a second viewer replaces the first', async () => {
  const flood = createFlood(10);
  const { program } = createProgram(flood.kernel);
  const first = createViewer();
  const second = createViewer();
  const attachment = program.attach(first.viewer);
  await program.start('');
  await settle();
  program.attach(second.viewer);
  attachment.detach();
  await settle();
  expect(first.events).toEqual(['replaced']);
  expect(second.bytes()).toBe(10);
});

test('typing reaches the program in order; without one it fails', async () => {
  const flood = createFlood(0);
  const { program } = createProgram(flood.kernel);
  await expect(program.write(Buffer.from('early'))).rejects.toMatchObject({ code: 'EPIPE' });
  await program.start('');
  await Promise.all(['a', 'b', 'c'].map((text) => program.write(Buffer.from(text))));
  expect(Buffer.concat(flood.typed).toString()).toBe('abc');
  await expect(program.start('')).rejects.toMatchObject({ code: 'EBUSY' });
});
