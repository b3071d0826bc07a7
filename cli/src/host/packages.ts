/** Programs that the system uses from the host, and the one command that installs them on this kind of host. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Full path of a program on PATH, or undefined. */
export function findProgram(name: string, path: string = process.env.PATH ?? ''): string | undefined {
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

type Family = 'debian' | 'fedora' | 'arch' | 'alpine' | 'suse' | 'macos' | 'other';

const installers: Record<Family, (packages: string) => string> = {
  debian: (packages) => `apt-get install -y ${packages}`,
  fedora: (packages) => `dnf install -y ${packages}`,
  arch: (packages) => `pacman -S --noconfirm ${packages}`,
  alpine: (packages) => `apk add ${packages}`,
  suse: (packages) => `zypper install -y ${packages}`,
  macos: (packages) => `brew install ${packages}`,
  other: (packages) => `install with your package manager: ${packages}`,
};

/** The family of a Linux distribution by its `os-release`: its own name first, then what it is like. */
export function familyOf(osRelease: string): Family {
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  for (const id of [field('ID'), ...field('ID_LIKE').split(' ')]) {
    if (id === 'debian' || id === 'ubuntu') return 'debian';
    if (id === 'fedora' || id === 'rhel' || id === 'centos') return 'fedora';
    if (id === 'arch') return 'arch';
    if (id === 'alpine') return 'alpine';
    if (id === 'suse' || id === 'opensuse') return 'suse';
  }
  return 'other';
}

function thisFamily(): Family {
  if (process.platform === 'darwin') return 'macos';
  try {
    return familyOf(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return 'other';
  }
}

/** The command that installs packages here, with `sudo` where that is needed. */
export function installCommand(packages: readonly string[], family: Family = thisFamily()): string {
  const command = installers[family](packages.join(' '));
  const asRoot = process.getuid?.() === 0 || family === 'macos' || family === 'other';
  return asRoot ? command : `sudo ${command}`;
}
