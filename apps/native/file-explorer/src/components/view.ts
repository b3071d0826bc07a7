/** What the two views of a folder are given, and what they tell. */
import type { Entry } from '../entries.ts';
import type { Selection } from '../selection.ts';

/** A name being typed: for a new folder, shown before all others, or in place of an entry's name. */
export interface Editing {
  readonly kind: 'new' | 'rename';
  readonly initial: string;
  readonly problem: string;
  readonly busy: boolean;
}

export interface ViewProps {
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly selection: Selection;
  readonly editing: Editing | null;
  /** Names waiting to be moved by a paste. */
  readonly cut: ReadonlySet<string>;
  /** The view tells how many entries stand in a row, for the arrow keys. */
  onColumns(columns: number): void;
  onPress(entry: Entry, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void;
  onOpen(entry: Entry): void;
  onMenu(entry: Entry | undefined, x: number, y: number): void;
  onCommitName(name: string): void;
  onCancelName(): void;
}

export const activeId = (index: number) => `entry-${index}`;
