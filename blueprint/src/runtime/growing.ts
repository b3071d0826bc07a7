/**
 * Builds the document of an app that is being generated from its operations, and tells at most once a frame. Operations
 * that came while the window was still opening are drawn over a few frames, not at once, so that it fills all the same.
 */
import { applyOp, BlueprintOp, emptyDocument, type GrowingDocument, OperationError } from '../index.ts';

export interface Growing {
  /** Operations as they arrived; what is no operation or does not fit is reported and left out. */
  take(...ops: readonly unknown[]): void;
  /** Whether operations are here that have not been drawn. */
  behind(): boolean;
  /** Draws everything that is here, now. */
  catchUp(): void;
  close(): void;
}

export interface GrowingHost {
  /** Calls back before the next frame; gives what cancels it. */
  nextFrame(call: () => void): () => void;
  grown(document: GrowingDocument): void;
  fault(message: string): void;
  /** Everything that is here has been drawn, and the document is not complete. */
  caughtUp(): void;
}

/** Frames over which a backlog is drawn. */
const framesToCatchUp = 8;

export function growDocument(host: GrowingHost): Growing {
  let document = emptyDocument();
  let waiting: BlueprintOp[] = [];
  let pending = false;
  let cancel: () => void = () => {};

  const apply = (op: BlueprintOp): void => {
    // A listener that came late gets everything from the start.
    if (op.op === 'begin' && document.blueprint !== null) document = emptyDocument();
    try {
      document = applyOp(document, op);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      host.fault(error.message);
    }
  };
  const draw = (share: number): void => {
    for (const op of waiting.splice(0, share)) apply(op);
    host.grown(document);
    if (waiting.length > 0) schedule();
    else if (!document.complete) host.caughtUp();
  };
  const schedule = (): void => {
    if (pending) return;
    pending = true;
    cancel = host.nextFrame(() => {
      pending = false;
      draw(Math.max(1, Math.ceil(waiting.length / framesToCatchUp)));
    });
  };

  return {
    take(...ops) {
      for (const op of ops) {
        const parsed = BlueprintOp.safeParse(op);
        if (parsed.success) waiting.push(parsed.data);
        else host.fault('an unreadable step was left out');
      }
      if (waiting.length > 0) schedule();
    },
    behind: () => waiting.length > 0,
    catchUp() {
      if (waiting.length === 0) return;
      cancel();
      pending = false;
      draw(waiting.length);
    },
    close() {
      cancel();
      waiting = [];
    },
  };
}
