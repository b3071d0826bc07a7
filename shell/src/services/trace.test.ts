import { describe, expect, test } from 'vitest';
import { createTrace, quietSpan, traceparentOf } from './trace.ts';

function setUp() {
  const page = new EventTarget();
  let at = 100;
  const trace = createTrace(page, () => at);
  return {
    trace,
    press: (type: 'pointerdown' | 'keydown' | 'click') => page.dispatchEvent(new Event(type)),
    pass(ms: number) {
      at += ms;
    },
  };
}

describe('a trace', () => {
  test('begins with an input, and every span in it names its parent', () => {
    const { trace, press } = setUp();
    press('keydown');
    const action = trace.span();
    const call = trace.within(action, () => trace.span());
    const input = trace.inputOf(action);
    expect(input?.kind).toBe('key');
    expect(input?.span.parentSpanId).toBe('');
    expect(action).toMatchObject({ traceId: input?.span.traceId, parentSpanId: input?.span.spanId });
    expect(call).toMatchObject({ traceId: action.traceId, parentSpanId: action.spanId });
    expect(new Set([input?.span.spanId, action.spanId, call.spanId]).size).toBe(3);
  });

  test('is carried by requests as the span that makes them', () => {
    const { trace, press } = setUp();
    press('pointerdown');
    const action = trace.span();
    expect(trace.within(action, () => trace.parent())).toBe(traceparentOf(action));
    expect(trace.parent()).toBe(`00-${action.traceId}-${action.parentSpanId}-01`);
    expect(() =>
      trace.within(action, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(trace.parent()).toContain(action.parentSpanId);
  });

  test('ends three seconds after its input: what comes later is a trace of its own', () => {
    const { trace, press, pass } = setUp();
    press('keydown');
    const { traceId } = trace.span();
    pass(3_001);
    const late = trace.span();
    expect(late.traceId).not.toBe(traceId);
    expect(late.parentSpanId).toBe('');
    expect(trace.parent()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  test('counts a click from the release, unless the press has done something already', () => {
    const { trace, press, pass } = setUp();
    press('pointerdown');
    pass(80);
    press('click');
    expect(trace.inputOf(trace.span())?.startedAt).toBe(180);
    press('pointerdown');
    const used = trace.span();
    pass(80);
    press('click');
    expect(trace.inputOf(used)?.startedAt).toBe(180);
  });

  test('that looks at events asks for none of its own', () => {
    const { trace, press } = setUp();
    press('keydown');
    const quiet = quietSpan();
    expect(traceparentOf(quiet)).toMatch(/-00$/);
    expect(trace.within(quiet, () => trace.span()).quiet).toBe(true);
    expect(trace.within(quiet, () => trace.parent())).toBe(traceparentOf(quiet));
  });

  test('hears nothing after its close', () => {
    const { trace, press } = setUp();
    trace.close();
    press('keydown');
    expect(trace.span().parentSpanId).toBe('');
    expect(trace.idleMs()).toBe(Number.POSITIVE_INFINITY);
  });
});
