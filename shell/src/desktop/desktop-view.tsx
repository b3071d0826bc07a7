/** The signed-in desktop on the screen: wallpaper, icons, windows, menu bar, dock, and what lies over them. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { preloadRenderers } from '../apps/renderers.ts';
import { whenIdle } from '../apps/when-idle.ts';
import { dispatchKeys } from '../commands/dispatch.ts';
import { Connection } from '../overlays/connection.tsx';
import { ConfirmHost, DialogHost } from '../overlays/dialog-host.tsx';
import { GenerationHost } from '../overlays/generation-host.tsx';
import { Launcher } from '../overlays/launcher.tsx';
import { PopupMenuHost } from '../overlays/menu.tsx';
import { Switcher } from '../overlays/switcher.tsx';
import { ToastStack } from '../overlays/toast-stack.tsx';
import { WindowLayer } from '../windows/window-layer.tsx';
import type { Desktop } from './desktop.ts';
import {
  DesktopContext,
  LayerContext,
  useDesktop,
  useOverlays,
  usePreferences,
  useWindows,
} from './desktop-context.ts';
import { DesktopIcons } from './desktop-icons.tsx';
import { Dock } from './dock.tsx';
import { MenuBar } from './menu-bar.tsx';
import { Wallpaper } from './wallpaper.tsx';

export function DesktopView({ desktop }: { desktop: Desktop }) {
  useEffect(() => {
    const { keymap, commands, overlays } = desktop;
    const held = (): boolean => {
      const { front } = overlays.getState();
      const elsewhere = desktop.stream.state.kind === 'elsewhere';
      return (
        elsewhere ||
        document.documentElement.dataset.gesture !== undefined ||
        (front !== null && front.kind !== 'switcher')
      );
    };
    return dispatchKeys(keymap, commands, held);
  }, [desktop]);

  useEffect(() => whenIdle(preloadRenderers), []);

  // A file dropped beside every target must not replace the desktop.
  useEffect(() => {
    const refuse = (event: DragEvent): void => event.preventDefault();
    addEventListener('dragover', refuse);
    addEventListener('drop', refuse);
    return () => {
      removeEventListener('dragover', refuse);
      removeEventListener('drop', refuse);
    };
  }, []);

  return (
    <DesktopContext value={desktop}>
      <DesktopSurface />
    </DesktopContext>
  );
}

function DesktopSurface() {
  const wallpaper = usePreferences((state) => state.wallpaper);
  const full = useWindows((state) => state.focused !== null && state.byId[state.focused]?.mode.kind === 'full');
  const { stream } = useDesktop();
  const elsewhere = useSyncExternalStore(
    (listener) => stream.onState(listener),
    () => stream.state.kind === 'elsewhere',
  );
  const [layer, setLayer] = useState<HTMLElement | null>(null);
  return (
    <LayerContext value={layer}>
      <div className="desktop" data-full={full || undefined}>
        <Wallpaper name={wallpaper} />
        <div className="desktop-parts" inert={elsewhere}>
          <MenuBar />
          <main className="desktop-main">
            <h1 className="visually-hidden">AgentOS desktop</h1>
            <DesktopIcons />
            <WindowLayer />
            <Switcher />
            <PopupMenuHost />
            <div ref={setLayer} />
          </main>
          <Dock />
          <GenerationHost />
          <Launcher />
          <DialogHost />
          <ConfirmHost />
          <Hint />
          <ToastStack />
        </div>
        <Connection />
      </div>
    </LayerContext>
  );
}

function Hint() {
  const hint = useOverlays((state) => state.hint);
  return hint === undefined ? null : (
    <div className="hint" aria-hidden="true">
      {hint}
    </div>
  );
}
