/**
 * What the person changed in the data of one app, to be taken back: one entry for each handler or edit of a field that
 * the person began. Keeps differences, not copies, so that what timers, watchers and sources changed meanwhile stays.
 *
 * Rule: at most `maxEntries` and `maxHistoryBytes`; the oldest go first.
 */
import type { History, HistoryEntry } from '@agentos/tools/handlers/index';
import type { JsonObject } from '../index.ts';
import { type Change, changesBetween, mergeChanges, sizeOf, touches, withChanges } from './changes.ts';

export const maxEntries = 100;
export const maxHistoryBytes = 2_000_000;
/** Typing into one field counts as one edit until it pauses for so long. */
const typingMs = 1_000;

interface Entry {
  readonly label: string;
  readonly at: number;
  /** For an edit of a field: its place in the data. */
  readonly field: string | null;
  last: number;
  changes: Change[];
  bytes: number;
}

/** One handler of the person while it runs. */
export interface Recording {
  /** The handler changed the data. */
  note(before: JsonObject, after: JsonObject): void;
}

export interface DataHistory extends History {
  /** A handler that the person began. With `joinsEdit`, what it changes belongs to the edit just made, as `change` of a field does. */
  record(label: string, joinsEdit: boolean): Recording;
  /** The person edited a field that is bound to a place in the data. */
  edit(field: string, before: JsonObject, after: JsonObject): void;
}

export interface HistoryHost {
  now(): number;
  data(): JsonObject;
  /** Puts data that was made by undo or redo. */
  put(data: JsonObject): void;
}

export function dataHistory(host: HistoryHost): DataHistory {
  let done: Entry[] = [];
  let undone: Entry[] = [];

  function open(label: string, field: string | null): Entry {
    const now = host.now();
    const entry: Entry = { label, field, at: now, last: now, changes: [], bytes: 0 };
    done.push(entry);
    undone = [];
    return entry;
  }

  function add(entry: Entry, changes: readonly Change[]): void {
    entry.last = host.now();
    for (const change of changes) {
      const position = entry.changes.findLastIndex((earlier) => touches(earlier, change));
      const earlier = entry.changes[position];
      const merged = earlier === undefined ? null : mergeChanges(earlier, change);
      if (merged === null) entry.changes.push(change);
      else entry.changes[position] = merged;
    }
    entry.bytes = entry.changes.reduce((sum, change) => sum + sizeOf(change), 0);
    let bytes = 0;
    let kept = done.length;
    while (kept > 0 && done.length - kept < maxEntries) {
      bytes += done[kept - 1]?.bytes ?? 0;
      if (bytes > maxHistoryBytes) break;
      kept -= 1;
    }
    done = done.slice(kept);
  }

  return {
    record(label, joinsEdit) {
      let entry: Entry | null = null;
      const top = done.at(-1);
      if (joinsEdit && top?.field !== undefined && top.field !== null) entry = top;
      return {
        note(before, after) {
          const changes = changesBetween(before, after);
          if (changes.length === 0) return;
          // What was taken back meanwhile, or lies below something newer, is not added to.
          if (entry === null || done.at(-1) !== entry) entry = open(label, null);
          add(entry, changes);
        },
      };
    },
    edit(field, before, after) {
      const changes = changesBetween(before, after);
      if (changes.length === 0) return;
      const top = done.at(-1);
      const goesOn = top !== undefined && top.field === field && host.now() - top.last < typingMs;
      if (goesOn) undone = [];
      add(goesOn ? top : open(field, field), changes);
    },
    undo() {
      const entry = done.pop();
      if (entry === undefined) return false;
      undone.push(entry);
      host.put(withChanges(host.data(), entry.changes, 'undo'));
      return true;
    },
    redo() {
      const entry = undone.pop();
      if (entry === undefined) return false;
      // Typing goes on in an entry of its own.
      done.push({ ...entry, last: Number.NEGATIVE_INFINITY });
      host.put(withChanges(host.data(), entry.changes, 'do'));
      return true;
    },
    entries() {
      const told = ({ label, at }: Entry): HistoryEntry => ({ label, at });
      return { undo: done.map(told), redo: undone.toReversed().map(told) };
    },
    clear() {
      done = [];
      undone = [];
    },
  };
}
