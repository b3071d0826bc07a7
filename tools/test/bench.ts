/** A small desk for tests of shell tools: data by path, a clock moved by hand, and a record of what was asked of everything else. */
import { AppTimers, type Message, type ShellToolContext, shellToolHandlers } from '../src/handlers/index.ts';
import { findTool, ToolError } from '../src/index.ts';
import type { Json, JsonObject } from '../src/json.ts';
import { answer } from '../src/symbolic/answer.ts';

export interface Bench {
  readonly data: JsonObject;
  readonly messages: Map<string, Message>;
  readonly toasts: string[];
  /** What was asked of components, forms, sources, history and the person, in order. */
  readonly asked: string[];
  /** Handlers that tools ran, with their variables. */
  readonly ran: { handler: Json; variables: JsonObject | undefined }[];
  /** What the handlers of the app come to. */
  runs: (handler: Json) => boolean | Promise<boolean>;
  readonly timers: AppTimers;
  /** Calls a tool as the shell does. @throws ToolError as the tool, `EINVAL` also for what its schema refuses */
  run(id: string, params?: object): Promise<unknown>;
  value(id: string, params?: object): Promise<unknown>;
  pass(ms: number): void;
}

export function bench(initial: JsonObject = {}, options: { desktop?: boolean; yes?: boolean } = {}): Bench {
  const data = structuredClone(initial);
  const asked: string[] = [];
  const toasts: string[] = [];
  const messages = new Map<string, Message>();
  const ran: Bench['ran'] = [];
  let now = 0;
  let ids = 0;
  const ticks = new Set<() => void>();
  const timers = new AppTimers({
    now: () => now,
    every(_ms, call) {
      ticks.add(call);
      return () => ticks.delete(call);
    },
  });
  const ask = (what: string): void => void asked.push(what);
  const context: ShellToolContext = {
    read: (path) => readAt(data, path),
    write: (path, value) => writeAt(data, path, value),
    initial: (path) => readAt(initial, path),
    async run(handler, variables) {
      ran.push({ handler, variables });
      return self.runs(handler);
    },
    host: {
      toast: (message, kind) => void toasts.push(`${kind}: ${message}`),
      copy: async (text) => ask(`copy ${text}`),
      now: () => now,
      random: () => 0.5,
      newId: () => `id-${++ids}`,
      confirm: async ({ title, body, action }) => {
        ask(`confirm ${title}|${body}|${action}`);
        return options.yes ?? true;
      },
      timers,
      components: {
        async call(id, command, args) {
          if (id === 'gone') throw new ToolError('ENOENT', 'the app has no component with the id "gone"');
          ask(
            `${id} ${command}${args === undefined || Object.keys(args).length === 0 ? '' : ` ${JSON.stringify(args)}`}`,
          );
          return null;
        },
        flag: (id, name, on) => ask(`${id} ${name} ${on}`),
      },
      sources: { refresh: async (name) => ask(`refresh ${name}`) },
      forms: {
        validate: (id) =>
          id === 'wrong' ? { valid: false, errors: { title: 'Title is missing' } } : { valid: true, errors: {} },
        submit: async (id) =>
          id === 'wrong' ? { valid: false, errors: { title: 'Title is missing' } } : { valid: true, errors: {} },
        reset: (id) => ask(`reset ${id}`),
      },
      history: {
        undo: () => true,
        redo: () => false,
        entries: () => ({ undo: [{ label: 'save click', at: 5 }], redo: [] }),
        clear: () => ask('clear history'),
      },
      symbolic: { ask: async (question) => answer(question) },
      ...(options.desktop === false
        ? {}
        : {
            desktop: {
              message: (message) => void messages.set(message.key, message),
              change(key, changes) {
                const shown = messages.get(key);
                if (shown !== undefined) messages.set(key, { ...shown, ...changes });
                return shown !== undefined;
              },
              dismiss: (key) => messages.delete(key),
              dismissAll() {
                const { size } = messages;
                messages.clear();
                return size;
              },
              notify: (title, text) => {
                ask(`notify ${title}|${text}`);
                return 'desktop';
              },
              requestNotifications: async () => 'granted',
              alert: async (title, text) => ask(`alert ${title}|${text}`),
              paste: async () => {
                if (options.yes === false) throw new Error('refused');
                return 'from elsewhere';
              },
              installed: async () => [
                { id: 'clock', name: 'Clock', description: '', icon: 'clock', category: 'tools' },
                { id: 'notes', name: 'Notes', description: '', icon: 'note', category: 'writing' },
              ],
            },
          }),
    },
  };
  const self: Bench = {
    data,
    messages,
    toasts,
    asked,
    ran,
    runs: () => true,
    timers,
    async run(id, params = {}) {
      const tool = findTool(id);
      const handler: unknown = tool === undefined ? undefined : shellToolHandlers[tool.id];
      if (tool === undefined || typeof handler !== 'function') throw new Error(`there is no tool ${id}`);
      const parsed = tool.params.safeParse(params);
      if (!parsed.success) throw new ToolError('EINVAL', parsed.error.message);
      return tool.result.parse(await handler(parsed.data, context));
    },
    async value(id, params) {
      const result = await self.run(id, params);
      return typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined;
    },
    pass(ms) {
      now += ms;
      for (const tick of [...ticks]) tick();
    },
  };
  return self;
}

/** The code of the error that a call ends with, or `gave …`. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    return `gave ${JSON.stringify(await call)}`;
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
}

function readAt(root: JsonObject, path: string): Json {
  return path.split('.').reduce<Json>((at, name) => {
    if (Array.isArray(at)) return at[Number(name)] ?? null;
    return typeof at === 'object' && at !== null ? (at[name] ?? null) : null;
  }, root);
}

function writeAt(root: JsonObject, path: string, value: Json): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const at = names.length === 0 ? root : readAt(root, names.join('.'));
  if (Array.isArray(at)) at[Number(last)] = value;
  else if (typeof at === 'object' && at !== null) at[last] = value;
  else throw new Error(`cannot write ${path}`);
}
