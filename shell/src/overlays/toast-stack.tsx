/** Toasts in the lower right, newest last. They wait while the pointer or the focus is on them. */
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useDesktop } from '../desktop/desktop-context.ts';
import type { Toast } from './toasts.ts';

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const;
const leaveMs = 160;

export function ToastStack() {
  const { toasts } = useDesktop();
  const shown = useStore(toasts.store, (state) => state.toasts);
  return (
    <section
      className="toasts"
      aria-label="Notifications"
      data-region="toasts"
      data-above-windows
      onPointerEnter={() => toasts.pause(true)}
      onPointerLeave={() => toasts.pause(false)}
      onFocus={() => toasts.pause(true)}
      onBlur={() => toasts.pause(false)}
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { toasts } = useDesktop();
  const Icon = toast.kind === 'loading' ? null : icons[toast.kind];
  useEffect(() => {
    if (!toast.leaving) return;
    const timer = setTimeout(() => toasts.gone(toast.id), leaveMs);
    return () => clearTimeout(timer);
  }, [toast, toasts]);
  return (
    <div className="toast" data-kind={toast.kind} data-leaving={toast.leaving || undefined}>
      {Icon === null ? (
        <span className="spinner toast-icon" aria-hidden />
      ) : (
        <Icon className="toast-icon" size={18} strokeWidth={1.75} aria-hidden />
      )}
      <div className="toast-text">
        <p className="toast-title">{toast.title}</p>
        {toast.body !== undefined && <p className="toast-body">{toast.body}</p>}
        {toast.percent !== undefined && (
          <progress className="toast-progress" value={toast.percent} max={100} aria-label={toast.body ?? toast.title} />
        )}
        {toast.action !== undefined && (
          <button
            type="button"
            className="toast-action"
            onClick={() => {
              toast.action?.run();
              toasts.dismiss(toast.id);
            }}
          >
            {toast.action.label}
          </button>
        )}
      </div>
      <button type="button" className="toast-close" aria-label="Dismiss" onClick={() => toasts.dismiss(toast.id)}>
        <X size={14} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  );
}
