/** What the tests need from the host: installs it where that is ours to do, names it elsewhere. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

interface Need {
  readonly programs: readonly string[];
  /** Package of Debian. */
  readonly package: string;
  readonly what: string;
  /** Its package brings a server that starts by itself: nothing to put on somebody's machine for a test. */
  readonly onlyInCi?: boolean;
}

const needs: readonly Need[] = [
  { programs: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium', what: 'browser tests' },
  { programs: ['bwrap'], package: 'bubblewrap', what: 'tests of process apps and their sandbox' },
  { programs: ['ip'], package: 'iproute2', what: 'running the whole-system tests without a network' },
  { programs: ['python3'], package: 'python3', what: 'the test of the Python app' },
  { programs: ['promtool'], package: 'prometheus', what: 'checks of figures, alerts and dashboard', onlyInCi: true },
];

export const isRoot = process.getuid?.() === 0;
export const isCi = process.env.CI === 'true' || process.env.CI === '1';

/** Root on Debian 12 in CI has everything, so nothing may be skipped there. */
export function mayNotSkip(): boolean {
  return isCi && isRoot && /^ID=debian$/m.test(osRelease()) && /^VERSION_ID="12"$/m.test(osRelease());
}

function osRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

const missing = (): Need[] => needs.filter((need) => !need.programs.some(has));

/** Installs what is missing with apt-get (as root, or in CI with sudo), then names what still is. */
export function prepareHost(): void {
  const ours = missing().filter(({ onlyInCi }) => isCi || onlyInCi !== true);
  const wanted = ours.map((need) => need.package);
  if (wanted.length > 0 && has('apt-get')) {
    const prefix = isRoot ? [] : isCi && has('sudo') ? ['sudo', '-n'] : undefined;
    if (prefix !== undefined) install(prefix, wanted);
  }
  for (const need of missing()) console.log(`missing on this host: ${need.package}, needed for ${need.what}`);
}

function install(prefix: readonly string[], packages: readonly string[]): void {
  console.log(`installing ${packages.join(', ')}`);
  const apt = (...args: string[]): boolean => {
    const [program = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  apt('update');
  if (!apt('install', '-y', '--no-install-recommends', ...packages)) console.log('apt-get could not install them');
}

/** A command that runs another in a network namespace with loopback alone; empty where this host does not allow it. */
export function withoutNetwork(): readonly string[] {
  if (!isRoot || !has('ip')) return [];
  const prefix = ['unshare', '--net', '--', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  const [program = '', ...args] = [...prefix, 'true'];
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0 ? prefix : [];
}
