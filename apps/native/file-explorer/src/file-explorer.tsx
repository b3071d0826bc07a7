/** The explorer's window: tools above, places at the side, the folder in the middle, a preview when asked for. */
import type { NativeAppProps } from '@os/sdk';
import { CircleAlert, FolderOpen, Upload, X } from 'lucide-react';
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ContextMenu, type MenuItem } from './components/context-menu.tsx';
import { DetailsView } from './components/details-view.tsx';
import { IconsView } from './components/icons-view.tsx';
import { Preview } from './components/preview.tsx';
import { Sidebar } from './components/sidebar.tsx';
import { StatusBar } from './components/status-bar.tsx';
import { Toolbar } from './components/toolbar.tsx';
import type { Entry } from './entries.ts';
import { menuItems } from './menu-items.ts';
import { baseName, crumbsOf } from './names.ts';
import { clicked, selectOnly } from './selection.ts';
import { useExplorer } from './use-explorer.ts';
import { useViewKeys } from './use-view-keys.ts';

interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
}

export function FileExplorer({ context }: NativeAppProps) {
  const explorer = useExplorer(context);
  const { listing, entries, selection, selected, editing, clip, path } = explorer;
  const folder = useRef<HTMLElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const columns = useRef(1);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [dropOn, setDropOn] = useState<string | null>(null);

  const label = crumbsOf(path).at(-1)?.label ?? 'Computer';
  const cut = useMemo(() => new Set(clip?.mode === 'cut' ? clip.entries.map((entry) => entry.path) : []), [clip]);
  const cutNames = useMemo(
    () => new Set(entries.filter((entry) => cut.has(entry.path)).map(({ name }) => name)),
    [entries, cut],
  );
  const chooseFiles = useCallback(() => chooser.current?.click(), []);
  const focusList = useCallback(() => {
    (folder.current?.querySelector<HTMLElement>('[role="grid"], [role="listbox"]') ?? folder.current)?.focus();
  }, []);

  // The list has the keyboard whenever nothing else has: after a question, in a fresh folder, when the view has changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these changes unmake the element that had the focus
  useEffect(() => {
    const take = () => {
      if (document.hasFocus() && document.activeElement === document.body) focusList();
    };
    take();
    window.addEventListener('focus', take);
    return () => window.removeEventListener('focus', take);
  }, [focusList, path, listing.status, entries.length === 0, explorer.view]);

  const openMenu = (entry: Entry | undefined, x: number, y: number) => {
    const chosen = entry === undefined ? [] : selection.names.has(entry.name) ? selected : [entry];
    if (entry && !selection.names.has(entry.name)) explorer.setSelection(selectOnly(entry.name));
    setMenu({ x, y, items: menuItems(explorer, chosen, chooseFiles) });
  };
  const onKeyDown = useViewKeys(explorer, columns, openMenu);

  const view = {
    label,
    entries,
    selection,
    editing,
    cut: cutNames,
    onColumns: useCallback((count: number) => {
      columns.current = count;
    }, []),
    onPress: (entry: Entry, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) =>
      explorer.setSelection((now) =>
        clicked(now, explorer.names, entry.name, { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey }),
      ),
    onOpen: explorer.open,
    onMenu: openMenu,
    onCommitName: (name: string) => void explorer.commitName(name).then(focusList),
    onCancelName: () => {
      explorer.cancelName();
      focusList();
    },
  };

  const target = (event: DragEvent) => {
    const over = event.target instanceof Element ? event.target.closest('[data-folder]') : null;
    return over?.getAttribute('data-folder') ?? path;
  };
  const dragged = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const empty = listing.status === 'ready' && entries.length === 0 && editing?.kind !== 'new';

  return (
    <main
      aria-label="Files"
      className="explorer"
      onDragOver={(event) => {
        if (!dragged(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setDropOn(target(event));
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setDropOn(null);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setDropOn(null);
        const { files, folders } = droppedFiles(event.dataTransfer);
        if (folders > 0) explorer.report(['Folders cannot be uploaded yet: upload the files in them instead.']);
        void explorer.upload(files, target(event));
      }}
    >
      <Toolbar
        path={path}
        canGoBack={explorer.history.past.length > 0}
        canGoForward={explorer.history.future.length > 0}
        canGoUp={explorer.canGoUp}
        view={explorer.view}
        selected={selected.length}
        canDownload={selected.some(({ type }) => type !== 'directory')}
        onBack={explorer.goBack}
        onForward={explorer.goForward}
        onUp={explorer.goUp}
        onVisit={explorer.goTo}
        onReload={() => void explorer.reload()}
        onView={explorer.setView}
        onNewFolder={explorer.beginNew}
        onUpload={chooseFiles}
        onDownload={() => void explorer.download()}
        onRename={explorer.beginRename}
        onDelete={() => void explorer.removeSelected().then(focusList)}
      />
      <Sidebar path={path} onVisit={explorer.goTo} />
      <section
        ref={folder}
        className="folder"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('[role="row"],[role="option"]') === null) {
            explorer.setSelection((now) => ({ ...now, names: new Set() }));
          }
        }}
      >
        <h1 className="unseen">{label}</h1>
        {explorer.problems.length > 0 && (
          <div className="problems" role="alert">
            <CircleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
            <ul>
              {explorer.problems.slice(0, 3).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
              {explorer.problems.length > 3 && <li>And {explorer.problems.length - 3} more.</li>}
            </ul>
            <button
              type="button"
              className="tool os-button"
              data-kind="quiet"
              aria-label="Dismiss"
              onClick={explorer.dismissProblems}
            >
              <X size={15} strokeWidth={1.75} aria-hidden="true" />
            </button>
          </div>
        )}
        {listing.status === 'failed' ? (
          <div className="blank" role="alert">
            <CircleAlert size={32} strokeWidth={1.25} aria-hidden="true" />
            <p>{listing.problem}</p>
            <button type="button" className="os-button" onClick={() => void explorer.reload()}>
              Try again
            </button>
          </div>
        ) : explorer.view === 'details' ? (
          <DetailsView {...view} order={explorer.order} onOrder={explorer.setOrder} />
        ) : (
          <IconsView {...view} />
        )}
        {empty && (
          <div className="blank" data-over={explorer.view}>
            <FolderOpen size={32} strokeWidth={1.25} aria-hidden="true" />
            <p>This folder is empty. Drop files here, or</p>
            <button type="button" className="os-button" onClick={chooseFiles}>
              <Upload size={15} strokeWidth={1.75} aria-hidden="true" />
              Choose files
            </button>
          </div>
        )}
        {dropOn !== null && <p className="drop-note">Drop to upload to “{baseName(dropOn) || label}”</p>}
      </section>
      {explorer.preview && (
        <Preview
          context={context}
          entry={explorer.preview}
          onClose={() => {
            explorer.closePreview();
            focusList();
          }}
          onDownload={() => explorer.preview && void explorer.download([explorer.preview])}
        />
      )}
      <StatusBar
        listing={listing}
        shown={entries}
        selected={selected}
        transfer={explorer.transfers.transfer}
        onCancel={explorer.transfers.cancel}
      />
      <input
        ref={chooser}
        hidden
        type="file"
        multiple
        aria-label="Files to upload"
        onChange={(event) => {
          void explorer.upload([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {menu && (
        <ContextMenu
          x={menu.x}
          y={menu.y}
          items={menu.items}
          onClose={() => {
            setMenu(null);
            focusList();
          }}
        />
      )}
    </main>
  );
}

/** The files of a drop; a folder has no contents here and is counted apart. */
function droppedFiles(transfer: DataTransfer): { files: File[]; folders: number } {
  const files: File[] = [];
  let folders = 0;
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    if (item.webkitGetAsEntry?.()?.isDirectory) {
      folders += 1;
      continue;
    }
    const file = item.getAsFile();
    if (file) files.push(file);
  }
  return { files, folders };
}
