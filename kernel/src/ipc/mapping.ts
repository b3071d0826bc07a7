/**
 * A file mapped by a process: served by positioned reads and writes on the host's page cache, never mapped by the kernel, so
 * that a file cut short under a mapping gives short reads instead of an end of the kernel. A shared mapping writes to the
 * file at once; a private one copies each page of 4,096 bytes when it is first written, into memory of its process. A mapping
 * belongs to the process that made it and is not passed on.
 */
import { setImmediate } from 'node:timers/promises';
import { KernelObject } from '../descriptors/kernel-object.ts';
import type { OpenFile } from '../descriptors/open-file.ts';
import { failure } from '../errors.ts';
import type { Arena, Block } from '../memory/arena.ts';
import type { Process } from '../process/process.ts';

const pageBytes = 4_096;
const freedPerTurn = 1_000;

export interface MappingOptions {
  readonly file: OpenFile;
  /** Where it starts in the file, bytes. */
  readonly offset: number;
  readonly length: number;
  readonly writable: boolean;
  readonly shared: boolean;
}

export class Mapping extends KernelObject {
  readonly kind = 'mapping';
  readonly #arena: Arena;
  readonly #file: OpenFile;
  readonly #offset: number;
  readonly #length: number;
  readonly #writable: boolean;
  readonly #shared: boolean;
  /** Pages of a private mapping that were written, by their number in the mapping. */
  readonly #pages = new Map<number, Block>();
  #written = false;
  #closed = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(arena: Arena, { file, offset, length, writable, shared }: MappingOptions) {
    super();
    this.#arena = arena;
    this.#file = file;
    this.#offset = offset;
    this.#length = length;
    this.#writable = writable;
    this.#shared = shared;
  }

  get stats() {
    const { path } = this.#file.rights;
    return { path, length: this.#length, writable: this.#writable, dirty: this.#written };
  }

  override get bytes(): number {
    return this.#pages.size * pageBytes;
  }

  /**
   * At most `maximum` bytes from `offset` on; fewer where the mapping or, meanwhile, the file ends.
   * @throws KernelError EINVAL beyond the end, EACCES when the right to read the file is gone
   */
  async readAt(process: Process, offset: number, maximum: number): Promise<Buffer> {
    this.#file.requireRights(process);
    this.#requireWithin(offset, 0);
    const length = Math.min(maximum, this.#length - offset);
    if (this.#pages.size === 0) return await this.#file.file.read(this.#offset + offset, length);
    return await this.#inTurn(async () => {
      const data = await this.#file.file.read(this.#offset + offset, length);
      return this.#overlay(data, offset, length);
    });
  }

  /** @throws KernelError EINVAL beyond the end, EACCES, EBADF when not writable, ENXIO when the file has become shorter, ENOMEM */
  async writeAt(process: Process, offset: number, data: Uint8Array): Promise<number> {
    if (!this.#writable) throw failure('EBADF', 'the mapping was not made to be written');
    this.#file.requireRights(process);
    this.#requireWithin(offset, data.length);
    await this.#inTurn(async () => {
      if (!this.#shared) return await this.#copyOnWrite(process, offset, data);
      const end = this.#offset + offset + data.length;
      const { size } = this.#file.file.stat();
      if (end > size)
        throw failure('ENXIO', `the file has ${size} bytes by now; this would write up to ${end}`, 'offset');
      await this.#file.file.write(data, this.#offset + offset);
    });
    if (data.length > 0) this.#written = true;
    return data.length;
  }

  /** Waits until what a shared mapping wrote is durable. */
  async sync(process: Process): Promise<void> {
    this.#file.requireRights(process);
    if (!this.#shared || !this.#written) return;
    this.#written = false;
    try {
      await this.#file.file.sync(true);
    } catch (error) {
      this.#written = true;
      throw error;
    }
  }

  protected override dispose(): void {
    this.#closed = true;
    this.#file.release();
    void this.#freePages([...this.#pages.values()]);
    this.#pages.clear();
  }

  /** A large mapping has too many pages for one turn of the core. */
  async #freePages(pages: readonly Block[]): Promise<void> {
    for (const [index, page] of pages.entries()) {
      page.free();
      if (index % freedPerTurn === freedPerTurn - 1) await setImmediate();
    }
  }

  async #copyOnWrite(process: Process, offset: number, data: Uint8Array): Promise<void> {
    const first = Math.floor(offset / pageBytes);
    const last = Math.floor((offset + data.length - 1) / pageBytes);
    await this.#copyPages(process, first, last);
    for (let done = 0; done < data.length; ) {
      const at = offset + done;
      const within = at % pageBytes;
      const part = data.subarray(done, done + pageBytes - within);
      this.#pages.get(Math.floor(at / pageBytes))?.bytes.set(part, within);
      done += part.length;
    }
  }

  /** @throws KernelError ENOMEM, EBADF when the mapping goes meanwhile */
  async #copyPages(process: Process, first: number, last: number): Promise<void> {
    let missing = false;
    for (let number = first; number <= last && !missing; number++) missing = !this.#pages.has(number);
    if (!missing) return;
    const start = first * pageBytes;
    const content = await this.#file.file.read(this.#offset + start, (last - first + 1) * pageBytes);
    if (this.#closed) throw failure('EBADF', 'the mapping was removed during the call');
    for (let number = first; number <= last; number++) {
      if (this.#pages.has(number)) continue;
      const block = this.#arena.allocate(process.memory, pageBytes);
      block.bytes.set(content.subarray(number * pageBytes - start, (number + 1) * pageBytes - start));
      this.#pages.set(number, block);
    }
  }

  /** What the file gave, with the pages of the mapping's own over it. */
  #overlay(fromFile: Buffer, offset: number, length: number): Buffer {
    const data = Buffer.alloc(length);
    data.set(fromFile);
    let end = fromFile.length;
    for (let done = 0; done < length; ) {
      const at = offset + done;
      const within = at % pageBytes;
      const count = Math.min(pageBytes - within, length - done);
      const page = this.#pages.get(Math.floor(at / pageBytes));
      if (page !== undefined) {
        data.set(page.bytes.subarray(within, within + count), done);
        end = Math.max(end, done + count);
      }
      done += count;
    }
    return data.subarray(0, end);
  }

  #requireWithin(offset: number, length: number): void {
    if (offset > this.#length || length > this.#length - offset) {
      const what = `${length} bytes at ${offset}`;
      throw failure('EINVAL', `${what} do not lie within the ${this.#length} bytes of the mapping`, 'offset');
    }
  }

  #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(operation, operation);
    this.#turn = run.catch(() => undefined);
    return run;
  }
}
