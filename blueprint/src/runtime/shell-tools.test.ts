/** Tools of the shell as a document calls them: through its handlers, its data and its components. */
import { loadShellTools } from '@agentos/tools/handlers/index';
import { expect, test } from 'vitest';
import { type Component, getPath, type Handler } from '../index.ts';
import { manualClock } from './clock.ts';
import { pass, testDesk, until } from './testing-host.ts';

async function open(data: object, components: Component[] = []) {
  const desk = testDesk();
  const clock = manualClock(1_000_000);
  desk.clock = clock;
  const { session } = desk.open({
    ui_spec: { app: { id: 'test', name: 'Test' }, data, ui: { title: 'Test', components } },
  });
  await until(() => session.phase.get().kind !== 'loading', 'opening');
  const phase = session.phase.get();
  if (phase.kind !== 'ready') throw new Error(JSON.stringify(phase));
  return {
    desk,
    session,
    at: (path: string) => getPath(session.store.data, path),
    pass: (ms: number) => pass(clock, ms),
    async run(handler: Handler) {
      session.run(handler, null, undefined, { component: 'x', event: 'click' });
      await pass(clock);
    },
  };
}

test('an interval runs its handler with the expressions of its own time', async () => {
  const { run, pass, at } = await open({ log: [] });
  await run({
    tool: 'timer.interval',
    args: { every_ms: 1_000, times: 3, action: { tool: 'data.append', args: { path: 'log', value: '=tick * 10' } } },
  });
  await pass(10_000);
  expect(at('log')).toEqual([10, 20, 30]);
});

test('a handler that waits is run once, and not after the app has closed', async () => {
  const { run, pass, at, session } = await open({ n: 0 });
  const action = { tool: 'data.increment', args: { path: 'n' } };
  await run({ tool: 'timer.set', args: { delay_ms: 500, action } });
  await pass(2_000);
  expect(at('n')).toBe(1);
  await run({ tool: 'timer.set', args: { delay_ms: 500, action } });
  await session.close();
  await pass(2_000);
  expect(at('n')).toBe(1);
});

test('a failing action is shown, and ends its interval', async () => {
  const { run, pass, session, at } = await open({ n: 0, list: [] });
  await run({
    tool: 'timer.interval',
    args: {
      every_ms: 100,
      action: [
        { tool: 'data.increment', args: { path: 'n' } },
        { tool: 'list.remove', args: { path: 'list', id: 'gone' } },
      ],
    },
  });
  await pass(1_000);
  expect(at('n')).toBe(1);
  expect(session.failure.get()?.why).toMatch(/no entry/);
});

test('undo takes a move of a game back, with its score', async () => {
  await loadShellTools(['game.move']);
  const { run, at } = await open({ game: null, scores: {} });
  await run({ tool: 'game.reset', args: { path: 'game' } });
  for (const position of [0, 3, 1, 4, 2]) {
    await run({ tool: 'game.move', args: { path: 'game', position, scores: 'scores' } });
  }
  expect([at('game.winner'), at('scores')]).toEqual(['X', { X: 1 }]);
  await run('system.undo');
  expect([at('game.winner'), at('game.turn'), at('scores')]).toEqual([null, 'X', {}]);
  await run('system.redo');
  expect(at('game.winner')).toBe('X');
});

test('the first press waits for a family that is loaded later', async () => {
  const click: Handler = { tool: 'chart.smooth', args: { data: '=rows', key: 'v' }, into: 'smooth' };
  const rows = [{ v: 0 }, { v: 3 }, { v: 6 }];
  const { run, at, session } = await open({ rows, smooth: [] }, [{ type: 'button', id: 'go', on_event: { click } }]);
  await run(click);
  await until(() => session.calls === 0);
  expect(at('smooth')).toEqual([{ v: 1.5 }, { v: 3 }, { v: 4.5 }]);
});

test('another name of a tool runs it; its wrong argument is shown', async () => {
  const { run, at, session } = await open({ books: [] });
  await run({ tool: 'ui.add_item', args: { path: 'books', item: 'Dune' } });
  expect(at('books')).toEqual(['Dune']);
  await run({ tool: 'toast.progress', args: { message: 'x', percent: '=100 + 1' } });
  expect(session.failure.get()?.code).toBe('EINVAL');
});

test('a component that is not on the screen is told of', async () => {
  const { run, session } = await open({}, [{ type: 'text', id: 'here' }]);
  await run({ tool: 'player.play', args: { id: 'here' } });
  expect(session.failure.get()).toMatchObject({ code: 'ENOENT' });
});
