/** Pipes: bytes from one process to another, in order. Their ends serve `read`, `write`, `poll`, `dup` and `close` too. */
import { EventCategory } from '@agentos/protocol/kernel';
import {
  duplicateRight,
  type KernelObject,
  manageRight,
  type Rights,
  readRight,
  transferRight,
  writeRight,
} from '../descriptors/kernel-object.ts';
import { whileHeld } from '../descriptors/while-held.ts';
import { failure } from '../errors.ts';
import type { Ipc } from '../ipc/ipc.ts';
import { Pipe } from '../ipc/pipe.ts';
import { PipeControl, PipeReader, PipeWriter } from '../ipc/pipe-ends.ts';
import type { Process } from '../process/process.ts';
import { mostBytes, requireSize } from './files.ts';
import type { SyscallRows } from './row.ts';

type PipeSyscalls = 'pipeCreate' | 'pipeWrite' | 'pipeRead' | 'pipeClose' | 'pipeDestroy' | 'pipeStats';

const row = { category: EventCategory.IPC, cost: 'inline', timeout: 'none' } as const;
/** Waits for whoever holds the other end, for as long as that takes. */
const waiting = { category: EventCategory.IPC, cost: 'blocking', timeout: 'none' } as const;
const handed = manageRight | duplicateRight | transferRight;

export function pipeSyscalls({ arena, hostPipes, report }: Ipc): SyscallRows<PipeSyscalls> {
  return {
    pipeCreate: {
      ...row,
      handler({ capacity }, { process, trace }) {
        const pipe = new Pipe(arena, hostPipes, process, capacity);
        const [control, readEnd, writeEnd] = addAll(process, [
          [new PipeControl(pipe), handed],
          [new PipeReader(pipe), readRight | handed],
          [new PipeWriter(pipe), writeRight | handed],
        ]);
        report('ipc.created', 'pipe', process.pid, trace, pipe.capacity);
        return { pipe: control ?? 0, readEnd: readEnd ?? 0, writeEnd: writeEnd ?? 0 };
      },
    },
    pipeWrite: {
      ...waiting,
      handler({ writeEnd, data }, call) {
        requireSize(data);
        const { process } = call;
        const { pipe, nonBlocking } = process.handles.get(writeEnd, PipeWriter, writeRight);
        const answer = (written: number) => {
          call.bytes = written;
          process.counters.bytesWritten += written;
          return { written };
        };
        const handle = process.handles.handle(writeEnd);
        const written = whileHeld(handle, call, (transfer) => pipe.write(data, transfer, nonBlocking));
        return written instanceof Promise ? written.then(answer) : answer(written);
      },
    },
    pipeRead: {
      ...waiting,
      handler({ readEnd, length }, call) {
        const { process } = call;
        const { pipe, nonBlocking } = process.handles.get(readEnd, PipeReader, readRight);
        const maximum = Math.min(length === 0 ? mostBytes : length, mostBytes);
        const answer = ({ data, endOfFile }: { data: Buffer; endOfFile: boolean }) => {
          call.bytes = data.length;
          process.counters.bytesRead += data.length;
          return { data, endOfFile };
        };
        const handle = process.handles.handle(readEnd);
        const read = whileHeld(handle, call, (transfer) => pipe.read(maximum, transfer, nonBlocking));
        return read instanceof Promise ? read.then(answer) : answer(read);
      },
    },
    pipeClose: {
      ...row,
      handler({ end }, { process }) {
        const object = process.handles.object(end);
        if (!(object instanceof PipeReader || object instanceof PipeWriter)) {
          throw failure('EINVAL', `handle ${end} is a ${object.kind}, not an end of a pipe`, String(end));
        }
        process.handles.close(end);
        return {};
      },
    },
    pipeDestroy: {
      ...row,
      handler({ pipe: number }, { process, trace }) {
        const { pipe } = process.handles.get(number, PipeControl, manageRight);
        const { read } = pipe.stats;
        const first = !pipe.destroyed;
        pipe.destroy();
        process.handles.close(number);
        if (first) report('ipc.ended', 'pipe', process.pid, trace, read);
        return {};
      },
    },
    pipeStats: {
      ...row,
      handler: ({ pipe }, { process }) => process.handles.get(pipe, PipeControl).pipe.stats,
    },
  };
}

/** Adds all of the objects or none. @throws KernelError EMFILE */
function addAll(process: Process, objects: readonly (readonly [KernelObject, Rights])[]): number[] {
  const numbers: number[] = [];
  try {
    for (const [object, rights] of objects) numbers.push(process.handles.add(object, rights));
    return numbers;
  } catch (error) {
    for (const number of numbers) process.handles.close(number);
    for (const [object] of objects.slice(numbers.length)) object.release();
    throw error;
  }
}
