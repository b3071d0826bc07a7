/** Colours of the emulator for each scheme: the desktop's surface and text, and sixteen colours readable on them. */
import type { ITheme } from '@xterm/xterm';

const light: ITheme = {
  background: '#fcfcfd',
  foreground: '#25262e',
  cursor: '#4f46c8',
  cursorAccent: '#fcfcfd',
  selectionBackground: '#cfd0f5',
  selectionInactiveBackground: '#e2e3ea',
  overviewRulerBorder: '#fcfcfd00',
  scrollbarSliderBackground: '#25262e33',
  scrollbarSliderHoverBackground: '#25262e55',
  scrollbarSliderActiveBackground: '#25262e77',
  black: '#25262e',
  red: '#b3261e',
  green: '#1c7a3e',
  yellow: '#8a5a00',
  blue: '#2a55c7',
  magenta: '#8d36b4',
  cyan: '#0b7285',
  white: '#6b6d78',
  brightBlack: '#62646f',
  brightRed: '#c22f27',
  brightGreen: '#1f7f43',
  brightYellow: '#8f6000',
  brightBlue: '#3a63d6',
  brightMagenta: '#9a42c0',
  brightCyan: '#0f7a8c',
  brightWhite: '#3d3e48',
};

const dark: ITheme = {
  background: '#17181d',
  foreground: '#e6e7ee',
  cursor: '#a7a3ff',
  cursorAccent: '#17181d',
  selectionBackground: '#3f3f75',
  selectionInactiveBackground: '#34353f',
  overviewRulerBorder: '#17181d00',
  scrollbarSliderBackground: '#e6e7ee33',
  scrollbarSliderHoverBackground: '#e6e7ee55',
  scrollbarSliderActiveBackground: '#e6e7ee77',
  black: '#3a3b45',
  red: '#ff8a80',
  green: '#7fd99a',
  yellow: '#e8c26a',
  blue: '#8fb2ff',
  magenta: '#d7a3f5',
  cyan: '#76d1e0',
  white: '#cfd0d9',
  brightBlack: '#8b8d9a',
  brightRed: '#ffaaa2',
  brightGreen: '#a0e8b5',
  brightYellow: '#f5d78f',
  brightBlue: '#b1c9ff',
  brightMagenta: '#e5c2fa',
  brightCyan: '#a0e2ed',
  brightWhite: '#ffffff',
};

export function terminalTheme(scheme: 'light' | 'dark'): ITheme {
  return scheme === 'dark' ? dark : light;
}
