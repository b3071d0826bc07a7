/**
 * The state of one process of the host, as /proc/PID/stat tells it. The file stays open: looking again and again costs one
 * read, and it goes on speaking of the same process when the number has been given to another.
 */
import { closeSync, openSync, readSync } from 'node:fs';

const parenthesis = 0x29;
const stopped = 0x54;

/** Reads are synchronous: one buffer serves all. A name has at most 15 bytes, a line some 350. */
const line = Buffer.alloc(1_024);

export class StateFile {
  readonly #fd: number;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /** Of a child of `parent`; undefined when it is none, or gone. */
  static open(pid: number, parent: number): StateFile | undefined {
    let file: StateFile;
    try {
      file = new StateFile(openSync(`/proc/${pid}/stat`, 'r'));
    } catch {
      return undefined;
    }
    const at = file.#read();
    // "PID (name) state parent …"
    if (at !== undefined && Number.parseInt(line.toString('latin1', at + 2, at + 16), 10) === parent) return file;
    file.close();
    return undefined;
  }

  /** undefined once the process is gone. */
  isStopped(): boolean | undefined {
    const at = this.#read();
    return at === undefined ? undefined : line[at] === stopped;
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** Where in the line the letter of the state stands. */
  #read(): number | undefined {
    try {
      const length = readSync(this.#fd, line, 0, line.length, 0);
      const nameEnd = line.subarray(0, length).lastIndexOf(parenthesis);
      return nameEnd < 0 ? undefined : nameEnd + 2;
    } catch {
      return undefined;
    }
  }
}
