/**
 * One clipboard: the last hundred things copied to it, newest first. Entries never change; the oldest go when there are
 * too many of them or too many bytes. Who the clipboard belongs to is charged for what it holds.
 */
import type { ClipboardEntry, ClipboardFormat } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { MemoryAccount } from '../memory/account.ts';

const MiB = 1024 * 1024;
export const mostEntries = 100;
/** All formats of one entry together. */
export const mostEntryBytes = 10 * MiB;
export const mostBoardBytes = 64 * MiB;
/** What an entry costs beside its data. */
const entryOverhead = 1_024;

export interface Entry {
  readonly id: number;
  readonly pid: number;
  readonly copiedMs: number;
  /** The main one first; at least one. */
  readonly formats: readonly ClipboardFormat[];
  /** Of all formats together. */
  readonly bytes: number;
}

export class Board {
  readonly #account: MemoryAccount;
  /** Oldest first. */
  readonly #entries: Entry[] = [];
  #bytes = 0;
  copies = 0;
  pastes = 0;

  constructor(account: MemoryAccount) {
    this.#account = account;
  }

  get size(): number {
    return this.#entries.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @throws KernelError ENOMEM when the owner may not hold so much; the clipboard is then as it was */
  add(entry: Entry): void {
    this.#account.charge(entry.bytes + entryOverhead);
    this.#entries.push(entry);
    this.#bytes += entry.bytes;
    this.copies++;
    while (this.#entries.length > mostEntries || this.#bytes > mostBoardBytes) this.#dropOldest();
  }

  /** @throws KernelError ENOENT when nothing has been copied */
  newest(): Entry {
    const entry = this.#entries.at(-1);
    if (entry === undefined) throw failure('ENOENT', 'the clipboard is empty', 'clipboard');
    return entry;
  }

  /** @throws KernelError ENOENT when it is not, or no longer, in the history */
  entry(id: number): Entry {
    const entry = this.#entries.find((one) => one.id === id);
    if (entry === undefined) throw failure('ENOENT', `the clipboard holds no entry ${id}`, String(id));
    return entry;
  }

  newestFirst(limit: number): Entry[] {
    return this.#entries.slice(-limit).reverse();
  }

  clear(): void {
    while (this.#entries.length > 0) this.#dropOldest();
  }

  #dropOldest(): void {
    const entry = this.#entries.shift();
    if (entry === undefined) return;
    this.#bytes -= entry.bytes;
    this.#account.release(entry.bytes + entryOverhead);
  }
}

/** An entry as callers see it, without data. */
export function describe({ id, pid, copiedMs, formats, bytes }: Entry): ClipboardEntry {
  const names = formats.map(({ format }) => format);
  return { entry: id, format: names[0] ?? '', data: Buffer.alloc(0), copiedMs, pid, formats: names, bytes };
}

/** An entry with its data in one format; empty: the main one. @throws KernelError ENOENT */
export function inFormat(entry: Entry, format: string): ClipboardEntry {
  const found = format === '' ? entry.formats[0] : entry.formats.find((one) => one.format === format);
  if (found === undefined) {
    const names = entry.formats.map((one) => one.format).join(', ');
    throw failure('ENOENT', `entry ${entry.id} was not copied as ${format}; there is ${names}`, format);
  }
  return { ...describe(entry), format: found.format, data: found.data };
}
