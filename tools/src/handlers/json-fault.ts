/** Where a text stops being JSON (RFC 8259). Engines tell the place only sometimes, and each in words of its own. */

const space = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none in its texts
const quoted = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
/** All other values without parts, or the beginning of one with parts. */
const start = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[{]/y;

/** Position of the first character that cannot stand there, from 0; the length of the text when it ends too early; -1 for JSON. */
export function jsonFaultAt(text: string): number {
  const open: ('[' | '{')[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const skip = (character: string): boolean => {
    take(space);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  /** The name of a field and its colon. */
  const field = (): boolean => {
    take(space);
    return take(quoted) !== '' && skip(':');
  };
  for (;;) {
    take(space);
    const value = take(quoted) || take(start);
    if (value === '') return at;
    if (value === '[' || value === '{') {
      if (!skip(value === '[' ? ']' : '}')) {
        open.push(value);
        if (value === '{' && !field()) return at;
        continue;
      }
    }
    for (;;) {
      const around = open.at(-1);
      if (around === undefined) {
        take(space);
        return at === text.length ? -1 : at;
      }
      if (skip(',')) {
        if (around === '{' && !field()) return at;
        break;
      }
      if (!skip(around === '[' ? ']' : '}')) return at;
      open.pop();
    }
  }
}

/** The place in words: line and column from 1, and what stands there. */
export function jsonFault(text: string): string {
  const at = jsonFaultAt(text);
  if (at < 0) return 'this is no JSON';
  if (at >= text.length) return 'this is no JSON: it ends too early';
  const before = text.slice(0, at).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  return `this is no JSON: ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))} cannot stand at ${place}`;
}
