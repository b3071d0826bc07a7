/**
 * The explorer's state and everything that changes it: where it is, what is shown and selected, which name is being
 * typed, what waits to be pasted. Components only draw it and call its actions.
 */
import type { AppContext } from '@os/sdk';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ViewKind } from './components/toolbar.tsx';
import type { Editing } from './components/view.ts';
import { type Entry, type Order, sortEntries } from './entries.ts';
import { type Clip, makeFolder, makePlaces, paste, remove, rename } from './folders.ts';
import { goBack, goForward, type History, startAt, visit } from './history.ts';
import { baseName, crumbsOf, freeName, HOME, parentOf } from './names.ts';
import { describe } from './problems.ts';
import { moved, nothingSelected, pruned, type Selection, selectOnly } from './selection.ts';
import { useListing } from './use-listing.ts';
import { useTransfers } from './use-transfers.ts';

export function useExplorer(context: AppContext) {
  const { executor, state } = context;
  const [history, setHistory] = useState<History>(() => startAt(startPath(context)));
  const [order, setOrder] = useState<Order>(() => savedOrder(context));
  const [view, setView] = useState<ViewKind>(() => (state.get('view') === 'icons' ? 'icons' : 'details'));
  const [hidden, setHidden] = useState(() => state.get('hidden') === true);
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [clip, setClip] = useState<Clip | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [preview, setPreview] = useState<string | null>(null);
  const wanted = useRef<readonly string[]>([]);
  /** The end was asked for while the folder was still loading: the cursor goes on to it as entries arrive. */
  const towardsEnd = useRef(false);

  const path = history.here;
  const [listing, reload] = useListing(executor, path);
  const transfers = useTransfers(context);

  const entries = useMemo(
    () => sortEntries(hidden ? listing.entries : listing.entries.filter(({ name }) => !name.startsWith('.')), order),
    [listing.entries, hidden, order],
  );
  const names = useMemo(() => entries.map(({ name }) => name), [entries]);
  const byName = useMemo(() => new Map(entries.map((entry) => [entry.name, entry])), [entries]);
  const selected = useMemo(() => entries.filter(({ name }) => selection.names.has(name)), [entries, selection.names]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever folder is shown by then
  useEffect(() => {
    void makePlaces(executor).then((made) => (made ? reload() : undefined));
  }, [executor]);
  useEffect(() => {
    state.batch(() => {
      state.set('path', path);
      state.set('view', view);
      state.set('hidden', hidden);
      state.set('order', { key: order.key, descending: order.descending });
    });
  }, [state, path, view, hidden, order]);
  useEffect(() => {
    context.window.setTitle(`${crumbsOf(path).at(-1)?.label ?? 'Computer'} — Files`);
    setSelection(nothingSelected);
    setEditing(null);
    setPreview(null);
    setProblems([]);
  }, [context.window, path]);
  useEffect(() => {
    if (towardsEnd.current) {
      setSelection((now) => moved(now, names, names.length, { range: false, toggle: false }));
      if (listing.status !== 'loading') towardsEnd.current = false;
      return;
    }
    if (listing.status !== 'ready') return;
    const made = wanted.current.filter((name) => byName.has(name));
    wanted.current = [];
    const first = made[0];
    setSelection((now) =>
      first === undefined ? pruned(now, new Set(byName.keys())) : { ...selectOnly(first), names: new Set(made) },
    );
  }, [listing.status, byName, names]);
  useEffect(() => {
    // Another window or a terminal may have changed the folder meanwhile.
    const look = () => void reload();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [reload]);

  const report = useCallback((more: readonly string[]) => {
    if (more.length > 0) setProblems(more);
  }, []);
  /** Reloads, then selects the entries of these names. */
  const settle = useCallback(
    async (select: readonly string[]) => {
      wanted.current = select;
      await reload();
    },
    [reload],
  );

  const goTo = useCallback((to: string) => setHistory((now) => visit(now, to)), []);

  const beginNew = () => {
    setEditing({
      kind: 'new',
      initial: freeName('New folder', new Set(listing.entries.map(({ name }) => name)), true),
      problem: '',
      busy: false,
    });
  };
  const beginRename = () => {
    const only = selected.length === 1 ? selected[0] : undefined;
    if (only) setEditing({ kind: 'rename', initial: only.name, problem: '', busy: false });
  };
  const commitName = async (name: string) => {
    if (!editing) return;
    const entry = byName.get(editing.initial);
    if (editing.kind === 'rename' && (name === editing.initial || !entry)) {
      setEditing(null);
      return;
    }
    setEditing({ ...editing, busy: true, problem: '' });
    try {
      if (editing.kind === 'new') await makeFolder(executor, path, name);
      else if (entry) await rename(executor, entry, name);
      await settle([name]);
      setEditing(null);
    } catch (error) {
      const doing = editing.kind === 'new' ? `make “${name}”` : `rename it to “${name}”`;
      setEditing({ ...editing, busy: false, problem: describe(error, doing) });
    }
  };

  const removeSelected = async () => {
    const [first] = selected;
    if (!first) return;
    const many = selected.length > 1;
    const folders = selected.some(({ type }) => type === 'directory');
    const agreed = await context.confirm({
      title: many ? `Delete ${selected.length} items?` : `Delete “${first.name}”?`,
      body: `${folders ? 'Everything inside is deleted too. ' : ''}This cannot be undone.`,
      action: 'Delete',
      danger: true,
    });
    if (!agreed) return;
    const failed: string[] = [];
    for (const entry of selected) {
      try {
        await remove(executor, entry);
      } catch (error) {
        failed.push(describe(error, `delete “${entry.name}”`));
      }
    }
    report(failed);
    await settle([]);
  };

  const pasteHere = async () => {
    if (!clip) return;
    try {
      const made = await paste(executor, clip, path);
      if (clip.mode === 'cut') setClip(null);
      await settle(made);
    } catch (error) {
      report([describe(error, clip.mode === 'cut' ? 'move here' : 'copy here')]);
      await reload();
    }
  };

  const upload = async (files: readonly File[], folder: string = path) => {
    if (files.length === 0) return;
    setProblems([]);
    const outcome = await transfers.upload(folder, files);
    report(outcome.problems);
    await settle(folder === path ? outcome.names : []);
    if (folder !== path && outcome.names.length > 0) {
      context.toast(`Uploaded to ${baseName(folder)}`, 'success');
    }
  };
  const download = async (chosen: readonly Entry[] = selected) => {
    report(await transfers.download(chosen.filter(({ type }) => type !== 'directory')));
  };

  return {
    path,
    history,
    listing,
    entries,
    names,
    byName,
    selected,
    selection,
    /** Changes the selection; any change but going to the end forgets that the end was asked for. */
    setSelection: (change: Selection | ((now: Selection) => Selection), toEnd = false) => {
      towardsEnd.current = toEnd && listing.status === 'loading';
      setSelection(change);
    },
    order,
    setOrder,
    view,
    setView,
    hidden,
    toggleHidden: () => setHidden((now) => !now),
    editing,
    clip,
    problems,
    report,
    dismissProblems: () => setProblems([]),
    preview: preview === null ? undefined : byName.get(preview),
    closePreview: () => setPreview(null),
    transfers,
    reload,
    goTo,
    goBack: () => setHistory(goBack),
    goForward: () => setHistory(goForward),
    goUp: () => goTo(parentOf(path)),
    canGoUp: path !== HOME && path !== '/',
    open: (entry: Entry) => (entry.type === 'directory' ? goTo(entry.path) : setPreview(entry.name)),
    beginNew,
    beginRename,
    commitName,
    cancelName: () => setEditing(null),
    removeSelected,
    hold: (mode: Clip['mode']) => selected.length > 0 && setClip({ mode, entries: selected }),
    pasteHere,
    upload,
    download,
  };
}

export type Explorer = ReturnType<typeof useExplorer>;

function startPath({ args, state }: AppContext): string {
  const path = args.path ?? state.get('path');
  return typeof path === 'string' && path.startsWith('/') ? path : HOME;
}

function savedOrder({ state }: AppContext): Order {
  const saved = state.get('order');
  const key = typeof saved === 'object' && saved !== null && 'key' in saved ? saved.key : undefined;
  const descending = typeof saved === 'object' && saved !== null && 'descending' in saved && saved.descending === true;
  return key === 'size' || key === 'modified' || key === 'kind' ? { key, descending } : { key: 'name', descending };
}
