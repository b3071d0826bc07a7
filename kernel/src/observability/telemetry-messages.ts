/** What the core and the telemetry thread say to each other. */
import type { QueryEventsRequest } from '@agentos/protocol/kernel';
import type { RingMemory } from '../events/memory.ts';

export interface TelemetryStart {
  readonly memory: RingMemory;
  /** First word of the spans of the core. */
  readonly spanWord: number;
  /** Syscalls whose duration is up to their callers: they wait for something outside. */
  readonly waiting: readonly string[];
  /** Share of the kernel's CPU time that observing may take. */
  readonly budget: number;
}

export type ToTelemetry =
  | 'wake'
  | {
      readonly id: number;
      readonly request: QueryEventsRequest;
      /** The pids that the asker may see; undefined: all. */
      readonly visible: readonly number[] | undefined;
    };

export type FromTelemetry =
  | { readonly kind: 'answer'; readonly id: number; readonly bytes: Uint8Array }
  | {
      readonly kind: 'refused';
      readonly id: number;
      readonly code: string;
      readonly message: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'anomaly';
      readonly subject: string;
      readonly pid: number;
      readonly traceId: string;
      readonly spanId: string;
      readonly followed: boolean;
      readonly value: number;
      readonly mean: number;
      readonly sigmas: number;
    }
  | { readonly kind: 'sampling'; readonly category: string; readonly share: number; readonly cost: number };
