/** The checks of `agentos doctor`, each by trying the thing rather than by looking for its name. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Settings } from '@agentos/protocol/settings';
import { findProgram, installCommand } from './packages.ts';

export interface Finding {
  /** `note`: works without, with less. `fail`: the system does not start. */
  readonly verdict: 'ok' | 'note' | 'fail';
  readonly name: string;
  readonly found: string;
  readonly advice?: string;
}

const execute = promisify(execFile);
const oldestNode = 26;
/** Below this, a write-ahead log and a few uploads can fill the disk, bytes. */
const leastFree = 200 * 1024 * 1024;

/** @param running the ports are then expected to be taken, by ourselves */
export async function hostFindings(settings: Settings, running: boolean): Promise<Finding[]> {
  return [
    node(),
    dataFolder(settings),
    ...(running ? [] : await ports(settings)),
    ...(process.platform === 'linux' ? [await sandbox(), controlGroups(settings.cgroupRoot)] : [otherHost()]),
    chromium(),
  ];
}

function node(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const found = `${process.version} (${process.execPath})`;
  return major >= oldestNode
    ? { verdict: 'ok', name: 'node', found }
    : { verdict: 'fail', name: 'node', found, advice: `needs ${oldestNode} or newer: make setup` };
}

function dataFolder(settings: Settings): Finding {
  const name = 'data folder';
  const { home } = settings;
  if (!existsSync(home)) return { verdict: 'ok', name, found: `${home} (made at the first start)` };
  try {
    accessSync(home, constants.W_OK | constants.X_OK);
  } catch {
    return { verdict: 'fail', name, found: `${home} is not writable` };
  }
  const disk = statfsSync(home);
  const free = disk.bavail * disk.bsize;
  const found = `${home}, ${(free / 1024 ** 3).toFixed(1)} GB free`;
  return free < leastFree ? { verdict: 'note', name, found, advice: 'make room' } : { verdict: 'ok', name, found };
}

async function ports(settings: Settings): Promise<Finding[]> {
  const findings: Finding[] = [];
  const wanted = [
    { name: 'port', host: settings.host, port: settings.port, setting: 'AGENTOS_PORT', needed: true },
    ...[
      { address: settings.kernelTcp, setting: 'AGENTOS_KERNEL_TCP' },
      { address: settings.aiTcp, setting: 'AGENTOS_AI_TCP' },
    ].flatMap(({ address, setting }) => {
      const [host, port] = address?.split(':') ?? [];
      return host === undefined ? [] : [{ name: 'port', host, port: Number(port), setting, needed: false }];
    }),
  ];
  for (const { name, host, port, setting, needed } of wanted) {
    const problem = port === 0 ? undefined : await cannotListen(host, port);
    if (problem === undefined) findings.push({ verdict: 'ok', name, found: `${host}:${port} is free` });
    else {
      const advice = needed ? `set ${setting} to another` : `not needed; set ${setting} to another or to off`;
      findings.push({ verdict: needed ? 'fail' : 'note', name, found: `${host}:${port}: ${problem}`, advice });
    }
  }
  return findings;
}

/** Why nothing can listen there, or undefined when it can. */
function cannotListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' ? 'in use' : error.message),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

async function sandbox(): Promise<Finding> {
  const name = 'bubblewrap';
  const program = findProgram('bwrap');
  if (program === undefined) {
    return {
      verdict: 'note',
      name,
      found: 'not installed: process apps are off',
      advice: installCommand(['bubblewrap']),
    };
  }
  try {
    // The smallest sandbox that uses what ours use: user, process and network namespaces.
    await execute(program, ['--unshare-all', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true']);
    const { stdout } = await execute(program, ['--version']);
    return { verdict: 'ok', name, found: `${stdout.trim()} makes sandboxes (user namespaces work)` };
  } catch (error) {
    const output = isExecError(error) ? error.stderr.trim().split('\n')[0] : String(error);
    return { verdict: 'note', name, found: `cannot make a sandbox: ${output}`, advice: userNamespaceAdvice() };
  }
}

function userNamespaceAdvice(): string {
  const value = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);
  if (value('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return 'AppArmor refuses user namespaces: sysctl kernel.apparmor_restrict_unprivileged_userns=0';
  }
  if (value('/proc/sys/kernel/unprivileged_userns_clone') === '0') {
    return 'user namespaces are switched off: sysctl kernel.unprivileged_userns_clone=1';
  }
  return 'process apps are off; in a container, it needs the right to make user namespaces';
}

function controlGroups(root: string): Finding {
  const name = 'control groups';
  const [version, folder] = existsSync(join(root, 'cgroup.controllers'))
    ? ['v2', root]
    : existsSync(join(root, 'memory'))
      ? ['v1', join(root, 'memory')]
      : ['none', root];
  if (version === 'none') {
    return { verdict: 'note', name, found: `none at ${root}`, advice: 'limits fall back to rlimits' };
  }
  try {
    accessSync(folder, constants.W_OK);
    return { verdict: 'ok', name, found: `${version}, writable` };
  } catch {
    return { verdict: 'note', name, found: `${version}, not writable`, advice: 'limits fall back to rlimits' };
  }
}

function otherHost(): Finding {
  return {
    verdict: 'note',
    name: 'sandbox',
    found: `no sandbox on ${process.platform} yet`,
    advice: 'process apps are off',
  };
}

function chromium(): Finding {
  const name = 'chromium';
  const found = findProgram('chromium') ?? findProgram('chromium-browser') ?? findProgram('google-chrome');
  return found === undefined
    ? { verdict: 'note', name, found: 'not installed: only make test needs it', advice: installCommand(['chromium']) }
    : { verdict: 'ok', name, found: `${found} (for make test)` };
}

function isExecError(error: unknown): error is { stderr: string } {
  return typeof error === 'object' && error !== null && 'stderr' in error && typeof error.stderr === 'string';
}
