/**
 * The /etc of every sandbox: a small folder that is written once at start and shown read-only, so that no file of the
 * host's own /etc (accounts, passwords, keys) exists inside.
 */
import { chmod, copyFile, mkdir, readdir, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBelow, type SystemLayout } from './sandbox-plan.ts';

const FILES: Readonly<Record<string, string>> = {
  passwd: 'owner:x:1000:1000:Owner:/home:/bin/bash\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n',
  group: 'owner:x:1000:\nnogroup:x:65534:\n',
  hostname: 'agentos\n',
  hosts: '127.0.0.1 localhost agentos\n::1 localhost agentos\n',
  'host.conf': 'multi on\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
  'resolv.conf': '',
  shells: '/bin/sh\n/bin/bash\n',
  'os-release': 'NAME="AgentOS"\nID=agentos\nPRETTY_NAME="AgentOS sandbox"\n',
  // Folders shared with the kernel may hold files of other owners; git would refuse to work in them.
  gitconfig: '[safe]\n\tdirectory = *\n',
  profile: '[ -n "$BASH" ] && [ -n "$PS1" ] && . /etc/bash.bashrc\n',
  'bash.bashrc':
    '[ -z "$PS1" ] && return\nshopt -s checkwinsize\n' +
    "PS1='\\[\\e[1;34m\\]\\w\\[\\e[0m\\] \\$ '\nalias ls='ls --color=auto'\nalias grep='grep --color=auto'\n",
};
/** Small public files without which programs misbehave; copied when the host has them. */
const COPIED = ['ld.so.cache', 'localtime', 'protocols', 'services', 'mime.types'];
const FOLDERS = [
  '/etc/ssl/certs',
  '/etc/pki/tls/certs',
  '/etc/pki/ca-trust/extracted',
  '/etc/alternatives',
  '/etc/terminfo',
];
const ROOTS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Writes the folder and reads the host's layout; what lies in `secret` is never shown, `hidden` cannot be granted. */
export async function prepareSystemLayout(
  folder: string,
  { hidden, secret }: { hidden: readonly string[]; secret: readonly string[] },
): Promise<SystemLayout> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const etcFolders = await existing(FOLDERS);
  await Promise.all([
    ...Object.entries(FILES).map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o644 })),
    ...COPIED.map((name) => copyFile(join('/etc', name), join(folder, name)).catch(() => undefined)),
    // Read-only once shown: the places where something is shown on top have to exist.
    ...etcFolders.map((path) => mkdir(join(folder, path.slice('/etc/'.length)), { recursive: true })),
  ]);
  // The owner's umask may be stricter than what a sandbox with a user id of its own needs.
  await openToAll(folder);
  const [resolver] = await existing(['/etc/resolv.conf']);
  return {
    roots: await rootFolders(),
    etc: folder,
    etcFolders,
    resolver: resolver === undefined ? undefined : await realpath(resolver),
    hidden,
    masked: (await existing(secret)).filter((path) => isBelow(path, '/usr')),
  };
}

async function openToAll(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  await Promise.all([
    chmod(folder, 0o755),
    ...entries.map((entry) => chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)),
  ]);
}

async function rootFolders(): Promise<SystemLayout['roots']> {
  const roots = await existing(ROOTS);
  return Promise.all(roots.map(async (path) => ({ path, target: await readlink(path).catch(() => undefined) })));
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_, index) => found[index]);
}
