/**
 * From capabilities to what a sandbox shows: granted folders of the namespace as binds of host folders, read-only
 * unless writing, creating and deleting are all granted there and the mount is not read-only itself; denied places inside them covered by something empty.
 * What cannot be expressed exactly is not shown at all. The launcher keeps `/home/.apps` of others out of a shown `/home`.
 *
 * Folders between a shown folder and a denied place in it are binds of their own: what is mounted cannot be renamed, and
 * a denied place that moved away with its parent would be denied no more.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join as joinHost } from 'node:path';
import { FileType } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import type { SandboxBind } from '../host/backend.ts';
import { type CapabilitySet, type PathKind, privateFolder } from '../security/capability-set.ts';
import type { HostPlace } from '../vfs/backend.ts';
import { parentOf } from '../vfs/names.ts';
import type { Namespace } from '../vfs/namespace.ts';
import type { Process } from './process.ts';

const readKinds: readonly PathKind[] = ['READ_FILE', 'LIST_DIRECTORY'];
const writeKinds: readonly PathKind[] = ['WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE'];
const appFolders = '/home/.apps';
/** Mounts of the namespace that a sandbox may see; `/system` never, `/tmp` is the sandbox's own. */
const shownMounts = ['/home', '/apps', '/mnt'];

/** Empty things to cover denied places with. */
export interface Masks {
  readonly folder: string;
  readonly file: string;
}

/** Makes them below `folder`, which must not be a place that sandboxes may never see. */
export function prepareMasks(folder: string): Masks {
  const masks = { folder: joinHost(folder, 'folder'), file: joinHost(folder, 'file') };
  mkdirSync(masks.folder, { recursive: true, mode: 0o755 });
  writeFileSync(masks.file, '', { mode: 0o644 });
  return masks;
}

export function sandboxBinds(process: Process, namespace: Namespace, masks: Masks): SandboxBind[] {
  const { capabilities, appId } = process;
  const hostOf = (name: string): HostPlace | undefined => hostPathOf(process, namespace, name);
  const binds = new Map<string, SandboxBind>();
  const bind = (inside: string, host: HostPlace | undefined, writable: boolean): void => {
    if (host !== undefined) binds.set(inside, { host: host.path, inside, writable: writable && host.writable });
  };
  const ownFolder = appId === '' ? '' : privateFolder(appId);

  for (const { path, tree } of capabilities.places('READ_FILE').allowed) {
    if (path === ownFolder) continue;
    for (const shown of path === '/' ? ['/home', '/apps'] : [path]) {
      if (!isShown(shown) || !isReadable(capabilities, shown)) continue;
      // A right on a folder alone is none on what it holds, which a bind would show.
      if (!tree && isFolder(process, namespace, shown)) continue;
      bind(shown, hostOf(shown), tree && isWritable(capabilities, shown));
    }
  }
  if (appId !== '') {
    if (capabilities.allows('STANDARD') && isReadable(capabilities, ownFolder)) {
      bind(ownFolder, hostOf(ownFolder), isWritable(capabilities, ownFolder));
    }
    for (const folder of [`/apps/process/${appId}`, `/apps/native-proc/${appId}`]) bind(folder, hostOf(folder), false);
  }
  for (const { path } of readKinds.flatMap((kind) => capabilities.places(kind).denied)) {
    if (nearest(binds, path) === undefined) continue;
    const host = hostOf(path);
    // What is not there now may come later: only a folder that exists can be covered, so its parent is not shown.
    if (host === undefined) dropAbove(binds, path);
    else {
      const mask = isFolder(process, namespace, path) ? masks.folder : masks.file;
      binds.set(path, { host: mask, inside: path, writable: false });
    }
  }
  for (const kind of writeKinds) {
    for (const { path } of capabilities.places(kind).denied) {
      if (nearest(binds, path)?.writable !== true) continue;
      const host = hostOf(path);
      if (host === undefined) makeReadOnlyAbove(binds, path);
      else bind(path, host, false);
    }
  }
  for (const kind of [...readKinds, ...writeKinds]) {
    for (const { path } of capabilities.places(kind).denied) pinAbove(binds, path, hostOf);
  }
  return [...binds.values()].sort((left, right) => depth(left.inside) - depth(right.inside));
}

/** Whether everything there may be read, but for places that can be covered. */
function isReadable(capabilities: CapabilitySet, path: string): boolean {
  // `/home/.apps` holds the folders of others: no rule reaches them all.
  if (path === appFolders) return false;
  return readKinds.every((kind) => capabilities.expressible(kind, path));
}

function isWritable(capabilities: CapabilitySet, path: string): boolean {
  return writeKinds.every(
    (kind) =>
      capabilities.expressible(kind, path) &&
      capabilities.places(kind).allowed.some((place) => place.tree && isBelow(path, place.path)),
  );
}

function hostPathOf(process: Process, namespace: Namespace, name: string): HostPlace | undefined {
  try {
    const { backend, path } = namespace.placeByName(process, name);
    return backend.hostPath(path);
  } catch (error) {
    // Not there, or reached through a link: not shown.
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error))) return undefined;
    throw error;
  }
}

function isFolder(process: Process, namespace: Namespace, name: string): boolean {
  const { backend, path } = namespace.placeByName(process, name);
  try {
    return backend.stat(path).type === FileType.DIRECTORY;
  } catch {
    // Not there or not reachable: nothing that could be shown.
    return false;
  }
}

/** Binds the folders between a writable bind and a denied place in it, so that none of them can be renamed. */
function pinAbove(
  binds: Map<string, SandboxBind>,
  denied: string,
  hostOf: (name: string) => HostPlace | undefined,
): void {
  for (let path = parentOf(denied); path !== '/'; path = parentOf(path)) {
    const covering = nearest(binds, path);
    if (covering === undefined || covering.inside === path || !covering.writable) continue;
    const host = hostOf(path);
    if (host !== undefined) binds.set(path, { host: host.path, inside: path, writable: host.writable });
  }
}

/** The bind that a path is seen through; what the launcher hides of a shown `/home` is seen through none. */
function nearest(binds: Map<string, SandboxBind>, path: string): SandboxBind | undefined {
  let found: SandboxBind | undefined;
  for (const bind of binds.values()) {
    if (isBelow(path, bind.inside) && (found === undefined || depth(bind.inside) > depth(found.inside))) found = bind;
  }
  const isHidden = found !== undefined && isBelow(path, appFolders) && !isBelow(found.inside, appFolders);
  return isHidden ? undefined : found;
}

function dropAbove(binds: Map<string, SandboxBind>, path: string): void {
  for (const inside of [...binds.keys()]) if (isBelow(path, inside)) binds.delete(inside);
}

function makeReadOnlyAbove(binds: Map<string, SandboxBind>, path: string): void {
  for (const [inside, bind] of binds) if (isBelow(path, inside)) binds.set(inside, { ...bind, writable: false });
}

function isShown(path: string): boolean {
  return shownMounts.some((mount) => isBelow(path, mount));
}

function isBelow(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

function depth(path: string): number {
  return path.split('/').length;
}
