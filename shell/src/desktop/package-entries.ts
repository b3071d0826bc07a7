/** The menu of an app wherever its icon stands: desktop, dock, launcher. */
import type { PackageMetadata } from '@agentos/protocol';
import type { MenuEntry } from '../overlays/overlays.ts';
import type { WindowId } from '../windows/window.ts';
import type { Desktop } from './desktop.ts';

type Shown = Pick<PackageMetadata, 'id' | 'name' | 'single_instance' | 'origin'>;

/** The windows of an app, most recently used first. */
export function windowsOf(desktop: Desktop, packageId: string): WindowId[] {
  return desktop.windows.recent().filter((id) => desktop.windows.get(id)?.packageId === packageId);
}

export function packageEntries(desktop: Desktop, app: Shown): MenuEntry[] {
  const { lifecycle, windows, appearance } = desktop;
  const open = windowsOf(desktop, app.id);
  const { favourites } = appearance.store.getState();
  const kept = favourites.includes(app.id);
  const entries: MenuEntry[] = [];
  for (const id of open) {
    const win = windows.get(id);
    if (win === undefined) continue;
    const label = win.minimized ? `${win.title} (minimized)` : win.title;
    entries.push({ kind: 'action', label, run: () => windows.focus(id) });
  }
  if (open.length > 0) entries.push({ kind: 'separator' });
  if (open.length === 0 || !app.single_instance) {
    entries.push({
      kind: 'action',
      label: open.length === 0 ? 'Open' : 'New window',
      run: () => void lifecycle.launch(app.id),
    });
  }
  entries.push({
    kind: 'action',
    label: kept ? 'Remove from dock' : 'Keep in dock',
    run: () =>
      appearance.change({ favourites: kept ? favourites.filter((id) => id !== app.id) : [...favourites, app.id] }),
  });
  if (app.origin === 'generated' || app.origin === 'imported') {
    entries.push({ kind: 'action', label: 'Delete app', run: () => void removePackage(desktop, app) });
  }
  if (open.length > 0) {
    entries.push(
      { kind: 'separator' },
      {
        kind: 'action',
        label: open.length === 1 ? 'Close window' : `Close ${open.length} windows`,
        run: () => {
          for (const id of open) lifecycle.close(id);
        },
      },
    );
  }
  return entries;
}

/** Asks, since an app and its data cannot be brought back. */
async function removePackage(desktop: Desktop, app: Shown): Promise<void> {
  const { overlays, api, lifecycle, toasts } = desktop;
  overlays.setState({
    front: {
      kind: 'confirm',
      title: `Delete ${app.name}?`,
      body: 'The app and what it has stored are removed for good.',
      action: 'Delete app',
      async run() {
        for (const id of windowsOf(desktop, app.id)) lifecycle.close(id);
        const answered = await api.removePackage(app.id);
        if (!answered.ok)
          toasts.show({ kind: 'error', title: `${app.name} was not deleted`, body: answered.error.message });
        await lifecycle.refreshPackages();
      },
    },
  });
}
