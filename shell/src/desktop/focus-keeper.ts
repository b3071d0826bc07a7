/**
 * The keyboard focus in step with the focused window: a window that becomes active gets back the element that had the
 * focus in it, and a press or the focus anywhere inside a window makes it the active one.
 *
 * Rule: the focus is moved only into a window that has become active and does not hold it already, and never away from
 * something above the windows (a menu, a dialog, the generation panel).
 */
import type { Frames } from '../windows/frames.ts';
import { type WindowId, windowId } from '../windows/window.ts';
import type { Windows } from '../windows/window-store.ts';

/** Elements above the windows, unless they are leaving: the focus in them is left alone. */
const above = [
  '[data-above-windows]',
  '[role="menu"]:not([data-closed])',
  '[role="dialog"]:not([data-window], [data-closed])',
  '[role="alertdialog"]:not([data-closed])',
].join(', ');

export interface FocusKeeper {
  /** Begins with `layer`, which holds the windows; gives the function that ends it. */
  attach(layer: HTMLElement): () => void;
  /** Gives the keyboard to the focused window, in a moment; false when no window has the focus. */
  giveBack(): boolean;
}

export function createFocusKeeper(windows: Windows, frames: Frames): FocusKeeper {
  const remembered = new Map<WindowId, WeakRef<HTMLElement>>();

  function targetIn(id: WindowId): HTMLElement | undefined {
    const frame = frames.element(id);
    const last = remembered.get(id)?.deref();
    if (last?.isConnected && frame?.contains(last) && last.closest('[inert]') === null) return last;
    return (
      frame?.querySelector<HTMLElement>('[data-window-focus], [autofocus]') ??
      frame?.querySelector<HTMLElement>('[data-window-content]') ??
      undefined
    );
  }

  return {
    attach: (layer) => keepFocus(windows, frames, layer, remembered, targetIn),
    giveBack() {
      const { focused } = windows.store.getState();
      const target = focused === null ? undefined : targetIn(focused);
      if (target === undefined) return false;
      // The layer that closes lets go of the focus first.
      queueMicrotask(() => target.focus({ preventScroll: true }));
      return true;
    },
  };
}

function keepFocus(
  windows: Windows,
  frames: Frames,
  layer: HTMLElement,
  remembered: Map<WindowId, WeakRef<HTMLElement>>,
  targetIn: (id: WindowId) => HTMLElement | undefined,
): () => void {
  let before = windows.store.getState().focused;

  function enter(id: WindowId): void {
    const frame = frames.element(id);
    const active = document.activeElement;
    if (frame === undefined || frame.contains(active)) return;
    const over = active?.closest(above) ?? null;
    if (over !== null && !frame.contains(over)) return;
    targetIn(id)?.focus({ preventScroll: true });
  }

  const unsubscribe = windows.store.subscribe(({ focused, byId }) => {
    if (focused === before) return;
    before = focused;
    for (const id of remembered.keys()) if (byId[id] === undefined) remembered.delete(id);
    // After React has drawn: a window that comes back is no longer inert then.
    if (focused !== null) requestAnimationFrame(() => windows.store.getState().focused === focused && enter(focused));
  });

  function windowOf(target: EventTarget | null): WindowId | undefined {
    const name = target instanceof Element ? target.closest<HTMLElement>('[data-window]')?.dataset.window : undefined;
    return name === undefined ? undefined : windowId(name);
  }

  function onPointerDown(event: PointerEvent): void {
    const id = windowOf(event.target);
    if (id !== undefined) windows.focus(id);
  }

  function onFocusIn(event: FocusEvent): void {
    const id = windowOf(event.target);
    if (id === undefined || !(event.target instanceof HTMLElement)) return;
    remembered.set(id, new WeakRef(event.target));
    windows.focus(id);
  }

  /** A press inside a frame is not ours to see, but the frame becomes the active element of the page. */
  function onBlur(): void {
    setTimeout(() => {
      const active = document.activeElement;
      const id = active instanceof HTMLIFrameElement ? windowOf(active) : undefined;
      if (id !== undefined) windows.focus(id);
    });
  }

  layer.addEventListener('pointerdown', onPointerDown, true);
  layer.addEventListener('focusin', onFocusIn);
  addEventListener('blur', onBlur);
  return () => {
    unsubscribe();
    layer.removeEventListener('pointerdown', onPointerDown, true);
    layer.removeEventListener('focusin', onFocusIn);
    removeEventListener('blur', onBlur);
  };
}

const tabbable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), iframe, [tabindex]:not([tabindex="-1"])';

/** Tab stays inside the window: from the last element to the first and back. F6 leaves it. */
export function wrapTab(event: KeyboardEvent, frame: HTMLElement): void {
  if (event.key !== 'Tab' || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const elements = [...frame.querySelectorAll<HTMLElement>(tabbable)].filter(
    (element) => element.checkVisibility() && element.closest('[inert]') === null,
  );
  const first = elements[0];
  const last = elements.at(-1);
  if (first === undefined || last === undefined) return;
  const goesOut = event.shiftKey ? event.target === first : event.target === last;
  if (!goesOut) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
