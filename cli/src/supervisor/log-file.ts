/**
 * Log file of one layer. The layer writes into it by a descriptor of its own, so that a slow or dead supervisor never
 * holds a layer up; the file is cut back by copying it aside and emptying it.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface LogFileOptions {
  readonly path: string;
  /** Size at which the file is moved to `<path>.1`, bytes. */
  readonly longestBytes: number;
}

/** Parts of a log that are kept beside the one that is written: `<path>.1` is the youngest. */
const keptParts = 4;

export class LogFile {
  readonly #options: LogFileOptions;

  constructor(options: LogFileOptions) {
    this.#options = options;
    mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 });
  }

  get path(): string {
    return this.#options.path;
  }

  /** A descriptor that appends; the caller closes it. */
  open(): number {
    return openSync(this.#options.path, 'a', 0o600);
  }

  /** Moves the file aside when it has grown too long. Lines written meanwhile are carried over. */
  rotate(): boolean {
    const { path, longestBytes } = this.#options;
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= longestBytes) return false;
    for (let part = keptParts - 1; part >= 1; part--) {
      if (existsSync(`${path}.${part}`)) renameSync(`${path}.${part}`, `${path}.${part + 1}`);
    }
    const aside = `${path}.1`;
    copyFileSync(path, aside);
    const from = openSync(path, 'r+');
    const to = openSync(aside, 'a', 0o600);
    try {
      const chunk = Buffer.alloc(65_536);
      let copied = fstatSync(to).size;
      for (;;) {
        const length = readSync(from, chunk, 0, chunk.length, copied);
        if (length === 0) break;
        writeSync(to, chunk, 0, length);
        copied += length;
      }
      ftruncateSync(from, 0);
    } finally {
      closeSync(from);
      closeSync(to);
    }
    return true;
  }
}

/** The last lines of a log, joined with the parts that were moved aside as far as they are needed; empty when there is none. */
export function lastLines(path: string, count: number): string[] {
  let lines = linesFromEnd(path, count);
  for (let part = 1; part <= keptParts && lines.length < count; part++) {
    lines = [...linesFromEnd(`${path}.${part}`, count - lines.length), ...lines];
  }
  return lines;
}

function linesFromEnd(path: string, count: number): string[] {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || count <= 0) return [];
  const fd = openSync(path, 'r');
  try {
    let text = '';
    let lines: string[] = [];
    for (let length = Math.min(size, 65_536); ; length = Math.min(size, length * 4)) {
      const chunk = Buffer.alloc(length);
      const read = readSync(fd, chunk, 0, length, size - length);
      text = chunk.toString('utf8', 0, read);
      lines = text.split('\n').filter((line) => line !== '');
      if (lines.length > count || length === size) break;
    }
    return lines.slice(-count);
  } finally {
    closeSync(fd);
  }
}
