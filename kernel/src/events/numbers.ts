/** The wire's numbers for categories, severities and types, without the generated code: a thread of its own stays small. */
import {
  type CategoryName,
  type EventType,
  eventKinds,
  isEventType,
  type SeverityName,
} from '@agentos/protocol/events';
import type { EventCategory, EventSeverity } from '@agentos/protocol/kernel';

export const categoryNumber = {
  SYSCALL: 1,
  PROCESS: 2,
  FILE: 3,
  IPC: 4,
  NETWORK: 5,
  MEMORY: 6,
  SCHEDULER: 7,
  SECURITY: 8,
  SYSTEM: 9,
  PERFORMANCE: 10,
  RESOURCE: 11,
  APP: 12,
  TOOL: 13,
  AI: 14,
} as const satisfies { readonly [K in CategoryName]: (typeof EventCategory)[K] };

export const severityNumber = {
  DEBUG: 1,
  INFO: 2,
  WARNING: 3,
  ERROR: 4,
  CRITICAL: 5,
} as const satisfies { readonly [K in SeverityName]: (typeof EventSeverity)[K] };

/** By number. */
export const categories: readonly EventCategory[] = [0, ...Object.values(categoryNumber)];
export const severities: readonly EventSeverity[] = [0, ...Object.values(severityNumber)];
export const categoryNames: readonly string[] = ['', ...Object.keys(categoryNumber)].map((name) => name.toLowerCase());
export const severityNames: readonly string[] = ['', ...Object.keys(severityNumber)].map((name) => name.toLowerCase());

/** Types by number; number 0 is none. */
export const typesByNumber: readonly (EventType | '')[] = ['', ...Object.keys(eventKinds).filter(isEventType)];
/** A slot has seven bits for a type. */
if (typesByNumber.length > 128) throw new Error('there are more types of events than a slot can tell apart');
export const typeNumbers: ReadonlyMap<string, number> = new Map(typesByNumber.map((type, number) => [type, number]));
