/**
 * What `agentos up` and the supervisor say to each other over their channel while the system starts. The command
 * resolves the settings, so that the supervisor, which stays, needs no library at all.
 */
import type { SupervisorState } from './state-file.ts';

/** From the command to the supervisor: its first and only message. */
export interface StartMessage {
  /** Absolute path of AGENTOS_HOME. */
  readonly home: string;
  /** Runtime folder; exists and is private. */
  readonly run: string;
  /** Environment of the layers beside that of the supervisor. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends with the command: the channel stays open, and its closing stops the system. */
  readonly foreground: boolean;
}

/** From the supervisor to the command. */
export type StartReport =
  | { type: 'up'; state: SupervisorState }
  | { type: 'failed'; layer: string; reason: string; log: string };
