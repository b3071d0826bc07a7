/** The dialogs of the desktop: a modal frame here, their contents in chunks of their own. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useRef } from 'react';
import { useDesktop, useOverlays } from '../desktop/desktop-context.ts';
import { Waiting } from '../ui/controls.tsx';
import type { DialogName, OverlayState } from './overlays.ts';
import { useReturnFocus } from './return-focus.ts';

export interface DialogProps {
  close(): void;
}

interface Entry {
  readonly title: string;
  readonly size: 'small' | 'medium' | 'large';
  readonly Content: LazyExoticComponent<ComponentType<DialogProps>>;
}

const dialogs: Readonly<Record<DialogName, Entry>> = {
  about: { title: 'About AgentOS', size: 'small', Content: lazy(() => import('../dialogs/about.tsx')) },
  health: { title: 'System health', size: 'large', Content: lazy(() => import('../dialogs/health.tsx')) },
  shortcuts: { title: 'Keyboard shortcuts', size: 'large', Content: lazy(() => import('../dialogs/shortcuts.tsx')) },
  'save-session': {
    title: 'Save session',
    size: 'small',
    Content: lazy(() => import('../dialogs/save-session.tsx')),
  },
  sessions: { title: 'Restore session', size: 'medium', Content: lazy(() => import('../dialogs/sessions.tsx')) },
};

export function DialogHost() {
  const { overlays } = useDesktop();
  const name = useOverlays((state) => (state.front?.kind === 'dialog' ? state.front.name : null));
  // The last dialog stays drawn while it fades.
  const last = useRef<DialogName | null>(null);
  const popup = useRef<HTMLDivElement>(null);
  const finalFocus = useReturnFocus(name !== null);
  if (name !== null) last.current = name;
  const shown = name ?? last.current;
  const entry = shown === null ? undefined : dialogs[shown];
  const close = (): void => {
    if (overlays.getState().front?.kind === 'dialog') overlays.setState({ front: null });
  };
  return (
    <Dialog.Root open={name !== null} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup
          className="dialog"
          data-size={entry?.size}
          ref={popup}
          initialFocus={popup}
          finalFocus={finalFocus}
          tabIndex={-1}
        >
          {entry !== undefined && (
            <>
              <div className="dialog-head">
                <Dialog.Title className="dialog-title">{entry.title}</Dialog.Title>
                <Dialog.Close className="icon-button" aria-label="Close">
                  <X size={15} strokeWidth={1.75} aria-hidden />
                </Dialog.Close>
              </div>
              <Suspense fallback={<Waiting what="Loading" />}>
                <entry.Content close={close} />
              </Suspense>
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Confirmation = Extract<NonNullable<OverlayState['front']>, { kind: 'confirm' }>;

/** A question of the desktop itself. */
export function ConfirmHost() {
  const { overlays } = useDesktop();
  const front = useOverlays((state) => (state.front?.kind === 'confirm' ? state.front : null));
  const last = useRef<Confirmation | null>(null);
  const finalFocus = useReturnFocus(front !== null);
  if (front !== null) last.current = front;
  const shown = front ?? last.current;
  const close = (): void => {
    if (overlays.getState().front?.kind === 'confirm') overlays.setState({ front: null });
  };
  return (
    <AlertDialog.Root open={front !== null} onOpenChange={(open) => !open && close()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog" data-size="small" finalFocus={finalFocus}>
          <div className="dialog-head">
            <AlertDialog.Title className="dialog-title">{shown?.title}</AlertDialog.Title>
          </div>
          <AlertDialog.Description className="dialog-text">{shown?.body}</AlertDialog.Description>
          <div className="dialog-actions">
            <AlertDialog.Close className="button" data-variant="default">
              Cancel
            </AlertDialog.Close>
            <button
              type="button"
              className="button"
              data-variant="danger"
              onClick={() => {
                close();
                void shown?.run();
              }}
            >
              {shown?.action}
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
