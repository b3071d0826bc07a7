/**
 * An operation on a handle that may wait: it ends with EBADF when the handle is closed or revoked meanwhile, so that
 * what was taken away gives nothing more. Costs next to nothing unless the operation asks for its cancellation, which is to wait.
 */
import type { Process } from '../process/process.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import { type Handle, handleGone } from './handle-table.ts';
import type { Transfer } from './kernel-object.ts';

/** Runs `operation` with a cancellation that comes with the call's, and when the handle goes. */
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
  return result.then(
    (value) => {
      held.end();
      return value;
    },
    (error: unknown) => {
      held.end();
      throw error;
    },
  );
}

class HeldTransfer implements Transfer {
  readonly process: Process;
  readonly #handle: Handle;
  readonly #call: Transfer;
  #cancellation: Cancellation | undefined;

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

  get cancellation(): Cancellation {
    if (this.#cancellation !== undefined) return this.#cancellation;
    const cancellation = new Cancellation();
    this.#cancellation = cancellation;
    const { cancellation: ofCall } = this.#call;
    if (ofCall.cancelled) cancellation.cancel(ofCall.reason);
    else ofCall.add(cancellation);
    if (this.#handle.gone) {
      cancellation.cancel(handleGone());
      return cancellation;
    }
    this.#handle.waiting ??= new Set();
    this.#handle.waiting.add(cancellation);
    return cancellation;
  }

  end(): void {
    if (this.#cancellation === undefined) return;
    this.#call.cancellation.remove(this.#cancellation);
    this.#handle.waiting?.delete(this.#cancellation);
  }
}
