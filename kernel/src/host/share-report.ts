/** How this host lets us share out the CPU, in words that people read in the health report. */
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import type { Cgroups } from './cgroups.ts';
import { groupsSessions } from './nice.ts';

/** `cpu-weight`: shares beside each other; `pause`: letting a sandbox not run for a while. */
export function describeShares(cgroups: Cgroups | undefined): readonly HostCapability[] {
  return [weight(cgroups?.versionOf('cpu')), pause(cgroups?.versionOf('freezer'))];
}

function weight(version: 1 | 2 | undefined): HostCapability {
  const name = 'cpu-weight';
  if (version !== undefined) {
    const mechanism = version === 1 ? 'cgroup v1 cpu.shares' : 'cgroup v2 cpu.weight';
    return { name, enforcement: Enforcement.ENFORCED, mechanism, reason: '' };
  }
  return {
    name,
    enforcement: Enforcement.DEGRADED,
    mechanism: groupsSessions() ? 'autogroup' : 'nice',
    reason: groupsSessions()
      ? 'No control group for the CPU. A session that a program makes for itself starts without the weight.'
      : 'No control group for the CPU. A nice value holds for each process by itself, not for a sandbox.',
  };
}

function pause(version: 1 | 2 | undefined): HostCapability {
  const name = 'pause';
  if (version !== undefined) {
    return { name, enforcement: Enforcement.ENFORCED, mechanism: `cgroup v${version} freezer`, reason: '' };
  }
  return {
    name,
    enforcement: Enforcement.DEGRADED,
    mechanism: 'SIGSTOP and SIGCONT',
    reason: 'No freezer. Parents inside see their children stop and continue.',
  };
}
