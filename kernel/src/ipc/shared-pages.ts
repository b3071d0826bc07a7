/**
 * The memory of a segment: a file in the host's memory, sealed against shrinking, growing and further seals, that programs
 * map and the kernel reads and writes in place (`pread`, `pwrite`: the same pages, about 1.3 µs a call, and nothing in the
 * kernel can outlive a mapping). The file belongs to the kernel's user with mode 0600: a program that was given it to read
 * cannot open it again to write, because it runs as another user. A kernel that is not root shares its user with its
 * programs, and so hands segments over with the right to write alone.
 */
import { closeSync, constants, fchmodSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import { codeOf, failure } from '../errors.ts';
import { type Libc, loadLibc } from '../host/libc.ts';

export interface SharedPages {
  read(offset: number, length: number): Buffer;
  write(offset: number, data: Uint8Array): void;
  /** A descriptor for a program; whoever asked closes it. @throws KernelError ENOTSUP, EMFILE */
  descriptor(writable: boolean): number;
  close(): void;
}

export interface PageSource {
  readonly capability: HostCapability;
  /** @throws KernelError ENOMEM, EMFILE, ENFILE when there are too many */
  create(size: number): SharedPages;
}

const name = 'shared memory';
/** In the whole kernel: each one takes one of its descriptors. */
const mostSegments = 4_096;

export function choosePages(): PageSource {
  if (process.platform !== 'linux') {
    const capability = {
      name,
      enforcement: Enforcement.SIMULATED,
      mechanism: 'memory of the kernel',
      reason: `programs cannot map segments on ${process.platform}; calls of the kernel reach them`,
    };
    return { capability, create: (size) => new OwnPages(size) };
  }
  const libc = loadLibc();
  const root = process.geteuid?.() === 0;
  const capability = {
    name,
    enforcement: root ? Enforcement.ENFORCED : Enforcement.DEGRADED,
    mechanism: 'memfd, sealed against shrinking and growing',
    reason: root
      ? ''
      : 'programs run as the user of the kernel, so none gets a segment read-only; run it as root for that',
  };
  let count = 0;
  return {
    capability,
    create(size) {
      if (count >= mostSegments) throw failure('ENFILE', `there are ${mostSegments} segments on this system already`);
      const pages = new MemoryFile(libc, size, root, () => void count--);
      count++;
      return pages;
    },
  };
}

class MemoryFile implements SharedPages {
  readonly #fd: number;
  readonly #readOnlyHolds: boolean;
  readonly #onClose: () => void;

  constructor(libc: Libc, size: number, readOnlyHolds: boolean, onClose: () => void) {
    this.#readOnlyHolds = readOnlyHolds;
    this.#onClose = onClose;
    this.#fd = libc.sealableFile('agentos-segment');
    try {
      fchmodSync(this.#fd, 0o600);
      ftruncateSync(this.#fd, size);
      libc.fixSize(this.#fd);
    } catch (error) {
      closeSync(this.#fd);
      throw failure(codeOf(error), `the host has no shared memory of ${size} bytes now`);
    }
  }

  read(offset: number, length: number): Buffer {
    const data = Buffer.allocUnsafe(length);
    return data.subarray(0, readSync(this.#fd, data, 0, length, offset));
  }

  write(offset: number, data: Uint8Array): void {
    try {
      for (let done = 0; done < data.length; ) {
        done += writeSync(this.#fd, data, done, data.length - done, offset + done);
      }
    } catch (error) {
      throw failure(codeOf(error), 'the host has no memory for these pages now');
    }
  }

  descriptor(writable: boolean): number {
    if (!writable && !this.#readOnlyHolds) {
      const how =
        'this kernel cannot hand a segment to a program for reading alone; hand over one with the right to write';
      throw failure('ENOTSUP', how, 'READ');
    }
    try {
      return openSync(`/proc/self/fd/${this.#fd}`, writable ? constants.O_RDWR : constants.O_RDONLY);
    } catch (error) {
      throw failure(codeOf(error), 'the host gives no further descriptor for the segment');
    }
  }

  close(): void {
    closeSync(this.#fd);
    this.#onClose();
  }
}

class OwnPages implements SharedPages {
  #bytes: Buffer;

  constructor(size: number) {
    this.#bytes = Buffer.alloc(size);
  }

  read(offset: number, length: number): Buffer {
    return Buffer.from(this.#bytes.subarray(offset, offset + length));
  }

  write(offset: number, data: Uint8Array): void {
    this.#bytes.set(data, offset);
  }

  descriptor(): number {
    throw failure('ENOTSUP', 'programs cannot map segments on this system', 'handles');
  }

  close(): void {
    this.#bytes = Buffer.alloc(0);
  }
}
