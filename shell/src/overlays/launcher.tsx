/** The launcher: one field that finds apps, windows and commands, and turns any other text into a new app. */
import { Dialog } from '@base-ui/react/dialog';
import { AppWindow, Command as CommandIcon, CornerDownLeft, Search, Sparkles } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useCatalog, useDesktop, useOverlays } from '../desktop/desktop-context.ts';
import { AppIcon } from '../icons/app-icon.tsx';
import { ZoneIcon } from '../icons/zone-icon.tsx';
import { Keys } from '../ui/controls.tsx';
import { snapZones } from '../windows/snap.ts';
import { type LauncherEntry, launcherGroups } from './launcher-entries.ts';
import { useReturnFocus } from './return-focus.ts';

export function Launcher() {
  const { overlays } = useDesktop();
  const open = useOverlays((state) => state.front?.kind === 'launcher');
  const finalFocus = useReturnFocus(open);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next && overlays.getState().front?.kind === 'launcher') overlays.setState({ front: null });
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="launcher-backdrop" />
        <Dialog.Popup className="launcher" aria-label="Launcher" finalFocus={finalFocus}>
          <LauncherContent />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function LauncherContent() {
  const desktop = useDesktop();
  const { overlays, windows, commands, lifecycle, keymap } = desktop;
  const packages = useCatalog((state) => state.packages);
  const loaded = useCatalog((state) => state.loaded);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  // What is open and what can run is that of the moment in which the launcher opened.
  const [sources] = useState(() => ({
    windows: windows.recent().flatMap((id) => {
      const win = windows.get(id);
      return win === undefined ? [] : [{ id, title: win.title, packageId: win.packageId, icon: win.icon }];
    }),
    commands: commands.list().filter((command) => command.internal !== true && commands.enabled(command.id)),
  }));
  const groups = useMemo(() => launcherGroups(text, { packages, ...sources }), [text, packages, sources]);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(chosen, entries.length - 1);
  const active = entries[at];

  useEffect(() => {
    if (active === undefined) return;
    const element = document.getElementById(entryId(active));
    if (at === 0) list.current?.scrollTo({ top: 0 });
    else element?.scrollIntoView({ block: 'nearest' });
  }, [active, at]);

  function run(entry: LauncherEntry): void {
    overlays.setState({ front: null });
    if (entry.kind === 'app') void lifecycle.launch(entry.app.id);
    else if (entry.kind === 'window') windows.focus(entry.window);
    else if (entry.kind === 'make') overlays.setState({ generation: { request: entry.request, key: Date.now() } });
    // After the dialog has given the focus back: a command may open another.
    else setTimeout(() => commands.run(entry.command.id));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      PageDown: Math.min(entries.length - 1, at + 6),
      PageUp: Math.max(0, at - 6),
    };
    const move = moves[event.key];
    if (move !== undefined) setChosen(move);
    else if (event.key === 'Enter' && active !== undefined) run(active);
    else if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) overlays.setState({ front: null });
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="launcher-field">
        <Search size={18} strokeWidth={1.75} aria-hidden />
        <input
          className="launcher-input"
          role="combobox"
          aria-label="Search apps, windows and commands, or describe an app to make"
          aria-expanded="true"
          aria-controls="launcher-list"
          aria-activedescendant={active === undefined ? undefined : entryId(active)}
          aria-autocomplete="list"
          placeholder="Search, or describe an app to make"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="launcher-list" id="launcher-list" role="listbox" aria-label="Results" ref={list} tabIndex={-1}>
        {!loaded && packages.length === 0 && text === '' && <p className="launcher-empty">Loading apps…</p>}
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a list box has groups, not field sets
          <div key={group.title} role="group" aria-labelledby={headingId(group.title)} className="launcher-group">
            <div id={headingId(group.title)} className="launcher-heading" role="presentation">
              {group.title}
            </div>
            {group.entries.map((entry) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
              <div
                key={entry.id}
                id={entryId(entry)}
                className="launcher-entry"
                role="option"
                aria-selected={entry === active}
                onPointerMove={() => setChosen(entries.indexOf(entry))}
                onClick={() => run(entry)}
              >
                <EntryIcon entry={entry} />
                <span className="launcher-text">
                  <span className="launcher-title">
                    {entry.kind === 'make' ? (
                      <>
                        Make an app: <em>{entry.title}</em>
                      </>
                    ) : (
                      entry.title
                    )}
                  </span>
                  {entry.kind === 'app' && entry.app.description !== '' && (
                    <span className="launcher-about">{entry.app.description}</span>
                  )}
                </span>
                {entry.kind === 'command' && <Keys label={keymap.label(entry.command.id)} />}
                {entry === active && (
                  <CornerDownLeft className="launcher-enter" size={14} strokeWidth={1.75} aria-hidden />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="launcher-foot" aria-hidden="true">
        <span>
          <kbd className="keys">↑</kbd>
          <kbd className="keys">↓</kbd> choose
        </span>
        <span>
          <kbd className="keys">↵</kbd> open
        </span>
        <span>
          <kbd className="keys">Esc</kbd> close
        </span>
      </div>
    </>
  );
}

function EntryIcon({ entry }: { entry: LauncherEntry }) {
  if (entry.kind === 'app')
    return <AppIcon packageId={entry.app.id} icon={entry.app.icon} name={entry.title} size={28} />;
  if (entry.kind === 'window') {
    return <AppIcon packageId={entry.packageId} icon={entry.icon} name={entry.title} size={28} />;
  }
  if (entry.kind === 'command') {
    const zone = snapZones.find((each) => entry.command.id === `window.tile.${each}`);
    if (zone !== undefined) {
      return (
        <span className="launcher-glyph">
          <ZoneIcon zone={zone} />
        </span>
      );
    }
  }
  const Icon = entry.kind === 'make' ? Sparkles : entry.command.group === 'Window' ? AppWindow : CommandIcon;
  return (
    <span className="launcher-glyph" data-make={entry.kind === 'make' || undefined}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </span>
  );
}

function entryId(entry: LauncherEntry): string {
  return `launcher-${entry.id.replaceAll(/[^\w-]/g, '_')}`;
}

/** Without spaces: in `aria-labelledby` they would part two ids. */
function headingId(title: string): string {
  return `launcher-heading-${title.replaceAll(' ', '-')}`;
}
