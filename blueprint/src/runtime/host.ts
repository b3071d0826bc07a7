/**
 * What a running app takes from what surrounds it: tools of the services, the window's title, questions to the person, a
 * place for its state. The desktop, the test runner and any other renderer each bring one.
 */
import type { ToolOutcome } from '@agentos/tools';
import type { DesktopPorts } from '@agentos/tools/handlers/desktop';
import type { SymbolicWorker, SymbolicWorkerEvents } from '@agentos/tools/symbolic/question';
import type { Clock } from './clock.ts';

/** Something that the person does in an app, from the event of a component to the end of its handlers. */
export interface AppAction {
  /** As of the host; the call is below this action in the trace. */
  execute: RuntimeHost['execute'];
  /** A tool has run in the shell; `startedAt` of `performance.now()`. */
  ran(toolId: string, startedAt: number, failed: boolean): void;
  end(failed: boolean): void;
}

/** The desktop as one running app sees it. */
export interface RuntimeHost {
  /** Runs a services tool as this app. */
  execute(toolId: string, params: Record<string, unknown>, signal?: AbortSignal): Promise<ToolOutcome>;
  setTitle(title: string): void;
  toast(message: string, kind?: 'info' | 'success' | 'error'): void;
  /** Asks the person a yes/no question in a dialog that belongs to this window. */
  confirm(question: { title: string; body: string; action: string; danger?: boolean }): Promise<boolean>;
  /** Messages, notices, the clipboard and other apps, for the tools that ask for them; absent where there is no desktop. */
  readonly desktop?: DesktopPorts;
  /** Keeps `state` (JSON) with the instance: it comes back as `app_state` after a reload or a session restore. */
  saveState(state: unknown): void;
  /** Asks for what `saveState` was last told, right now: called before a session is saved. */
  onCollectState(collect: () => unknown): () => void;
  /** The app's stored data changed through another instance. */
  onDataChanged(listener: () => void): () => void;
  /** Operations of a generated document as they arrive; the listener is called for those already here first. */
  onOperation(listener: (op: unknown) => void): () => void;
  /** Begins an action: `event` of the component with the id `component`. For the trace; absent where nobody traces. */
  act?(event: string, component: string): AppAction;
}

/** What a session takes from the machine it runs on; tests bring their own. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back before the next frame; gives what cancels it. */
  nextFrame(call: () => void): () => void;
  /** @throws when the clipboard cannot be written */
  copy(text: string): Promise<void>;
  /** Starts the thread of algebra and calculus. */
  startSymbolicWorker(events: SymbolicWorkerEvents): SymbolicWorker;
  /** Time for timers, quiet and intervals; that of the machine unless given. */
  readonly clock?: Clock | undefined;
  /** From 0 up to, not including, 1; as the machine's unless given. */
  random?(): number;
  /** A name that nothing else has; random unless given. */
  newId?(): string;
}
