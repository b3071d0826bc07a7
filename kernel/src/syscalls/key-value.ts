/** Key-value data: the caller's own namespace, or another's with the right to observe it. */
import { EventCategory } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { Change } from '../kv/schema.ts';
import type { KeyValueStore } from '../kv/store.ts';
import type { Process } from '../process/process.ts';
import type { Call } from './call.ts';
import type { SyscallRows } from './row.ts';
import { mostBytes, requireSize } from './transfer.ts';

const row = { category: EventCategory.FILE, cost: 'inline', timeout: 'io' } as const;
const longestKey = 1_024;
const mostListed = 10_000;
/** Entries that are read in one turn, and about what that takes, nanoseconds. */
const mostInTurn = 250;
const turnNs = 500_000;
const mostOperations = 10_000;

export function keyValueSyscalls(
  store: KeyValueStore,
): SyscallRows<'kvGet' | 'kvSet' | 'kvDelete' | 'kvList' | 'kvBatch' | 'kvStats'> {
  return {
    kvGet: {
      ...row,
      handler({ namespace, key }, call) {
        const value = store.get(namespaceOf(call.process, namespace), requireKey(key));
        call.bytes = value?.length ?? 0;
        return { value: value ?? Buffer.alloc(0), found: value !== undefined };
      },
    },
    kvSet: {
      ...row,
      cost: 'async',
      async handler({ namespace, key, value }, call) {
        requireSize(value);
        call.bytes = value.length;
        const { limits } = call.process;
        await store.write(
          namespaceOf(call.process, namespace),
          [{ key: requireKey(key), value }],
          limits.keyValueBytes,
        );
        return {};
      },
    },
    kvDelete: {
      ...row,
      cost: 'async',
      async handler({ namespace, key }, { process }) {
        const changes = [{ key: requireKey(key), value: null }];
        const applied = await store.write(namespaceOf(process, namespace), changes, process.limits.keyValueBytes);
        return { deleted: applied > 0 };
      },
    },
    kvList: {
      ...row,
      handler({ namespace, prefix, limit, after, withValues }, call) {
        const wanted = Math.min(limit === 0 ? 1_000 : limit, mostListed);
        const owner = namespaceOf(call.process, namespace);
        // An answer stays below what one message may hold; the rest comes after its last key.
        const page = (from: string, entries: number, bytes: number): KeyValuePage =>
          store.list(owner, prefix, from, { entries: Math.min(entries, mostInTurn), bytes }, withValues);
        const first = page(after, wanted, 4 * mostBytes);
        if (!first.truncated || wanted <= mostInTurn) return first;
        return listOn(first, wanted, page, call);
      },
    },
    kvBatch: {
      ...row,
      cost: 'async',
      async handler({ namespace, operations }, call) {
        if (operations.length > mostOperations) {
          throw failure('EINVAL', `${operations.length} operations in one batch, the most is ${mostOperations}`);
        }
        const changes = operations.map(({ key, value, delete: remove }): Change => {
          requireSize(value);
          call.bytes += value.length;
          return remove ? { key: requireKey(key), value: null } : { key: requireKey(key), value };
        });
        const owner = namespaceOf(call.process, namespace);
        return { applied: await store.write(owner, changes, call.process.limits.keyValueBytes) };
      },
    },
    kvStats: {
      ...row,
      handler({ namespace }, { process }) {
        const { keys, bytes } = store.usage(namespaceOf(process, namespace));
        return { keys, bytes, quotaBytes: process.limits.keyValueBytes };
      },
    },
  };
}

type KeyValuePage = ReturnType<KeyValueStore['list']>;

/** Goes on after a first page, in turns of the process: what others change meanwhile may or may not be told. */
async function listOn(
  first: KeyValuePage,
  wanted: number,
  page: (after: string, entries: number, bytes: number) => KeyValuePage,
  call: Call,
): Promise<KeyValuePage> {
  const entries = [...first.entries];
  let { truncated } = first;
  let bytes = 4 * mostBytes;
  const count = (some: KeyValuePage['entries']): void => {
    for (const { key, value } of some) bytes -= key.length + value.length;
  };
  count(first.entries);
  while (truncated && entries.length < wanted && bytes > 0) {
    await call.turn(turnNs);
    call.signal.throwIfAborted();
    const next = page(entries.at(-1)?.key ?? '', wanted - entries.length, bytes);
    count(next.entries);
    // The first entry of a page comes whatever its size; here there is an answer without it.
    if (bytes < 0) break;
    entries.push(...next.entries);
    truncated = next.truncated;
  }
  return { entries, truncated };
}

function namespaceOf(process: Process, asked: string): string {
  const namespace = asked === '' ? process.appId : asked;
  if (namespace === '') throw failure('EINVAL', 'this process has no namespace of its own; name one', 'namespace');
  if (namespace.length > 256 || namespace.includes('\0')) {
    throw failure('EINVAL', 'a namespace has at most 256 characters and no NUL', 'namespace');
  }
  return namespace;
}

function requireKey(key: string): string {
  if (key === '' || key.includes('\0')) throw failure('EINVAL', 'a key is not empty and holds no NUL', 'key');
  if (key.length > longestKey) throw failure('EINVAL', `a key has at most ${longestKey} characters`, 'key');
  return key;
}
