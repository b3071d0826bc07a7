/**
 * The host program of a process app: started through the kernel, its output read into a scrollback, its end awaited.
 *
 * Rule: output is read from the kernel only while the attached viewer keeps up (at most `TTY_WINDOW_BYTES` it has not
 * acknowledged), so that a program which floods is stopped by its own terminal; without a viewer it is read and the
 * scrollback forgets the oldest.
 */
import { Buffer } from 'node:buffer';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProcManifest } from '@agentos/protocol';
import { NetworkMode, StandardIo, WaitEvent } from '@agentos/protocol/kernel';
import { TTY_SCROLLBACK_BYTES, TTY_WINDOW_BYTES } from '@agentos/protocol/tty';
import type { Logger } from 'pino';
import type { Caller } from '../kernel/caller.ts';
import { codeOf, messageOf, Problem } from '../problem.ts';
import { Scrollback } from './scrollback.ts';

const readBytes = 64 * 1024;
const sendBytes = 32 * 1024;
const defaultSize = { rows: 24, columns: 80 };

/** Who shows the output, such as a window's socket. */
export interface Viewer {
  data(bytes: Uint8Array): void;
  /** The program ended and all its output has been sent. */
  exit(code: number): void;
  /** Another viewer took its place. */
  replaced(): void;
}

/** A viewer at the terminal: what it may do. */
export interface Attachment {
  /** Bytes consumed since the last call. */
  acknowledge(bytes: number): void;
  detach(): void;
}

export interface HostProgramOptions {
  readonly kernel: Caller;
  readonly log: Logger;
  readonly name: string;
  readonly appId: string;
  readonly manifest: ProcManifest;
  readonly capabilities: readonly string[];
  /** Called when the program ended. */
  readonly onExit: () => void;
}

interface Running {
  readonly pid: number;
  /** Descriptor for input, 0 for none. */
  readonly input: number;
}

interface Attached {
  readonly viewer: Viewer;
  sent: number;
  acknowledged: number;
}

export class HostProgram {
  readonly #options: HostProgramOptions;
  readonly scrollback = new Scrollback(TTY_SCROLLBACK_BYTES);
  #running: Running | undefined;
  /** Resolves when the last run has ended. */
  #ended: Promise<void> = Promise.resolve();
  /** Runs whose output has not been read to its end; the exit is told to a viewer when there is none. */
  #reading = 0;
  #starting = false;
  #exitCode: number | null = null;
  #size = defaultSize;
  #attached: Attached | undefined;
  readonly #waiting = new Set<() => void>();
  #writes: Promise<void> = Promise.resolve();

  constructor(options: HostProgramOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Exit code of the last run (-1: by a signal); null while it runs or before the first. */
  get exitCode(): number | null {
    return this.#exitCode;
  }

  /** Kernel pid, 0 while nothing runs. */
  get pid(): number {
    return this.#running?.pid ?? 0;
  }

  /** The folder that the program is in, as it sees it; undefined when nothing runs or the host does not tell. */
  async folder(): Promise<string | undefined> {
    if (this.#running === undefined) return undefined;
    try {
      const { process } = await this.#options.kernel.call('processInfo', { pid: this.#running.pid });
      return process?.workingDirectory || undefined;
    } catch (error) {
      if (codeOf(error) === 'ESRCH') return undefined;
      throw error;
    }
  }

  /**
   * Starts the program in `folder`, or where its manifest says when there is none or it is gone. EBUSY when it runs
   * already, the kernel's error when it cannot be started.
   */
  async start(traceparent: string, folder?: string): Promise<void> {
    try {
      await this.#start(traceparent, folder ?? this.#options.manifest.working_dir);
    } catch (error) {
      const gone = ['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error) ?? '');
      if (folder === undefined || !gone) throw error;
      await this.#start(traceparent, this.#options.manifest.working_dir);
    }
  }

  async #start(traceparent: string, workingDirectory: string): Promise<void> {
    if (this.#running !== undefined || this.#starting) throw new Problem('EBUSY', 'the program is running already');
    this.#starting = true;
    try {
      const { kernel, manifest, name, capabilities, appId } = this.#options;
      const terminal = manifest.ui_type === 'terminal';
      const spawned = await kernel.call(
        'spawn',
        {
          name,
          program: {
            executable: manifest.executable,
            arguments: manifest.args,
            workingDirectory,
            environment: terminal ? { TERM: 'xterm-256color', COLORTERM: 'truecolor', ...manifest.env } : manifest.env,
            standardIo: terminal ? StandardIo.TERMINAL : StandardIo.PIPES,
            terminal: this.#size,
            network: manifest.network === 'shared' ? NetworkMode.SHARED : NetworkMode.NONE,
            command: '',
            handles: [],
            newSession: false,
          },
          capabilities: [...capabilities],
          limits: undefined,
          appId,
        },
        { traceparent },
      );
      this.#exitCode = null;
      const outputs = terminal ? [spawned.terminal] : [spawned.stdout, spawned.stderr].filter((each) => each !== 0);
      this.#running = {
        pid: spawned.pid,
        input: terminal ? spawned.terminal : spawned.stdin,
      };
      this.#ended = this.#follow(spawned.pid);
      void this.#drain(outputs, terminal ? [] : [spawned.stdin]);
    } finally {
      this.#starting = false;
    }
  }

  /** Sends bytes as if typed; writes happen in order. EPIPE when nothing runs. */
  write(bytes: Uint8Array): Promise<void> {
    const mine = this.#writes.then(async () => {
      for (let rest = asBuffer(bytes); rest.length > 0; ) {
        const input = this.#running?.input;
        if (input === undefined || input === 0) throw new Problem('EPIPE', 'the program does not run');
        const { written } = await this.#options.kernel.call('write', { descriptor: input, data: rest });
        rest = rest.subarray(written);
      }
    });
    this.#writes = mine.catch(() => undefined);
    return mine;
  }

  async resize(rows: number, columns: number): Promise<void> {
    this.#size = { rows, columns };
    if (this.#running === undefined || this.#options.manifest.ui_type !== 'terminal') return;
    await this.#options.kernel.call('resizeTerminal', { pid: this.#running.pid, size: this.#size });
  }

  async signal(signal: number, traceparent: string): Promise<void> {
    if (this.#running === undefined) throw new Problem('ESRCH', 'the program does not run');
    await this.#options.kernel.call('kill', { pid: this.#running.pid, signal, tree: false }, { traceparent });
  }

  /** Attaches the one viewer and replays the scrollback to it; the one before is told that it is replaced. */
  attach(viewer: Viewer): Attachment {
    this.#attached?.viewer.replaced();
    const from = this.scrollback.replayStart();
    const mine: Attached = { viewer, sent: from, acknowledged: from };
    this.#attached = mine;
    queueMicrotask(() => this.#pump());
    return {
      acknowledge: (bytes) => {
        mine.acknowledged = Math.min(mine.sent, mine.acknowledged + bytes);
        this.#pump();
      },
      detach: () => {
        if (this.#attached !== mine) return;
        this.#attached = undefined;
        this.#wakeReader();
      },
    };
  }

  /** Resolves when the program has ended (at once when none runs). */
  ended(): Promise<void> {
    return this.#ended;
  }

  /** The kernel is gone, and the program with it: says so in the output. */
  #abandon(why: string): void {
    if (this.#running === undefined) return;
    this.#running = undefined;
    this.note(why);
    this.#finish(-1);
  }

  /** Counts as ended: the program ran before the system was started and did not survive. */
  endedBefore(): void {
    if (this.#running !== undefined) return;
    this.note('The system was restarted. This program has ended.');
    this.#exitCode = -1;
  }

  /** Writes a line of the system's own into the output. */
  note(text: string): void {
    this.scrollback.append(Buffer.from(`\r\n[${text}]\r\n`));
    this.#pump();
  }

  async #follow(pid: number): Promise<void> {
    const code = await this.#wait(pid);
    if (this.#running?.pid !== pid) return;
    this.#running = undefined;
    this.#finish(code);
  }

  /** Reads all output and closes what the run held. */
  async #drain(outputs: readonly number[], others: readonly number[]): Promise<void> {
    this.#reading += 1;
    await Promise.all(outputs.map((descriptor) => this.#readAll(descriptor)));
    await Promise.all([...outputs, ...others].map((descriptor) => this.#close(descriptor)));
    this.#reading -= 1;
    this.#pump();
  }

  async #readAll(descriptor: number): Promise<void> {
    const { kernel, log } = this.#options;
    for (;;) {
      while (!this.#viewerKeepsUp()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
      try {
        const { data, endOfFile } = await kernel.call('read', { descriptor, length: readBytes });
        if (data.length > 0) {
          this.scrollback.append(data);
          this.#pump();
        }
        if (endOfFile) return;
      } catch (error) {
        if (await isPassing(error)) continue;
        // A terminal whose last holder is gone ends with EIO.
        if (codeOf(error) !== 'EIO') log.debug({ err: error }, 'reading a program stopped');
        return;
      }
    }
  }

  async #wait(pid: number): Promise<number> {
    for (;;) {
      try {
        const { event, exitCode } = await this.#options.kernel.call('wait', { pid, options: 0 });
        if (event === WaitEvent.EXITED) return exitCode;
      } catch (error) {
        if (await isPassing(error)) continue;
        if (codeOf(error) === 'EUNAVAILABLE') this.#abandon('The kernel restarted. This program has ended.');
        this.#options.log.debug({ pid, reason: messageOf(error) }, 'the end of a program was not seen');
        return -1;
      }
    }
  }

  async #close(descriptor: number): Promise<void> {
    if (descriptor === 0) return;
    try {
      await this.#options.kernel.call('close', { descriptor });
    } catch (error) {
      this.#options.log.debug({ err: error, descriptor }, 'a descriptor was closed already');
    }
  }

  #viewerKeepsUp(): boolean {
    return this.#attached === undefined || this.scrollback.end - this.#attached.acknowledged < TTY_WINDOW_BYTES;
  }

  #wakeReader(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  #pump(): void {
    const attached = this.#attached;
    if (attached !== undefined) {
      const { scrollback } = this;
      if (attached.sent < scrollback.start) attached.sent = scrollback.start;
      while (attached.sent < scrollback.end) {
        const room = TTY_WINDOW_BYTES - (attached.sent - attached.acknowledged);
        if (room <= 0) break;
        const bytes = scrollback.read(attached.sent, Math.min(room, sendBytes));
        attached.sent += bytes.length;
        attached.viewer.data(bytes);
      }
      if (this.#exitCode !== null && this.#reading === 0 && attached.sent === scrollback.end) {
        this.#attached = undefined;
        attached.viewer.exit(this.#exitCode);
      }
    }
    if (this.#viewerKeepsUp()) this.#wakeReader();
  }

  #finish(code: number): void {
    this.#exitCode = code;
    this.#pump();
    this.#options.onExit();
  }
}

/** Whether a blocking call only has to be made again. */
async function isPassing(error: unknown): Promise<boolean> {
  if (codeOf(error) === 'EAGAIN') await delay(20);
  return codeOf(error) === 'ETIMEDOUT' || codeOf(error) === 'EAGAIN' || codeOf(error) === 'EINTR';
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
