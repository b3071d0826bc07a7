/** Limits of a process: defaults by kind, and never more than its creator's. */
import { type Limits, ProcessKind } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';

const MiB = 1024 * 1024;

const appDefaults: Limits = {
  memoryBytes: 1024 * MiB,
  cpuPercent: 0,
  descriptors: 256,
  processes: 64,
  keyValueBytes: 64 * MiB,
  kernelBytes: 64 * MiB,
};
const serviceDefaults: Limits = {
  memoryBytes: 0,
  cpuPercent: 0,
  descriptors: 8_192,
  processes: 4_096,
  keyValueBytes: 1024 * MiB,
  kernelBytes: 1024 * MiB,
};

/**
 * @param creator limits that must not be exceeded; undefined when the administrator creates
 * @throws KernelError EINVAL
 */
export function resolveLimits(kind: ProcessKind, asked: Limits | undefined, creator: Limits | undefined): Limits {
  const standard = kind === ProcessKind.SERVICE ? serviceDefaults : appDefaults;
  const pick = (name: keyof Limits): number => {
    const value = asked?.[name] ?? 0;
    const wanted = value === 0 ? standard[name] : value;
    const most = creator?.[name] ?? 0;
    // 0 means no cap, for memory and processor.
    if (most === 0) return wanted;
    return wanted === 0 ? most : Math.min(wanted, most);
  };
  if ((asked?.descriptors ?? 0) > 65_000)
    throw failure('EINVAL', 'a process has at most 65,000 descriptors', 'descriptors');
  return {
    memoryBytes: pick('memoryBytes'),
    cpuPercent: pick('cpuPercent'),
    descriptors: pick('descriptors'),
    processes: pick('processes'),
    keyValueBytes: pick('keyValueBytes'),
    kernelBytes: pick('kernelBytes'),
  };
}
