/**
 * What the shell gives to the generation panel (`shell/src/generation/index.tsx`, default export), which the launcher
 * opens with "Make an app: …". The panel knows this file and nothing else of the desktop.
 *
 * The shell places the panel: a card of 400 px beside the windows, between menu bar and dock, with surface, corners
 * and shadow. The panel fills it (`height: 100%`), brings its own heading and takes the keyboard focus itself. Windows
 * of generated apps are opened by the shell on `ui_start`; the panel only talks.
 */
import type { ComponentType } from 'react';
import type { StreamClient, StreamRequest } from '../services/stream-client.ts';

export interface GenerationPanelProps {
  /** What was typed into the launcher; empty when the panel was opened without a request. */
  readonly initialRequest: string;
  readonly stream: StreamClient;
  close(): void;
  /** What the desktop knows that a question may be about: `apps` (name, description) and `commands` (title, keys). */
  askContext?(): NonNullable<StreamRequest['context']>;
}

export type GenerationPanel = ComponentType<GenerationPanelProps>;
