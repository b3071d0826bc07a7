/**
 * The handles of one process. A number is `generation << 16 | index`: closing raises the generation of its place, and
 * each table counts its generations from a start of its own, so a number kept from before or taken from another process
 * is `EBADF`. Places 0 to 2 are reserved for standard streams and start at generation 0.
 *
 * Every handle has rights, which only shrink when it is duplicated, and knows what was duplicated from it, so that
 * revoking reaches all of that, in whatever table it is.
 */
import { randomInt } from 'node:crypto';
import { failure, type KernelError } from '../errors.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import {
  allRights,
  duplicateRight,
  type KernelObject,
  manageRight,
  type Rights,
  readRight,
  writeRight,
} from './kernel-object.ts';

const firstFree = 3;
const mostPlaces = 0x1_0000;
const generations = 0x1_0000;

interface Place {
  generation: number;
  handle: Handle | undefined;
}

export interface Handle {
  readonly object: KernelObject;
  readonly rights: Rights;
  parent: Handle | undefined;
  readonly derived: Set<Handle>;
  /** Of syscalls that wait on it: cancelled when the handle is closed or taken away. */
  waiting: Set<Cancellation> | undefined;
  /** Closed or taken away: whoever begins to wait on it from now on need not. */
  gone: boolean;
  /** Takes the handle out of the table it is in. */
  close(): void;
}

/** What was still open when a table was closed. */
export interface HandleReport {
  readonly kind: string;
  readonly count: number;
  readonly bytes: number;
}

type Class<T> = abstract new (...args: never[]) => T;

export class HandleTable {
  readonly #places: Place[] = Array.from({ length: firstFree }, () => ({ generation: 0, handle: undefined }));
  readonly #free: number[] = [];
  readonly #limit: () => number;
  readonly #firstGeneration = randomInt(1, generations);
  #open = 0;
  /** Uses of numbers that were stale or never given. */
  stale = 0;

  /** `limit` is asked at each allocation: it may change with the sandbox. */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#open;
  }

  /** @throws KernelError EMFILE at the limit; the object is then not taken over. */
  add(object: KernelObject, rights: Rights = allRights, parent?: Handle): number {
    this.#roomForOne();
    // The place that was freed first: a stale number stays recognisable for as long as possible.
    const index = this.#free.shift() ?? this.#grow();
    const place = this.#places[index];
    if (place === undefined) throw failure('EMFILE', 'no place left in the handle table');
    this.#occupy(place, index, object, rights, parent);
    return numberOf(place.generation, index);
  }

  /** As `add` with the caller's reference, which is given back when there is no room. @throws KernelError EMFILE */
  adopt(object: KernelObject, rights: Rights): number {
    try {
      return this.add(object, rights);
    } catch (error) {
      object.release();
      throw error;
    }
  }

  /** Puts an object under a reserved number (0 to 2) or one that the caller chose; replaces what is there. */
  put(number: number, object: KernelObject, rights: Rights = allRights, parent?: Handle): void {
    const index = number & 0xffff;
    const generation = number >>> 16;
    while (this.#places.length <= index) {
      if (this.#places.length > this.#limit() + firstFree) {
        throw failure('EBADF', `descriptor ${number} is beyond the limit of ${this.#limit()}`, String(number));
      }
      this.#free.push(this.#grow());
    }
    const place = this.#places[index];
    if (place === undefined) throw failure('EBADF', `descriptor ${number} cannot be used`, String(number));
    if (place.handle === undefined) {
      this.#roomForOne();
      const free = this.#free.indexOf(index);
      if (free >= 0) this.#free.splice(free, 1);
    } else if (place.generation !== generation) {
      throw failure('EBADF', `descriptor ${number} is stale`, String(number));
    } else {
      this.#vacate(place, index, false);
    }
    place.generation = generation;
    this.#occupy(place, index, object, rights, parent);
  }

  /** @throws KernelError EBADF for a number that is not an open handle of this process. */
  handle(number: number): Handle {
    const place = this.#places[number & 0xffff];
    if (place?.handle === undefined || place.generation !== number >>> 16) {
      this.stale++;
      throw failure('EBADF', `${number} is not an open handle of this process`, String(number));
    }
    return place.handle;
  }

  /** What an open handle refers to; undefined when it is none. */
  kindOf(number: number): string | undefined {
    const place = this.#places[number & 0xffff];
    return place?.generation === number >>> 16 ? place.handle?.object.kind : undefined;
  }

  /** The object behind a handle. @throws KernelError EBADF, or EPERM (EBADF for reading and writing) without the rights */
  object(number: number, rights: Rights = 0): KernelObject {
    const handle = this.handle(number);
    if ((handle.rights & rights) !== rights) throw missingRights(number, handle, rights);
    return handle.object;
  }

  /** The object behind a handle, if it is of this class. @throws KernelError EBADF, EINVAL, EPERM */
  get<T extends KernelObject>(number: number, type: Class<T>, rights: Rights = 0): T {
    const object = this.object(number, rights);
    if (object instanceof type) return object;
    throw failure('EINVAL', `handle ${number} is a ${object.kind}; this call takes another kind`, String(number));
  }

  /**
   * A second handle on the object, here or in another table, with no more rights than the first.
   * @throws KernelError EBADF, EPERM without the right to duplicate (or another that `needed` names), EMFILE
   */
  duplicate(number: number, into: HandleTable, keep: Rights = allRights, needed: Rights = duplicateRight): number {
    const object = this.object(number, needed).retain();
    const parent = this.handle(number);
    try {
      return into.add(object, parent.rights & keep, parent);
    } catch (error) {
      object.release();
      throw error;
    }
  }

  /** Closes everything that was duplicated from this handle, directly or not; tells how many. */
  revokeDerived(number: number): number {
    return revoke(this.handle(number));
  }

  close(number: number): void {
    this.handle(number);
    const index = number & 0xffff;
    const place = this.#places[index];
    if (place !== undefined) this.#vacate(place, index, true);
  }

  /** Closes everything; tells what was open, by kind. */
  closeAll(): HandleReport[] {
    const reports = new Map<string, { kind: string; count: number; bytes: number }>();
    for (const [index, place] of this.#places.entries()) {
      if (place.handle === undefined) continue;
      const { kind, bytes } = place.handle.object;
      const report = reports.get(kind) ?? { kind, count: 0, bytes: 0 };
      report.count++;
      report.bytes += bytes;
      reports.set(kind, report);
      this.#vacate(place, index, true);
    }
    return [...reports.values()];
  }

  #grow(): number {
    return this.#places.push({ generation: this.#firstGeneration, handle: undefined }) - 1;
  }

  #occupy(place: Place, index: number, object: KernelObject, rights: Rights, parent: Handle | undefined): void {
    const handle: Handle = {
      object,
      rights,
      parent,
      derived: new Set(),
      waiting: undefined,
      gone: false,
      close: () => {
        if (place.handle === handle) this.#vacate(place, index, true);
      },
    };
    parent?.derived.add(handle);
    place.handle = handle;
    this.#open++;
  }

  #vacate(place: Place, index: number, free: boolean): void {
    const { handle } = place;
    if (handle === undefined) return;
    place.handle = undefined;
    place.generation = (place.generation + 1) % generations;
    if (free && index >= firstFree) this.#free.push(index);
    this.#open--;
    // What was duplicated from it stays, now as if from its parent: a revocation higher up still reaches it.
    handle.parent?.derived.delete(handle);
    for (const child of handle.derived) reparent(child, handle.parent);
    handle.gone = true;
    // The last that came first: nobody of them goes through because one in front has just given up.
    for (const waiting of [...(handle.waiting ?? [])].reverse()) waiting.cancel(handleGone());
    handle.waiting = undefined;
    handle.object.release();
  }

  #roomForOne(): void {
    if (this.#open >= this.#limit() || (this.#places.length >= mostPlaces && this.#free.length === 0)) {
      throw failure('EMFILE', `${this.#open} handles are open, the limit is ${this.#limit()}`);
    }
  }
}

/** Why an operation on a handle ends that was taken away meanwhile. */
export function handleGone(): KernelError {
  return failure('EBADF', 'the handle was closed or taken away during the call');
}

function reparent(handle: Handle, parent: Handle | undefined): void {
  handle.parent = parent;
  parent?.derived.add(handle);
}

/** Without recursion: whoever was given a handle decides how long a line he makes of it. */
function revoke(handle: Handle): number {
  const found = [...handle.derived];
  for (const child of found) for (const further of child.derived) found.push(further);
  // The last derived first, so that none is handed up to a parent that goes too.
  for (const child of found.reverse()) child.close();
  return found.length;
}

function missingRights(number: number, handle: Handle, wanted: Rights): Error {
  const missing = wanted & ~handle.rights;
  if ((missing & readRight) !== 0) return failure('EBADF', `handle ${number} is not open for reading`, 'READ');
  if ((missing & writeRight) !== 0) return failure('EBADF', `handle ${number} is not open for writing`, 'WRITE');
  const name = missing === duplicateRight ? 'DUPLICATE' : missing === manageRight ? 'MANAGE' : 'TRANSFER';
  return failure('EPERM', `handle ${number} was given without the right ${name}`, name);
}

function numberOf(generation: number, index: number): number {
  return ((generation << 16) | index) >>> 0;
}
