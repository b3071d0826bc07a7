/** Changes of a complete document by operations, and the way back and forth through them. */
import type { Blueprint } from '../document.ts';
import type { BlueprintOp } from '../operation.ts';
import { GrowingDocument, OperationError } from '../operations.ts';
import { normalize } from '../tree.ts';
import { diff, type EditSummary, summarize } from './diff.ts';

/**
 * The document after the operations, in normal form; the given one is not changed. Whether it may be armed is for the
 * validator to say.
 *
 * @throws OperationError for the first operation that does not fit
 */
export function patch(document: Blueprint, ops: readonly BlueprintOp[]): Blueprint {
  let edited = GrowingDocument.of(normalize(document));
  for (const op of ops) if (op.op !== 'end') edited = edited.after(op);
  if (edited.blueprint === null) throw new OperationError('there is no document');
  return normalize(edited.blueprint);
}

/** The operations that take the given ones back: applied after them they give the document as it was. */
export function inverse(document: Blueprint, ops: readonly BlueprintOp[]): BlueprintOp[] {
  return diff(patch(document, ops), document);
}

/** One change that was made. */
export interface Edit {
  /** What was done, for people. */
  readonly label: string;
  readonly ops: readonly BlueprintOp[];
  readonly back: readonly BlueprintOp[];
  readonly summary: EditSummary;
}

const mostEdits = 500;

/** A document and the changes that led to it. Undoing costs nothing but the operations. */
export class EditHistory {
  #document: Blueprint;
  readonly #done: Edit[] = [];
  #undone: Edit[] = [];

  constructor(document: Blueprint) {
    this.#document = normalize(document);
  }

  get document(): Blueprint {
    return this.#document;
  }

  /** The changes that can be taken back, oldest first. */
  get done(): readonly Edit[] {
    return this.#done;
  }

  /** The changes that can be made again, the next one last. */
  get undone(): readonly Edit[] {
    return this.#undone;
  }

  /** Makes a change; what was taken back before is forgotten. @throws OperationError and changes nothing */
  apply(ops: readonly BlueprintOp[], label: string): Edit {
    const before = this.#document;
    const after = patch(before, ops);
    const edit = { label, ops, back: diff(after, before), summary: summarize(before, ops) };
    this.#document = after;
    this.#undone = [];
    this.#done.push(edit);
    if (this.#done.length > mostEdits) this.#done.shift();
    return edit;
  }

  /** Makes the change that gives another document. */
  replace(document: Blueprint, label: string): Edit {
    return this.apply(diff(this.#document, document), label);
  }

  /** Takes the last change back; undefined when there is none. */
  undo(): Edit | undefined {
    const edit = this.#done.pop();
    if (edit === undefined) return undefined;
    this.#document = patch(this.#document, edit.back);
    this.#undone.push(edit);
    return edit;
  }

  /** Makes the last change again that was taken back. */
  redo(): Edit | undefined {
    const edit = this.#undone.pop();
    if (edit === undefined) return undefined;
    this.#document = patch(this.#document, edit.ops);
    this.#done.push(edit);
    return edit;
  }
}
