import { TelemetryRequest, type VitalName } from '@agentos/protocol';
import { describe, expect, test } from 'vitest';
import { createTrace } from '../services/trace.ts';
import { type CollectorHost, startCollector } from './collector.ts';
import { createRecorder } from './recorder.ts';

type Body = ReturnType<typeof TelemetryRequest.parse>;

function setUp(status: () => number | Promise<number> = () => 200) {
  const page = new EventTarget();
  let at = 5_000;
  const now = (): number => at;
  const trace = createTrace(page, now);
  const recorder = createRecorder(trace, now);
  const posts: { body: Body; last: boolean; at: number; traceparent: string }[] = [];
  const plans: { at: number; call: () => void }[] = [];
  let hide = (): void => {};
  let vital = (_name: VitalName, _value: number): void => {};
  let observing = true;
  let busy = false;
  const host: CollectorHost = {
    async post(body, last, traceparent) {
      posts.push({ body: TelemetryRequest.parse(JSON.parse(JSON.stringify(body))), last, at, traceparent });
      return status();
    },
    now,
    originUs: 1_700_000_000_000_000,
    busy: () => busy,
    whenIdle(delayMs, call) {
      const plan = { at: at + delayMs, call };
      plans.push(plan);
      return () => plans.splice(plans.indexOf(plan), 1);
    },
    onHidden(call) {
      hide = call;
      return () => {};
    },
    observe(told) {
      vital = told;
      return () => {
        observing = false;
      };
    },
  };
  const collector = startCollector(recorder, host);
  return {
    trace,
    recorder,
    collector,
    posts,
    plans,
    press: () => page.dispatchEvent(new Event('keydown')),
    hide: () => hide(),
    vital: (name: VitalName, value: number) => vital(name, value),
    observing: () => observing,
    waitFor: (something: boolean) => {
      busy = something;
    },
    /** Lets time pass and runs what is due then. */
    async pass(ms: number) {
      const until = at + ms;
      for (;;) {
        const due = plans.toSorted((a, b) => a.at - b.at).find((plan) => plan.at <= until);
        if (due === undefined) break;
        plans.splice(plans.indexOf(due), 1);
        at = Math.max(at, due.at);
        due.call();
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      }
      at = until;
    },
  };
}

const tool = { type: 'shell.tool', subject: 'filesystem.write', failed: false } as const;

describe('the collector', () => {
  test('sends an activity with the input before it, as a chain whose times lie within each other', async () => {
    const { recorder, press, pass, posts, trace } = setUp();
    await pass(10);
    press();
    await pass(3);
    const action = recorder.begin();
    const call = trace.within(action.span, () => recorder.begin());
    await pass(7);
    recorder.end(call, { ...tool, appId: 'app-1' });
    recorder.end(action, { type: 'shell.action', subject: 'notes save click', failed: false });
    await pass(100);
    expect(posts).toHaveLength(1);
    const [inner, input, outer] = posts[0]?.body.events ?? [];
    expect([inner?.type, input?.type, outer?.type]).toEqual(['shell.tool', 'shell.input', 'shell.action']);
    expect(input).toMatchObject({ subject: 'key page', value_a: 10_000, time_us: 1_700_000_005_020_000 });
    expect(inner).toMatchObject({ app_id: 'app-1', value_a: 7_000, time_us: 1_700_000_005_020_000 });
    const spanOf = (traceparent = ''): string => traceparent.split('-')[2] ?? '';
    expect(inner?.parent_span_id).toBe(spanOf(outer?.traceparent));
    expect(outer?.parent_span_id).toBe(spanOf(input?.traceparent));
    expect(input?.parent_span_id).toBeUndefined();
  });

  test('tells a click at once, also one that follows another', async () => {
    const { recorder, pass, posts } = setUp();
    for (let click = 0; click < 4; click++) {
      recorder.end(recorder.begin(), tool);
      await pass(200);
    }
    expect(posts.map(({ at }) => at)).toEqual([5_000, 5_200, 5_400, 5_600]);
    expect(posts.map(({ body }) => body.events?.length)).toEqual([1, 1, 1, 1]);
  });

  test('holds a run of clicks to a few requests and one a second, and loses none', async () => {
    const { recorder, pass, posts } = setUp();
    for (let click = 0; click < 100; click++) {
      recorder.measure('tool', 'math.add', 1);
      recorder.end(recorder.begin(), tool);
      await pass(50);
    }
    // Five seconds of clicks: what a quiet time gives, and one for each second.
    expect(posts.length).toBeGreaterThan(5);
    expect(posts.length).toBeLessThanOrEqual(5 + 5);
    const late = posts.slice(5).map(({ at }) => at);
    for (const [index, at] of late.entries()) {
      if (index > 0) expect(at - (late[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
    }
    await pass(2_000);
    expect(posts.flatMap(({ body }) => body.measures)).toHaveLength(100);
    expect(posts.flatMap(({ body }) => body.events)).toHaveLength(100);
    // A quiet time gives the next clicks their requests back.
    await pass(10_000);
    const before = posts.length;
    for (let click = 0; click < 4; click++) {
      recorder.end(recorder.begin(), tool);
      await pass(100);
    }
    expect(posts).toHaveLength(before + 4);
  });

  test('tells what was noted while a request was under way with the next, not with one of its own each', async () => {
    const answer = Promise.withResolvers<number>();
    let first = true;
    const { recorder, pass, posts, plans } = setUp(() => {
      if (!first) return 200;
      first = false;
      return answer.promise;
    });
    for (let click = 0; click < 3; click++) {
      recorder.end(recorder.begin(), tool);
      await pass(10);
    }
    expect(posts).toHaveLength(1);
    answer.resolve(200);
    await expect.poll(() => plans.length).toBe(1);
    await pass(10);
    expect(posts.map(({ body }) => body.events?.length)).toEqual([1, 2]);
  });

  test('keeps out of the way while the person waits for an app, but not for ever', async () => {
    const { recorder, pass, posts, waitFor } = setUp();
    waitFor(true);
    recorder.end(recorder.begin(), tool);
    await pass(100);
    expect(posts).toEqual([]);
    waitFor(false);
    await pass(100);
    expect(posts).toHaveLength(1);
    waitFor(true);
    recorder.end(recorder.begin(), tool);
    await pass(900);
    expect(posts).toHaveLength(1);
    await pass(300);
    expect(posts).toHaveLength(2);
  });

  test('lets durations wait for a click, and a click not for durations', async () => {
    const { recorder, pass, posts } = setUp();
    await pass(2_000);
    recorder.measure('frame', 'long', 80);
    await pass(3_000);
    expect(posts).toEqual([]);
    recorder.end(recorder.begin(), tool);
    await pass(50);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body.measures).toHaveLength(1);
    recorder.measure('frame', 'long', 90);
    await pass(10_000);
    expect(posts).toHaveLength(2);
  });

  test('asks nothing while nothing happens', async () => {
    const { pass, posts, plans } = setUp();
    await pass(60_000);
    expect([posts, plans]).toEqual([[], []]);
  });

  test('holds a flood to the bounds of a request and counts the rest', async () => {
    const { recorder, pass, posts, collector } = setUp();
    for (let count = 0; count < 2_000; count++) recorder.measure('render', 'text', 0.1);
    for (let count = 0; count < 200; count++) recorder.measure('tool', 'math.add', 0.1);
    for (let count = 0; count < 1_000; count++) recorder.end(recorder.begin(), tool);
    await pass(5_000);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body.events).toHaveLength(200);
    // Drawing leaves room for the tools.
    expect(posts[0]?.body.measures.filter(({ kind }) => kind === 'tool')).toHaveLength(150);
    expect(collector.snapshot().lost).toBe(3_200 - 200 - 500);
  });

  test('sends what is left when the page is hidden, small enough to outlive it', async () => {
    const { recorder, hide, vital, posts } = setUp();
    for (let count = 0; count < 400; count++) recorder.end(recorder.begin(), { ...tool, text: 'x'.repeat(500) });
    vital('INP', 48);
    hide();
    expect(posts).toHaveLength(1);
    expect(posts[0]?.last).toBe(true);
    expect(JSON.stringify(posts[0]?.body).length).toBeLessThan(60_000);
    expect(posts[0]?.body.vitals).toEqual([{ name: 'INP', value: 48 }]);
  });

  test('survives a lost request, and shows its figures', async () => {
    let answer = 0;
    const { recorder, pass, collector, posts } = setUp(() => answer);
    recorder.measure('tool', 'math.add', 2, true);
    await pass(6_000);
    answer = 200;
    recorder.measure('tool', 'math.add', 4);
    await pass(6_000);
    expect(posts).toHaveLength(2);
    expect(collector.snapshot()).toMatchObject({
      lost: 1,
      sent: { requests: 1, measures: 1 },
      measures: [{ kind: 'tool', label: 'math.add', count: 2, failed: 1, mean: 3, most: 4, last: 4 }],
    });
  });

  test('is silent once signed out, and after its end', async () => {
    const out = setUp(() => 401);
    out.recorder.measure('tool', 'math.add', 1);
    await out.pass(6_000);
    out.recorder.measure('tool', 'math.add', 1);
    out.hide();
    await out.pass(5_000);
    expect(out.posts).toHaveLength(1);
    const closed = setUp();
    closed.collector.close();
    closed.recorder.measure('tool', 'math.add', 1);
    await closed.pass(5_000);
    expect([closed.posts, closed.observing()]).toEqual([[], false]);
  });

  test('tells nothing of what looks at events', async () => {
    const { recorder, pass, posts } = setUp();
    recorder.end({ span: { traceId: 'a', spanId: 'b', parentSpanId: '', quiet: true }, startedAt: 0 }, tool);
    await pass(2_000);
    expect(posts).toEqual([]);
  });
});

test('what is measured while a report is under way goes out in time, also when nothing is noted after it', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const { vital, pass, posts } = setUp(() => (posts.length === 1 ? promise : 200));
  vital('LCP', 900);
  await pass(6_000);
  expect(posts).toHaveLength(1);
  vital('CLS', 0.1);
  resolve(200);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  await pass(10_000);
  expect(posts.map(({ body }) => body.vitals)).toEqual([[{ name: 'LCP', value: 900 }], [{ name: 'CLS', value: 0.1 }]]);
});
