/**
 * All windows, in the order in which they were opened: raising one changes its z-index and never moves its node, since
 * a moved frame would load again.
 */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useDesktop } from '../desktop/desktop-context.ts';
import { driveGestures } from './gesture.ts';
import { createSnapPreview } from './snap-preview.ts';
import { windowId } from './window.ts';
import { WindowFrame } from './window-frame.tsx';

export function WindowLayer() {
  const { windows, frames, announcer, focusKeeper } = useDesktop();
  const ids = useStore(
    windows.store,
    useShallow((state) => Object.keys(state.byId)),
  );
  const layer = useRef<HTMLDivElement>(null);
  const preview = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (layer.current === null || preview.current === null) return;
    const stopGestures = driveGestures({
      layer: layer.current,
      root: document.documentElement,
      windows,
      frames,
      preview: createSnapPreview(preview.current),
      announce: (text) => announcer.say(text),
    });
    const stopKeeping = focusKeeper.attach(layer.current);
    return () => {
      stopGestures();
      stopKeeping();
    };
  }, [windows, frames, announcer, focusKeeper]);

  return (
    <div className="window-layer" ref={layer}>
      {ids.map((id) => (
        <WindowFrame key={id} id={windowId(id)} />
      ))}
      <div className="snap-preview" ref={preview} aria-hidden="true">
        <span className="snap-preview-label" />
      </div>
    </div>
  );
}
