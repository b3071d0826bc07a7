/**
 * The window switcher: windows by last use. Held open by the modifier that opened it: letting go chooses, Escape goes
 * back. Opened from a menu it waits for Enter or a click.
 */
import { useEffect, useRef } from 'react';
import { useDesktop, useOverlays } from '../desktop/desktop-context.ts';
import { AppIcon } from '../icons/app-icon.tsx';
import type { WindowId } from '../windows/window.ts';

export function Switcher() {
  const front = useOverlays((state) => state.front);
  return front?.kind === 'switcher' ? <SwitcherPanel listed={front.windows} chosen={front.chosen} /> : null;
}

function SwitcherPanel({ listed, chosen }: { listed: readonly WindowId[]; chosen: number }) {
  const { overlays, windows, lifecycle, focusKeeper } = useDesktop();
  const panel = useRef<HTMLDivElement>(null);
  const choice = listed[chosen];

  useEffect(() => panel.current?.focus(), []);

  useEffect(() => {
    function finish(id: WindowId | undefined): void {
      overlays.setState({ front: null });
      if (id !== undefined) windows.focus(id);
      focusKeeper.giveBack();
    }
    function step(by: number): void {
      const count = listed.length;
      overlays.setState({ front: { kind: 'switcher', windows: listed, chosen: (chosen + by + count) % count } });
    }
    function onKeyDown(event: KeyboardEvent): void {
      const { focused } = windows.store.getState();
      if (event.key === 'ArrowRight' || event.key === 'ArrowDown') step(1);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') step(-1);
      else if (event.key === 'Enter') finish(choice);
      else if (event.key === 'Escape') finish(focused ?? undefined);
      else if (event.key === 'Delete' || event.code === 'KeyQ') closeChoice();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
    function closeChoice(): void {
      if (choice === undefined) return;
      lifecycle.close(choice);
      const rest = listed.filter((id) => id !== choice);
      if (rest.length === 0) overlays.setState({ front: null });
      else overlays.setState({ front: { kind: 'switcher', windows: rest, chosen: Math.min(chosen, rest.length - 1) } });
    }
    function onKeyUp(event: KeyboardEvent): void {
      if (event.key === 'Alt' || event.key === 'Control' || event.key === 'Meta') finish(choice);
    }
    const onBlur = (): void => finish(choice);
    addEventListener('keydown', onKeyDown, true);
    addEventListener('keyup', onKeyUp, true);
    addEventListener('blur', onBlur);
    return () => {
      removeEventListener('keydown', onKeyDown, true);
      removeEventListener('keyup', onKeyUp, true);
      removeEventListener('blur', onBlur);
    };
  }, [overlays, windows, lifecycle, focusKeeper, listed, chosen, choice]);

  return (
    <div
      className="switcher-backdrop"
      data-above-windows
      onPointerDown={(event) => event.target === event.currentTarget && overlays.setState({ front: null })}
    >
      <div
        ref={panel}
        className="switcher"
        role="listbox"
        aria-label="Windows"
        aria-activedescendant={choice === undefined ? undefined : `switch-${choice}`}
        tabIndex={-1}
      >
        {listed.map((id, index) => {
          const win = windows.get(id);
          if (win === undefined) return null;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus and names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list box
            <div
              key={id}
              id={`switch-${id}`}
              className="switcher-entry"
              role="option"
              aria-selected={index === chosen}
              data-minimized={win.minimized || undefined}
              onClick={() => {
                overlays.setState({ front: null });
                windows.focus(id);
              }}
            >
              <AppIcon packageId={win.packageId} icon={win.icon} name={win.title} size={56} />
              <span className="switcher-title">{win.title}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
