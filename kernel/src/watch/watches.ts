/** All watches of the kernel: how many a process and everybody together may have, and their events. */
import { EventCategory, EventSeverity, FileType } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { Process } from '../process/process.ts';
import type { Place } from '../vfs/namespace.ts';
import { Pace } from './pace.ts';
import { Watch } from './watch.ts';

export interface WatchLimits {
  /** Watches of one process. */
  readonly watches: number;
  /** Folders that the watches of one process follow together. */
  readonly folders: number;
  /** Folders that all watches follow together: the host's own limit is shared with its other programs. */
  readonly allFolders: number;
}

export const watchLimits: WatchLimits = { watches: 128, folders: 8_192, allFolders: 65_536 };
const standardCoalesceMs = 50;
export const mostCoalesceMs = 10_000;

interface Use {
  readonly pace: Pace;
  watches: number;
  folders: number;
}

export class Watches {
  readonly #events: EventRing;
  readonly #limits: WatchLimits;
  readonly #used = new WeakMap<Process, Use>();
  #folders = 0;
  #watches = 0;

  constructor(events: EventRing, limits: WatchLimits = watchLimits) {
    this.#events = events;
    this.#limits = limits;
  }

  /** Watches that are open, and the folders that they follow. */
  get size(): { readonly watches: number; readonly folders: number } {
    return { watches: this.#watches, folders: this.#folders };
  }

  /**
   * Watches what is at `place`, a folder or a file that is there; fails with ELOOP when it is a link.
   * @throws KernelError ENOENT, EINVAL, EMFILE at the limit of the process, ENOSPC, ENOMEM
   */
  async open(
    process: Process,
    { backend, path, name }: Place,
    { recursive, coalesceMs, signal }: { recursive: boolean; coalesceMs: number; signal: AbortSignal },
  ): Promise<Watch> {
    if (coalesceMs > mostCoalesceMs) {
      throw failure('EINVAL', `changes gather for at most ${mostCoalesceMs} ms, not ${coalesceMs}`, 'coalesce_ms');
    }
    const { type } = backend.stat(path);
    if (type === FileType.SYMLINK) throw failure('ELOOP', 'a symbolic link');
    const { watches, folders } = this.#limits;
    const used = this.#used.get(process) ?? { pace: new Pace(), watches: 0, folders: 0 };
    this.#used.set(process, used);
    if (used.watches >= watches) {
      throw failure('EMFILE', `process ${process.pid} has ${watches} watches open; close one`, name);
    }
    const subject = type === FileType.DIRECTORY ? (recursive ? 'tree' : 'folder') : 'file';
    const emit = (severity: EventSeverity, event: 'watch.opened' | 'watch.closed' | 'watch.overflow'): void =>
      this.#events.emit(EventCategory.FILE, severity, event, subject, process.pid, process.trace, used.folders, 0, 0);
    const watch = new Watch({
      process,
      backend,
      name,
      path,
      isFolder: type === FileType.DIRECTORY,
      recursive,
      pace: used.pace,
      coalesceMs: coalesceMs === 0 ? standardCoalesceMs : coalesceMs,
      admit: () => {
        if (used.folders >= folders || this.#folders >= this.#limits.allFolders) {
          throw failure('ENOSPC', `watches follow at most ${folders} folders; watch less of ${name}`, name);
        }
        used.folders++;
        this.#folders++;
      },
      dismiss: () => {
        used.folders--;
        this.#folders--;
      },
      overflowed: () => emit(EventSeverity.WARNING, 'watch.overflow'),
      closed: () => {
        used.watches--;
        this.#watches--;
        emit(EventSeverity.DEBUG, 'watch.closed');
      },
    });
    used.watches++;
    this.#watches++;
    try {
      await watch.start(signal);
    } catch (error) {
      watch.release();
      throw error;
    }
    emit(EventSeverity.DEBUG, 'watch.opened');
    return watch;
  }
}
