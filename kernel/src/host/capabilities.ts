/** What this host gives to programs in sandboxes, in words that people read in the health report. */
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import type { Cgroups } from './cgroups.ts';
import { describeShares } from './share-report.ts';
import type { SandboxUsers } from './users.ts';

export function describeCapabilities(found: {
  version: string;
  users: SandboxUsers;
  limits: readonly HostCapability[];
  cgroups: Cgroups | undefined;
}): readonly HostCapability[] {
  const { users } = found;
  return [
    enforced('sandbox', found.version === '' ? 'bubblewrap' : found.version),
    {
      name: 'terminals',
      enforcement: Enforcement.DEGRADED,
      mechanism: 'a pseudo-terminal for each sandbox, ended with it',
      reason:
        'No system call filter yet: a program can type into its own terminal (TIOCSTI), which reaches nobody else.',
    },
    ...found.limits,
    ...describeShares(found.cgroups),
    enforced('network', 'a network namespace without interfaces but loopback'),
    enforced('process-tree', 'the end of a pid namespace'),
    users.reason === ''
      ? enforced('user-separation', 'a user id for each sandbox, id-mapped folders')
      : {
          name: 'user-separation',
          enforcement: Enforcement.DEGRADED,
          mechanism:
            users.shared === undefined
              ? 'the user of the kernel, in a user namespace'
              : 'one user id for all sandboxes',
          reason: users.reason,
        },
  ];
}

function enforced(name: string, mechanism: string): HostCapability {
  return { name, enforcement: Enforcement.ENFORCED, mechanism, reason: '' };
}
