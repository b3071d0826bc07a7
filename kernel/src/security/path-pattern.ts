/**
 * Patterns of paths in capabilities: `*` matches within one name, a final `**` everything below and the folder itself.
 * Pure and exact for `matches` and `covers`; `overlaps` may say yes too often, never no.
 */
export class PathPattern {
  readonly text: string;
  readonly #names: readonly string[];

  constructor(text: string) {
    this.text = text;
    this.#names = splitPath(text);
  }

  /** Number of literal names before the first wildcard. */
  get literalDepth(): number {
    const first = this.#names.findIndex((name) => name.includes('*'));
    return first < 0 ? this.#names.length : first;
  }

  /** The folder of a pattern such as `/home/Documents/**`; undefined when other wildcards are in it. */
  get subtree(): string | undefined {
    const last = this.#names.length - 1;
    if (this.#names[last] !== '**' || this.literalDepth !== last) return undefined;
    return `/${this.#names.slice(0, last).join('/')}`;
  }

  /** The one path that a pattern without wildcards names. */
  get exact(): string | undefined {
    return this.literalDepth === this.#names.length ? this.text : undefined;
  }

  matches(path: string): boolean {
    return matchesNames(this.#names, splitPath(path));
  }

  /** `matches` for the names of a path, which are taken apart once for many patterns. */
  matchesNames(names: readonly string[]): boolean {
    return matchesNames(this.#names, names);
  }

  /** Whether every path that `other` matches is matched by this one too. */
  covers(other: PathPattern): boolean {
    return coversNames(this.#names, other.#names);
  }

  /** Whether some path may be matched by both. */
  overlaps(other: PathPattern): boolean {
    const left = this.#names;
    const right = other.#names;
    for (let index = 0; ; index++) {
      const a = left[index];
      const b = right[index];
      if (a === '**' || b === '**') return true;
      if (a === undefined || b === undefined) return a === b;
      if (!a.includes('*') ? !nameMatches(b, a) : !b.includes('*') && !nameMatches(a, b)) return false;
    }
  }
}

/** Names of an absolute path; the root has none. */
export function splitPath(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

/** Names of a path stand for themselves, also those that look like wildcards: files may be called so. */
function matchesNames(pattern: readonly string[], names: readonly string[]): boolean {
  for (let index = 0; ; index++) {
    const wanted = pattern[index];
    const name = names[index];
    if (wanted === '**') return true;
    if (wanted === undefined || name === undefined) return wanted === name;
    if (!nameMatches(wanted, name)) return false;
  }
}

function coversNames(pattern: readonly string[], names: readonly string[]): boolean {
  for (let index = 0; ; index++) {
    const wanted = pattern[index];
    const name = names[index];
    if (wanted === '**') return true;
    if (wanted === undefined || name === undefined) return wanted === name;
    if (name === '**' || !nameCovers(wanted, name)) return false;
  }
}

/** Whether one name, possibly a pattern itself, is covered by the pattern of a name. */
function nameCovers(pattern: string, name: string): boolean {
  return pattern === name || pattern === '*' || (!name.includes('*') && nameMatches(pattern, name));
}

/** Whether a name is matched by the pattern of a name. */
function nameMatches(pattern: string, name: string): boolean {
  if (pattern === '*' || pattern === name) return true;
  if (!pattern.includes('*')) return false;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  let from = first.length;
  const end = name.length - last.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
