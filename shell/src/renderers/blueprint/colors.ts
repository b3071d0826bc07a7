/** Colours of the theme for what is drawn on a canvas element, where the style sheet does not reach. */
import { type PaletteName, paletteNames } from '@agentos/blueprint/components';
import { useEffect, useState } from 'react';

export const drawnRoles = [
  'text',
  'muted',
  'faint',
  'line',
  'background',
  'surface',
  'accent',
  'success',
  'warning',
  'danger',
  'focus',
] as const;
export type DrawnRole = (typeof drawnRoles)[number];

const variables: Readonly<Record<DrawnRole, string>> = {
  text: '--text-1',
  muted: '--text-2',
  faint: '--text-3',
  line: '--line',
  background: '--surface-1',
  surface: '--surface-2',
  accent: '--accent',
  success: '--success',
  warning: '--warning',
  danger: '--danger-ink',
  focus: '--focus',
};

export interface Colors {
  role(name: DrawnRole): string;
  series(name: PaletteName): string;
  /** The person chose the colours: series are told apart by dashes and patterns as well. */
  readonly forced: boolean;
  readonly font: string;
}

/** Reads the colours as they are at `element` now. */
export function readColors(element: Element): Colors {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  element.append(probe);
  const read = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const roles = new Map(drawnRoles.map((name) => [name, read(variables[name])]));
  const series = new Map(paletteNames.map((name) => [name, read(`--bp-${name}`)]));
  const font = getComputedStyle(element).fontFamily;
  probe.remove();
  return {
    role: (name) => roles.get(name) ?? 'currentColor',
    series: (name) => series.get(name) ?? 'currentColor',
    forced: matchMedia('(forced-colors: active)').matches,
    font,
  };
}

/** A number that changes with the theme, the accent, contrast and forced colours. */
export function useThemeVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const changed = (): void => setVersion((before) => before + 1);
    const queries = ['(forced-colors: active)', '(prefers-contrast: more)', '(prefers-color-scheme: dark)'].map(
      (query) => matchMedia(query),
    );
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-accent', 'class', 'style'],
    });
    for (const query of queries) query.addEventListener('change', changed);
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener('change', changed);
    };
  }, []);
  return version;
}
