/** Short messages to the person, shown for a while and spoken. Drawn by `toast-stack.tsx`. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type ToastKind = 'info' | 'success' | 'error';

export interface ToastRequest {
  readonly kind?: ToastKind;
  readonly title: string;
  readonly body?: string;
  readonly action?: { readonly label: string; run(): void };
}

export interface Toast extends ToastRequest {
  readonly id: number;
  readonly kind: ToastKind;
  readonly leaving: boolean;
}

export interface Toasts {
  readonly store: StoreApi<{ readonly toasts: readonly Toast[] }>;
  show(toast: ToastRequest): void;
  dismiss(id: number): void;
  /** The toast has left the screen. */
  gone(id: number): void;
  /** A pointer or the keyboard is on the toasts: none of them leaves. */
  pause(paused: boolean): void;
}

const mostShown = 4;
const lifeMs: Readonly<Record<ToastKind, number>> = { info: 5_000, success: 4_000, error: 10_000 };

export function createToasts(announce: (text: string, urgent: boolean) => void): Toasts {
  const store = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let next = 1;

  const change = (changed: (toasts: readonly Toast[]) => readonly Toast[]): void =>
    store.setState((state) => ({ toasts: changed(state.toasts) }));

  function dismiss(id: number): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
    change((toasts) => toasts.map((toast) => (toast.id === id ? { ...toast, leaving: true } : toast)));
  }

  function wait(toast: Toast): void {
    clearTimeout(timers.get(toast.id));
    timers.set(
      toast.id,
      setTimeout(() => dismiss(toast.id), lifeMs[toast.kind]),
    );
  }

  return {
    store,
    show(request) {
      const kind = request.kind ?? 'info';
      const shown = store.getState().toasts.filter((toast) => !toast.leaving);
      // The same message again only starts its time anew.
      const same = shown.find(
        (toast) => toast.title === request.title && toast.body === request.body && toast.kind === kind,
      );
      if (same !== undefined) {
        wait(same);
        return;
      }
      const toast: Toast = { ...request, id: next++, kind, leaving: false };
      change((toasts) => [...toasts, toast]);
      for (const old of shown.slice(0, Math.max(0, shown.length + 1 - mostShown))) dismiss(old.id);
      wait(toast);
      announce(request.body === undefined ? request.title : `${request.title}. ${request.body}`, kind === 'error');
    },
    dismiss,
    gone(id) {
      change((toasts) => toasts.filter((toast) => toast.id !== id));
    },
    pause(paused) {
      for (const toast of store.getState().toasts) {
        if (toast.leaving) continue;
        if (paused) clearTimeout(timers.get(toast.id));
        else wait(toast);
      }
    },
  };
}
