/** The first app of a desktop: it is drawn, and touched, before what acts is there. */
import { expect, test, vi } from 'vitest';
import type { Json } from '../index.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { openSession, type Session } from './session.ts';
import { testHost, testSurroundings } from './test-host.ts';

/** What acts comes when the test lets it. */
const gate = vi.hoisted(() => {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
});
vi.mock('./actions.ts', async (importOriginal) => {
  await gate.opened;
  return importOriginal();
});

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

function open(clock: ManualClock, spec: Record<string, Json>, components: Json[]): Session {
  const clipboard = { text: '' };
  const { ui = {}, ...rest } = spec;
  const document = { app: { id: 'late', name: 'Late' }, ...rest, ui: { title: 'Late', components, ...Object(ui) } };
  return openSession(
    { package_id: 'late', ui_spec: document, app_state: null, permissions: ['STANDARD'] },
    testHost({}, clipboard),
    testSurroundings(clock, clipboard),
  );
}

async function until(holds: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(holds()).toBe(true));
}

const append = (text: string): Json => ({ tool: 'data.set', args: { path: 'log', value: `=log + "${text}"` } });

test('is drawn at once; what is done meanwhile happens in order, once, when it can', async () => {
  const button = { type: 'button', id: 'b', props: { text: 'B', glow: 1 }, on_event: { click: 'no.tool' } };
  const clock = manualClock(0);
  const session = open(
    clock,
    { data: { log: '', word: '' }, ui: { lifecycle: { on_mount: append('m') }, watch: { word: append('w') } } },
    [button],
  );
  await until(() => session.phase.get().kind === 'ready');
  const phase = session.phase.get();
  const [component] = phase.kind === 'ready' ? phase.blueprint.ui.components : [];
  if (component === undefined || typeof component === 'string') throw new Error('nothing is drawn');
  const view = session.views.component(component, null);
  let woken = 0;
  view.subscribe(() => {
    woken += 1;
  });
  expect(view.get().faults).toEqual([]);

  const press = (text: string): void =>
    session.run(
      { tool: 'data.set', args: { path: 'log', value: `=log + "${text}"` } },
      null,
      {},
      { component: 'b', event: 'click' },
    );
  press('1');
  session.write('word', null, 'typed');
  press('2');
  await turn();
  expect(session.store.data).toEqual({ log: '', word: 'typed' });
  expect(session.calls).toBeGreaterThan(0);

  gate.open();
  await until(() => session.calls === 0);
  expect(session.store.data.log).toBe('m12');
  // Watchers are told of what changed before they watched.
  while (clock.step(clock.now())) await turn();
  await until(() => session.store.data.log === 'm12w');
  // What stands beside a component that only the tools and schemas know has come, too.
  expect(woken).toBeGreaterThan(0);
  expect(view.get().faults).toEqual(['unknown tool "no.tool"', 'a button has no property "glow"']);
  // All of it can be taken back, one thing at a time.
  expect(session.history.entries().undo.map(({ label }) => label)).toEqual(['word', 'b click', 'b click']);
  await session.close();
});
