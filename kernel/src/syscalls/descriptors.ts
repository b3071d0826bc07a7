/** Descriptors: open files and byte streams of the calling process. */
import { EventCategory, type Open, type PollEntry, SeekOrigin } from '@agentos/protocol/kernel';
import { asBuffer } from '../bytes.ts';
import { Description, type FileBody, type OpenRights } from '../descriptors/description.ts';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { PathKind } from '../security/capability-set.ts';
import { requirePath } from '../security/check.ts';
import type { Namespace } from '../vfs/namespace.ts';
import type { Call } from './call.ts';
import { mostBytes, requireSize } from './files.ts';
import { bits } from './lookup.ts';
import { longestTimer, type SyscallRows } from './row.ts';

type DescriptorSyscalls = 'open' | 'close' | 'read' | 'write' | 'poll' | 'dup' | 'dup2' | 'lseek' | 'fcntl';

const row = { category: EventCategory.FILE, cost: 'inline', timeout: 'none' } as const;
const file = { category: EventCategory.FILE, cost: 'async', timeout: 'io' } as const;
/** Reading and writing a stream waits for the program behind it, for as long as that takes. */
const stream = { category: EventCategory.FILE, cost: 'blocking', timeout: 'none' } as const;
const O_RDONLY = 0;
const O_WRONLY = 1;
const O_RDWR = 2;
const O_APPEND = 0o2000;
const mostPolled = 1_024;

export function descriptorSyscalls(namespace: Namespace): SyscallRows<DescriptorSyscalls> {
  return {
    open: {
      ...file,
      handler(args, call) {
        const kinds = kindsOf(args);
        const recheck = (name: string): void => {
          for (const kind of kinds) requirePath(call.process, kind, name);
        };
        return namespace.at(
          call.process,
          args.path,
          !(args.create && args.exclusive),
          recheck,
          ({ backend, path, name }) => {
            const { append, create, exclusive, truncate } = args;
            const writable = args.write || append || truncate;
            const readable = args.read || !writable;
            const mode = bits(args.mode, 0o644);
            const opened = backend.open(path, {
              read: readable,
              write: writable,
              append,
              create,
              exclusive,
              truncate,
              mode,
            });
            const rights = { path: name, kinds, epoch: call.process.policyEpoch };
            const body: FileBody = {
              kind: 'file',
              file: opened,
              readable,
              writable,
              append,
              alwaysAppends: append,
              position: 0,
              rights,
            };
            const description = new Description(body);
            try {
              return { descriptor: call.process.handles.add(description) };
            } catch (error) {
              description.release();
              throw error;
            }
          },
        );
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
        const description = call.process.handles.get(descriptor);
        const wanted = Math.min(length === 0 ? mostBytes : length, mostBytes);
        const { body } = description;
        const data =
          body.kind === 'file'
            ? await readFile(description, body, wanted, call)
            : await readStream(body.input, wanted, call);
        call.bytes = data.length;
        call.process.counters.bytesRead += data.length;
        return { data, endOfFile: data.length === 0 };
      },
    },
    write: {
      ...stream,
      async handler({ descriptor, data }, call) {
        requireSize(data);
        const description = call.process.handles.get(descriptor);
        const { body } = description;
        let written = data.length;
        if (body.kind === 'file') await writeFile(description, body, data, call);
        else if (body.output === undefined) throw failure('EBADF', 'the descriptor is not open for writing');
        else written = await body.output.write(data, call.signal);
        call.bytes = written;
        call.process.counters.bytesWritten += written;
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
      handler({ descriptor }, { process }) {
        const description = process.handles.get(descriptor).retain();
        try {
          return { descriptor: process.handles.add(description) };
        } catch (error) {
          description.release();
          throw error;
        }
      },
    },
    dup2: {
      ...row,
      handler({ descriptor, target }, { process }) {
        const description = process.handles.get(descriptor);
        if (descriptor === target) return { descriptor };
        description.retain();
        try {
          process.handles.put(target, description);
        } catch (error) {
          description.release();
          throw error;
        }
        return { descriptor: target };
      },
    },
    lseek: {
      ...row,
      handler({ descriptor, offset, origin }, { process }) {
        const body = process.handles.get(descriptor).file;
        const position = originOf(origin, body) + offset;
        if (position < 0 || !Number.isSafeInteger(position)) {
          throw failure('EINVAL', `position ${position} is before the start of the file`, 'offset');
        }
        body.position = position;
        return { position };
      },
    },
    fcntl: {
      ...row,
      handler({ descriptor, command, argument }, { process }) {
        const { body } = process.handles.get(descriptor);
        switch (command) {
          case 'getfl':
            return { value: accessOf(body) | (body.kind === 'file' && body.append ? O_APPEND : 0) };
          case 'setfl':
            if (body.kind !== 'file') throw failure('EINVAL', 'a stream has no flags to set', 'setfl');
            if (body.alwaysAppends && (argument & O_APPEND) === 0) {
              throw failure('EINVAL', 'a file opened to append stays so; open it again', 'setfl');
            }
            body.append = (argument & O_APPEND) !== 0;
            return { value: 0 };
          case 'getfd':
            // Descriptors are never inherited by programs.
            return { value: 1 };
          case 'setfd':
            if ((argument & 1) === 0)
              throw failure('EINVAL', 'descriptors of the kernel are always close-on-exec', 'setfd');
            return { value: 0 };
          default:
            throw failure(
              'EINVAL',
              `fcntl knows getfl, setfl, getfd and setfd, not "${command.slice(0, 32)}"`,
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

/** A right that was taken away is gone for open files too. */
function requireRights(process: Process, rights: OpenRights): void {
  if (rights.epoch === process.policyEpoch) return;
  for (const kind of rights.kinds) requirePath(process, kind, rights.path);
  rights.epoch = process.policyEpoch;
}

function readFile(description: Description, body: FileBody, wanted: number, call: Call): Promise<Buffer> {
  call.brief = true;
  if (!body.readable) throw failure('EBADF', 'the descriptor is not open for reading');
  requireRights(call.process, body.rights);
  return description.inTurn(async () => {
    const available = Math.max(0, body.file.stat().size - body.position);
    const data = await body.file.read(body.position, Math.min(wanted, available));
    body.position += data.length;
    return data;
  });
}

async function readStream(
  input: { read(maximum: number, signal: AbortSignal): Promise<Uint8Array> } | undefined,
  wanted: number,
  { signal }: Call,
): Promise<Buffer> {
  if (input === undefined) throw failure('EBADF', 'the descriptor is not open for reading');
  return asBuffer(await input.read(wanted, signal));
}

function writeFile(description: Description, body: FileBody, data: Uint8Array, call: Call): Promise<void> {
  call.brief = true;
  if (!body.writable) throw failure('EBADF', 'the descriptor is not open for writing');
  requireRights(call.process, body.rights);
  return description.inTurn(async () => {
    if (body.append) body.position = body.file.stat().size;
    await body.file.write(data, body.position);
    body.position += data.length;
  });
}

function originOf(origin: SeekOrigin, { file: opened, position }: FileBody): number {
  if (origin === SeekOrigin.CURRENT) return position;
  return origin === SeekOrigin.END ? opened.stat().size : 0;
}

function accessOf(body: Description['body']): number {
  const readable = body.kind === 'file' ? body.readable : body.input !== undefined;
  const writable = body.kind === 'file' ? body.writable : body.output !== undefined;
  return readable && writable ? O_RDWR : writable ? O_WRONLY : O_RDONLY;
}

/** The entries for which what was asked is so; waits up to `timeoutMs` for the first (0: does not wait). */
async function poll(entries: readonly PollEntry[], timeoutMs: number, { process, signal }: Call): Promise<PollEntry[]> {
  const asked = entries.map((entry) => ({ entry, description: process.handles.get(entry.descriptor) }));
  const ready = (): PollEntry[] =>
    asked.flatMap(({ entry, description }) => {
      const now = description.readiness();
      const readable = entry.readable && now.readable;
      const writable = entry.writable && now.writable;
      if (!readable && !writable && !now.hungUp) return [];
      return [{ descriptor: entry.descriptor, readable, writable, hungUp: now.hungUp }];
    });
  const inputs = asked.flatMap(({ entry, description: { body } }) =>
    entry.readable && body.kind === 'stream' && body.input !== undefined ? [body.input] : [],
  );
  const given = new AbortController();
  const abort = AbortSignal.any([signal, given.signal]);
  const timer = setTimeout(() => given.abort(), Math.min(timeoutMs, longestTimer));
  try {
    // Even without waiting, looking starts a read: a stream is only known to be readable once something has arrived.
    const waits = inputs.map((input) => input.wait(abort).catch(() => undefined));
    const now = ready();
    if (now.length > 0 || timeoutMs === 0 || inputs.length === 0) return now;
    await Promise.race(waits);
    signal.throwIfAborted();
    return ready();
  } finally {
    clearTimeout(timer);
    given.abort();
  }
}
