/**
 * The apps on the desktop, in columns from the upper left. One selected icon; arrows move by place, letters by name,
 * Enter or a double click opens.
 */
import { type KeyboardEvent, useRef, useState } from 'react';
import { AppIcon } from '../icons/app-icon.tsx';
import { openContextMenu } from '../overlays/context-menu.ts';
import type { MenuEntry } from '../overlays/overlays.ts';
import { wallpapers } from '../session/appearance.ts';
import { useCatalog, useDesktop } from './desktop-context.ts';
import { packageEntries } from './package-entries.ts';

const typingMs = 800;

const desktopEntries: readonly MenuEntry[] = [
  { kind: 'command', id: 'launcher.open' },
  { kind: 'command', id: 'generation.open' },
  { kind: 'separator' },
  { kind: 'command', id: 'windows.hideAll' },
  { kind: 'command', id: 'session.save' },
  { kind: 'command', id: 'session.open' },
  { kind: 'separator' },
  {
    kind: 'submenu',
    label: 'Wallpaper',
    entries: wallpapers.map((name) => ({ kind: 'command', id: `appearance.wallpaper.${name}` })),
  },
];

export function DesktopIcons() {
  const desktop = useDesktop();
  const packages = useCatalog((state) => state.packages);
  const [selected, setSelected] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });

  function select(index: number): void {
    const chosen = packages[Math.max(0, Math.min(index, packages.length - 1))];
    if (chosen === undefined) return;
    setSelected(chosen.id);
    list.current?.querySelector(`#${CSS.escape(optionId(chosen.id))}`)?.scrollIntoView({ block: 'nearest' });
  }

  /** Icons in one column, read from where they are drawn. */
  function rows(): number {
    const options = [...(list.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
    const first = options[0]?.offsetLeft;
    return Math.max(1, options.filter((option) => option.offsetLeft === first).length);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = packages.findIndex((each) => each.id === selected);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      ArrowRight: at < 0 ? 0 : at + rows(),
      ArrowLeft: at < 0 ? 0 : at - rows(),
      Home: 0,
      End: packages.length - 1,
    };
    const move = moves[event.key];
    const chosen = packages[at];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (move !== undefined) select(move);
    else if (event.key === 'Enter' && chosen !== undefined) void desktop.lifecycle.launch(chosen.id);
    else if (event.key === 'Escape') setSelected(null);
    else if (event.key.length === 1 && event.key !== ' ') find(event.key);
    else return;
    event.preventDefault();
  }

  function find(letter: string): void {
    const now = performance.now();
    const text = now - typed.current.at > typingMs ? letter : typed.current.text + letter;
    typed.current = { text, at: now };
    select(packages.findIndex((each) => each.name.toLowerCase().startsWith(text.toLowerCase())));
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press on the empty desktop takes the focus off the windows
    <div
      className="desktop-surface"
      data-region="desktop"
      data-region-label="Desktop"
      onPointerDown={(event) => {
        if (event.target !== event.currentTarget && event.target !== list.current) return;
        setSelected(null);
        desktop.windows.unfocus();
      }}
      onContextMenu={(event) => openContextMenu(desktop.overlays, event, 'Desktop', desktopEntries)}
    >
      {packages.length > 0 && (
        <div
          ref={list}
          className="desktop-icons"
          role="listbox"
          aria-label="Apps on the desktop"
          aria-activedescendant={selected === null ? undefined : optionId(selected)}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            if (selected === null && event.currentTarget.matches(':focus-visible')) select(0);
          }}
        >
          {packages.map((each) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus and names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list box
            <div
              key={each.id}
              id={optionId(each.id)}
              className="desktop-icon"
              role="option"
              aria-selected={each.id === selected}
              onClick={() => setSelected(each.id)}
              onDoubleClick={() => void desktop.lifecycle.launch(each.id)}
              onContextMenu={(event) => {
                setSelected(each.id);
                openContextMenu(desktop.overlays, event, each.name, packageEntries(desktop, each));
              }}
            >
              <AppIcon packageId={each.id} icon={each.icon} name={each.name} size={48} />
              <span className="desktop-icon-name">{each.name}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function optionId(packageId: string): string {
  return `desktop-icon-${packageId}`;
}
