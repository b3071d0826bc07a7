/** How the syscalls of files reach a place: rights are checked on what was named and again on what links lead to. */
import { EventCategory, FileType } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import type { PathKind } from '../security/capability-set.ts';
import { requirePath } from '../security/check.ts';
import type { NodeStat } from '../vfs/backend.ts';
import { linkFound, type Namespace, type Place } from '../vfs/namespace.ts';
import type { Call } from './call.ts';

export const row = { category: EventCategory.FILE, cost: 'async', timeout: 'io' } as const;
export const quick = { category: EventCategory.FILE, cost: 'inline', timeout: 'io' } as const;
export const long = { category: EventCategory.FILE, cost: 'async', timeout: 'task' } as const;

/** For what is done within the call. What outlives it, such as a descriptor, is opened through the namespace itself. */
export interface Lookup {
  /** Runs `operation` where `path` leads; `follow`: also through a link at its end. */
  at<T>(
    call: Call,
    path: string,
    follow: boolean,
    kinds: readonly PathKind[],
    operation: (place: Place) => T | Promise<T>,
  ): T | Promise<T>;
  /** The place of a name that need not exist yet. */
  placeOf(call: Call, path: string, kinds: readonly PathKind[]): Place;
}

export function lookupIn(namespace: Namespace): Lookup {
  return {
    at: (call, path, follow, kinds, operation) =>
      namespace.at(
        call.process,
        path,
        follow,
        rechecking(call, kinds),
        call.trace.sampled ? (place) => operation(followed(place, call)) : operation,
      ),
    placeOf: (call, path, kinds) => followed(namespace.placeOf(call.process, path, rechecking(call, kinds)), call),
  };
}

/** The place as a part of a call that somebody follows: what is done there is told, also after a wait. */
function followed(place: Place, { process, trace }: Call): Place {
  const { backend } = place;
  if (!trace.sampled || backend.within === undefined) return place;
  return { ...place, backend: backend.within({ trace, pid: process.pid }) };
}

/** The check of a name that symbolic links led to. */
export function rechecking(call: Call, kinds: readonly PathKind[]): (name: string) => void {
  return (name) => {
    for (const kind of kinds) requirePath(call.process, kind, name);
  };
}

export function statOf({ backend, path }: Place, follow: boolean): NodeStat {
  const stat = backend.stat(path);
  if (follow && stat.type === FileType.SYMLINK) throw linkFound();
  return stat;
}

export function found({ backend, path }: Place): NodeStat | undefined {
  try {
    return backend.stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Permission bits asked for, without set-user-ID and the like; 0 stands for the default. */
export function bits(mode: number, standard: number): number {
  return mode === 0 ? standard : mode & 0o777;
}
