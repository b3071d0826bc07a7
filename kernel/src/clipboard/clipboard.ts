/**
 * The clipboard of the desktop, whose entries stay when the process that copied them ends, and one for each process that
 * copies to its own, which ends with it. In memory alone: what people copy is often secret, so nothing of it is written
 * to the disk or kept over a restart. The kernel itself is charged for the desktop's, a process for its own.
 */
import { type ClipboardFormat, EventCategory, EventSeverity } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';
import type { MemoryAccount } from '../memory/account.ts';
import type { Process } from '../process/process.ts';
import { Board, describe, type Entry, mostEntryBytes } from './board.ts';
import { ClipboardSubscription } from './subscription.ts';

const mostFormats = 17;
const mostSubscriptions = 1_024;
const mostOfOneProcess = 16;
/** What a subscription with a full queue may hold in the kernel. */
const subscriptionBytes = 16 * 1024;

export class Clipboard {
  readonly desktop: Board;
  readonly #events: EventRing;
  readonly #own = new WeakMap<Process, Board>();
  readonly #subscriptions = new Set<ClipboardSubscription>();
  readonly #subscribed = new WeakMap<Process, number>();
  #nextId = 1;

  /** `account`: of the kernel itself, for what is on the desktop's clipboard. */
  constructor(account: MemoryAccount, events: EventRing) {
    this.desktop = new Board(account);
    this.#events = events;
  }

  get subscribers(): number {
    return this.#subscriptions.size;
  }

  /** The clipboard of the desktop or of the process, to look at. */
  board(process: Process, own: boolean): Board {
    return own ? (this.#own.get(process) ?? new Board(process.memory)) : this.desktop;
  }

  /**
   * Puts one content, in one or several formats, on a clipboard.
   * @throws KernelError EINVAL, EFBIG, ENOMEM
   */
  copy(process: Process, formats: readonly ClipboardFormat[], own: boolean, trace: TraceContext): number {
    requireFormats(formats.map(({ format }) => format));
    let bytes = 0;
    for (const { data } of formats) bytes += data.length;
    if (bytes > mostEntryBytes) {
      throw failure('EFBIG', `${bytes} bytes in one entry, the most is ${mostEntryBytes}`, 'data');
    }
    const entry: Entry = {
      id: this.#nextId++,
      pid: process.pid,
      copiedMs: Date.now(),
      // Bytes of their own: those that came are a part of a message, which would be kept whole.
      formats: formats.map(({ format, data }) => ({ format, data: Buffer.from(data) })),
      bytes,
    };
    if (own) {
      this.#ownOf(process).add(entry);
      return entry.id;
    }
    this.desktop.add(entry);
    this.#tell(entry, trace);
    return entry.id;
  }

  clear(process: Process, own: boolean, trace: TraceContext): void {
    const board = this.board(process, own);
    const { size, bytes } = board;
    board.clear();
    if (!own) this.#emit(EventSeverity.INFO, 'clipboard.cleared', process.pid, trace, size, bytes);
  }

  /** @throws KernelError EINVAL, EMFILE when the process or the kernel has as many as it may, ENOMEM */
  subscribe(process: Process, formats: readonly string[]): ClipboardSubscription {
    if (formats.length > 0) requireFormats(formats);
    const count = this.#subscribed.get(process) ?? 0;
    if (count >= mostOfOneProcess || this.#subscriptions.size >= mostSubscriptions) {
      throw failure('EMFILE', `at most ${mostOfOneProcess} subscriptions a process, ${mostSubscriptions} in all`);
    }
    process.memory.charge(subscriptionBytes);
    this.#subscribed.set(process, count + 1);
    const made = new ClipboardSubscription(formats, (closed) => {
      this.#subscriptions.delete(closed);
      this.#subscribed.set(process, (this.#subscribed.get(process) ?? 1) - 1);
      process.memory.release(subscriptionBytes);
    });
    this.#subscriptions.add(made);
    return made;
  }

  #ownOf(process: Process): Board {
    const known = this.#own.get(process);
    if (known !== undefined) return known;
    const made = new Board(process.memory);
    this.#own.set(process, made);
    process.ledger.add({ kind: 'clipboard', bytes: () => made.bytes, dispose: () => made.clear() });
    return made;
  }

  #tell(entry: Entry, trace: TraceContext): void {
    const told = describe(entry);
    for (const subscription of this.#subscriptions) {
      if (subscription.offer(told) !== 'began to lose') continue;
      this.#emit(EventSeverity.WARNING, 'clipboard.overflow', entry.pid, trace, entry.id, 0);
    }
  }

  #emit(
    severity: EventSeverity,
    type: 'clipboard.cleared' | 'clipboard.overflow',
    pid: number,
    trace: TraceContext,
    a: number,
    b: number,
  ): void {
    this.#events.emit(EventCategory.IPC, severity, type, 'desktop', pid, trace, a, b, 0);
  }
}

/** Names of formats are media types or words of an app's own, told to others and drawn: no control characters. */
function requireFormats(formats: readonly string[]): void {
  if (formats.length > mostFormats) {
    throw failure('EINVAL', `${formats.length} formats, the most is ${mostFormats}`, 'formats');
  }
  for (const format of formats) {
    if (!/^[!-~](?:[ -~]{0,126}[!-~])?$/.test(format)) {
      throw failure('EINVAL', 'a format is 1 to 128 printable ASCII characters, such as text/plain', 'format');
    }
  }
  if (new Set(formats).size < formats.length) throw failure('EINVAL', 'a format is named twice', 'formats');
}
