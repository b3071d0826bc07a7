/**
 * The motions of a window's frame: opening, closing, to the dock and back. Web animations on the inner element, so
 * that they never meet the transform that places the window, and never hold up input.
 */

const easeOut = 'cubic-bezier(0.2, 0, 0, 1)';
const easeIn = 'cubic-bezier(0.4, 0, 1, 1)';
const openMs = 160;
const closeMs = 120;
const dockMs = 180;
const reducedMs = 80;

function reduced(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

export function playOpen(frame: HTMLElement): void {
  if (document.hidden) return;
  const from: Keyframe = reduced() ? { opacity: 0 } : { opacity: 0, transform: 'scale(0.96)' };
  frame.animate([from, {}], { duration: reduced() ? reducedMs : openMs, easing: easeOut });
}

/** Plays the end and calls `done` after it, also where the page is not drawn. */
export function playClose(frame: HTMLElement, done: () => void): () => void {
  if (document.hidden) {
    const timer = setTimeout(done);
    return () => clearTimeout(timer);
  }
  const duration = reduced() ? reducedMs : closeMs;
  const to: Keyframe = reduced() ? { opacity: 0 } : { opacity: 0, transform: 'scale(0.97)' };
  frame.animate([{}, to], { duration, easing: easeIn, fill: 'forwards' });
  const timer = setTimeout(done, duration);
  return () => clearTimeout(timer);
}

/** @param target where the dock shows the app now; undefined: the lower edge */
export function playMinimize(frame: HTMLElement, target: DOMRect | undefined): void {
  if (document.hidden) return;
  const visible: Keyframe = { visibility: 'visible', opacity: 1 };
  const away: Keyframe = { visibility: 'visible', opacity: 0, ...(reduced() ? {} : towards(frame, target)) };
  frame.animate([visible, away], { duration: reduced() ? reducedMs : dockMs, easing: easeIn });
}

export function playRestore(frame: HTMLElement, target: DOMRect | undefined): void {
  if (document.hidden) return;
  const away: Keyframe = { opacity: 0, ...(reduced() ? {} : towards(frame, target)) };
  frame.animate([away, {}], { duration: reduced() ? reducedMs : dockMs, easing: easeOut });
}

function towards(frame: HTMLElement, target: DOMRect | undefined): Keyframe {
  const from = frame.getBoundingClientRect();
  const to = target ?? new DOMRect(innerWidth / 2 - 20, innerHeight - 40, 40, 40);
  const dx = to.x + to.width / 2 - (from.x + from.width / 2);
  const dy = to.y + to.height / 2 - (from.y + from.height / 2);
  const scale = Math.max(0.08, to.width / from.width);
  return { transform: `translate(${dx}px, ${dy}px) scale(${scale})` };
}
