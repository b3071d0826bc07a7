/** Short messages to the person, shown for a while and spoken. Drawn by `toast-stack.tsx`. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type ToastKind = 'info' | 'success' | 'warning' | 'error' | 'loading';

export interface ToastRequest {
  readonly kind?: ToastKind;
  readonly title: string;
  readonly body?: string;
  readonly action?: { readonly label: string; run(): void } | undefined;
  /** From 0 to 100: drawn as a bar. */
  readonly percent?: number | undefined;
  /** Milliseconds until it leaves; as its kind has it unless told. */
  readonly lifeMs?: number | undefined;
}

export interface Toast extends ToastRequest {
  readonly id: number;
  readonly kind: ToastKind;
  readonly leaving: boolean;
}

export interface Toasts {
  readonly store: StoreApi<{ readonly toasts: readonly Toast[] }>;
  /** Gives the id, for `change` and `dismiss`; that of the same message when it is shown already. */
  show(toast: ToastRequest): number;
  /** Changes one that is shown; false when it has left. */
  change(id: number, changes: Partial<ToastRequest>): boolean;
  isShown(id: number): boolean;
  dismiss(id: number): void;
  /** The toast has left the screen. */
  gone(id: number): void;
  /** A pointer or the keyboard is on the toasts: none of them leaves. */
  pause(paused: boolean): void;
}

const mostShown = 4;
/** What is loading stays until it changes or is taken away. */
const lifeMs: Readonly<Record<ToastKind, number>> = {
  info: 5_000,
  success: 4_000,
  warning: 8_000,
  error: 10_000,
  loading: Number.POSITIVE_INFINITY,
};

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
    const life = toast.lifeMs ?? lifeMs[toast.kind];
    if (!Number.isFinite(life)) return;
    timers.set(
      toast.id,
      setTimeout(() => dismiss(toast.id), life),
    );
  }

  const find = (id: number): Toast | undefined =>
    store.getState().toasts.find((toast) => toast.id === id && !toast.leaving);

  return {
    store,
    show(request) {
      const kind = request.kind ?? 'info';
      const shown = store.getState().toasts.filter((toast) => !toast.leaving);
      // The same message again only starts its time anew.
      const same = shown.find(
        (toast) =>
          toast.title === request.title &&
          toast.body === request.body &&
          toast.kind === kind &&
          request.action === undefined,
      );
      if (same !== undefined) {
        wait(same);
        return same.id;
      }
      const toast: Toast = { ...request, id: next++, kind, leaving: false };
      change((toasts) => [...toasts, toast]);
      for (const old of shown.slice(0, Math.max(0, shown.length + 1 - mostShown))) dismiss(old.id);
      wait(toast);
      announce(spoken(request), kind === 'error');
      return toast.id;
    },
    change(id, changes) {
      const before = find(id);
      if (before === undefined) return false;
      const after: Toast = { ...before, ...changes, kind: changes.kind ?? before.kind };
      change((toasts) => toasts.map((toast) => (toast.id === id ? after : toast)));
      wait(after);
      // A bar that moves is not spoken at each step.
      if (after.title !== before.title || after.body !== before.body || after.kind !== before.kind)
        announce(spoken(after), after.kind === 'error');
      return true;
    },
    isShown: (id) => find(id) !== undefined,
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

const spoken = ({ title, body }: ToastRequest): string => (body === undefined ? title : `${title}. ${body}`);
