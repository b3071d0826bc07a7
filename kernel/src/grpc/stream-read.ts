/** Reading in chunks: a file by its path, one chunk ahead of the client, or whatever a handle can be read from. */
import type { StreamRead, StreamSyscallChunk, SyscallResult } from '@agentos/protocol/kernel';
import { ChunkFrame } from '@agentos/protocol/stream-codec';
import { asBuffer } from '../bytes.ts';
import { readRight } from '../descriptors/kernel-object.ts';
import { whileHeld } from '../descriptors/while-held.ts';
import { failure } from '../errors.ts';
import { StandingRights } from '../security/standing-rights.ts';
import type { Call } from '../syscalls/call.ts';
import type { Running } from '../syscalls/pending.ts';
import { normalise } from '../vfs/names.ts';
import type { StreamParts } from './streaming.ts';

const standardChunk = 65_536;
export const largestChunk = 1024 * 1024;
const reading = { read: true, write: false, append: false, create: false, exclusive: false, truncate: false, mode: 0 };
const noData = Buffer.alloc(0);

export function readPath(asked: StreamRead, parts: StreamParts): SyscallResult | Running {
  const { executor, process, lookup } = parts;
  const { path, offset, length } = asked;
  return executor.executeWith(process, { $case: 'readFile', value: { path, offset, length } }, optionsOf(asked), {
    timeout: 'none',
    async run(_, call) {
      const chunkBytes = chunkOf(asked);
      const named = normalise(path, process.workingFolder);
      const { file, name } = await lookup.at(call, path, true, ['READ_FILE'], (place) => {
        return { file: place.backend.open(place.path, reading), name: place.name };
      });
      const rights = new StandingRights(process, ['READ_FILE'], [named, name]);
      const end = length === 0 ? Number.POSITIVE_INFINITY : offset + length;
      let release = (): void => undefined;
      try {
        release = charge(call, 3 * chunkBytes);
        // One that is being sent, one to be sent, one that is read into.
        const frames = [new ChunkFrame(chunkBytes), new ChunkFrame(chunkBytes), new ChunkFrame(chunkBytes)] as const;
        let turn = 0;
        const readAt = async (position: number): Promise<ChunkFrame | undefined> => {
          const wanted = Math.min(chunkBytes, end - position, file.stat().size - position);
          if (wanted <= 0) return undefined;
          const frame = frames[turn++ % 3] ?? frames[0];
          const data = await file.read(position, wanted, frame.room);
          // A backend may have its own buffer to give.
          if (data.buffer !== frame.room.buffer) data.copy(frame.room);
          return frame.filled(data.length);
        };
        let position = offset;
        let ahead = readAt(position);
        for (;;) {
          const frame = await ahead;
          call.cancellation.throwIfCancelled();
          const length = frame?.chunk.value.length ?? 0;
          if (frame === undefined || length === 0) break;
          position += length;
          ahead = readAt(position);
          // Whoever waits for it meets its failure; when nobody comes to wait, it is not unhandled.
          ahead.catch(() => undefined);
          rights.require();
          await sendData(frame, length, parts, call);
        }
        return { data: noData, size: file.stat().size, endOfFile: true };
      } finally {
        file.close();
        release();
      }
    },
  });
}

export function readHandle(asked: StreamRead, parts: StreamParts): SyscallResult | Running {
  const { executor, process, total } = parts;
  const { descriptor, length } = asked;
  return executor.executeWith(process, { $case: 'read', value: { descriptor, length: 0 } }, optionsOf(asked), {
    timeout: 'none',
    async run(_, call) {
      const chunkBytes = chunkOf(asked);
      if (asked.offset !== 0) throw failure('EINVAL', 'a handle is read from where it stands: no offset', 'offset');
      const end = length === 0 ? Number.POSITIVE_INFINITY : length;
      const release = charge(call, 3 * chunkBytes);
      try {
        while (total.totalBytes < end) {
          // Looked up each time: it may have been closed or revoked, and the policy of the process may have changed.
          const object = process.handles.object(descriptor, readRight);
          const most = Math.min(chunkBytes, end - total.totalBytes);
          const handle = process.handles.handle(descriptor);
          const { data, endOfFile } = await whileHeld(handle, call, (transfer) => object.read(most, transfer));
          call.cancellation.throwIfCancelled();
          if (data.length > 0) {
            await sendData({ chunk: { $case: 'data', value: asBuffer(data) } }, data.length, parts, call);
          } else if (endOfFile) break;
          else throw failure('EINVAL', `a ${object.kind} gives no bytes; use the read syscall`, String(descriptor));
        }
        return { data: noData, endOfFile: true, changes: [], copied: [], lost: 0 };
      } finally {
        release();
      }
    },
  });
}

async function sendData(chunk: StreamSyscallChunk, length: number, parts: StreamParts, call: Call): Promise<void> {
  const { outgoing, process, total } = parts;
  total.totalBytes += length;
  call.bytes += length;
  process.counters.bytesRead += length;
  await outgoing.send(chunk, call.cancellation);
}

/** Charges the process for what a stream holds; the function gives it back. @throws KernelError ENOMEM */
export function charge({ process }: Call, bytes: number): () => void {
  process.memory.charge(bytes);
  return () => process.memory.release(bytes);
}

/** @throws KernelError EINVAL */
function chunkOf({ chunkBytes }: StreamRead): number {
  if (chunkBytes > largestChunk) throw failure('EINVAL', `a chunk has at most ${largestChunk} bytes`, 'chunk_bytes');
  return chunkBytes === 0 ? standardChunk : chunkBytes;
}

function optionsOf({ deadlineMs, traceparent }: StreamRead) {
  return { deadlineMs, traceparent, label: 'stream.read' };
}
