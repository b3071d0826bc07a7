/**
 * Says what happens to windows for those who do not see them. Several changes at once (a restored session) are one
 * sentence.
 */
import type { WindowState } from '../windows/transitions.ts';
import type { Win } from '../windows/window.ts';
import type { Windows } from '../windows/window-store.ts';

/** Changes within this time are told together. */
const gatherMs = 150;

/** Says changes until the returned function is called. */
export function announceWindows(windows: Pick<Windows, 'store'>, say: (text: string) => void): () => void {
  let before = windows.store.getState();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = windows.store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = windows.store.getState();
      const text = describeChange(before, now);
      before = now;
      if (text !== undefined) say(text);
    }, gatherMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

/** What has changed between two states, in one sentence; undefined when it is not worth one. */
export function describeChange(before: WindowState, now: WindowState): string | undefined {
  const living = (state: WindowState): Win[] => Object.values(state.byId).filter((win) => !win.closing);
  const opened = living(now).filter((win) => before.byId[win.id] === undefined);
  const closed = living(before).filter((win) => now.byId[win.id]?.closing !== false);
  const minimized = living(now).filter((win) => win.minimized && before.byId[win.id]?.minimized === false);
  const said = [told(opened, 'opened'), told(closed, 'closed'), told(minimized, 'minimized')].filter(
    (text) => text !== undefined,
  );
  const focused = now.focused === null ? undefined : now.byId[now.focused];
  if (focused !== undefined && now.focused !== before.focused && !opened.includes(focused)) {
    said.push(`${focused.title}, window ${living(now).indexOf(focused) + 1} of ${living(now).length}`);
  }
  return said.length === 0 ? undefined : said.join('. ');
}

function told(wins: readonly Win[], what: string): string | undefined {
  if (wins.length === 0) return undefined;
  return wins.length === 1 ? `${wins[0]?.title} ${what}` : `${wins.length} windows ${what}`;
}
