/** The folders of the host that the system lives in, and the tree of paths that processes see of them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HostMount } from '@agentos/protocol/mounts';
import { FixedFolders } from './fixed-folders.ts';
import type { HostPaths } from './host-paths.ts';
import { LocalBackend, type LocalOptions } from './local.ts';
import { type Mount, Namespace } from './namespace.ts';
import type { Unfinished } from './unfinished.ts';
import { UnionBackend } from './union.ts';

/** @throws Error when they cannot be made */
export function prepareFolders(home: string, run: string): void {
  // What this process makes is for its user, and for sandboxes by what it gives them.
  process.umask(0o022);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  mkdirSync(run, { recursive: true, mode: 0o700 });
  mkdirSync(join(home, 'system'), { recursive: true, mode: 0o700 });
  mkdirSync(join(home, 'apps'), { recursive: true, mode: 0o755 });
  mkdirSync(join(home, 'home', '.apps'), { recursive: true, mode: 0o755 });
}

export interface TreeOptions {
  /** AGENTOS_HOME. */
  readonly home: string;
  /** Folder of the apps that ship with the system, below those that the user installed; undefined: none. */
  readonly shippedApps: string | undefined;
  /** Folders that the owner mounts, by name below `/mnt`. */
  readonly mounts: Readonly<Record<string, HostMount>>;
  readonly paths: HostPaths;
  /** Whose the files below `/home` are on the host. */
  readonly owner: LocalOptions['owner'];
  /** Where files that are being replaced are written down. */
  readonly unfinished: Unfinished;
}

/** `/home`, `/apps`, `/system` and the mounts of the owner; `/tmp` is each process's own. */
export function openTree({ home, shippedApps, mounts, paths, owner, unfinished }: TreeOptions): Namespace {
  const ownApps = new LocalBackend(paths, join(home, 'apps'), { unfinished });
  const mounted = Object.entries(mounts).map(([name, { folder, readOnly }]): Mount => {
    return { point: `/mnt/${name}`, backend: new LocalBackend(paths, folder, { readOnly, unfinished }) };
  });
  return new Namespace(
    [
      { point: '/home', backend: new LocalBackend(paths, join(home, 'home'), { owner, unfinished }) },
      {
        point: '/apps',
        backend:
          shippedApps === undefined
            ? ownApps
            : new UnionBackend(ownApps, new LocalBackend(paths, shippedApps, { readOnly: true })),
      },
      {
        point: '/system',
        backend: new LocalBackend(paths, join(home, 'system'), {
          hidden: (path) => path.startsWith('kv.sqlite'),
          unfinished,
        }),
      },
      ...mounted,
    ],
    new FixedFolders(
      new Map([
        ['', ['apps', 'home', 'mnt', 'system', 'tmp']],
        ['mnt', mounted.map(({ point }) => point.slice('/mnt/'.length))],
      ]),
    ),
  );
}
