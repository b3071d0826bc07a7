/** The desktop's design tokens, read from its root element in the form that goes to a frame. */
import type { Scheme, ThemeTokens } from '@os/sdk/port-protocol';

const names = [
  '--surface-1',
  '--surface-2',
  '--surface-3',
  '--surface-4',
  '--text-1',
  '--text-2',
  '--text-3',
  '--line',
  '--line-strong',
  '--accent',
  '--accent-hover',
  '--accent-text',
  '--accent-ink',
  '--accent-soft',
  '--danger',
  '--danger-text',
  '--danger-ink',
  '--danger-soft',
  '--warning',
  '--warning-soft',
  '--success',
  '--success-soft',
  '--focus',
  '--shadow-menu',
];

export function readThemeTokens(scheme: Scheme): ThemeTokens {
  const style = getComputedStyle(document.documentElement);
  const tokens: Record<string, string> = {};
  for (const name of names) {
    const value = style.getPropertyValue(name).trim();
    if (value !== '') tokens[name] = value;
  }
  return { scheme, tokens };
}
