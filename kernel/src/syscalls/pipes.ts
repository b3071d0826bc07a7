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
import { failure } from '../errors.ts';
import type { Ipc } from '../ipc/ipc.ts';
import { Pipe } from '../ipc/pipe.ts';
import { PipeControl, PipeReader, PipeWriter } from '../ipc/pipe-ends.ts';
import type { Process } from '../process/process.ts';
import type { SyscallRows } from './row.ts';
import { after, holding, moved, readLength, requireSize } from './transfer.ts';

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
        const { pipe, nonBlocking } = call.process.handles.get(writeEnd, PipeWriter, writeRight);
        const taken = holding(call, writeEnd, (transfer) => pipe.write(data, transfer, nonBlocking));
        return after(taken, (written) => {
          moved(call, 0, written);
          return { written };
        });
      },
    },
    pipeRead: {
      ...waiting,
      handler({ readEnd, length }, call) {
        const { pipe, nonBlocking } = call.process.handles.get(readEnd, PipeReader, readRight);
        const got = holding(call, readEnd, (transfer) => pipe.read(readLength(length), transfer, nonBlocking));
        return after(got, ({ data, endOfFile }) => {
          moved(call, data.length, 0);
          return { data, endOfFile };
        });
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
