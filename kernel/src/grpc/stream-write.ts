/** Writing in chunks: to a file by its path, all or nothing when asked, or to whatever a handle can be written to. */
import type { StreamWrite, SyscallResult } from '@agentos/protocol/kernel';
import { writeRight } from '../descriptors/kernel-object.ts';
import { whileHeld } from '../descriptors/while-held.ts';
import { failure } from '../errors.ts';
import type { PathKind } from '../security/capability-set.ts';
import { StandingRights } from '../security/standing-rights.ts';
import type { Call } from '../syscalls/call.ts';
import { bits } from '../syscalls/lookup.ts';
import type { Running } from '../syscalls/pending.ts';
import { normalise } from '../vfs/names.ts';
import type { Place } from '../vfs/namespace.ts';
import { Replacement } from '../vfs/replacement.ts';
import { charge, largestChunk } from './stream-read.ts';
import type { StreamParts } from './streaming.ts';

const noData = Buffer.alloc(0);

/** Where the chunks go. */
interface Sink {
  /** Takes all of it. */
  write(data: Buffer): Promise<void>;
  /** The client has said that this was all. */
  finish(): Promise<void>;
  /** Whatever happened: gives back what is held. */
  close(): Promise<void> | void;
}

export function writePath(asked: StreamWrite, parts: StreamParts): SyscallResult | Running {
  const { executor, process, lookup, total } = parts;
  const { path, offset, append, create, truncate, replace } = asked;
  const mode = bits(asked.mode, 0o644);
  const args = { path, data: noData, offset, append, create, truncate, replace, mode };
  return executor.executeWith(process, { $case: 'writeFile', value: args }, optionsOf(asked), {
    timeout: 'none',
    async run(_, call) {
      if (replace && (append || offset !== 0)) {
        throw failure('EINVAL', 'replace takes the whole file: neither append nor offset', path);
      }
      const kinds: PathKind[] = create ? ['WRITE_FILE', 'CREATE_FILE'] : ['WRITE_FILE'];
      const named = normalise(path, process.workingFolder);
      const { sink, name } = await lookup.at(call, path, true, kinds, (place) => {
        return { sink: replace ? replacing(place, create, mode) : writingTo(place, asked, mode), name: place.name };
      });
      const rights = new StandingRights(process, kinds, [named, name]);
      await receive(sink, parts, call, () => rights.require());
      return { written: total.totalBytes, size: offset + total.totalBytes };
    },
  });
}

export function writeHandle(asked: StreamWrite, parts: StreamParts): SyscallResult | Running {
  const { executor, process, total } = parts;
  const { descriptor, offset, append, create, truncate, replace } = asked;
  const value = { descriptor, data: noData };
  return executor.executeWith(process, { $case: 'write', value }, optionsOf(asked), {
    timeout: 'none',
    async run(_, call) {
      if (offset !== 0 || append || create || truncate || replace) {
        throw failure('EINVAL', 'a handle is written to where it stands: none of the options of a path', 'descriptor');
      }
      process.handles.object(descriptor, writeRight);
      const sink: Sink = {
        async write(data) {
          for (let rest = data; rest.length > 0; ) {
            // Looked up each time: it may have been closed or revoked, and the policy of the process may have changed.
            const object = process.handles.object(descriptor, writeRight);
            const handle = process.handles.handle(descriptor);
            const part = rest;
            const written = await whileHeld(handle, call, (transfer) => object.write(part, transfer));
            call.cancellation.throwIfCancelled();
            rest = rest.subarray(written);
          }
        },
        async finish() {},
        close() {},
      };
      await receive(sink, parts, call, () => undefined);
      return { written: total.totalBytes };
    },
  });
}

/** Moves the chunks of the client to the sink until it says that this was all. */
async function receive(sink: Sink, parts: StreamParts, call: Call, recheck: () => void): Promise<void> {
  const { incoming, process, total } = parts;
  const { cancellation } = call;
  let release = (): void => undefined;
  try {
    release = charge(call, 2 * largestChunk);
    for (;;) {
      const message = await incoming.next(cancellation);
      const request = message?.request;
      recheck();
      switch (request?.$case) {
        case 'chunk': {
          const data = request.value;
          if (data.length > largestChunk) {
            throw failure('EMSGSIZE', `a chunk of ${data.length} bytes; the most is ${largestChunk}`);
          }
          await sink.write(data);
          cancellation.throwIfCancelled();
          total.totalBytes += data.length;
          call.bytes += data.length;
          process.counters.bytesWritten += data.length;
          break;
        }
        case 'finish':
          await sink.finish();
          return;
        default:
          throw message === undefined
            ? failure('ECANCELED', 'the stream ended without finish: the write is given up')
            : failure('EINVAL', `a write goes on with chunk or finish, not ${request?.$case ?? 'nothing'}`);
      }
    }
  } finally {
    release();
    await sink.close();
  }
}

function replacing(place: Place, create: boolean, mode: number): Sink {
  const replacement = new Replacement(place, create, mode);
  let position = 0;
  return {
    async write(data) {
      await replacement.write(data, position);
      position += data.length;
    },
    finish: () => replacement.commit(),
    close: () => replacement.abandon(),
  };
}

function writingTo({ backend, path }: Place, { append, create, truncate, offset }: StreamWrite, mode: number): Sink {
  const flags = { read: false, write: true, append, create, exclusive: false, truncate, mode };
  const file = backend.open(path, flags);
  let position = offset;
  return {
    async write(data) {
      await file.write(data, append ? null : position);
      position += data.length;
    },
    async finish() {},
    close: () => file.close(),
  };
}

function optionsOf({ deadlineMs, traceparent }: StreamWrite) {
  return { deadlineMs, traceparent, label: 'stream.write' };
}
