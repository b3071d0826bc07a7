/** An open file of the host: positioned reads and writes in libuv's pool, closed once nothing is under way. */
import * as fs from 'node:fs';
import { promisify } from 'node:util';
import { FileError, type NodeStat, type OpenFile } from './backend.ts';
import { nodeStat } from './host-paths.ts';

const host = {
  ftruncate: promisify(fs.ftruncate),
  fsync: promisify(fs.fsync),
  fdatasync: promisify(fs.fdatasync),
  read: promisify(fs.read),
  write: promisify(fs.write),
};

export class LocalFile implements OpenFile {
  readonly #fd: number;
  #busy = 0;
  #closed = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  stat(): NodeStat {
    if (this.#closed) throw new FileError('EBADF', '');
    return nodeStat(fs.fstatSync(this.#fd));
  }

  read(position: number, length: number, buffer: Buffer = Buffer.allocUnsafeSlow(length)): Promise<Buffer> {
    return this.#using(async () => {
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await host.read(this.#fd, buffer, filled, length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === buffer.length ? buffer : buffer.subarray(0, filled);
    });
  }

  write(data: Uint8Array, position: number | null): Promise<void> {
    return this.#using(async () => {
      let written = 0;
      while (written < data.length) {
        const at = position === null ? null : position + written;
        const { bytesWritten } = await host.write(this.#fd, data, written, data.length - written, at);
        written += bytesWritten;
      }
    });
  }

  truncate(size: number): Promise<void> {
    return this.#using(() => host.ftruncate(this.#fd, size));
  }

  sync(dataOnly: boolean): Promise<void> {
    return this.#using(() => (dataOnly ? host.fdatasync(this.#fd) : host.fsync(this.#fd)));
  }

  /** Closes once nothing is under way any more: a number closed early could be another file by then. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#busy === 0) fs.closeSync(this.#fd);
  }

  async #using<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new FileError('EBADF', '');
    this.#busy++;
    try {
      return await operation();
    } finally {
      if (--this.#busy === 0 && this.#closed) fs.closeSync(this.#fd);
    }
  }
}
