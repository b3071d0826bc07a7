/** What a tool handler knows of its caller and of the system. */
import {
  type EventsQueryRequest,
  type EventsQueryResponse,
  parseCapability,
  type TelemetryReport,
} from '@agentos/protocol';
import type { SyscallArgs, SyscallCase, SyscallReturn } from '@agentos/protocol/kernel-client';
import type { Preferences } from '@agentos/protocol/preferences';
import type { Logger } from 'pino';
import type { Instance } from '../apps/instance.ts';
import type { RunningApps } from '../apps/running-apps.ts';
import { Problem } from '../problem.ts';
import type { Grants } from '../registry/grants.ts';
import type { Registry } from '../registry/registry.ts';

/** One tool call: who makes it, and what it may use. */
export interface ToolContext {
  /** The app that calls; null: the owner at the desktop. */
  readonly caller: Instance | null;
  readonly traceparent: string;
  readonly apps: RunningApps;
  readonly registry: Registry;
  readonly grants: Grants;
  readonly log: Logger;
  /**
   * A syscall as the caller: the kernel decides. `deadlineMs`: how long it may take, ETIMEDOUT after; that of its class
   * unless told.
   */
  call<C extends SyscallCase>(name: C, args: SyscallArgs<C>, deadlineMs?: number): Promise<SyscallReturn<C>>;
  /** Asks about the kernel's events as the caller: the kernel decides which it sees. */
  queryEvents(request: EventsQueryRequest): Promise<EventsQueryResponse>;
  /** What the desktop measured of itself. */
  desktopFigures(): TelemetryReport;
  /** The caller's stored data changed. */
  dataChanged(): void;
  /** How the desktop looks now; no secret, every app may know. */
  preferences(): Promise<Preferences>;
  /** Ends the sign-in of the desktop that calls. */
  signOut(): Promise<void>;
  /** Figures of the kernel in the text format of Prometheus. */
  kernelFigures(): Promise<string>;
  /** The desktop is told to read its preferences again. */
  preferencesChanged(): void;
}

/** For what the kernel does not see: EACCES when the calling app lacks a capability. The owner has all. */
export function requireCapability(context: ToolContext, kind: string): void {
  if (context.caller === null) return;
  const held = context.caller.capabilities.map(parseCapability).filter((each) => each.kind === kind);
  if (held.some((each) => !each.deny) && !held.some((each) => each.deny)) return;
  throw new Problem('EACCES', `"${context.caller.title}" is not allowed to do this: it needs ${kind}`, {
    detail: kind,
  });
}

/** The instance that a call is about: any for the owner; itself or one below it for an app, EPERM otherwise. */
export function reachable(context: ToolContext, id: string): Instance {
  const { caller, apps } = context;
  if (caller !== null && !apps.isWithin(id, caller.id)) {
    throw new Problem('EPERM', `"${caller.title}" may only reach itself and the apps it launched`, { detail: id });
  }
  return apps.get(id);
}
