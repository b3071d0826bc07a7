/** The panel beside the list: a look at one file and its particulars. */
import type { AppContext } from '@os/sdk';
import { Download, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { categoryOf, type Entry, formatSize, formatTime, isRecord, kindOf } from '../entries.ts';
import { describe } from '../problems.ts';
import { EntryIcon } from './entry-icon.tsx';

const TEXT_LIMIT = 256 * 1024;
const IMAGE_LIMIT = 16 * 1024 * 1024;

type Content =
  | { readonly kind: 'loading' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'none'; readonly reason: string };

export interface PreviewProps {
  readonly context: AppContext;
  readonly entry: Entry;
  onClose(): void;
  onDownload(): void;
}

export function Preview({ context, entry, onClose, onDownload }: PreviewProps) {
  const [content, setContent] = useState<Content>({ kind: 'loading' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a reloaded listing has new entries of the same files
  useEffect(() => {
    const controller = new AbortController();
    let url = '';
    setContent({ kind: 'loading' });
    read(context, entry, controller.signal).then((next) => {
      if (controller.signal.aborted) {
        if (next.kind === 'image') URL.revokeObjectURL(next.url);
        return;
      }
      if (next.kind === 'image') url = next.url;
      setContent(next);
    });
    return () => {
      controller.abort();
      if (url !== '') URL.revokeObjectURL(url);
    };
  }, [context, entry.path, entry.size, entry.modified_ms]);

  return (
    <aside className="preview" aria-label={`Preview of ${entry.name}`}>
      <div className="preview-head">
        <h2 title={entry.name}>{entry.name}</h2>
        <button
          type="button"
          className="tool os-button"
          data-kind="quiet"
          aria-label="Close preview"
          title="Close preview"
          onClick={onClose}
        >
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      <div className="preview-body">
        {content.kind === 'loading' && <p className="preview-note">Loading…</p>}
        {content.kind === 'text' && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
          <section tabIndex={0} aria-label="Contents">
            <pre>{content.text}</pre>
          </section>
        )}
        {content.kind === 'image' && <img src={content.url} alt={entry.name} />}
        {content.kind === 'none' && (
          <div className="preview-none">
            <EntryIcon entry={entry} large />
            <p className="preview-note">{content.reason}</p>
          </div>
        )}
      </div>
      <dl className="facts">
        <dt>Kind</dt>
        <dd>{kindOf(entry)}</dd>
        <dt>Size</dt>
        <dd>{formatSize(entry.size)}</dd>
        <dt>Modified</dt>
        <dd>{formatTime(entry.modified_ms, Date.now())}</dd>
      </dl>
      <button type="button" className="os-button preview-download" onClick={onDownload}>
        <Download size={15} strokeWidth={1.75} aria-hidden="true" />
        Save to this computer
      </button>
    </aside>
  );
}

async function read({ executor, files }: AppContext, entry: Entry, signal: AbortSignal): Promise<Content> {
  const category = categoryOf(entry);
  try {
    if (category === 'image') {
      if (entry.size > IMAGE_LIMIT) return { kind: 'none', reason: 'Too large for a preview.' };
      const blob = await files.download(entry.path, { signal });
      const type = entry.name.toLowerCase().endsWith('.svg') ? 'image/svg+xml' : blob.type;
      return { kind: 'image', url: URL.createObjectURL(blob.slice(0, blob.size, type)) };
    }
    if (category === 'text' || category === 'code' || category === 'file') {
      if (entry.size > TEXT_LIMIT) return { kind: 'none', reason: 'Too large for a preview.' };
      const data = await executor.execute('filesystem.read', { path: entry.path }, { signal });
      const text = isRecord(data) && typeof data.content === 'string' ? data.content : '';
      if (text.includes('\0')) return { kind: 'none', reason: 'No preview for this kind of file.' };
      return text === '' ? { kind: 'none', reason: 'The file is empty.' } : { kind: 'text', text };
    }
    return { kind: 'none', reason: 'No preview for this kind of file.' };
  } catch (error) {
    return { kind: 'none', reason: describe(error, 'show it') };
  }
}
