/** A kernel with real sandboxes, for tests of what programs do; and what such a test may leave on the machine. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Enforcement, type HostCapability, type HostProgram } from '@agentos/protocol/kernel';
import type { KernelProcess } from '@agentos/protocol/kernel-client';
import type { HostBackend } from '../src/host/backend.ts';
import { createHostBackend } from '../src/host/index.ts';
import { spawnArgs } from './cases/args.ts';
import { silent } from './kernel-fixture.ts';

export const bootId = `test-${process.pid}`;

export async function makeBackend(home: string, cgroupRoot = '/sys/fs/cgroup'): Promise<HostBackend> {
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 });
  return await createHostBackend({
    runDirectory: join(home, 'run'),
    homeDirectory: home,
    bootId,
    cgroupRoot,
    path: process.env.PATH ?? '/usr/bin:/bin',
    log: silent,
  });
}

/** What this host can do for programs. */
export async function hostCapabilities(): Promise<readonly HostCapability[]> {
  const home = mkdtempSync(join(tmpdir(), 'agentos-probe-'));
  const backend = await makeBackend(home);
  try {
    return backend.capabilities();
  } finally {
    await backend.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Why tests that need real sandboxes are skipped, or the empty string. */
export function missingSandbox(host: readonly HostCapability[]): string {
  const sandbox = host.find(({ name }) => name === 'sandbox');
  return sandbox?.enforcement === Enforcement.UNAVAILABLE ? `(skipped: ${sandbox.reason})` : '';
}

/** A program in bash's language. */
export const script = (text: string, more: Partial<HostProgram> = {}) =>
  spawnArgs({ executable: 'bash', arguments: ['-c', text], ...more });

/** All that a descriptor gives until its end. */
export async function readToEnd(actor: KernelProcess, descriptor: number): Promise<string> {
  let output = '';
  for (;;) {
    const { data, endOfFile } = await actor.call('read', { descriptor, length: 0 });
    if (endOfFile) return output;
    output += data.toString();
  }
}

/** Reads until the text has come; fails with what came instead. */
export async function readUntil(actor: KernelProcess, descriptor: number, text: string): Promise<string> {
  for (let seen = ''; ; ) {
    const { data, endOfFile } = await actor.call('read', { descriptor, length: 0 }, { deadlineMs: 20_000 });
    seen += data.toString();
    if (seen.includes(text)) return seen;
    if (endOfFile) throw new Error(`ended without ${text}: ${seen}`);
  }
}

/** The state letter of a host process; empty when it is gone. */
export function hostState(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return line.charAt(line.lastIndexOf(')') + 2);
  } catch {
    return '';
  }
}

/** What the kernel in this process holds on the machine. */
export function traces(): { descriptors: string[]; children: string[]; groups: string[]; temporary: string[] } {
  const descriptors = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      // Identities that stay ready keep their user namespaces open; /proc is this very look.
      return target.startsWith('user:') || target.startsWith('/proc/') ? [] : [target.replace(/\d+/g, 'n')];
    } catch {
      return [];
    }
  });
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean);
  return { descriptors: descriptors.sort(), children, groups: groupsOf(bootId), temporary: temporaryOf(process.pid) };
}

/** Control groups of single sandboxes. */
export function groupsOf(boot: string): string[] {
  return ['memory', 'pids', 'cpu', 'freezer', 'cpuacct', 'unified', ''].flatMap((controller) => {
    const folder = join('/sys/fs/cgroup', controller);
    if (!existsSync(folder)) return [];
    return readdirSync(folder).flatMap((name) => {
      if (!name.startsWith('agentos-') || !name.endsWith(`-${boot}`)) return [];
      const inner = join(folder, name);
      return readdirSync(inner, { withFileTypes: true }).flatMap((one) =>
        one.isDirectory() ? [join(inner, one.name)] : [],
      );
    });
  });
}

/** Private `/tmp` folders of the processes of a kernel. */
export function temporaryOf(pid: number): string[] {
  return readdirSync('/dev/shm').flatMap((name) => {
    const folder = join('/dev/shm', name);
    if (!name.startsWith('agentos-tmp-') || !existsSync(join(folder, 'kernel-pid'))) return [];
    if (readFileSync(join(folder, 'kernel-pid'), 'utf8') !== String(pid)) return [];
    return readdirSync(folder).filter((one) => one !== 'kernel-pid');
  });
}
