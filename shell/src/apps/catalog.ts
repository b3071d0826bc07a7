/** What runs and what could run: the apps of the services as the desktop holds them. */
import type { App, PackageMetadata } from '@agentos/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface CatalogState {
  readonly running: Readonly<Record<string, App>>;
  readonly packages: readonly PackageMetadata[];
  /** Packages that were asked to start and have no window yet. */
  readonly launching: readonly string[];
  /** Whether the first answer of each kind has come. */
  readonly loaded: boolean;
}

export type Catalog = StoreApi<CatalogState>;

export function createCatalog(): Catalog {
  return createStore<CatalogState>(() => ({ running: {}, packages: [], launching: [], loaded: false }));
}

/** Whether what the renderer of an app is given has stayed the same; layout and focus are none of its business. */
export function sameApp(a: App, b: App): boolean {
  return a === b || JSON.stringify(rendered(a)) === JSON.stringify(rendered(b));
}

function rendered(app: App): unknown {
  return { ...app, state: null, window: null, app_state: null };
}
