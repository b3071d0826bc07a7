/**
 * What a terminal showed before a session was saved, as plain lines to print dimmed above the fresh program. Escape
 * sequences are dropped: replayed, they would ask the emulator questions whose answers the new program would read.
 */
import { isPlainObject } from '@os/sdk/json';

const MAX_LINES = 500;

/** The saved scrollback of an instance's state (base64 of the raw bytes), as lines; empty when there is none. */
export function savedLines(state: unknown): string[] {
  if (!isPlainObject(state) || typeof state.scrollback !== 'string' || state.scrollback === '') return [];
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(state.scrollback), (char) => char.charCodeAt(0));
  } catch {
    return [];
  }
  const lines = plainText(new TextDecoder().decode(bytes))
    .split('\n')
    .map((line) => line.trimEnd());
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines.slice(-MAX_LINES);
}

const OPERATING_SYSTEM = String.raw`\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?`;
const STRINGS = String.raw`\x1b[PX^_][^\x1b]*(?:\x1b\\)?`;
const SEQUENCES = String.raw`\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]`;
const CONTROL_FUNCTIONS = new RegExp(`${OPERATING_SYSTEM}|${STRINGS}|${SEQUENCES}`, 'g');
/** Control characters but the tab. */
const CONTROLS = /[^\P{Cc}\t]/gu;

/** Terminal output without its control functions; a carriage return without a line feed overwrites its line. */
export function plainText(output: string): string {
  return output
    .replace(CONTROL_FUNCTIONS, '')
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => applyBackspaces(line.slice(line.lastIndexOf('\r') + 1)).replace(CONTROLS, ''))
    .join('\n');
}

function applyBackspaces(line: string): string {
  if (!line.includes('\b')) return line;
  const kept: string[] = [];
  for (const char of line) {
    if (char === '\b') kept.pop();
    else kept.push(char);
  }
  return kept.join('');
}
