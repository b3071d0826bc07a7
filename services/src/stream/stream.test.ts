import type { ServerMessage } from '@agentos/protocol';
import { expect, test } from 'vitest';
import { Stream, type Tab } from './stream.ts';

function createTab(options: { tab?: string; alive?: boolean } = {}) {
  const received: ServerMessage[] = [];
  const closed: string[] = [];
  const tab: Tab = {
    tab: options.tab ?? '',
    send: (text) => received.push(JSON.parse(text)),
    alive: async () => options.alive ?? true,
    close: (_code, reason) => closed.push(reason),
  };
  return { tab, received, closed, types: () => received.map((each) => each.type) };
}

test('a tab that reconnects gets what it missed, in order and once', async () => {
  const stream = new Stream();
  const first = createTab();
  await stream.connect(first.tab, undefined);
  stream.publish({ type: 'token', content: '1' });
  const seen = first.received.at(-1)!.seq;
  stream.disconnect(first.tab);
  stream.publish({ type: 'token', content: '2' });
  stream.publish({ type: 'token', content: '3' });
  const second = createTab();
  await stream.connect(second.tab, seen);
  stream.publish({ type: 'token', content: '4' });
  expect(second.received.map((each) => (each.type === 'token' ? each.content : each.type))).toEqual(['2', '3', '4']);
  const numbers = second.received.map((each) => each.seq);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
});

test('answers to one tab do not make another miss anything', async () => {
  const stream = new Stream();
  const tab = createTab();
  await stream.connect(tab.tab, undefined);
  for (let ping = 0; ping < 50; ping++) stream.answer(tab.tab, { type: 'pong' });
  const seen = tab.received[3]!.seq;
  stream.disconnect(tab.tab);
  stream.publish({ type: 'apps_changed' });
  const again = createTab();
  await stream.connect(again.tab, seen);
  expect(again.types()).toEqual(['apps_changed']);
});

test('a number that is no longer held, or not yet reached, is answered with resync', async () => {
  const stream = new Stream();
  for (let message = 0; message < 5_000; message++) stream.publish({ type: 'apps_changed' });
  for (const from of [0, stream.seq - 4_000, stream.seq + 1_000]) {
    const tab = createTab();
    await stream.connect(tab.tab, from);
    expect(tab.types()).toEqual(['resync']);
    stream.disconnect(tab.tab);
  }
});

test('what is held is bounded by bytes', async () => {
  const stream = new Stream();
  const before = stream.seq;
  for (let message = 0; message < 100; message++) stream.publish({ type: 'token', content: 'x'.repeat(100_000) });
  const tab = createTab();
  await stream.connect(tab.tab, before);
  expect(tab.types()).toEqual(['resync']);
});

test('a second tab is told so, gets nothing, and may take over', async () => {
  const stream = new Stream();
  const first = createTab();
  const second = createTab();
  await stream.connect(first.tab, undefined);
  await stream.connect(second.tab, undefined);
  stream.publish({ type: 'apps_changed' });
  expect(second.types()).toEqual(['second_tab']);
  stream.takeOver(second.tab);
  stream.publish({ type: 'registry_changed' });
  expect(first.types()).toEqual(['apps_changed', 'taken_over']);
  expect(second.types()).toEqual(['second_tab', 'resync', 'registry_changed']);
});

test('a tab that lost its connection takes its own place back', async () => {
  const stream = new Stream();
  const lost = createTab({ tab: 't1' });
  const back = createTab({ tab: 't1' });
  await stream.connect(lost.tab, undefined);
  stream.publish({ type: 'apps_changed' });
  await stream.connect(back.tab, lost.received[0]!.seq);
  stream.publish({ type: 'registry_changed' });
  expect(lost.closed).toHaveLength(1);
  expect(back.types()).toEqual(['registry_changed']);
});

test('a tab that gives no sign of life makes room', async () => {
  const stream = new Stream();
  const gone = createTab({ alive: false });
  const here = createTab();
  await stream.connect(gone.tab, undefined);
  await stream.connect(here.tab, undefined);
  stream.publish({ type: 'apps_changed' });
  expect(here.types()).toEqual(['apps_changed']);
});
