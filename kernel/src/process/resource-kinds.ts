/**
 * Every kind of thing that a process can hold beside its handles, and what must be given back before it. The one list:
 * a kind that is not here does not compile where it is acquired, a dependency that is not here does not compile here,
 * and kinds that wait for each other stop the kernel at its start.
 */

/** Kind → kinds that are released before it. */
const releasedAfter = kinds({
  /** Work under way: ended first, so that nothing is acquired by a process that is going. */
  syscall: [],
  task: ['syscall'],
  listing: ['syscall'],
  /** Who may act as the process. */
  token: [],
  'host process': ['syscall', 'token'],
  scheduling: ['host process'],
  /** Connections that the kernel carries to its program. */
  relay: ['host process'],
  /** All handles of the table; each kind of object is reported by itself. */
  handle: ['syscall', 'task'],
  /** What the process made and others may still hold: it ends for them too. */
  segment: ['handle'],
  queue: ['handle'],
  /** Pages of others that its program has mapped. */
  'lent memory': ['host process'],
  clipboard: ['syscall', 'handle'],
  'temporary folder': ['syscall', 'listing', 'handle', 'host process'],
});

export type ResourceKind = keyof typeof releasedAfter;

/** All kinds, each after those that it waits for. @throws Error at start when two wait for each other */
export const releaseOrder: readonly ResourceKind[] = sorted(releasedAfter);

/** `order` where every name that is waited for must be a kind itself. */
function kinds<Kind extends string>(order: Record<Kind, readonly NoInfer<Kind>[]>): Record<Kind, readonly Kind[]> {
  return order;
}

export function sorted<Kind extends string>(order: Readonly<Record<Kind, readonly Kind[]>>): Kind[] {
  const done: Kind[] = [];
  const visit = (kind: Kind, above: readonly Kind[]): void => {
    if (done.includes(kind)) return;
    if (above.includes(kind)) throw new Error(`resource kinds wait for each other: ${[...above, kind].join(' → ')}`);
    for (const earlier of order[kind]) visit(earlier, [...above, kind]);
    done.push(kind);
  };
  for (const kind in order) visit(kind, []);
  return done;
}
