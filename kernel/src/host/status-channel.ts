/**
 * What bubblewrap tells about a sandbox over `--json-status-fd`: first the pid and namespace of its init, at last the exit
 * code. The end of the channel is the end of the sandbox.
 */
import { Socket } from 'node:net';
import type { ExitStatus } from './backend.ts';

const MAX_TEXT = 64 * 1024;

export interface SandboxStart {
  readonly initPid: number;
  readonly pidNamespace: string;
}

export class StatusChannel {
  /** Undefined when the sandbox ended before it began. */
  readonly started: Promise<SandboxStart | undefined>;
  /** The program's exit status as bubblewrap reports it, or undefined when the program never ran or was killed with all. */
  readonly ended: Promise<ExitStatus | undefined>;
  readonly #socket: Socket;

  /** Takes the descriptor over. */
  constructor(fd: number) {
    const started = Promise.withResolvers<SandboxStart | undefined>();
    const ended = Promise.withResolvers<ExitStatus | undefined>();
    this.started = started.promise;
    this.ended = ended.promise;
    this.#socket = new Socket({ fd, readable: true, writable: false });
    let text = '';
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk: string) => {
      text = (text + chunk).slice(0, MAX_TEXT);
      const init = number(text, 'child-pid');
      const namespace = number(text, 'pid-namespace');
      if (init !== undefined && namespace !== undefined) {
        started.resolve({ initPid: init, pidNamespace: `pid:[${namespace}]` });
      }
    });
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      started.resolve(undefined);
      const code = number(text, 'exit-code');
      ended.resolve(code === undefined ? undefined : exitStatus(code));
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** bubblewrap reports a program that a signal ended as 128 + signal, like a shell. */
export function exitStatus(code: number): ExitStatus {
  return code > 128 && code <= 128 + 64 ? { code: -1, signal: code - 128 } : { code, signal: 0 };
}

/** Waits for the number to be complete: something follows it. */
function number(text: string, name: string): number | undefined {
  const found = new RegExp(`"${name}": (\\d+)\\D`).exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
