/**
 * Pipes of the host. Programs get blocking descriptors; the kernel's own ends are non-blocking, which is why each has an
 * open file description of its own, made by opening the pipe again: a program must not see its descriptor change.
 * The kernel touches an end only when somebody asks for that: data between two programs never passes through it.
 */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { ProgramStream } from '../descriptors/stream.ts';
import { codeOf, failure } from '../errors.ts';
import { DescriptorStream } from '../host/descriptor-stream.ts';
import { type Libc, loadLibc } from '../host/libc.ts';

export interface HostPipe {
  /** The kernel's reading end, once somebody has read: it may hold bytes that it read ahead. */
  readonly reader: ProgramStream | undefined;
  startReader(): ProgramStream;
  startWriter(): ProgramStream;
  /** Without waiting; how many bytes were taken. @throws KernelError EAGAIN, EPIPE */
  tryWrite(data: Uint8Array): number;
  /** Puts in what the pipe already held. */
  fill(data: Uint8Array): void;
  /** A descriptor for a program; whoever asked closes it. */
  descriptor(end: 'reader' | 'writer'): number;
  buffered(): number;
  closeReader(): void;
  closeWriter(): void;
}

/** In the whole kernel: each takes up to four of its descriptors. */
const mostHostPipes = 1_024;

export interface HostPipes {
  /** @throws KernelError ENOTSUP, EMFILE, ENFILE when there are too many */
  open(capacity: number): HostPipe;
}

export function chooseHostPipes(): HostPipes {
  if (process.platform !== 'linux') {
    return {
      open() {
        throw failure('ENOTSUP', 'pipes are handed to programs on Linux alone');
      },
    };
  }
  const libc = loadLibc();
  let count = 0;
  return {
    open(capacity) {
      if (count >= mostHostPipes) throw failure('ENFILE', `${mostHostPipes} pipes have gone to programs already`);
      const pipe = new LinuxPipe(libc, capacity, () => void count--);
      count++;
      return pipe;
    },
  };
}

class LinuxPipe implements HostPipe {
  readonly #libc: Libc;
  readonly #onClose: () => void;
  #readFd: number | undefined;
  #writeFd: number | undefined;
  #reader: ProgramStream | undefined;
  #writer: ProgramStream | undefined;

  constructor(libc: Libc, capacity: number, onClose: () => void) {
    this.#libc = libc;
    this.#onClose = onClose;
    [this.#readFd, this.#writeFd] = libc.nonBlockingPipe(capacity);
  }

  get reader(): ProgramStream | undefined {
    return this.#reader;
  }

  startReader(): ProgramStream {
    if (this.#reader !== undefined) return this.#reader;
    const fd = this.#open('reader', constants.O_RDONLY | constants.O_NONBLOCK);
    this.#reader = ProgramStream.reader(new DescriptorStream(fd, 'pipe to read'));
    return this.#reader;
  }

  startWriter(): ProgramStream {
    if (this.#writer !== undefined) return this.#writer;
    const fd = this.#open('writer', constants.O_WRONLY | constants.O_NONBLOCK);
    this.#writer = ProgramStream.writer(new DescriptorStream(fd, 'pipe to write'));
    return this.#writer;
  }

  tryWrite(data: Uint8Array): number {
    if (this.#writeFd === undefined) throw failure('EPIPE', 'this end of the pipe is closed');
    try {
      return writeSync(this.#writeFd, data);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EAGAIN') throw failure('EAGAIN', 'the pipe is full');
      throw failure(code, code === 'EPIPE' ? 'nobody can read this pipe any more' : 'the host refuses the write');
    }
  }

  fill(data: Uint8Array): void {
    let taken = 0;
    while (taken < data.length) taken += this.tryWrite(data.subarray(taken));
  }

  descriptor(end: 'reader' | 'writer'): number {
    return this.#open(end, end === 'reader' ? constants.O_RDONLY : constants.O_WRONLY);
  }

  buffered(): number {
    const fd = this.#readFd ?? this.#writeFd;
    return fd === undefined ? 0 : this.#libc.bytesToRead(fd);
  }

  closeReader(): void {
    this.#reader?.release();
    if (this.#readFd !== undefined) closeSync(this.#readFd);
    this.#reader = undefined;
    if (this.#readFd !== undefined && this.#writeFd === undefined) this.#onClose();
    this.#readFd = undefined;
  }

  closeWriter(): void {
    this.#writer?.release();
    if (this.#writeFd !== undefined) closeSync(this.#writeFd);
    this.#writer = undefined;
    if (this.#writeFd !== undefined && this.#readFd === undefined) this.#onClose();
    this.#writeFd = undefined;
  }

  #open(end: 'reader' | 'writer', flags: number): number {
    const fd = end === 'reader' ? this.#readFd : this.#writeFd;
    if (fd === undefined) throw failure('EPIPE', 'this end of the pipe is closed');
    try {
      return openSync(`/proc/self/fd/${fd}`, flags);
    } catch (error) {
      throw failure(codeOf(error), 'the host gives no further descriptor for the pipe');
    }
  }
}
