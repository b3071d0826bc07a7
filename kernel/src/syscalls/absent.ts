/** The syscalls that are not built yet: one list, one answer. Shorten it by giving a syscall a row of its own. */
import { EventCategory } from '@agentos/protocol/kernel';
import type { SyscallCase } from '@agentos/protocol/syscalls';
import { failure } from '../errors.ts';
import type { SyscallRows } from './row.ts';

function absent(category: EventCategory) {
  return {
    category,
    cost: 'inline',
    timeout: 'none',
    handler: (): never => {
      throw failure('ENOSYS', 'this syscall is not built yet', 'ENOSYS');
    },
  } as const;
}

const ipc = absent(EventCategory.IPC);
const memory = absent(EventCategory.MEMORY);

export const absentSyscalls = {
} satisfies Partial<SyscallRows<SyscallCase>>;
