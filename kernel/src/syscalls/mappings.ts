/** Files mapped into a process: read and written at any place, with rights that are asked again when the policy changes. */
import { EventCategory } from '@agentos/protocol/kernel';
import { duplicateRight, manageRight, readRight, writeRight } from '../descriptors/kernel-object.ts';
import { OpenFile } from '../descriptors/open-file.ts';
import { failure } from '../errors.ts';
import type { Ipc } from '../ipc/ipc.ts';
import { Mapping } from '../ipc/mapping.ts';
import type { PathKind } from '../security/capability-set.ts';
import type { Namespace } from '../vfs/namespace.ts';
import { rechecking } from './lookup.ts';
import type { SyscallRows } from './row.ts';
import { moved, readLength, requireSize } from './transfer.ts';

type MappingSyscalls = 'mmap' | 'mmapRead' | 'mmapWrite' | 'msync' | 'munmap' | 'mmapStats';

const row = { category: EventCategory.MEMORY, cost: 'inline', timeout: 'none' } as const;
const file = { category: EventCategory.MEMORY, cost: 'async', timeout: 'io' } as const;

export function mappingSyscalls(namespace: Namespace, { arena }: Ipc): SyscallRows<MappingSyscalls> {
  return {
    mmap: {
      ...file,
      handler({ path, offset, length, writable, shared }, call) {
        const { process } = call;
        const kinds: PathKind[] = writable ? ['READ_FILE', 'WRITE_FILE'] : ['READ_FILE'];
        return namespace.at(process, path, true, rechecking(call, kinds), (place) => {
          const write = writable && shared;
          const flags = { append: false, create: false, exclusive: false, truncate: false, mode: 0 };
          const opened = new OpenFile({
            file: place.backend.open(place.path, { ...flags, read: true, write }),
            readable: true,
            writable: write,
            append: false,
            rights: { path: place.name, kinds },
          });
          try {
            opened.granted(process);
            const { size } = opened.file.stat();
            const bytes = length === 0 ? size - offset : length;
            if (bytes < 1 || bytes > size - offset) {
              const what = length === 0 ? `from ${offset} on` : `${length} bytes at ${offset}`;
              throw failure('EINVAL', `the file has ${size} bytes; ${what} cannot be mapped`, path);
            }
            const mapping = new Mapping(arena, { file: opened, offset, length: bytes, writable, shared });
            const rights = readRight | (writable ? writeRight : 0) | manageRight | duplicateRight;
            return { mapping: process.handles.add(mapping, rights), length: bytes };
          } catch (error) {
            opened.release();
            throw error;
          }
        });
      },
    },
    mmapRead: {
      ...file,
      async handler({ mapping, offset, length }, call) {
        const { process } = call;
        const from = process.handles.get(mapping, Mapping, readRight);
        const data = await from.readAt(process, offset, readLength(length));
        moved(call, data.length, 0);
        return { data };
      },
    },
    mmapWrite: {
      ...file,
      async handler({ mapping, offset, data }, call) {
        requireSize(data);
        const { process } = call;
        const written = await process.handles.get(mapping, Mapping, writeRight).writeAt(process, offset, data);
        moved(call, 0, written);
        return { written };
      },
    },
    msync: {
      ...file,
      async handler({ mapping }, { process }) {
        await process.handles.get(mapping, Mapping).sync(process);
        return {};
      },
    },
    munmap: {
      ...row,
      handler({ mapping }, { process }) {
        process.handles.get(mapping, Mapping);
        process.handles.close(mapping);
        return {};
      },
    },
    mmapStats: {
      ...row,
      handler: ({ mapping }, { process }) => process.handles.get(mapping, Mapping).stats,
    },
  };
}
