/** The check that every syscall passes: capability, then path, on the arguments and again on what links lead to. */
import type { Requirement } from '@agentos/protocol/syscall-capabilities';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { normalise } from '../vfs/names.ts';
import { formatAddress, type IpAddress, isLoopback } from './addresses.ts';
import type { PathKind } from './capability-set.ts';
import type { NetworkTarget } from './network-rules.ts';

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
        // An absolute path means the same in every folder: its spelling is enough to find a decision again.
        const named = requirement.path;
        const path = named.startsWith('/') ? named : normalise(named, process.workingFolder);
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
        if (!process.decisions.allowsHost(requirement.host, requirement.port)) {
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

/** `path` is absolute. */
export function requirePath(process: Process, kind: PathKind, path: string): void {
  if (!process.decisions.allowsPath(kind, path)) deny(process, `${kind}:${normalise(path, '/')}`);
}

/** The right on a folder and on everything below it; `path` is absolute. */
export function requireTree(process: Process, kind: PathKind, path: string): void {
  if (process.decisions.allowsTree(kind, path)) return;
  const folder = normalise(path, '/');
  deny(process, `${kind}:${folder === '/' ? '' : folder}/**`);
}

/**
 * Those of the addresses of a host that may be reached. Local, private and reserved ones need a capability that names
 * them, and no network rule may say no. `name` is the host as `canonicalHost` gives it; its own capability was checked.
 * @throws KernelError EACCES when none is left
 */
export function allowedAddresses(
  process: Process,
  name: string,
  addresses: readonly IpAddress[],
  port: number,
): IpAddress[] {
  const granted = addresses.filter((address) => process.capabilities.allowsAddress(formatAddress(address), port));
  const [first] = addresses;
  if (granted.length === 0)
    deny(process, `NETWORK_ACCESS:${first === undefined ? name : formatAddress(first)}:${port}`);
  const allowed = granted.filter((address) => process.network.verdict({ name, address, port }) !== 'deny');
  if (allowed.length === 0) denyByRule(process, name, port);
  return allowed;
}

/**
 * Checks a connection again after the policy changed: the host that was asked for, the address that it led to, the rules.
 * @throws KernelError EACCES
 */
export function requireTarget(process: Process, { name, address, port }: NetworkTarget): void {
  const asked = name === '' ? formatAddress(address) : name;
  if (!process.decisions.allowsHost(asked, port)) deny(process, `NETWORK_ACCESS:${asked}:${port}`);
  allowedAddresses(process, name, [address], port);
}

/** Whether a peer that came by itself is turned away: nobody has to name it, but a denial speaks of it. */
export function deniesPeer(process: Process, target: NetworkTarget): boolean {
  return process.decisions.deniesTarget(target);
}

/**
 * Whether a socket may have this address of our own. Other machines reach one beyond loopback, so it must be named as one
 * to connect to is: `NETWORK_ACCESS:0.0.0.0` for all of them.
 * @throws KernelError EACCES
 */
export function requireBind(process: Process, address: IpAddress, port: number): void {
  if (!process.capabilities.allowsPort(port)) deny(process, `BIND_PORT:${port}`);
  const text = formatAddress(address);
  if (!isLoopback(address) && !process.capabilities.allowsAddress(text, port)) {
    deny(process, `NETWORK_ACCESS:${text}:${port}`);
  }
  if (deniesPeer(process, { name: '', address, port })) denyByRule(process, text, port);
}

/** The place that stands for another's keys: the part of `/system` that only services may write to. */
function otherKeys(namespace: string): string {
  return `/system/kv/${namespace.replaceAll('/', '%2F')}`;
}

function deny(process: Process, capability: string): never {
  const who = process.appId === '' ? process.name : process.appId;
  throw failure('EACCES', `${who} (process ${process.pid}) has not been granted ${capability}`, capability);
}

function denyByRule(process: Process, host: string, port: number): never {
  const who = process.appId === '' ? process.name : process.appId;
  const what = `${host}:${port}`;
  throw failure('EACCES', `a network rule of ${who} (process ${process.pid}) or above it denies ${what}`, what);
}
