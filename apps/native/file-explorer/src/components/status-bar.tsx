import { type Entry, formatSize } from '../entries.ts';
import type { Listing } from '../use-listing.ts';
import type { Transfer } from '../use-transfers.ts';

export interface StatusBarProps {
  readonly listing: Listing;
  readonly shown: readonly Entry[];
  readonly selected: readonly Entry[];
  readonly transfer: Transfer | null;
  onCancel(): void;
}

export function StatusBar({ listing, shown, selected, transfer, onCancel }: StatusBarProps) {
  return (
    <footer className="status">
      <span role="status">{countText(listing, shown, selected)}</span>
      {transfer && (
        <span className="transfer">
          <span className="transfer-label" title={transfer.label}>
            {transfer.label}
          </span>
          <progress aria-label={transfer.label} value={transfer.done} />
          <button type="button" className="os-button" data-kind="quiet" onClick={onCancel}>
            Cancel
          </button>
        </span>
      )}
    </footer>
  );
}

const number = new Intl.NumberFormat();
const items = (count: number) => `${number.format(count)} ${count === 1 ? 'item' : 'items'}`;

function countText(listing: Listing, shown: readonly Entry[], selected: readonly Entry[]): string {
  if (listing.status === 'failed') return '';
  if (listing.status === 'loading') {
    return listing.total > 0
      ? `Loading ${number.format(listing.entries.length)} of ${number.format(listing.total)}…`
      : 'Loading…';
  }
  if (selected.length === 0) return items(shown.length);
  const files = selected.filter(({ type }) => type !== 'directory');
  const size = files.length > 0 ? `, ${formatSize(files.reduce((sum, entry) => sum + entry.size, 0))}` : '';
  return `${number.format(selected.length)} of ${items(shown.length)} selected${size}`;
}
