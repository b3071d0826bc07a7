/** Roughly how many bytes results take on the wire, so that messages stay far below the limit of the transport. */
import type { Syscall, SyscallResult } from '@agentos/protocol/kernel';
import { mostEntryBytes } from '../clipboard/board.ts';
import type { Process } from '../process/process.ts';
import { payloadOf } from '../syscalls/executor.ts';
import { lastHandle } from './chain.ts';

const fixed = 64;
const MiB = 1024 * 1024;

/** An upper estimate for one result. */
export function resultBytes({ result }: SyscallResult): number {
  switch (result?.$case) {
    case 'readFile':
    case 'read':
      return fixed + result.value.data.length;
    case 'kvGet':
      return fixed + result.value.value.length;
    case 'kvList':
      return sum(result.value.entries, ({ key, value }) => 3 * key.length + value.length);
    case 'listDirectory':
      return sum(result.value.entries, ({ name }) => 3 * name.length);
    case 'searchFiles':
      return sum(result.value.matches, ({ path }) => 3 * path.length);
    case 'getenv':
      return sum(Object.entries(result.value.variables), ([name, value]) => 3 * (name.length + value.length));
    case 'processList':
      return sum(result.value.processes, ({ name, appId }) => 256 + 3 * (name.length + appId.length));
    default:
      return fixed + (result === undefined ? 0 : bytesOf(result.value));
  }
}

/** Bytes of data that a syscall was given. */
export function payloadBytes(syscall: Syscall | undefined): number {
  const asked = syscall?.syscall;
  return asked === undefined ? 0 : payloadOf(asked.value);
}

/**
 * What a syscall may hold in memory while it runs, its own data and its answer; 0 for what is always small, and for what
 * may wait for another program without end: that would keep everybody else on the stream waiting.
 * @param last the handle that the chain of the syscall has made last
 */
export function reservedBytes(syscall: Syscall | undefined, process: Process, last = 0): number {
  const asked = syscall?.syscall;
  switch (asked?.$case) {
    case 'read': {
      const { descriptor, length } = asked.value;
      return isFile(process, descriptor === lastHandle ? last : descriptor) ? Math.min(length || MiB, MiB) : 0;
    }
    case 'readFile':
      return Math.min(asked.value.length || MiB, MiB);
    case 'kvGet':
      return MiB;
    case 'kvList':
      return asked.value.withValues ? 5 * MiB : MiB;
    case 'listDirectory':
    case 'searchFiles':
    case 'searchContent':
    case 'networkRequest':
      return MiB;
    case 'clipboardPaste':
    case 'clipboardEntry':
      return mostEntryBytes;
    case 'shmRead':
    case 'mmapRead':
      return Math.min(asked.value.length || MiB, MiB);
    case 'writeFile':
    case 'shmWrite':
    case 'mmapWrite':
      return asked.value.data.length;
    case 'kvSet':
      return asked.value.value.length;
    case 'kvBatch':
      return sum(asked.value.operations, ({ key, value }) => 3 * key.length + value.length);
    default:
      return 0;
  }
}

/** Files answer by themselves; whatever else is read may wait for another program. */
function isFile({ handles }: Process, handle: number): boolean {
  return handles.kindOf(handle) === 'file';
}

/** An upper estimate of any value of a message. */
function bytesOf(value: unknown): number {
  if (typeof value === 'number') return 12;
  if (typeof value === 'string') return 8 + 3 * value.length;
  if (value instanceof Uint8Array) return 8 + value.length;
  if (typeof value !== 'object' || value === null) return 12;
  let bytes = 8;
  // Messages are plain objects: what they inherit is nothing that could be counted.
  for (const name in value) bytes += bytesOf(Reflect.get(value, name));
  return bytes;
}

function sum<T>(items: readonly T[], bytes: (item: T) => number): number {
  let total = fixed;
  for (const item of items) total += fixed + bytes(item);
  return total;
}
