/**
 * Reads a document while its text arrives and tells it as operations, so that a window fills while a model writes.
 *
 * The rules: a component appears when its type is known (and the address or template it cannot be drawn without), until
 * then a skeleton keeps its place; text for people is told while it grows; everything else only when it is whole. Keys may
 * come in any order, but only what stands in the order of the language appears early. However the text is cut into
 * pieces, the operations build the same document: at the end it is compared with what the validator makes of the whole
 * text, and what differs is told as operations too. Nothing is thrown, and what was wrong is told as issues.
 */
import type { Blueprint } from '../document.ts';
import { diff } from '../edit/diff.ts';
import type { BlueprintOp } from '../operation.ts';
import { emptyDocument, GrowingDocument, OperationError } from '../operations.ts';
import { walk } from '../tree.ts';
import { DocumentBuilder, type StreamIssue } from './builder.ts';
import { settle } from './settle.ts';
import { Tokenizer } from './tokenizer.ts';

export type { StreamIssue } from './builder.ts';

export interface StreamEnd {
  /** The last operations; with `end` when the document is complete. */
  readonly ops: BlueprintOp[];
  /** Everything that was repaired, left out or is missing, in order. */
  readonly issues: readonly StreamIssue[];
  /** The document was read to its end and is valid; its handlers may be armed when the person agrees. */
  readonly complete: boolean;
  /** What the operations built; null when there was no document. */
  readonly blueprint: Blueprint | null;
  /** The step of repair that was needed: 0 the spelling, 1 the structure, 2 a value, 4 something was lost; null none. */
  readonly rung: number | null;
}

export interface StreamReader {
  /** Takes the next piece of the text, however it was cut. */
  push(text: string): BlueprintOp[];
  /** No more text comes. Call it once. */
  end(): StreamEnd;
}

export function createStreamReader(): StreamReader {
  const builder = new DocumentBuilder();
  const tokenizer = new Tokenizer(builder);
  let grown = emptyDocument();

  const tell = (): BlueprintOp[] => {
    const ops = builder.flush();
    const fitting = ops.filter((op) => {
      const next = applied(grown, op);
      if (next instanceof OperationError) builder.issue('left-out', '', `a part was left out: ${next.message}`, 4);
      else grown = next;
      return !(next instanceof OperationError);
    });
    return fitting;
  };

  return {
    push(text) {
      tokenizer.push(text);
      return tell();
    },
    end() {
      tokenizer.end();
      const { closed, begun } = tokenizer;
      if (!closed && begun) builder.issue('cut', '', 'the document ends before its last brace', 4);
      builder.cut();
      if (builder.value === undefined) {
        builder.issue('no-document', '', 'there is no document in the text', 4);
        return { ops: [], issues: builder.issues, complete: false, blueprint: null, rung: 4 };
      }
      builder.begin(builder.value.app);
      const ops = tell();
      const settled = settle(builder.value, closed);
      for (const { code, path, message, rung } of settled.issues) builder.issue(code, path, message, rung);
      if (settled.blueprint !== null && grown.blueprint !== null) {
        for (const op of corrections(grown.blueprint, settled.blueprint)) builder.batch.push(op);
      }
      const complete = closed && settled.blueprint !== null;
      if (complete) builder.batch.push({ op: 'end' });
      ops.push(...tell());
      const rungs = builder.issues.flatMap(({ rung }) => (rung === undefined ? [] : [rung]));
      return {
        ops,
        issues: builder.issues,
        complete,
        blueprint: grown.blueprint,
        rung: rungs.length === 0 ? null : Math.max(...rungs),
      };
    },
  };
}

function applied(document: GrowingDocument, op: BlueprintOp): GrowingDocument | OperationError {
  try {
    return document.after(op);
  } catch (error) {
    if (error instanceof OperationError) return error;
    throw error;
  }
}

/** From what grew to what the whole text means. Ids that we gave too early are changed where the components stand. */
function corrections(grown: Blueprint, whole: Blueprint): BlueprintOp[] {
  const before = [...walk(grown)];
  const after = [...walk(whole)];
  const sameShape =
    before.length === after.length &&
    before.every(({ pointer, component }, at) => {
      const other = after[at];
      return other?.pointer === pointer && other.component.type === component.type;
    });
  if (!sameShape) return diff(grown, whole);
  const ids = before.flatMap(({ component }, at) => {
    const id = after[at]?.component.id;
    return id === undefined || component.id === undefined || id === component.id ? [] : [[component.id, id] as const];
  });
  if (ids.length === 0) return diff(grown, whole);
  const rename: BlueprintOp = { op: 'rename', ids: Object.fromEntries(ids) };
  const renamed = applied(GrowingDocument.of(grown), rename);
  if (renamed instanceof OperationError || renamed.blueprint === null) return diff(grown, whole);
  return [rename, ...diff(renamed.blueprint, whole)];
}
