/**
 * Everything that the desktop can do, as commands. Keys are those of a browser tab unless a profile says otherwise;
 * they are chosen so that neither the browser nor text fields need them.
 */
import type { Command } from '../commands/registry.ts';
import type { DialogName } from '../overlays/overlays.ts';
import { accents, schemes, wallpapers } from '../session/appearance.ts';
import { type DesktopCommandParts, everywhere } from './command-parts.ts';
import { cycleRegion } from './regions.ts';
import { switchCommands, tileCommands, windowCommands } from './window-commands.ts';

export function desktopCommands(parts: DesktopCommandParts): Command[] {
  return [
    ...systemCommands(parts),
    ...windowCommands(parts),
    ...tileCommands(parts),
    ...switchCommands(parts),
    ...sessionCommands(parts),
    ...appearanceCommands(parts),
  ];
}

function systemCommands({
  root,
  api,
  overlays,
  frames,
  windows,
  announcer,
  onSignedOut,
}: DesktopCommandParts): Command[] {
  const show = (name: DialogName) => () => overlays.setState({ front: { kind: 'dialog', name } });
  const cycle = (step: 1 | -1) => () => {
    const { focused } = windows.store.getState();
    const region = cycleRegion(step, focused === null ? undefined : frames.element(focused));
    if (region !== undefined) announcer.say(region);
  };
  return [
    {
      id: 'launcher.open',
      title: 'Open the launcher',
      group: 'System',
      keys: [{ chord: 'Mod+K' }, everywhere('Ctrl+Shift+K'), everywhere('Ctrl+Alt+Space', { hidden: true })],
      internal: true,
      run() {
        const { front } = overlays.getState();
        overlays.setState({ front: front?.kind === 'launcher' ? null : { kind: 'launcher' } });
      },
    },
    { id: 'system.about', title: 'About AgentOS', group: 'System', words: 'version', run: show('about') },
    {
      id: 'system.health',
      title: 'Show system health',
      group: 'System',
      words: 'status layers kernel services sandbox',
      run: show('health'),
    },
    {
      id: 'help.shortcuts',
      title: 'Show keyboard shortcuts',
      group: 'System',
      words: 'keys help',
      keys: [everywhere('Ctrl+Alt+Slash'), everywhere('Mod+Slash', { hidden: true, inTerminal: false })],
      run: show('shortcuts'),
    },
    {
      id: 'system.fullscreen',
      title: () => (document.fullscreenElement === null ? 'Use the whole screen' : 'Leave the whole screen'),
      group: 'System',
      words: 'fullscreen browser',
      async run() {
        if (document.fullscreenElement === null) await root.requestFullscreen();
        else await document.exitFullscreen();
      },
    },
    {
      id: 'region.next',
      title: 'Go to the next region',
      group: 'System',
      keys: [everywhere('F6')],
      internal: true,
      run: cycle(1),
    },
    {
      id: 'region.previous',
      title: 'Go to the previous region',
      group: 'System',
      keys: [everywhere('Shift+F6')],
      internal: true,
      run: cycle(-1),
    },
    {
      id: 'system.signOut',
      title: 'Sign out',
      group: 'System',
      words: 'log out leave',
      async run() {
        await api.signOut();
        onSignedOut();
      },
    },
  ];
}

function sessionCommands({ overlays }: DesktopCommandParts): Command[] {
  const show = (name: DialogName) => () => overlays.setState({ front: { kind: 'dialog', name } });
  return [
    {
      id: 'session.save',
      title: 'Save session…',
      group: 'Session',
      words: 'workspace store',
      keys: [everywhere('Ctrl+Alt+S')],
      run: show('save-session'),
    },
    {
      id: 'session.open',
      title: 'Restore session…',
      group: 'Session',
      words: 'workspace load open delete',
      keys: [everywhere('Ctrl+Alt+O')],
      run: show('sessions'),
    },
    {
      id: 'generation.open',
      title: 'Make an app…',
      group: 'System',
      words: 'generate create ai chat ask',
      keys: [everywhere('Ctrl+Alt+N')],
      run() {
        overlays.setState({ generation: { request: '', key: Date.now() } });
      },
    },
  ];
}

const schemeTitles = { system: 'Match the system', light: 'Light', dark: 'Dark' } as const;

function appearanceCommands({ appearance }: DesktopCommandParts): Command[] {
  const { store } = appearance;
  return [
    {
      id: 'appearance.toggle',
      title: () => (appearance.theme === 'dark' ? 'Use the light appearance' : 'Use the dark appearance'),
      group: 'Appearance',
      words: 'theme dark light mode',
      run: () => appearance.change({ scheme: appearance.theme === 'dark' ? 'light' : 'dark' }),
    },
    ...schemes.map(
      (scheme): Command => ({
        id: `appearance.scheme.${scheme}`,
        title: schemeTitles[scheme],
        group: 'Appearance',
        words: 'theme mode appearance',
        internal: true,
        checked: () => store.getState().scheme === scheme,
        run: () => appearance.change({ scheme }),
      }),
    ),
    ...wallpapers.map(
      (wallpaper): Command => ({
        id: `appearance.wallpaper.${wallpaper}`,
        title: `Wallpaper: ${capital(wallpaper)}`,
        short: capital(wallpaper),
        group: 'Appearance',
        words: 'background desktop picture',
        checked: () => store.getState().wallpaper === wallpaper,
        run: () => appearance.change({ wallpaper }),
      }),
    ),
    ...accents.map(
      (accent): Command => ({
        id: `appearance.accent.${accent}`,
        title: `Accent: ${capital(accent)}`,
        short: capital(accent),
        group: 'Appearance',
        words: 'color colour',
        checked: () => store.getState().accent === accent,
        run: () => appearance.change({ accent }),
      }),
    ),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
