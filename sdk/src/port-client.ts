/**
 * The frame's end of the port: numbers the calls, matches the answers, answers the heartbeat. Every call settles: with
 * the answer, with the error of the desktop, or with `ECANCELED` when its signal aborts.
 */
import { type FrameCall, type FrameMessage, readShellMessage, type ShellMessage } from './port-protocol.ts';

/** A call that the system refused or could not carry out. `code` is stable: `EACCES`, `ENOENT`, `EEXIST`, … */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: string;
  readonly detail: string | undefined;
  /** W3C traceparent of the refused call: what the event log knows it by. */
  readonly traceparent: string;

  constructor(code: string, message: string, detail?: string, traceparent = '') {
    super(message);
    this.code = code;
    this.detail = detail;
    this.traceparent = traceparent;
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes sent so far, for uploads. */
  readonly onProgress?: ((sent: number) => void) | undefined;
}

/** Messages of the desktop that are not answers to a call. */
export type ShellNotice = Exclude<ShellMessage, { type: 'result' | 'failure' | 'progress' | 'ping' }>;

export interface PortClient {
  call(call: FrameCall, options?: CallOptions): Promise<unknown>;
  send(message: Exclude<FrameMessage, { type: 'call' | 'cancel' | 'pong' }>): void;
}

interface Waiting {
  resolve(data: unknown): void;
  reject(error: ToolError): void;
  onProgress: ((sent: number) => void) | undefined;
}

export function openPortClient(port: MessagePort, onNotice: (notice: ShellNotice) => void): PortClient {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const post = (message: FrameMessage) => port.postMessage(message);

  port.onmessage = (event: MessageEvent<unknown>) => {
    const message = readShellMessage(event.data);
    if (!message) return;
    switch (message.type) {
      case 'ping':
        post({ type: 'pong', beat: message.beat });
        return;
      case 'progress':
        waiting.get(message.id)?.onProgress?.(message.sent);
        return;
      case 'result':
        waiting.get(message.id)?.resolve(message.data);
        waiting.delete(message.id);
        return;
      case 'failure': {
        const { code, message: text, detail } = message.error;
        waiting.get(message.id)?.reject(new ToolError(code, text, detail, message.traceparent));
        waiting.delete(message.id);
        return;
      }
      default:
        onNotice(message);
    }
  };

  return {
    call(call, { signal, onProgress } = {}) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new ToolError('ECANCELED', 'The call was cancelled before it was sent.'));
          return;
        }
        const cancel = () => {
          if (!waiting.delete(id)) return;
          post({ type: 'cancel', id });
          reject(new ToolError('ECANCELED', 'The call was cancelled.'));
        };
        signal?.addEventListener('abort', cancel, { once: true });
        const settle = () => signal?.removeEventListener('abort', cancel);
        waiting.set(id, {
          resolve: (data) => {
            settle();
            resolve(data);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
          onProgress,
        });
        post({ type: 'call', id, call });
      });
    },
    send: post,
  };
}
