/**
 * What lies over the desktop: launcher, switcher, dialogs, menus at a point, the generation panel, questions of apps.
 * Rule: at most one of launcher, switcher and dialog is open.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WindowId } from '../windows/window.ts';

export type DialogName = 'about' | 'health' | 'shortcuts' | 'save-session' | 'sessions';

/** One line of a menu: a command of the registry, something of the moment, or a line between groups. */
export type MenuEntry =
  | { readonly kind: 'command'; readonly id: string }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly checked?: boolean;
      readonly disabled?: boolean;
      run(): void;
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] }
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'separator' };

export interface PopupMenu {
  /** Where it opens: a point, or below an element. */
  readonly anchor: { readonly x: number; readonly y: number } | HTMLElement;
  readonly side?: 'top' | 'bottom';
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Gets the focus back. */
  readonly opener: HTMLElement | null;
}

export interface Question {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly danger?: boolean;
  /** Something to read: there is nothing to refuse, so one button. */
  readonly notice?: boolean;
  answer(yes: boolean): void;
}

export interface OverlayState {
  readonly front:
    | { readonly kind: 'launcher' }
    | { readonly kind: 'switcher'; readonly windows: readonly WindowId[]; readonly chosen: number }
    | { readonly kind: 'dialog'; readonly name: DialogName }
    | {
        readonly kind: 'confirm';
        readonly title: string;
        readonly body: string;
        readonly action: string;
        run(): void | Promise<void>;
      }
    | null;
  readonly menu: PopupMenu | null;
  readonly generation: { readonly request: string; readonly key: number } | null;
  /** What apps ask, by window; the first of several is shown. */
  readonly questions: Readonly<Record<WindowId, readonly Question[]>>;
  /** One line about what the keys do now. */
  readonly hint: string | undefined;
}

export type Overlays = StoreApi<OverlayState>;

export function createOverlays(): Overlays {
  return createStore<OverlayState>(() => ({
    front: null,
    menu: null,
    generation: null,
    questions: {},
    hint: undefined,
  }));
}
