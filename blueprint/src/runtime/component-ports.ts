/**
 * The components of one app that are on the screen, as tools reach them: commands go to the port that whoever draws
 * registered, and whether one is hidden or disabled by a tool is kept here, to be watched one component at a time.
 *
 * Rule: a component that is not there is an error, never silence. One whose drawing is still being loaded is waited for,
 * not for ever.
 */
import { ToolError } from '@agentos/tools/error';
import type { ComponentPorts } from '@agentos/tools/handlers/index';
import type { Json, JsonObject } from '../index.ts';

/** What a drawn component lets tools do to it. */
export interface ComponentPort {
  /** @throws ToolError `EINVAL` when it does not know the command or its arguments */
  call(command: string, args: JsonObject): Json | undefined | Promise<Json | undefined>;
}

export interface ComponentFlags {
  readonly hidden: boolean;
  readonly disabled: boolean;
}

export interface ComponentRegistry extends ComponentPorts {
  /** A component with this id is on the screen; of several (in a repeat) the last that registered is asked. Gives what takes it back. */
  register(id: string, port: ComponentPort): () => void;
  /** What draws the component with this id is being loaded: until it is here, commands wait for it. Gives what ends that. */
  expect(id: string): () => void;
  /** The same object until one of them changes. */
  flags(id: string): ComponentFlags;
  /** Called when the flags of this component change. */
  onFlags(id: string, listener: () => void): () => void;
  /** Called when the flags of any component change. */
  onChange(listener: () => void): () => void;
  /** Takes all flags back: the document was opened anew. */
  clear(): void;
}

const noFlags: ComponentFlags = { hidden: false, disabled: false };
/** How long a command waits for what is being loaded, in milliseconds. */
const longestWait = 10_000;

/** @param exists whether the document has a component with an id */
export function componentRegistry(exists: (id: string) => boolean): ComponentRegistry {
  const ports = new Map<string, ComponentPort[]>();
  /** Components on their way: how many of each, and what calls back when one has come or will not come. */
  const expected = new Map<string, { count: number; readonly waiting: Set<() => void> }>();
  const flagged = new Map<string, ComponentFlags>();
  const listeners = new Map<string, Set<() => void>>();
  const all = new Set<() => void>();

  const put = (id: string, flags: ComponentFlags): void => {
    if (flags.hidden || flags.disabled) flagged.set(id, flags);
    else flagged.delete(id);
    for (const listener of [...all]) listener();
    for (const listener of [...(listeners.get(id) ?? [])]) listener();
  };
  /** The port of a component; of one that is on its way, when it has come. */
  const portOf = async (id: string): Promise<ComponentPort | undefined> => {
    const coming = expected.get(id);
    if (coming !== undefined) {
      await new Promise<void>((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          coming.waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, longestWait);
        coming.waiting.add(go);
      });
    }
    return ports.get(id)?.at(-1);
  };
  return {
    register(id, port) {
      ports.set(id, [...(ports.get(id) ?? []), port]);
      for (const go of [...(expected.get(id)?.waiting ?? [])]) go();
      return () => {
        const rest = (ports.get(id) ?? []).filter((other) => other !== port);
        if (rest.length === 0) ports.delete(id);
        else ports.set(id, rest);
      };
    },
    expect(id) {
      const coming = expected.get(id) ?? { count: 0, waiting: new Set() };
      coming.count += 1;
      expected.set(id, coming);
      return () => {
        coming.count -= 1;
        if (coming.count > 0) return;
        expected.delete(id);
        // What was loaded registers right after what stood in its place has gone.
        queueMicrotask(() => {
          for (const go of [...coming.waiting]) go();
        });
      };
    },
    async call(id, command, args = {}) {
      const port = ports.get(id)?.at(-1) ?? (await portOf(id));
      if (port !== undefined) return (await port.call(command, args)) ?? null;
      if (!exists(id)) throw new ToolError('ENOENT', `the app has no component with the id "${id}"`);
      throw new ToolError('ENOENT', `"${id}" cannot ${command} now: it is not on the screen, or takes no commands`);
    },
    flag(id, name, on) {
      if (!exists(id)) throw new ToolError('ENOENT', `the app has no component with the id "${id}"`);
      const before = flagged.get(id) ?? noFlags;
      if (before[name] !== on) put(id, { ...before, [name]: on });
    },
    flags: (id) => flagged.get(id) ?? noFlags,
    onFlags(id, listener) {
      const set = listeners.get(id) ?? new Set();
      listeners.set(id, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(id) === set) listeners.delete(id);
      };
    },
    onChange(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    clear() {
      for (const id of [...flagged.keys()]) put(id, noFlags);
    },
  };
}
