/**
 * W3C trace ids that begin with what the person did. A click or a key press starts a trace; every request that follows
 * within its time carries it, so that an event in the kernel can be followed back to the click.
 */

/** How long after an input a request still belongs to it. */
const traceLifeMs = 3_000;

export interface Trace {
  /** `traceparent` for one request: the current trace with a span of its own. */
  parent(): string;
  /** Milliseconds since the person last did something. */
  idleMs(): number;
  close(): void;
}

export function createTrace(target: EventTarget, now: () => number = () => performance.now()): Trace {
  let traceId = hex(16);
  let startedAt = Number.NEGATIVE_INFINITY;
  function begin(): void {
    traceId = hex(16);
    startedAt = now();
  }
  target.addEventListener('pointerdown', begin, true);
  target.addEventListener('keydown', begin, true);
  return {
    parent() {
      if (now() - startedAt > traceLifeMs) traceId = hex(16);
      return `00-${traceId}-${hex(8)}-01`;
    },
    idleMs: () => now() - startedAt,
    close() {
      target.removeEventListener('pointerdown', begin, true);
      target.removeEventListener('keydown', begin, true);
    },
  };
}

function hex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
