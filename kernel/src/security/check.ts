/** The check that every syscall passes: capability, then path, on the arguments and again on what links lead to. */
import type { Requirement } from '@agentos/protocol/syscall-capabilities';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { normalise } from '../vfs/names.ts';
import type { PathKind } from './capability-set.ts';

export interface Topology {
  isSelfOrBelow(pid: number, ancestor: number): boolean;
}

/** @throws KernelError EACCES naming the capability that is missing */
export function check(process: Process, requirements: readonly Requirement[], topology: Topology): void {
  for (const requirement of requirements) {
    switch (requirement.on) {
      case 'anything':
        requireKind(process, requirement.kind);
        break;
      case 'path': {
        const path = normalise(requirement.path, process.workingFolder);
        if (requirement.tree === true) requireTree(process, requirement.kind, path);
        else requirePath(process, requirement.kind, path);
        break;
      }
      case 'process': {
        const { pid, kind } = requirement;
        if (pid !== 0 && !topology.isSelfOrBelow(pid, process.pid)) requireKind(process, kind);
        break;
      }
      case 'namespace': {
        const own = requirement.namespace === '' || requirement.namespace === process.appId;
        requireKind(process, own && process.appId !== '' ? 'STANDARD' : requirement.kind);
        // Whoever may look at other apps may not therefore change them.
        if (requirement.write && !own) requirePath(process, 'WRITE_FILE', otherKeys(requirement.namespace));
        break;
      }
      case 'host':
        if (!process.capabilities.allowsHost(requirement.host, requirement.port)) {
          deny(process, `NETWORK_ACCESS:${requirement.host}:${requirement.port}`);
        }
        break;
      case 'port':
        if (!process.capabilities.allowsPort(requirement.port)) deny(process, `BIND_PORT:${requirement.port}`);
        break;
    }
  }
}

export function requireKind(process: Process, kind: Parameters<Process['capabilities']['allows']>[0]): void {
  if (!process.capabilities.allows(kind)) deny(process, kind);
}

/** `path` is normalised. */
export function requirePath(process: Process, kind: PathKind, path: string): void {
  if (!process.capabilities.allowsPath(kind, path)) deny(process, `${kind}:${path}`);
}

/** The right on a folder and on everything below it. */
export function requireTree(process: Process, kind: PathKind, path: string): void {
  if (!process.capabilities.allowsTree(kind, path)) deny(process, `${kind}:${path === '/' ? '' : path}/**`);
}

/**
 * Those of the addresses of a host that may be reached. Local, private and reserved ones need a rule that names them.
 * @throws KernelError EACCES when none is left
 */
export function allowedAddresses<T extends { readonly address: string }>(
  process: Process,
  addresses: readonly T[],
  port: number,
): T[] {
  const allowed = addresses.filter(({ address }) => process.capabilities.allowsAddress(address, port));
  if (allowed.length === 0) deny(process, `NETWORK_ACCESS:${addresses[0]?.address ?? ''}:${port}`);
  return allowed;
}

/** The place that stands for another's keys: the part of `/system` that only services may write to. */
function otherKeys(namespace: string): string {
  return `/system/kv/${namespace.replaceAll('/', '%2F')}`;
}

function deny(process: Process, capability: string): never {
  const who = process.appId === '' ? process.name : process.appId;
  throw failure('EACCES', `${who} (process ${process.pid}) has not been granted ${capability}`, capability);
}
