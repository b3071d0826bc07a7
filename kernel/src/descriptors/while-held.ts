/**
 * An operation on a handle that may wait: it ends with EBADF when the handle is closed or revoked meanwhile, so that
 * what was taken away gives nothing more. Costs nothing unless the operation asks for its signal, which is to wait.
 */
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import type { Handle } from './handle-table.ts';
import type { Transfer } from './kernel-object.ts';

/** Runs `operation` with a signal that is aborted with the call's, and when the handle goes. */
export function whileHeld<T>(
  handle: Handle,
  call: Transfer,
  operation: (transfer: Transfer) => T | Promise<T>,
): T | Promise<T> {
  const held = new HeldTransfer(handle, call);
  let result: T | Promise<T>;
  try {
    result = operation(held);
  } catch (error) {
    held.end();
    throw error;
  }
  if (!(result instanceof Promise)) {
    held.end();
    return result;
  }
  return result.finally(() => held.end());
}

class HeldTransfer implements Transfer {
  readonly process: Process;
  readonly #handle: Handle;
  readonly #call: Transfer;
  #controller: AbortController | undefined;

  constructor(handle: Handle, call: Transfer) {
    this.process = call.process;
    this.#handle = handle;
    this.#call = call;
  }

  get brief(): boolean {
    return this.#call.brief;
  }

  set brief(value: boolean) {
    this.#call.brief = value;
  }

  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal;
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = this.#call;
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener('abort', this.#passOn, { once: true });
    this.#handle.waiting ??= new Set();
    this.#handle.waiting.add(this.#gone);
    return controller.signal;
  }

  end(): void {
    if (this.#controller === undefined) return;
    this.#call.signal.removeEventListener('abort', this.#passOn);
    this.#handle.waiting?.delete(this.#gone);
  }

  readonly #passOn = (): void => this.#controller?.abort(this.#call.signal.reason);

  readonly #gone = (): void =>
    this.#controller?.abort(failure('EBADF', 'the handle was closed or taken away during the call'));
}
