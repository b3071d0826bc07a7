/** The parts of a value as the lines of a tree, in the order in which they are read; no deeper than what is open. */
import type { Json } from '../json.ts';

interface OutlineLine {
  /** JSON pointer (RFC 6901) from the value. */
  path: string;
  key: string;
  /** 0 for the parts of the value itself. */
  depth: number;
  type: 'text' | 'number' | 'boolean' | 'list' | 'record' | 'nothing';
  /** Entries of a list or record; 0 for all else. */
  size: number;
  /** What it is, for values without parts. */
  text: string;
}

/** @param open paths whose parts are listed; null for all. A value without parts has no lines. */
export function outline(
  data: Json,
  open: ReadonlySet<string> | null,
  limit: number,
): { value: OutlineLine[]; truncated: boolean } {
  const value: OutlineLine[] = [];
  const lines: { path: string; key: string; depth: number; data: Json }[] = [];
  /** Those that come next are at the end. */
  const enter = (path: string, depth: number, holder: Json): void => {
    const parts = partsOf(holder);
    for (let at = parts.length - 1; at >= 0; at -= 1) {
      const [key, part] = parts[at] ?? ['', null];
      lines.push({ path: `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, key, depth, data: part });
    }
  };
  enter('', 0, data);
  for (let line = lines.pop(); line !== undefined; line = lines.pop()) {
    if (value.length === limit) return { value, truncated: true };
    const { path, key, depth } = line;
    const size = partsOf(line.data).length;
    value.push({ path, key, depth, type: typeOf(line.data), size, text: textOf(line.data) });
    if (open === null || open.has(path)) enter(path, depth + 1, line.data);
  }
  return { value, truncated: false };
}

function partsOf(value: Json): [string, Json][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function typeOf(value: Json): OutlineLine['type'] {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'record';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function textOf(value: Json): string {
  return typeof value === 'object' && value !== null ? '' : typeof value === 'string' ? value : String(value);
}
