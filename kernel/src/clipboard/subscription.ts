/**
 * Who hears of copies to the desktop's clipboard: a handle whose reads tell what was copied, without the data. It keeps
 * the last 64 that nobody has read and counts those that did not fit. The right is asked for again at each read.
 */
import type { ClipboardEntry, ReadResult } from '@agentos/protocol/kernel';
import { KernelObject, type Readiness, type Transfer } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import { requireKind } from '../security/check.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { WaitQueue } from '../wait-queue.ts';

const mostQueued = 64;

export class ClipboardSubscription extends KernelObject {
  readonly kind = 'clipboard subscription';
  /** Formats by name, or `image/*`; empty: any. */
  readonly #formats: readonly string[];
  readonly #onClose: (subscription: ClipboardSubscription) => void;
  readonly #readers = new WaitQueue();
  #queue: ClipboardEntry[] = [];
  #lost = 0;
  #closed = false;

  constructor(formats: readonly string[], onClose: (subscription: ClipboardSubscription) => void) {
    super();
    this.#formats = formats;
    this.#onClose = onClose;
  }

  /** Tells whether it had to leave something out, for the first time since it was last read. */
  offer(entry: ClipboardEntry): 'kept' | 'not asked for' | 'began to lose' {
    if (this.#formats.length > 0 && !entry.formats.some((format) => this.#wants(format))) return 'not asked for';
    this.#queue.push(entry);
    const full = this.#queue.length > mostQueued;
    if (full) {
      this.#queue.shift();
      this.#lost++;
    }
    this.#readers.wake();
    return full && this.#lost === 1 ? 'began to lose' : 'kept';
  }

  override readiness(): Readiness {
    return { readable: this.#queue.length > 0, writable: false, hungUp: false };
  }

  override changed(cancellation: Cancellation): Promise<void> {
    return this.#readers.wait(cancellation);
  }

  /** All that has been copied since the last read; waits for one. @throws KernelError EACCES, EAGAIN */
  override async read(_maximum: number, transfer: Transfer): Promise<ReadResult> {
    const { process } = transfer;
    const take = (): ReadResult | undefined => {
      if (this.#closed) throw failure('EBADF', 'the subscription was closed during the read');
      requireKind(process, 'CLIPBOARD');
      if (this.#queue.length === 0) return undefined;
      const result = { data: Buffer.alloc(0), endOfFile: false, changes: [], copied: this.#queue, lost: this.#lost };
      this.#queue = [];
      this.#lost = 0;
      return result;
    };
    const now = take();
    if (now !== undefined) {
      transfer.brief = true;
      return now;
    }
    if (this.nonBlocking) throw failure('EAGAIN', 'nothing has been copied since the last read');
    return await this.#readers.until(take, transfer.cancellation);
  }

  protected override dispose(): void {
    this.#closed = true;
    this.#onClose(this);
    this.#readers.wake();
  }

  #wants(format: string): boolean {
    return this.#formats.some((wanted) =>
      wanted.endsWith('/*') ? format.startsWith(wanted.slice(0, -1)) : format === wanted,
    );
  }
}
