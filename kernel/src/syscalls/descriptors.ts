/** Descriptors: open files and byte streams of the calling process. */
import { EventCategory, type Open, type PollEntry, SeekOrigin } from '@agentos/protocol/kernel';
import {
  allRights,
  duplicateRight,
  manageRight,
  type Readiness,
  readRight,
  rightsOf,
  transferRight,
  writeRight,
} from '../descriptors/kernel-object.ts';
import { OpenFile } from '../descriptors/open-file.ts';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { isIn, liveStates } from '../process/state.ts';
import type { PathKind } from '../security/capability-set.ts';
import { requirePath } from '../security/check.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import type { Namespace } from '../vfs/namespace.ts';
import type { Call } from './call.ts';
import { bits } from './lookup.ts';
import type { SyscallRows } from './row.ts';
import { holding, moved, readLength, requireSize } from './transfer.ts';

type DescriptorSyscalls = 'open' | 'close' | 'read' | 'write' | 'poll' | 'dup' | 'dup2' | 'lseek' | 'fcntl';

const row = { category: EventCategory.FILE, cost: 'inline', timeout: 'none' } as const;
const file = { category: EventCategory.FILE, cost: 'async', timeout: 'io' } as const;
/** Reading and writing a stream waits for whoever is behind it, for as long as that takes. */
const stream = { category: EventCategory.FILE, cost: 'blocking', timeout: 'none' } as const;
const O_NONBLOCK = 0o4000;
const mostPolled = 1_024;
/** About what it costs the core to look again in a poll, and at one of its entries, nanoseconds. */
const lookNs = 20_000;
const entryNs = 100;

export function descriptorSyscalls(namespace: Namespace, processes: ProcessTable): SyscallRows<DescriptorSyscalls> {
  return {
    open: {
      ...file,
      handler(args, call) {
        const { process } = call;
        const kinds = kindsOf(args);
        const recheck = (name: string): void => {
          for (const kind of kinds) requirePath(process, kind, name);
        };
        const follow = !(args.create && args.exclusive);
        return namespace.at(process, args.path, follow, recheck, ({ backend, path, name }) => {
          const { append, create, exclusive, truncate } = args;
          const writable = args.write || append || truncate;
          const readable = args.read || !writable;
          const mode = bits(args.mode, 0o644);
          const opened = new OpenFile({
            file: backend.open(path, { read: readable, write: writable, append, create, exclusive, truncate, mode }),
            readable,
            writable,
            append,
            rights: { path: name, kinds },
          });
          opened.granted(process);
          const handed = (readable ? readRight : 0) | (writable ? writeRight : 0);
          return { descriptor: process.handles.adopt(opened, handed | manageRight | duplicateRight | transferRight) };
        });
      },
    },
    close: {
      ...row,
      handler({ descriptor }, { process }) {
        process.handles.close(descriptor);
        return {};
      },
    },
    read: {
      ...stream,
      async handler({ descriptor, length }, call) {
        const object = call.process.handles.object(descriptor, readRight);
        const result = await holding(call, descriptor, (transfer) => object.read(readLength(length), transfer));
        moved(call, result.data.length, 0);
        return result;
      },
    },
    write: {
      ...stream,
      async handler({ descriptor, data }, call) {
        requireSize(data);
        const object = call.process.handles.object(descriptor, writeRight);
        const written = await holding(call, descriptor, (transfer) => object.write(data, transfer));
        moved(call, 0, written);
        return { written };
      },
    },
    poll: {
      ...stream,
      async handler({ entries, timeoutMs }, call) {
        if (entries.length > mostPolled) throw failure('EINVAL', `poll takes at most ${mostPolled} descriptors`);
        return { ready: await poll(entries, timeoutMs, call) };
      },
    },
    dup: {
      ...row,
      handler({ descriptor, pid, rights }, { process }) {
        const keep = rights.length === 0 ? allRights : rightsOf(...rights);
        const { handles } = process;
        if (pid === 0 || pid === process.pid) return { descriptor: handles.duplicate(descriptor, handles, keep) };
        const target = receiverOf(processes, process, pid);
        return { descriptor: handles.duplicate(descriptor, target.handles, keep, transferRight) };
      },
    },
    dup2: {
      ...row,
      handler({ descriptor, target }, { process: { handles } }) {
        const original = handles.handle(descriptor);
        const object = handles.object(descriptor, duplicateRight);
        if (descriptor === target) return { descriptor };
        object.retain();
        try {
          handles.put(target, object, original.rights, original);
        } catch (error) {
          object.release();
          throw error;
        }
        return { descriptor: target };
      },
    },
    lseek: {
      ...row,
      handler({ descriptor, offset, origin }, { process }) {
        const opened = openFile(process, descriptor);
        const position = originOf(origin, opened) + offset;
        if (position < 0 || !Number.isSafeInteger(position)) {
          throw failure('EINVAL', `position ${position} is before the start of the file`, 'offset');
        }
        opened.position = position;
        return { position };
      },
    },
    fcntl: {
      ...row,
      handler({ descriptor, command, argument }, { process: { handles } }) {
        const { object, rights } = handles.handle(descriptor);
        switch (command) {
          case 'getfl':
            return { value: object.flags() | (object.nonBlocking ? O_NONBLOCK : 0) };
          case 'setfl':
            handles.object(descriptor, manageRight).setFlags(argument);
            object.nonBlocking = (argument & O_NONBLOCK) !== 0;
            return { value: 0 };
          case 'getfd':
            // Programs get what spawn names, nothing else.
            return { value: 1 };
          case 'setfd':
            if ((argument & 1) === 0)
              throw failure('EINVAL', 'handles are always close-on-exec; spawn names what a program gets', 'setfd');
            return { value: 0 };
          case 'getrights':
            return { value: rights };
          case 'revoke':
            return { value: handles.revokeDerived(descriptor) };
          default:
            throw failure(
              'EINVAL',
              `fcntl knows getfl, setfl, getfd, setfd, getrights and revoke, not "${command.slice(0, 32)}"`,
              'command',
            );
        }
      },
    },
  };
}

function kindsOf({ read, write, append, create, truncate }: Open): PathKind[] {
  const kinds: PathKind[] = [];
  if (read || !(write || append || truncate)) kinds.push('READ_FILE');
  if (write || append || truncate) kinds.push('WRITE_FILE');
  if (create) kinds.push('CREATE_FILE');
  return kinds;
}

/**
 * The process that handles may be passed to: one below the caller, or of its app.
 * @throws KernelError ESRCH, EPERM
 */
function receiverOf(processes: ProcessTable, caller: Process, pid: number): Process {
  const target = processes.require(pid);
  if (!isIn(target, ...liveStates)) throw failure('ESRCH', `process ${pid} has ended`, String(pid));
  const sameApp = caller.appId !== '' && target.appId === caller.appId;
  if (sameApp || processes.isSelfOrBelow(pid, caller.pid)) return target;
  throw failure('EPERM', `process ${pid} is neither below the caller nor of its app`, String(pid));
}

function openFile(process: Process, descriptor: number): OpenFile {
  const object = process.handles.object(descriptor);
  if (object instanceof OpenFile) return object;
  throw failure('ESPIPE', `handle ${descriptor} is a ${object.kind}, not a file`, String(descriptor));
}

function originOf(origin: SeekOrigin, { file: opened, position }: OpenFile): number {
  if (origin === SeekOrigin.CURRENT) return position;
  return origin === SeekOrigin.END ? opened.stat().size : 0;
}

/**
 * The entries for which what was asked is so; waits up to `timeoutMs` for the first (0: does not wait). Only what has
 * changed is looked at again, and waited for again in a later turn of the process: a thing that changes all the time without becoming
 * what was asked for costs its own look, not one at everything else.
 */
async function poll(entries: readonly PollEntry[], timeoutMs: number, call: Call): Promise<PollEntry[]> {
  const { process, cancellation, timers } = call;
  const asked = entries.map((entry) => ({ entry, object: process.handles.object(entry.descriptor) }));
  const ready = (among: typeof asked): PollEntry[] =>
    among.flatMap(({ entry, object }) => {
      const now: Readiness = object.readiness();
      const readable = entry.readable && now.readable;
      const writable = entry.writable && now.writable;
      if (!readable && !writable && !now.hungUp) return [];
      return [{ descriptor: entry.descriptor, readable, writable, hungUp: now.hungUp }];
    });
  const over = new Cancellation();
  const changed = new Set(asked.map(({ object }) => object));
  let wake = (): void => undefined;
  const timer = timers.start(timeoutMs, () => over.cancel(undefined));
  over.add({ cancel: () => wake() });
  if (cancellation.cancelled) over.cancel(cancellation.reason);
  else cancellation.add(over);
  try {
    for (let among = asked; ; among = asked.filter(({ object }) => changed.has(object))) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // Even without waiting, looking may start a read: a stream is only known to be readable once something has arrived.
      for (const object of changed) {
        changed.delete(object);
        const tell = (): void => {
          changed.add(object);
          wake();
        };
        object.changed(over).then(tell, () => undefined);
      }
      const now = ready(among);
      if (now.length > 0 || timeoutMs === 0 || asked.length === 0 || over.cancelled) {
        return among === asked ? now : ready(asked);
      }
      await woken;
      if (!over.cancelled) await call.turn(lookNs + entryNs * asked.length);
      cancellation.throwIfCancelled();
    }
  } finally {
    timer.stop();
    cancellation.remove(over);
    over.cancel(undefined);
  }
}
