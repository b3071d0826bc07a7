/** The menu bar: the system's menu, the menus of the app in front, and at the right how the machine is doing. */
import { Menu } from '@base-ui/react/menu';
import { Menubar } from '@base-ui/react/menubar';
import { Moon, Search, Sun } from 'lucide-react';
import { type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { MenuEntries } from '../overlays/menu.tsx';
import type { MenuEntry } from '../overlays/overlays.ts';
import { accents } from '../session/appearance.ts';
import { IconButton } from '../ui/controls.tsx';
import { tileEntries } from '../windows/window-entries.ts';
import { LayerContext, useCatalog, useDesktop, usePreferences, useWindows } from './desktop-context.ts';
import { Logo } from './logo.tsx';

const command = (id: string): MenuEntry => ({ kind: 'command', id });
const separator: MenuEntry = { kind: 'separator' };

const appearanceEntries: readonly MenuEntry[] = [
  { kind: 'label', text: 'Appearance' },
  command('appearance.scheme.light'),
  command('appearance.scheme.dark'),
  command('appearance.scheme.system'),
  separator,
  {
    kind: 'submenu',
    label: 'Accent',
    entries: accents.map((accent) => command(`appearance.accent.${accent}`)),
  },
  separator,
  { kind: 'label', text: 'Wallpaper' },
  command('appearance.wallpaper.dunes'),
  command('appearance.wallpaper.aurora'),
  command('appearance.wallpaper.contours'),
];

const systemEntries: readonly MenuEntry[] = [
  command('system.about'),
  command('system.health'),
  separator,
  command('session.save'),
  command('session.open'),
  separator,
  { kind: 'submenu', label: 'Appearance', entries: appearanceEntries },
  command('help.shortcuts'),
  command('system.fullscreen'),
  separator,
  command('system.signOut'),
];

const appEntries: readonly MenuEntry[] = [
  command('app.newWindow'),
  separator,
  command('window.minimize'),
  command('window.close'),
  command('app.quit'),
];

const desktopEntries: readonly MenuEntry[] = [
  command('launcher.open'),
  command('generation.open'),
  separator,
  command('session.save'),
  command('session.open'),
];

export function MenuBar() {
  const { commands } = useDesktop();
  const packageId = useWindows((state) => (state.focused === null ? null : state.byId[state.focused]?.packageId));
  const title = useWindows((state) => (state.focused === null ? null : state.byId[state.focused]?.title));
  const known = useCatalog((state) => state.packages.find((each) => each.id === packageId)?.name);
  const appName = known ?? title ?? 'Desktop';

  return (
    <header className="menu-bar" data-region="menu-bar" data-region-label="Menu bar">
      <Menubar className="menu-bar-menus" aria-label="Menus">
        <BarMenu label={<Logo size={15} />} name="AgentOS" entries={systemEntries} />
        <BarMenu
          label={<strong>{appName}</strong>}
          name={appName}
          entries={packageId == null ? desktopEntries : appEntries}
        />
        <WindowMenu />
      </Menubar>
      <div className="menu-bar-status">
        <ConnectionState />
        <IconButton label="Search" className="menu-bar-button" onClick={() => commands.run('launcher.open')}>
          <Search size={14} strokeWidth={2} aria-hidden />
        </IconButton>
        <SchemeButton />
        <Clock />
      </div>
    </header>
  );
}

function BarMenu({ label, name, entries }: { label: ReactNode; name: string; entries: readonly MenuEntry[] }) {
  const { overlays, focusKeeper } = useDesktop();
  const layer = useContext(LayerContext);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="menu-bar-trigger" aria-label={name}>
        {label}
      </Menu.Trigger>
      <Menu.Portal container={layer}>
        <Menu.Positioner className="menu-positioner" sideOffset={4} alignOffset={-4} collisionPadding={8}>
          <Menu.Popup
            className="menu"
            finalFocus={(by) => {
              // With the keyboard the focus stays in the bar; with the pointer it goes back to the window.
              if (by === 'keyboard' || overlays.getState().front !== null) return true;
              return !focusKeeper.giveBack();
            }}
          >
            <MenuEntries entries={entries} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function WindowMenu() {
  const { windows } = useDesktop();
  // A new list of entries for each state of the windows would be drawn again only while the menu is open.
  const state = useWindows((current) => current);
  const open = Object.values(state.byId).filter((win) => !win.closing);
  const entries: MenuEntry[] = [
    command('window.minimize'),
    command('window.maximize'),
    command('window.fullscreen'),
    command('window.center'),
    { kind: 'submenu', label: 'Tile', entries: tileEntries },
    separator,
    command('window.move'),
    command('window.size'),
    separator,
    command('switcher.next'),
    command('windows.hideAll'),
    command('windows.closeAll'),
  ];
  if (open.length > 0) entries.push(separator);
  for (const win of open) {
    entries.push({
      kind: 'action',
      label: win.title,
      checked: win.id === state.focused,
      run: () => windows.focus(win.id),
    });
  }
  return <BarMenu label="Window" name="Window" entries={entries} />;
}

function SchemeButton() {
  const { commands, appearance } = useDesktop();
  usePreferences((state) => state.scheme);
  const theme = useSyncExternalStore(
    (listener) => appearance.onTheme(listener),
    () => appearance.theme,
  );
  return (
    <IconButton
      label={theme === 'dark' ? 'Use the light appearance' : 'Use the dark appearance'}
      className="menu-bar-button"
      onClick={() => commands.run('appearance.toggle')}
    >
      {theme === 'dark' ? (
        <Sun size={14} strokeWidth={2} aria-hidden />
      ) : (
        <Moon size={14} strokeWidth={2} aria-hidden />
      )}
    </IconButton>
  );
}

/** Nothing while all is well. */
function ConnectionState() {
  const { stream } = useDesktop();
  const state = useSyncExternalStore(
    (listener) => stream.onState(listener),
    () => stream.state,
  );
  if (state.kind === 'open' || state.kind === 'elsewhere') return null;
  return (
    <span className="connection-state" data-kind={state.kind}>
      <span className="connection-dot" aria-hidden="true" />
      {state.kind === 'connecting' ? 'Connecting' : 'Not connected'}
    </span>
  );
}

/** Written without React: a minute that passes during a gesture renders nothing. */
function Clock() {
  const element = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
    const hour = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
    let timer: ReturnType<typeof setTimeout>;
    const show = (): void => {
      const now = new Date();
      if (element.current !== null) {
        element.current.textContent = `${day.format(now)}  ${hour.format(now)}`;
        element.current.dateTime = now.toISOString();
      }
      timer = setTimeout(show, 60_000 - (now.getTime() % 60_000));
    };
    show();
    return () => clearTimeout(timer);
  }, []);
  return <time className="clock" ref={element} />;
}
