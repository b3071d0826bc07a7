/**
 * The one namespace of paths as a process sees it: which mount a name belongs to, and symbolic links resolved here,
 * in the namespace, never by the host. A name that a link leads to passes the caller's check like any other.
 */
import { FileType } from '@agentos/protocol/kernel';
import { codeOf, failure } from '../errors.ts';
import type { VfsBackend } from './backend.ts';
import { join, nameOf, normalise, parentOf } from './names.ts';

/** Longest chain of links, as on the host. */
const mostLinks = 40;

/** Where an operation takes place: a backend, and a name in it that has no links on the way. */
export interface Place {
  readonly backend: VfsBackend;
  /** Relative to the mount. */
  readonly path: string;
  /** Absolute in the namespace. */
  readonly name: string;
}

/** A process as the file system sees it. */
export interface Caller {
  readonly workingFolder: string;
  /** Its own `/tmp`, made when first used. */
  temporary(): VfsBackend;
}

export interface Mount {
  readonly point: string;
  readonly backend: VfsBackend;
}

export class Namespace {
  readonly #mounts = new Map<string, VfsBackend>();
  readonly #folders: VfsBackend;

  /** `folders` holds the places between the mounts: the root and `/mnt`. */
  constructor(mounts: readonly Mount[], folders: VfsBackend) {
    for (const { point, backend } of mounts) this.#mounts.set(point, backend);
    this.#folders = folders;
  }

  /**
   * Runs `operation` where `path` leads. The host never follows a link: an operation that meets one fails with ELOOP,
   * the link is read here, `recheck` decides on where it leads, and the operation runs again there.
   * @param follow whether a link at the end is followed too
   */
  at<T>(
    caller: Caller,
    path: string,
    follow: boolean,
    recheck: (name: string) => void,
    operation: (place: Place) => T | Promise<T>,
  ): T | Promise<T> {
    return this.#attempt(caller, normalise(path, caller.workingFolder), follow, recheck, operation, 0);
  }

  /** The place of a name whose last part need not exist; links above it are resolved. */
  placeOf(caller: Caller, path: string, recheck: (name: string) => void): Place {
    const name = normalise(path, caller.workingFolder);
    if (name === '/') return this.#place(caller, name);
    const last = nameOf(name);
    let found: string | undefined;
    const folder = this.at(
      caller,
      parentOf(name),
      true,
      (resolved) => recheck(join(resolved, last)),
      (place) => {
        const { type } = place.backend.stat(place.path);
        if (type === FileType.SYMLINK) throw linkFound();
        if (type !== FileType.DIRECTORY) throw failure('ENOTDIR', `${place.name} is not a folder`, place.name);
        found = place.name;
      },
    );
    if (folder instanceof Promise || found === undefined) throw failure('EIO', 'a folder could not be looked up', name);
    return this.#place(caller, join(found, last));
  }

  /** The place that a name without links belongs to, looked up by text. */
  placeByName(caller: Caller, name: string): Place {
    return this.#place(caller, name);
  }

  /** Lets go of the host's folders, once no process is left. */
  close(): void {
    for (const backend of this.#mounts.values()) backend.close?.();
  }

  #attempt<T>(
    caller: Caller,
    name: string,
    follow: boolean,
    recheck: (name: string) => void,
    operation: (place: Place) => T | Promise<T>,
    links: number,
  ): T | Promise<T> {
    const again = (error: unknown): T | Promise<T> => {
      if (codeOf(error) !== 'ELOOP') throw error;
      if (links >= mostLinks) throw failure('ELOOP', `${name}: more than ${mostLinks} symbolic links`, name);
      const target = this.#throughFirstLink(caller, name, follow);
      recheck(target);
      return this.#attempt(caller, target, follow, recheck, operation, links + 1);
    };
    let result: T | Promise<T>;
    try {
      result = operation(this.#place(caller, name));
    } catch (error) {
      return again(error);
    }
    return result instanceof Promise ? result.catch(again) : result;
  }

  /** `name` with its first link replaced by what the link says; unchanged when there is none (any more). */
  #throughFirstLink(caller: Caller, name: string, follow: boolean): string {
    const names = name.slice(1).split('/');
    const last = follow ? names.length : names.length - 1;
    for (let count = 1; count <= last; count++) {
      const prefix = `/${names.slice(0, count).join('/')}`;
      const { backend, path } = this.#place(caller, prefix);
      if (path === '' || backend.stat(path).type !== FileType.SYMLINK) continue;
      const rest = names.slice(count).join('/');
      const target = backend.readlink(path);
      return normalise(rest === '' ? target : `${target}/${rest}`, parentOf(prefix));
    }
    return name;
  }

  #place(caller: Caller, name: string): Place {
    const first = name.indexOf('/', 1);
    const top = first < 0 ? name : name.slice(0, first);
    if (top === '/tmp') return { backend: caller.temporary(), path: first < 0 ? '' : name.slice(first + 1), name };
    const mounted = this.#mounts.get(top);
    if (mounted !== undefined) return { backend: mounted, path: first < 0 ? '' : name.slice(first + 1), name };
    if (top === '/mnt' && first > 0) {
      const second = name.indexOf('/', first + 1);
      const backend = this.#mounts.get(second < 0 ? name : name.slice(0, second));
      if (backend !== undefined) return { backend, path: second < 0 ? '' : name.slice(second + 1), name };
    }
    return { backend: this.#folders, path: name.slice(1), name };
  }
}

/** Says that a link is in the way, as a backend would. */
export function linkFound(): Error {
  return failure('ELOOP', 'a symbolic link');
}
