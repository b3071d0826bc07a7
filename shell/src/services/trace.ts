/**
 * W3C trace ids that begin with what the person did. A click or a key press starts a trace; every request that follows
 * within its time carries it, so that an event in the kernel can be followed back to the click.
 *
 * Rule: inside a trace every span names its parent. The input itself is the first span; it is told to whoever listens
 * only when something came of it, so that mere typing is no trace.
 */

/** How long after an input a request still belongs to it. */
const traceLifeMs = 3_000;

/** One span: hexadecimal ids as in `traceparent`. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the span that begins its trace. */
  readonly parentSpanId: string;
  /** Nobody's click began it: the layers below need not follow it. */
  readonly background?: boolean;
  /** Leaves no event in the shell either: the look at events is none itself. */
  readonly quiet?: boolean;
}

/** What the person did, with the span that it is. */
export interface Input {
  readonly span: Span;
  readonly kind: 'click' | 'key';
  readonly target: EventTarget | null;
  /** Of `performance.now()`. */
  readonly startedAt: number;
}

export interface Trace {
  /** `traceparent` for one request: the span in force, else the input, else a new trace. */
  parent(): string;
  /** A new span below the one in force, the last input, or of a trace of its own. */
  span(): Span;
  /** Calls `call`; spans and requests that it begins (before its first wait) are below `span`. */
  within<Result>(span: Span, call: () => Result): Result;
  /** The input that `span` came from, when it is still known; undefined after the next input. */
  inputOf(span: Span): Input | undefined;
  /** Milliseconds since the person last did something. */
  idleMs(): number;
  close(): void;
}

export function traceparentOf({ traceId, spanId, background }: Span): string {
  return `00-${traceId}-${spanId}-${background === true ? '00' : '01'}`;
}

export function createTrace(target: EventTarget, now: () => number = () => performance.now()): Trace {
  let input: Input | undefined;
  let used = false;
  let actedAt = Number.NEGATIVE_INFINITY;
  let inForce: Span | undefined;

  function begin(event: Event): void {
    actedAt = now();
    used = false;
    input = {
      span: { traceId: randomHex(16), spanId: randomHex(8), parentSpanId: '' },
      kind: event.type === 'keydown' ? 'key' : 'click',
      target: event.target,
      startedAt: actedAt,
    };
  }

  /** A press that nothing came of yet counts from its release: how long the finger stayed is not the system's time. */
  function released(event: Event): void {
    if (input === undefined || used || now() - actedAt > traceLifeMs) return;
    actedAt = now();
    input = { ...input, target: event.target, startedAt: actedAt };
  }

  function parentSpan(): Span | undefined {
    if (inForce !== undefined) return inForce;
    if (input === undefined || now() - input.startedAt > traceLifeMs) return undefined;
    used = true;
    return input.span;
  }

  target.addEventListener('pointerdown', begin, true);
  target.addEventListener('keydown', begin, true);
  target.addEventListener('click', released, true);
  return {
    parent() {
      return traceparentOf(parentSpan() ?? backgroundSpan());
    },
    span() {
      const parent = parentSpan();
      return parent === undefined ? backgroundSpan() : { ...parent, spanId: randomHex(8), parentSpanId: parent.spanId };
    },
    within(span, call) {
      const before = inForce;
      inForce = span;
      try {
        return call();
      } finally {
        inForce = before;
      }
    },
    inputOf: (span) => (input?.span.traceId === span.traceId ? input : undefined),
    idleMs: () => now() - actedAt,
    close() {
      target.removeEventListener('pointerdown', begin, true);
      target.removeEventListener('keydown', begin, true);
      target.removeEventListener('click', released, true);
    },
  };
}

function backgroundSpan(): Span {
  return { traceId: randomHex(16), spanId: randomHex(8), parentSpanId: '', background: true };
}

/** A span that no click began and that leaves no events in the shell. */
export function quietSpan(): Span {
  return { ...backgroundSpan(), quiet: true };
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function randomHex(bytes: number): string {
  let text = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) text += hexOfByte[byte] ?? '';
  return text;
}
