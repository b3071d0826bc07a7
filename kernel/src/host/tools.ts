/** Finds the programs that launching needs, and words for those that are missing. */
import { access, constants, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Absolute path of a program on the given search path, or undefined. */
export async function findTool(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(':')) {
    if (!folder.startsWith('/')) continue;
    const candidate = join(folder, name);
    const usable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return candidate;
  }
  return undefined;
}

const INSTALL: readonly [distribution: RegExp, command: string][] = [
  [/\b(debian|ubuntu)\b/, 'apt-get install -y bubblewrap'],
  [/\b(fedora|rhel|centos)\b/, 'dnf install -y bubblewrap'],
  [/\barch\b/, 'pacman -S --noconfirm bubblewrap'],
  [/\balpine\b/, 'apk add bubblewrap'],
  [/\bsuse\b/, 'zypper install -y bubblewrap'],
];

/** The one command that installs bubblewrap on this host. */
export async function installCommand(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const family = text
    .split('\n')
    .filter((line) => /^ID(_LIKE)?=/.test(line))
    .join(' ');
  const command = INSTALL.find(([distribution]) => distribution.test(family))?.[1];
  if (command === undefined) return 'install the package "bubblewrap"';
  return process.getuid?.() === 0 ? command : `sudo ${command}`;
}
