/** What components keep to themselves where nothing is bound: the tab that was chosen, whether a dialog is open. */
import type { Component, Frame, Json } from '@agentos/blueprint';
import type { OwnState } from '@agentos/blueprint/runtime/drawn';
import { instanceKey } from '@agentos/blueprint/runtime/touched';

export interface Own extends OwnState {
  setTab(component: Component, frame: Frame | null, tab: Json): void;
  setOpen(component: Component, frame: Frame | null, open: boolean): void;
}

export function ownState(): Own {
  const tabs = new Map<string, Json>();
  const dialogs = new Map<string, boolean>();
  return {
    tab: (component, frame) => tabs.get(instanceKey(component, frame)) ?? null,
    open: (component, frame) => dialogs.get(instanceKey(component, frame)) ?? null,
    setTab: (component, frame, tab) => void tabs.set(instanceKey(component, frame), tab),
    setOpen: (component, frame, open) => void dialogs.set(instanceKey(component, frame), open),
  };
}
