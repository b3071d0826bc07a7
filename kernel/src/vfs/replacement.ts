/**
 * A whole file written bit by bit and then put in place of what is there: it grows under a temporary name beside the other,
 * and takes the name at the end, synced. Until then, and when it is given up, the old content stays.
 */
import { randomBytes } from 'node:crypto';
import { FileType } from '@agentos/protocol/kernel';
import { codeOf, failure } from '../errors.ts';
import type { NodeStat, OpenFile } from './backend.ts';
import { linkFound, type Place } from './namespace.ts';

export class Replacement {
  readonly #place: Place;
  readonly #temporary: string;
  readonly #file: OpenFile;
  #settled = false;

  /**
   * Fails with ELOOP when the place holds a link, so run it by `Lookup.at`.
   * @param mode permission bits when there is no old file
   * @throws KernelError ENOENT without an old file, unless `create`; EISDIR; EINVAL
   */
  constructor(place: Place, create: boolean, mode: number) {
    const { backend, path, name } = place;
    const old = existing(place);
    if (old?.type === FileType.SYMLINK) throw linkFound();
    if (old?.type === FileType.DIRECTORY) throw failure('EISDIR', `${name} is a folder`, name);
    if (old === undefined && !create) throw failure('ENOENT', `${name} does not exist and create was not asked for`);
    const kept = old === undefined ? mode : old.mode & 0o777;
    const slash = path.lastIndexOf('/');
    this.#temporary = `${path.slice(0, slash + 1)}.~${randomBytes(8).toString('hex')}`;
    const flags = {
      read: false,
      write: true,
      append: false,
      create: true,
      exclusive: true,
      truncate: false,
      unfinished: true,
    };
    this.#file = backend.open(this.#temporary, { ...flags, mode: kept });
    this.#place = place;
  }

  write(data: Uint8Array, position: number): Promise<void> {
    return this.#file.write(data, position);
  }

  /** Puts it in place, durably. */
  async commit(): Promise<void> {
    const { backend, path } = this.#place;
    await this.#file.sync(false);
    this.#file.close();
    await backend.rename(this.#temporary, path, true);
    this.#settled = true;
    await backend.syncFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  }

  /** Gives it up; does nothing after `commit`. */
  async abandon(): Promise<void> {
    if (this.#settled) return;
    this.#settled = true;
    this.#file.close();
    await this.#place.backend.unlink(this.#temporary).catch(() => undefined);
  }
}

function existing({ backend, path }: Place): NodeStat | undefined {
  try {
    return backend.stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
