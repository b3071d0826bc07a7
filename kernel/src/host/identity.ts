/**
 * The host user that a sandbox runs as. As root each sandbox gets a user id of its own, which owns nothing on the disk:
 * granted folders are shown to it under that id by the host's kernel (an id-mapped mount). Where that is not
 * possible, sandboxes share one user id; a normal user's sandboxes all run as that user.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { HostError } from './errors.ts';
import type { Libc } from './libc.ts';
import type { Owner } from './shared-tree.ts';

const FIRST_ID = 1_900_001_024;
const BLOCKS = 16_384;
const BLOCK_SIZE = 1_024;
/** Identities that have ended and are kept ready: making one costs a process. */
const KEPT_READY = 16;

export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** A user namespace that shows files of `owner` as this identity's; its descriptor stays with the identity. */
  mapFrom(owner: Owner): Promise<number>;
}

export class IdentityPool {
  readonly #libc: Libc;
  readonly #unshare: string;
  readonly #first: number;
  #next = 0;
  readonly #ready: OwnedIdentity[] = [];
  readonly #taken = new Set<OwnedIdentity>();

  private constructor(libc: Libc, unshare: string, first: number) {
    this.#libc = libc;
    this.#unshare = unshare;
    this.#first = first;
  }

  /** Picks a block of user ids in which no process of this host runs. */
  static async create(libc: Libc, unshare: string, bootId: string): Promise<IdentityPool> {
    const inUse = await runningUsers();
    let block = hash(bootId) % BLOCKS;
    while (inUse.some((uid) => Math.floor((uid - FIRST_ID) / BLOCK_SIZE) === block)) block = (block + 1) % BLOCKS;
    return new IdentityPool(libc, unshare, FIRST_ID + block * BLOCK_SIZE);
  }

  /** EAGAIN when every id of the block runs a sandbox. */
  take(): Identity {
    const identity = this.#ready.pop() ?? this.#make();
    this.#taken.add(identity);
    return identity;
  }

  /** Only once no process of the identity is left. */
  release(identity: Identity): void {
    const owned = [...this.#taken].find((one) => one === identity);
    if (owned === undefined) return;
    this.#taken.delete(owned);
    if (this.#ready.length >= KEPT_READY) owned.closeMaps();
    this.#ready.push(owned);
  }

  close(): void {
    for (const identity of [...this.#ready, ...this.#taken]) identity.closeMaps();
  }

  #make(): OwnedIdentity {
    if (this.#next >= BLOCK_SIZE) throw new HostError('EAGAIN', `${BLOCK_SIZE} sandboxes run already: end one first.`);
    const id = this.#first + this.#next++;
    return new OwnedIdentity(id, this.#libc, this.#unshare);
  }
}

class OwnedIdentity implements Identity {
  readonly uid: number;
  readonly gid: number;
  readonly #libc: Libc;
  readonly #unshare: string;
  readonly #maps = new Map<string, Promise<number>>();

  constructor(id: number, libc: Libc, unshare: string) {
    this.uid = id;
    this.gid = id;
    this.#libc = libc;
    this.#unshare = unshare;
  }

  mapFrom(owner: Owner): Promise<number> {
    const key = `${owner.uid}:${owner.gid}`;
    const known = this.#maps.get(key);
    if (known !== undefined) return known;
    const made = this.#createMap(owner);
    this.#maps.set(key, made);
    made.catch(() => this.#maps.delete(key));
    return made;
  }

  closeMaps(): void {
    for (const map of this.#maps.values()) map.then((fd) => this.#libc.close(fd)).catch(() => undefined);
    this.#maps.clear();
  }

  /** A user namespace outlives the process it was made for as long as a descriptor names it. */
  async #createMap(owner: Owner): Promise<number> {
    const holder = spawn(this.#unshare, ['--user', 'cat'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: '/usr/bin:/bin' },
    });
    const gone = once(holder, 'exit');
    try {
      await echo(holder.stdin, holder.stdout);
      await writeFile(`/proc/${holder.pid}/gid_map`, `${owner.gid} ${this.gid} 1`);
      await writeFile(`/proc/${holder.pid}/uid_map`, `${owner.uid} ${this.uid} 1`);
      return this.#libc.open(`/proc/${holder.pid}/ns/user`, 0);
    } finally {
      holder.stdin.end();
      await gone;
    }
  }
}

/** Resolves once the program behind the pipes runs. */
async function echo(input: Writable, output: Readable): Promise<void> {
  input.write('.');
  const end = once(output, 'end').then(() => {
    throw new HostError('ENOTSUP', 'The host gave no user namespace.');
  });
  await Promise.race([once(output, 'data'), end]);
  end.catch(() => undefined);
}

async function runningUsers(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const owners = await Promise.all(
    pids.map((pid) =>
      stat(`/proc/${pid}`).then(
        (one) => one.uid,
        () => 0,
      ),
    ),
  );
  return [...new Set(owners)];
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
