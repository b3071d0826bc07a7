/** Menus, drawn from entries: those of the menu bar, and the one that opens at a point or below an element. */
import { Menu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import { useContext, useRef } from 'react';
import { ariaChord } from '../commands/keys.ts';
import { shortTitleOf } from '../commands/registry.ts';
import { LayerContext, useDesktop, useOverlays } from '../desktop/desktop-context.ts';
import type { MenuEntry, PopupMenu } from './overlays.ts';

export function MenuEntries({ entries }: { entries: readonly MenuEntry[] }) {
  const checks = useChecks(entries);
  return entries.map((entry, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the entries of an open menu do not change places
    <Entry key={index} entry={entry} checks={checks} />
  ));
}

/** Whether some entry can be checked, so that all leave room for the mark. */
function useChecks(entries: readonly MenuEntry[]): boolean {
  const { commands } = useDesktop();
  return entries.some((entry) =>
    entry.kind === 'command'
      ? commands.get(entry.id)?.checked !== undefined
      : entry.kind === 'action' && entry.checked !== undefined,
  );
}

function Entry({ entry, checks }: { entry: MenuEntry; checks: boolean }) {
  const { commands, keymap } = useDesktop();
  const layer = useContext(LayerContext);
  switch (entry.kind) {
    case 'separator':
      return <Menu.Separator className="menu-separator" />;
    case 'label':
      return (
        <div className="menu-label" role="presentation">
          {entry.text}
        </div>
      );
    case 'action':
      return (
        <Item
          label={entry.label}
          disabled={entry.disabled === true}
          checked={entry.checked}
          checks={checks}
          onRun={entry.run}
        />
      );
    case 'command': {
      const command = commands.get(entry.id);
      if (command === undefined) return null;
      const chord = keymap.chord(entry.id);
      return (
        <Item
          label={shortTitleOf(command)}
          keys={keymap.label(entry.id)}
          ariaKeys={chord === undefined ? undefined : ariaChord(chord)}
          disabled={!commands.enabled(entry.id)}
          checked={command.checked?.()}
          checks={checks}
          onRun={() => commands.run(entry.id)}
        />
      );
    }
    case 'submenu':
      return (
        <Menu.SubmenuRoot>
          <Menu.SubmenuTrigger className="menu-item" data-checks={checks || undefined}>
            <span className="menu-text">{entry.label}</span>
            <ChevronRight className="menu-chevron" size={14} strokeWidth={1.75} aria-hidden />
          </Menu.SubmenuTrigger>
          <Menu.Portal container={layer}>
            <Menu.Positioner className="menu-positioner" sideOffset={-2} alignOffset={-5} collisionPadding={8}>
              <Menu.Popup className="menu">
                <MenuEntries entries={entry.entries} />
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.SubmenuRoot>
      );
  }
}

interface ItemProps {
  readonly label: string;
  readonly keys?: string;
  readonly ariaKeys?: string | undefined;
  readonly disabled: boolean;
  readonly checked: boolean | undefined;
  readonly checks: boolean;
  onRun(): void;
}

function Item({ label, keys, ariaKeys, disabled, checked, checks, onRun }: ItemProps) {
  const content = (
    <>
      {checks && (
        <span className="menu-mark" aria-hidden="true">
          {checked === true && <Check size={14} strokeWidth={2.25} />}
        </span>
      )}
      <span className="menu-text">{label}</span>
      {keys !== undefined && keys !== '' && (
        <span className="menu-keys" aria-hidden="true">
          {keys}
        </span>
      )}
    </>
  );
  const shared = {
    className: 'menu-item',
    disabled,
    label,
    closeOnClick: true,
    'data-checks': checks || undefined,
    'aria-keyshortcuts': ariaKeys,
  };
  if (checked === undefined) {
    return (
      <Menu.Item {...shared} onClick={onRun}>
        {content}
      </Menu.Item>
    );
  }
  return (
    <Menu.CheckboxItem {...shared} checked={checked} onCheckedChange={onRun}>
      {content}
    </Menu.CheckboxItem>
  );
}

/** The menu of the moment: of a window, a dock item, an icon, the desktop. */
export function PopupMenuHost() {
  const { overlays, focusKeeper } = useDesktop();
  const layer = useContext(LayerContext);
  const menu = useOverlays((state) => state.menu);
  // The last menu stays drawn while it fades.
  const last = useRef<PopupMenu | null>(null);
  if (menu !== null) last.current = menu;
  const shown = menu ?? last.current;
  return (
    <Menu.Root open={menu !== null} onOpenChange={(open) => !open && overlays.setState({ menu: null })}>
      <Menu.Portal container={layer}>
        <Menu.Positioner
          className="menu-positioner"
          anchor={shown === null ? null : anchorOf(shown)}
          side={shown?.side ?? 'bottom'}
          align={shown?.side === 'top' ? 'center' : 'start'}
          sideOffset={shown?.side === 'top' ? 10 : 4}
          collisionPadding={8}
        >
          <Menu.Popup
            className="menu"
            aria-label={shown?.label}
            finalFocus={(by) => (by !== 'keyboard' && focusKeeper.giveBack() ? false : (shown?.opener ?? true))}
          >
            {shown !== null && <MenuEntries entries={shown.entries} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function anchorOf({ anchor }: PopupMenu) {
  if (anchor instanceof HTMLElement) return anchor;
  return { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) };
}
