/** Visited folders, as a browser keeps pages. */
export interface History {
  readonly past: readonly string[];
  readonly here: string;
  readonly future: readonly string[];
}

const LONGEST = 100;

export function startAt(path: string): History {
  return { past: [], here: path, future: [] };
}

export function visit(history: History, path: string): History {
  if (path === history.here) return history;
  return { past: [...history.past, history.here].slice(-LONGEST), here: path, future: [] };
}

export function goBack(history: History): History {
  const here = history.past.at(-1);
  if (here === undefined) return history;
  return { past: history.past.slice(0, -1), here, future: [history.here, ...history.future] };
}

export function goForward(history: History): History {
  const [here, ...future] = history.future;
  if (here === undefined) return history;
  return { past: [...history.past, history.here], here, future };
}
