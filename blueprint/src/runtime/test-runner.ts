/**
 * Runs the tests that an app carries, without a screen and without waiting: its clock is moved by hand, storage is in
 * memory, tools of the services answer what the test says. Only what a person could reach can be clicked.
 *
 * Rule: a component that is drawn as a fault fails the test, whatever the test asks.
 */
import { loadRegularExpressions } from '../expression/patterns.ts';
import { usesRegularExpressions } from '../expression/uses.ts';
import {
  type Blueprint,
  type Component,
  compileExpression,
  findComponent,
  type Json,
  type JsonObject,
  jsonEqual,
  type Test,
  type TestStep,
} from '../index.ts';
import { walkAll } from '../tree.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { currentTab, type Drawn, drawnOf, tabLabels } from './drawn.ts';
import { faultOf } from './evaluate.ts';
import { openSession, type Session } from './session.ts';
import { testHost, testSurroundings } from './test-host.ts';
import {
  optionsOf,
  type Screen,
  type ScreenState,
  screenOf,
  screenState,
  tabNamed,
  Unreachable,
} from './test-screen.ts';

export interface StepResult {
  /** Position in `do`, from 0. */
  readonly index: number;
  readonly ok: boolean;
  /** Why it failed, in a sentence; empty when it did not. */
  readonly why: string;
}

export interface TestResult {
  readonly name: string;
  readonly ok: boolean;
  /** Those that were done: the first that fails is the last. */
  readonly steps: readonly StepResult[];
  /** Why the test failed, with the step that it was; empty when it passed. */
  readonly why: string;
}

/** When a test begins, unless it tells: 1 January 2026, noon, UTC. */
const noon = Date.UTC(2026, 0, 1, 12);
/** Longest time, of the machine, that an app may need to come to rest after a step. */
const longestRestMs = 10_000;
/** Calls of the clock at one moment, after which an app counts as going round in a circle. */
const mostAtOnce = 10_000;

/** Runs every test of a valid document, one after the other, each in an app of its own. */
export async function runTests(blueprint: Blueprint): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const test of blueprint.tests ?? []) results.push(await runTest(blueprint, test));
  return results;
}

/** Runs one test. Never rejects for a fault of the app: that is a failed test. */
export async function runTest(blueprint: Blueprint, test: Test): Promise<TestResult> {
  const app = await openApp(blueprint, test);
  const steps: StepResult[] = [];
  try {
    const broken = app.brokenAtStart();
    if (broken !== null) return { name: test.name, ok: false, steps, why: broken };
    for (const [index, step] of test.do.entries()) {
      const why = await app.perform(step);
      steps.push({ index, ok: why === null, why: why ?? '' });
      if (why !== null)
        return { name: test.name, ok: false, steps, why: `step ${index + 1} (${inWords(step)}): ${why}` };
    }
    return { name: test.name, ok: true, steps, why: '' };
  } finally {
    await app.close();
  }
}

/** A step as a person would name it. */
function inWords(step: TestStep): string {
  if ('click' in step) return `click ${step.click}`;
  if ('enter' in step) return `enter ${JSON.stringify(step.value)} into ${step.enter}`;
  if ('submit' in step) return `submit ${step.submit}`;
  if ('of' in step) return `${step.event} of ${step.of}`;
  if ('set' in step) return `set ${step.set}`;
  return 'wait' in step ? `wait ${step.wait}` : `expect ${Object.keys(step.expect).join(', ')}`;
}

interface TestApp {
  /** Why the app did not even open; null when it did. */
  brokenAtStart(): string | null;
  /** Does one step and lets the app come to rest; why it failed, or null. */
  perform(step: TestStep): Promise<string | null>;
  close(): Promise<void>;
}

async function openApp(blueprint: Blueprint, test: Test): Promise<TestApp> {
  // The session looks at the app alone; what a test expects may need them too.
  if (usesRegularExpressions({ ...blueprint, tests: [test] })) await loadRegularExpressions();
  const clock = manualClock(test.now ?? noon);
  const state = screenState();
  const clipboard = { text: '' };
  const { tests: _, ...rest } = blueprint;
  const document = test.data === undefined ? rest : { ...rest, data: { ...rest.data, ...test.data } };
  const session = openSession(
    {
      package_id: blueprint.app.id,
      ui_spec: document,
      app_state: null,
      permissions: blueprint.app.permissions ?? ['STANDARD'],
    },
    testHost(test.answers ?? {}, clipboard),
    testSurroundings(clock, clipboard),
    state,
  );
  await settle(session, clock);
  const opened = session.phase.get();
  const screen = opened.kind === 'ready' ? screenOf(opened.blueprint, session, state) : null;
  const ports = screen === null || opened.kind !== 'ready' ? null : registerPorts(opened.blueprint, session, state);
  ports?.update();
  return {
    brokenAtStart() {
      if (opened.kind === 'ready') return faultIn(opened.blueprint, session, state);
      if (opened.kind === 'broken') return `the document is not valid: ${opened.issues[0]?.message ?? ''}`;
      return opened.kind === 'unread' ? opened.failure.message : 'the app did not open';
    },
    async perform(step) {
      if (screen === null || opened.kind !== 'ready') return 'the app did not open';
      try {
        await act(step, { session, screen, state, clock });
        await settle(session, clock);
        ports?.update();
        return faultIn(opened.blueprint, session, state);
      } catch (error) {
        if (error instanceof Unreachable) return error.message;
        throw error;
      }
    },
    async close() {
      ports?.close();
      await session.close();
    },
  };
}

/** The first thing on the screen that is drawn as a fault, with where it stands in the document; null for none. */
function faultIn(blueprint: Blueprint, session: Session, state: ScreenState): string | null {
  const found: { component: Component; texts: readonly string[] }[] = [];
  const own = {
    ...state,
    faulty: (component: Component, texts: readonly string[]) => found.push({ component, texts }),
  };
  for (const _ of drawnOf(blueprint.ui.components, session.views, own)) if (found.length > 0) break;
  const [first] = found;
  if (first === undefined) return null;
  const place = [...walkAll(blueprint)].find(({ component }) => component === first.component)?.pointer;
  return `${place ?? first.component.id ?? first.component.type} is drawn as a fault: ${first.texts.join('; ')}`;
}

interface Stage {
  readonly session: Session;
  readonly screen: Screen;
  readonly state: ScreenState;
  readonly clock: ManualClock;
}

async function act(step: TestStep, stage: Stage): Promise<void> {
  const { session, screen, clock } = stage;
  if ('click' in step) {
    const drawn = screen.reach(step.click, step.at);
    if (drawn.component.on_event?.click === undefined)
      throw new Unreachable(`"${step.click}" does nothing when it is clicked`);
    emit(session, drawn, 'click');
  } else if ('enter' in step) enter(step.enter, step.value, step.at, stage);
  else if ('submit' in step) submit(step.submit, step.at, stage);
  else if ('of' in step) {
    const drawn = screen.reach(step.of, step.at);
    if (drawn.component.on_event?.[step.event] === undefined) {
      throw new Unreachable(`"${step.of}" has no handler for the event "${step.event}"`);
    }
    emit(session, drawn, step.event, step.value);
  } else if ('set' in step) {
    const before = session.failure.get();
    session.write(step.set, null, step.value);
    const after = session.failure.get();
    if (after !== before && after !== null) throw new Unreachable(after.why);
  } else if ('wait' in step) {
    const until = clock.now() + step.wait;
    while (clock.step(until)) await turns(session);
  } else {
    for (const [asked, expected] of Object.entries(step.expect)) expectOne(asked, expected, stage);
  }
}

function emit(session: Session, { component, frame }: Drawn, event: string, value?: Json): void {
  const handler = component.on_event?.[event];
  if (handler === undefined) return;
  const from = { component: component.id ?? component.type, event };
  session.run(handler, frame, value === undefined ? {} : { value }, from);
}

/** What a person does in a field: enters, and leaves it. */
function enter(id: string, value: Json, at: number | undefined, { session, screen, state }: Stage): void {
  const drawn = screen.reach(id, at);
  const { component, frame, drawing } = drawn;
  const kind = findComponent(component.type)?.bind ?? null;
  if (kind === null) throw new Unreachable(`nothing can be entered into "${id}", a ${component.type}`);
  if (drawing.props.readonly === true) throw new Unreachable(`"${id}" can only be read`);
  const options = optionsOf(drawing.props);
  if (options.length > 0 && !options.some((option) => jsonEqual(option.value, value))) {
    const known = options.map((option) => JSON.stringify(option.value)).join(', ');
    throw new Unreachable(`${JSON.stringify(value)} is no option of "${id}": ${known}`);
  }
  if (kind === 'boolean' && typeof value !== 'boolean')
    throw new Unreachable(`"${id}" takes true or false, not ${JSON.stringify(value)}`);
  if (component.type === 'tabs') {
    if (tabNamed(drawn, session, value) === undefined)
      throw new Unreachable(`"${id}" has no tab ${JSON.stringify(value)}`);
    state.setTab(component, frame, value);
  }
  if (component.bind !== undefined) {
    const before = session.failure.get();
    session.write(component.bind, frame, value);
    const after = session.failure.get();
    if (after !== before && after !== null) throw new Unreachable(after.why);
  }
  emit(session, drawn, 'change', value);
  session.touch(component, frame);
}

function submit(id: string, at: number | undefined, { session, screen }: Stage): void {
  const drawn = screen.reach(id, at);
  if (findComponent(drawn.component.type)?.children === true) {
    // Its handler may wait for the clock. What it has to say, the app says.
    session.submit(id).catch((error: unknown) => console.error(error));
    return;
  }
  if (drawn.component.on_event?.submit === undefined)
    throw new Unreachable(`"${id}" does nothing when it is submitted`);
  session.touch(drawn.component, drawn.frame);
  emit(session, drawn, 'submit', screen.value(drawn));
}

const question = /^#([A-Za-z_][A-Za-z0-9_-]*)(?:\.(value|visible|enabled|count|error))?$/;

function expectOne(asked: string, expected: Json, stage: Stage): void {
  const found = answerTo(asked, stage);
  if (jsonEqual(found, expected)) return;
  const failure = stage.session.failure.get();
  const shown = failure === null ? '' : `; the app says: ${failure.what} ${failure.why}`;
  throw new Unreachable(`${asked} is ${inShort(found)}, not ${inShort(expected)}${shown}`);
}

function answerTo(asked: string, { session, screen, clock }: Stage): Json {
  if (!asked.startsWith('#')) {
    try {
      return compileExpression(asked).evaluate(session.views.scope(null), { now: () => clock.now() });
    } catch (error) {
      throw new Unreachable(`${asked}: ${faultOf(error) ?? String(error)}`);
    }
  }
  const [, id = '', what = 'text'] = question.exec(asked) ?? [];
  if (id === '') throw new Unreachable(`"${asked}" asks nothing that is known`);
  const drawn = screen.instances(id);
  if (what === 'count') return drawn.length;
  if (what === 'visible') return drawn.length > 0;
  // Of several, the answer is the list of each one's.
  if (drawn.length > 1) return drawn.map((each) => answerOf(each, what, screen));
  return answerOf(screen.find(id, undefined), what, screen);
}

function answerOf(drawn: Drawn, what: string, screen: Screen): Json {
  if (what === 'value') return screen.value(drawn);
  if (what === 'enabled') return drawn.enabled;
  return what === 'error' ? drawn.drawing.error : screen.text(drawn);
}

function inShort(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}

/** Lets everything that does not wait for time to pass come to its end. */
async function settle(session: Session, clock: ManualClock): Promise<void> {
  await turns(session);
  for (let calls = 0; clock.step(clock.now()); calls += 1) {
    if (calls > mostAtOnce) throw new Unreachable('the app does not come to rest');
    await turns(session);
  }
}

/** Until no tool is being called: the answers of this machine, not of the clock. */
async function turns(session: Session): Promise<void> {
  const end = performance.now() + longestRestMs;
  do {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    if (performance.now() > end) throw new Unreachable('the app does not come to rest: a tool has not answered');
  } while (session.calls > 0 || session.phase.get().kind === 'loading');
}

interface Ports {
  /** Registers what is drawn now, and takes back what is not any more. */
  update(): void;
  close(): void;
}

/** The commands that tools give to components: tabs and dialogs follow them, everything else takes them and does nothing. */
function registerPorts(blueprint: Blueprint, session: Session, state: ScreenState): Ports {
  let registered: (() => void)[] = [];
  const clear = (): void => {
    for (const stop of registered) stop();
    registered = [];
  };
  const put = ({ component, frame }: Drawn, value: Json): void => {
    if (component.bind !== undefined) session.write(component.bind, frame, value);
    else if (component.type === 'tabs') state.setTab(component, frame, value);
    else state.setOpen(component, frame, value === true);
  };
  const command = (drawn: Drawn, name: string, args: JsonObject): void => {
    const { type } = drawn.component;
    if (type === 'modal' && (name === 'open' || name === 'close')) put(drawn, name === 'open');
    if (type !== 'tabs') return;
    const labels = tabLabels(drawn.component, drawn.frame, session.views);
    const current = currentTab(drawn, session.views, state);
    const moves: Record<string, string | undefined> = {
      switch: tabNamed(drawn, session, args.tab ?? null),
      next: labels[(current + 1) % labels.length],
      previous: labels[(current + labels.length - 1) % labels.length],
    };
    const label = moves[name];
    if (label !== undefined) put(drawn, label);
  };
  return {
    update() {
      clear();
      const everything = { ...state, closedDialogs: true };
      for (const drawn of drawnOf(blueprint.ui.components, session.views, everything)) {
        const { id } = drawn.component;
        if (id === undefined) continue;
        registered.push(
          session.components.register(id, {
            call(name, args) {
              command(drawn, name, args);
              return null;
            },
          }),
        );
      }
    },
    close: clear,
  };
}
