/** What stands in place of a list: nothing yet, nothing found, or what went wrong. */
import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export function Note({ icon: Icon, children }: { readonly icon: LucideIcon; readonly children: ReactNode }) {
  return (
    <div className="note" role="status">
      <Icon size={28} strokeWidth={1.25} aria-hidden="true" />
      <div className="note-text">{children}</div>
    </div>
  );
}

export function Problem({ text, onRetry }: { readonly text: string; onRetry(): void }) {
  return (
    <div className="note" role="alert">
      <CircleAlert size={28} strokeWidth={1.25} aria-hidden="true" />
      <p className="note-text">{text}</p>
      <button type="button" className="os-button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
