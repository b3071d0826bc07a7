/**
 * The dock: apps that stay and apps that run. A dot below an icon is an open window, a hollow one is minimized. A click
 * opens, brings to the front, or puts away what is in front.
 */
import { LayoutGrid } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { AppIcon } from '../icons/app-icon.tsx';
import { openContextMenu } from '../overlays/context-menu.ts';
import { useCatalog, useDesktop, usePreferences, useWindows } from './desktop-context.ts';
import { packageEntries, windowsOf } from './package-entries.ts';

export function Dock() {
  const { commands, keymap } = useDesktop();
  const favourites = usePreferences((state) => state.favourites);
  const packages = useCatalog((state) => state.packages);
  const launching = useCatalog((state) => state.launching);
  const running = useWindows(
    useShallow((state) => [
      ...new Set(Object.values(state.byId).flatMap((win) => (win.closing ? [] : [win.packageId]))),
    ]),
  );
  const bar = useRef<HTMLDivElement>(null);
  const kept = favourites.filter((id) => packages.some((each) => each.id === id));
  const extra = [...new Set([...running, ...launching])].filter((id) => !kept.includes(id));

  function onKeyDown(event: KeyboardEvent): void {
    const buttons: Element[] = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    if (next instanceof HTMLElement) next.focus();
  }

  return (
    <nav className="dock" aria-label="Dock" data-region="dock">
      <div
        className="dock-bar"
        role="toolbar"
        aria-label="Apps in the dock"
        aria-orientation="horizontal"
        ref={bar}
        onKeyDown={onKeyDown}
      >
        <button
          type="button"
          className="dock-item"
          aria-label="Launcher"
          aria-haspopup="dialog"
          data-tip={`Launcher ${keymap.label('launcher.open')}`}
          onClick={() => commands.run('launcher.open')}
        >
          <span className="dock-launcher">
            <LayoutGrid size={20} strokeWidth={1.75} aria-hidden />
          </span>
        </button>
        <span className="dock-divider" aria-hidden="true" />
        {kept.map((id) => (
          <DockItem key={id} packageId={id} launching={launching.includes(id)} />
        ))}
        {extra.length > 0 && kept.length > 0 && <span className="dock-divider" aria-hidden="true" />}
        {extra.map((id) => (
          <DockItem key={id} packageId={id} launching={launching.includes(id)} />
        ))}
      </div>
    </nav>
  );
}

function DockItem({ packageId, launching }: { packageId: string; launching: boolean }) {
  const desktop = useDesktop();
  const { windows, lifecycle, overlays } = desktop;
  const known = useCatalog((state) => state.packages.find((each) => each.id === packageId));
  const counts = useWindows(
    useShallow((state) => {
      const own = Object.values(state.byId).filter((win) => win.packageId === packageId && !win.closing);
      return { open: own.length, minimized: own.filter((win) => win.minimized).length };
    }),
  );
  const first = useWindows((state) => Object.values(state.byId).find((win) => win.packageId === packageId));
  const inFront = useWindows((state) => state.focused !== null && state.byId[state.focused]?.packageId === packageId);
  const name = known?.name ?? first?.title ?? packageId;
  const app = known ?? { id: packageId, name, single_instance: false, origin: 'local' as const };
  const state = counts.open === 0 ? '' : counts.open === 1 ? ', 1 window' : `, ${counts.open} windows`;

  function activate(): void {
    const own = windowsOf(desktop, packageId);
    const front = own[0];
    if (front === undefined) void lifecycle.launch(packageId);
    else if (!inFront) windows.focus(front);
    else if (own.length === 1) windows.minimize(front);
    // Several windows of the app in front: the one that was used longest ago comes up.
    else windows.focus(own.at(-1) ?? front);
  }

  return (
    <button
      type="button"
      className="dock-item"
      data-dock-item={packageId}
      data-front={inFront || undefined}
      data-launching={launching || undefined}
      data-tip={name}
      aria-label={`${name}${state}`}
      onClick={activate}
      onContextMenu={(event) => openContextMenu(overlays, event, name, packageEntries(desktop, app), 'above')}
    >
      <AppIcon packageId={packageId} icon={known?.icon ?? first?.icon ?? ''} name={name} size={40} />
      <span className="dock-dots" aria-hidden="true">
        {Array.from({ length: Math.min(counts.open, 4) }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots are all alike
          <span key={index} className="dock-dot" data-hollow={index >= counts.open - counts.minimized || undefined} />
        ))}
      </span>
    </button>
  );
}
