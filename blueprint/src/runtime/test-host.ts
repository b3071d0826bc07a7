/** What surrounds an app while its tests run: a clock moved by hand, storage in memory, answers that the test gives. */
import type { ToolOutcome } from '@agentos/tools';
import type { DesktopPorts } from '@agentos/tools/handlers/desktop';
import type { SymbolicQuestion, SymbolicWorkerEvents } from '@agentos/tools/symbolic/question';
import { isObject, type Json, type Test } from '../index.ts';
import type { ManualClock } from './clock.ts';
import type { RuntimeHost, Surroundings } from './host.ts';
import { storageIn } from './memory-storage.ts';

/** Answers for tools of the services, by id, as `answers` of a test gives them. */
export type Answers = NonNullable<Test['answers']>;

/** The tool whose answer is also that of every `confirm`: `false` or `{ "value": false }` is a no. */
const confirmTool = 'system.confirm';

/** @param clipboard what was copied last, as `testSurroundings` keeps it */
export function testHost(answers: Answers, clipboard: Clipboard): RuntimeHost {
  const stored = new Map<string, Json>();
  return {
    async execute(tool, params) {
      const given = Object.hasOwn(answers, tool) ? (answers[tool] ?? null) : undefined;
      if (given !== undefined) return outcomeOf(given);
      return storageIn(stored, tool, params) ?? refused(tool);
    },
    async confirm() {
      const given = answers[confirmTool];
      return !(given === false || (isObject(given) && given.value === false));
    },
    setTitle() {},
    toast() {},
    saveState() {},
    onCollectState: () => () => {},
    onDataChanged: () => () => {},
    onOperation: () => () => {},
    desktop: testDesktop(clipboard),
  };
}

/** The text that was copied last. */
export interface Clipboard {
  text: string;
}

/** A desktop that shows messages to nobody and has no other apps. */
function testDesktop(clipboard: Clipboard): DesktopPorts {
  const shown = new Set<string>();
  return {
    message: ({ key }) => void shown.add(key),
    change: (key) => shown.has(key),
    dismiss: (key) => shown.delete(key),
    dismissAll() {
      const count = shown.size;
      shown.clear();
      return count;
    },
    notify: () => 'desktop',
    requestNotifications: async () => 'denied',
    alert: async () => {},
    paste: async () => clipboard.text,
    installed: async () => [],
  };
}

/** A result, or `{ "error": { "code", "message" } }`. */
function outcomeOf(given: Json): ToolOutcome {
  const error = isObject(given) && Object.keys(given).length === 1 ? given.error : undefined;
  if (!isObject(error)) return { ok: true, data: structuredClone(given) };
  return { ok: false, error: { code: String(error.code ?? 'EIO'), message: String(error.message ?? 'it failed') } };
}

function refused(tool: string): ToolOutcome {
  return {
    ok: false,
    error: { code: 'ENOSYS', message: `this test gives no answer for ${tool}: put one into "answers"` },
  };
}

/** Chance and new names are the same in every run. */
export function testSurroundings(clock: ManualClock, clipboard: Clipboard): Surroundings {
  let ids = 0;
  let seed = 1;
  return {
    clock,
    now: () => clock.now(),
    random() {
      // Park and Miller: the same row of numbers at every run.
      seed = (seed * 48_271) % 2_147_483_647;
      return (seed - 1) / 2_147_483_646;
    },
    newId() {
      ids += 1;
      return `new-${ids}`;
    },
    nextFrame(call) {
      call();
      return () => {};
    },
    async copy(text) {
      clipboard.text = text;
    },
    startSymbolicWorker: (events) => ({ post: (question) => void answerHere(question, events), end() {} }),
  };
}

/** Algebra in this thread: nothing else runs beside a test. Loaded when the first question comes. */
async function answerHere(question: SymbolicQuestion, events: SymbolicWorkerEvents): Promise<void> {
  try {
    const { replyTo } = await import('@agentos/tools/symbolic/worker');
    events.reply(replyTo(question));
  } catch {
    events.failed();
  }
}
