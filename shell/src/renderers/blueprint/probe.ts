/** What of the drawing of one window can be watched: how often each component was drawn. Costs a call while nobody looks. */
import type { Component } from '@agentos/blueprint';

export interface Probe {
  /** A component was drawn, or drawn again. */
  drawn(component: Component): void;
  /** Counts from now on; gives what ends it. */
  count(): () => void;
  /** Times since counting began. */
  draws(component: Component): number;
}

export function createProbe(): Probe {
  let counts: WeakMap<Component, number> | undefined;
  return {
    drawn(component) {
      counts?.set(component, (counts.get(component) ?? 0) + 1);
    },
    count() {
      const mine = new WeakMap<Component, number>();
      counts = mine;
      return () => {
        if (counts === mine) counts = undefined;
      };
    },
    draws: (component) => counts?.get(component) ?? 0,
  };
}
