/** A relay between two sides that are always ready: the core must come to other work in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ProcessKind } from '@agentos/protocol/kernel';
import { expect, test } from 'vitest';
import { EventRing } from '../events/event-ring.ts';
import { newTrace } from '../events/trace.ts';
import { initPid, ProcessTable } from '../process/process-table.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { MemoryBackend } from '../vfs/memory.ts';
import type { HostSocket } from './host-socket.ts';
import { startRelay } from './relay.ts';
import { Socket } from './socket.ts';

const limits = { memoryBytes: 0, cpuPercent: 0, descriptors: 9, processes: 9, keyValueBytes: 0, kernelBytes: 0 };

/** Gives as much as is asked for and takes all that comes, always at once. */
class EagerSocket implements Partial<HostSocket> {
  readonly kind = 'stream';
  readonly bufferBytes = 1;
  received = 0;
  sent = 0;
  closed = false;

  receive(maximum: number) {
    this.received++;
    return { data: Buffer.alloc(maximum), sender: undefined, truncated: false, ended: false };
  }

  send(data: Uint8Array): number {
    this.sent++;
    return data.length;
  }

  shutdown(): void {}

  getOption(): number {
    return 0;
  }

  close(): void {
    this.closed = true;
  }
}

test('moves one piece each way a turn, charged to the program, and ends with it', async () => {
  const table = new ProcessTable({
    events: new EventRing(),
    makeTemporary: () => new MemoryBackend(),
    onLedgerFailure: () => undefined,
  });
  const capabilities = CapabilitySet.parse([], '');
  const spec = { name: 'p', kind: ProcessKind.HOST, appId: '', parentPid: initPid, capabilities, limits };
  const program = table.create({ ...spec, trace: newTrace() });
  const [net, end] = [new EagerSocket(), new EagerSocket()];
  const host = (one: EagerSocket): HostSocket => one as unknown as HostSocket;
  const watcher = { refused: () => undefined, closed: () => undefined, pair: () => undefined };
  const socket = new Socket(host(net), program.memory, watcher);
  startRelay({ socket, end: host(end), program, toProgram: true, fromProgram: true });
  for (let turns = 1; turns <= 5; turns++) {
    expect(net.sent).toBeLessThanOrEqual(turns);
    expect(end.sent).toBeLessThanOrEqual(turns);
    await nextTurn();
  }
  expect([net.sent, end.sent].every((sent) => sent >= 4)).toBe(true);
  expect(program.schedule.kernelNs).toBeGreaterThan(0);
  const held = program.memory.used;
  await program.ledger.unwind();
  await expect.poll(() => end.closed).toBe(true);
  expect(program.memory.used).toBeLessThan(held);
  socket.release();
  expect([net.closed, program.memory.used]).toEqual([true, 0]);
});
