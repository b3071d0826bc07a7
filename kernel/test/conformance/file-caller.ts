/** The file syscalls of one process over some backends, without any door. */
import { ProcessKind } from '@agentos/protocol/kernel';
import type { SyscallArgs, SyscallReturn } from '@agentos/protocol/syscalls';
import { EventRing } from '../../src/events/event-ring.ts';
import { newTrace } from '../../src/events/trace.ts';
import { initPid, ProcessTable } from '../../src/process/process-table.ts';
import { CapabilitySet } from '../../src/security/capability-set.ts';
import { Call } from '../../src/syscalls/call.ts';
import { fileSyscalls } from '../../src/syscalls/files.ts';
import { folderSyscalls } from '../../src/syscalls/folders.ts';
import type { SyscallRows } from '../../src/syscalls/row.ts';
import { TimerWheel } from '../../src/timeouts/timer-wheel.ts';
import type { VfsBackend } from '../../src/vfs/backend.ts';
import { FixedFolders } from '../../src/vfs/fixed-folders.ts';
import { MemoryBackend } from '../../src/vfs/memory.ts';
import { Namespace } from '../../src/vfs/namespace.ts';

type Names = keyof ReturnType<typeof fileSyscalls> | keyof ReturnType<typeof folderSyscalls>;
type Rows = SyscallRows<Names>;

/** Files of one process over backends mounted at `/home` (and more), with every right unless told otherwise. */
export function fileCaller(
  mounts: Readonly<Record<string, VfsBackend>>,
  capabilities = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE', 'LIST_DIRECTORY'],
) {
  const namespace = new Namespace(
    Object.entries(mounts).map(([point, backend]) => ({ point, backend })),
    new FixedFolders(new Map([['', ['home']]])),
  );
  const rows: Rows = { ...fileSyscalls(namespace), ...folderSyscalls(namespace) };
  const table = new ProcessTable({
    events: new EventRing(),
    makeTemporary: () => new MemoryBackend(),
    onLedgerFailure: () => undefined,
  });
  const process = table.create({
    name: 'test',
    kind: ProcessKind.SERVICE,
    appId: 'test',
    parentPid: initPid,
    capabilities: CapabilitySet.parse(capabilities, 'test'),
    limits: { memoryBytes: 0, cpuPercent: 0, descriptors: 16, processes: 1, keyValueBytes: 0, kernelBytes: 0 },
    trace: newTrace(),
  });
  return {
    process,
    async run<C extends Names>(name: C, args: SyscallArgs<C>): Promise<SyscallReturn<C>> {
      const row: Rows[C] = rows[name];
      return await row.handler(args, new Call(process, newTrace(), new TimerWheel()));
    },
  };
}
