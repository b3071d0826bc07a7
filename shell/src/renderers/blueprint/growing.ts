/** Builds the document of an app that is being generated from its operations, and tells at most once a frame. */
import { applyOp, BlueprintOp, emptyDocument, type GrowingDocument, OperationError } from '@agentos/blueprint';

export interface Growing {
  /** One operation as it arrived; what is no operation or does not fit is reported and left out. */
  take(op: unknown): void;
  close(): void;
}

export interface GrowingHost {
  /** Calls back before the next frame; gives what cancels it. */
  nextFrame(call: () => void): () => void;
  grown(document: GrowingDocument): void;
  fault(message: string): void;
}

export function growDocument(host: GrowingHost): Growing {
  let document = emptyDocument();
  let pending = false;
  let cancel: () => void = () => {};
  const draw = (): void => {
    pending = false;
    host.grown(document);
  };
  return {
    take(op) {
      const parsed = BlueprintOp.safeParse(op);
      if (!parsed.success) {
        host.fault('an unreadable step was left out');
        return;
      }
      // A listener that came late gets everything from the start.
      if (parsed.data.op === 'begin' && document.blueprint !== null) document = emptyDocument();
      try {
        document = applyOp(document, parsed.data);
      } catch (error) {
        if (!(error instanceof OperationError)) throw error;
        host.fault(error.message);
        return;
      }
      if (document.complete) {
        cancel();
        draw();
      } else if (!pending) {
        pending = true;
        cancel = host.nextFrame(draw);
      }
    },
    close: () => cancel(),
  };
}
