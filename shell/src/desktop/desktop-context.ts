/** Hands the desktop to React, and its stores as scalar subscriptions. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CatalogState } from '../apps/catalog.ts';
import type { OverlayState } from '../overlays/overlays.ts';
import type { Preferences } from '../session/appearance.ts';
import type { WindowState } from '../windows/transitions.ts';
import type { Desktop } from './desktop.ts';

/** Where menus are drawn: inside the page's main landmark. */
export const LayerContext = createContext<HTMLElement | null>(null);

export const DesktopContext = createContext<Desktop | null>(null);

export function useDesktop(): Desktop {
  const desktop = useContext(DesktopContext);
  if (desktop === null) throw new Error('useDesktop is called outside of the desktop');
  return desktop;
}

/** `select` gives a scalar or an object that is kept by the store, never a new one. */
export function useWindows<Selected>(select: (state: WindowState) => Selected): Selected {
  return useStore(useDesktop().windows.store, select);
}

export function useCatalog<Selected>(select: (state: CatalogState) => Selected): Selected {
  return useStore(useDesktop().catalog, select);
}

export function useOverlays<Selected>(select: (state: OverlayState) => Selected): Selected {
  return useStore(useDesktop().overlays, select);
}

export function usePreferences<Selected>(select: (state: Preferences) => Selected): Selected {
  return useStore(useDesktop().appearance.store, select);
}
