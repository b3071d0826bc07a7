/**
 * A connection as a descriptor of a program. The program gets one end of a pair of Unix sockets, not the host's socket,
 * which it could connect to where no rule lets it; the kernel carries the bytes across, as much at a time as either side
 * takes, and asks before each piece whether the program may still. It lives as long as the program, or until one side ends.
 *
 * Rule it keeps: one piece in each direction a turn of the event loop, charged to the program, however fast both sides are.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Process } from '../process/process.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import type { HostSocket, Interest, Received } from './host-socket.ts';
import type { Socket } from './socket.ts';

const pieceBytes = 64 * 1024;
/** What the two ends of the pair and a piece on its way take at most. */
const heldBytes = 512 * 1024;
const reading: Interest = { read: true, write: false };
const writing: Interest = { read: false, write: true };

export interface RelayOptions {
  readonly socket: Socket;
  /** The kernel's end of the pair; closed with the relay. */
  readonly end: HostSocket;
  readonly program: Process;
  /** Which ways bytes go: the rights of the handle that was handed over. */
  readonly toProgram: boolean;
  readonly fromProgram: boolean;
}

/** Holds the socket from now on. @throws KernelError ENOMEM; `end` is closed then */
export function startRelay({ socket, end, program, toProgram, fromProgram }: RelayOptions): void {
  try {
    program.memory.charge(heldBytes);
  } catch (error) {
    end.close();
    throw error;
  }
  socket.retain();
  const stop = new Cancellation();
  const requireRight = (): void => socket.standing.require(program);
  const carry = async (from: HostSocket, to: HostSocket): Promise<void> => {
    for (;;) {
      const { data, ended } = await received(from, stop, requireRight);
      const started = performance.now();
      if (ended) {
        // A program that has closed its end ends nothing for others who hold the socket; one that shut its half does.
        if (from === end && end.readiness().hungUp) stop.cancel(undefined);
        else to.shutdown('write');
        return;
      }
      const sending = sent(to, data, stop, requireRight);
      // Taking the piece costs about as much as giving it.
      program.schedule.charge(2e6 * (performance.now() - started));
      await sending;
      await nextTurn();
    }
  };
  const resource = { kind: 'relay', dispose: () => stop.cancel(undefined) } as const;
  program.ledger.add(resource);
  if (!toProgram) end.shutdown('write');
  if (!fromProgram) end.shutdown('read');
  const ways = [toProgram ? carry(socket.host, end) : undefined, fromProgram ? carry(end, socket.host) : undefined];
  for (const way of ways) way?.catch(() => stop.cancel(undefined));
  void Promise.allSettled(ways).then(() => {
    program.ledger.remove(resource);
    program.memory.release(heldBytes);
    end.close();
    socket.release();
  });
}

async function received(from: HostSocket, stop: Cancellation, requireRight: () => void): Promise<Received> {
  for (;;) {
    stop.throwIfCancelled();
    requireRight();
    const got = from.receive(pieceBytes);
    if (got !== undefined) return got;
    await from.changed(reading, stop);
  }
}

async function sent(to: HostSocket, data: Buffer, stop: Cancellation, requireRight: () => void): Promise<void> {
  for (let done = 0; done < data.length; ) {
    stop.throwIfCancelled();
    requireRight();
    const taken = to.send(data.subarray(done));
    if (taken === undefined) await to.changed(writing, stop);
    else done += taken;
  }
}
