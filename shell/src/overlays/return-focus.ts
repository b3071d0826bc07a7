/**
 * Where the focus goes when a layer above the windows closes: back into the focused window when it came from the windows
 * (another one may have become active meanwhile), else to the element that it came from.
 */
import { useLayoutEffect, useRef } from 'react';
import { useDesktop } from '../desktop/desktop-context.ts';

/** Gives the `finalFocus` of a layer; `open` is whether it is open. */
export function useReturnFocus(open: boolean): () => boolean {
  const { focusKeeper } = useDesktop();
  const cameFrom = useRef<Element | null>(null);
  // Before the layer takes the focus in an effect of its own.
  useLayoutEffect(() => {
    if (open) cameFrom.current = document.activeElement;
  }, [open]);
  return () => {
    const before = cameFrom.current;
    const fromWindows = before === null || before === document.body || before.closest('[data-window]') !== null;
    return !(fromWindows && focusKeeper.giveBack());
  };
}
