/** What the commands of the desktop act on. */
import type { Catalog } from '../apps/catalog.ts';
import type { Lifecycle } from '../apps/lifecycle.ts';
import type { KeyBinding } from '../commands/registry.ts';
import type { Announcer } from '../overlays/announcer.ts';
import type { Overlays } from '../overlays/overlays.ts';
import type { Toasts } from '../overlays/toasts.ts';
import type { Api } from '../services/api.ts';
import type { Appearance } from '../session/appearance.ts';
import type { Frames } from '../windows/frames.ts';
import type { Windows } from '../windows/window-store.ts';

export interface DesktopCommandParts {
  readonly root: HTMLElement;
  readonly api: Api;
  readonly windows: Windows;
  readonly frames: Frames;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly overlays: Overlays;
  readonly toasts: Toasts;
  readonly announcer: Announcer;
  readonly appearance: Appearance;
  onSignedOut(): void;
}

/** A terminal lets these through: none of them is a key that programs in it use. */
export const everywhere = (chord: string, more: Partial<KeyBinding> = {}): KeyBinding => ({
  chord,
  inTerminal: true,
  ...more,
});
