/** The saved sessions: restore one in place of what is open, or delete it. */
import { History, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useDesktop } from '../desktop/desktop-context.ts';
import type { DialogProps } from '../overlays/dialog-host.tsx';
import type { SessionList } from '../services/api.ts';
import { Button, EmptyState, IconButton, Waiting } from '../ui/controls.tsx';

type Summary = SessionList['sessions'][number];

export default function Sessions({ close }: DialogProps) {
  const { api, lifecycle, toasts, windows, layoutSync } = useDesktop();
  const [sessions, setSessions] = useState<readonly Summary[] | undefined>(undefined);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState<string | undefined>(undefined);
  const [doomed, setDoomed] = useState<string | undefined>(undefined);
  const open = windows.recent().length;

  const load = useCallback(async () => {
    const answered = await api.sessions();
    if (answered.ok) setSessions(answered.data.sessions.toSorted((a, b) => b.updated_at - a.updated_at));
    setFailure(answered.ok ? undefined : answered.error.message);
  }, [api]);
  useEffect(() => void load(), [load]);

  async function restore(session: Summary): Promise<void> {
    setBusy(session.id);
    layoutSync.flush();
    await lifecycle.settle();
    const answered = await api.restoreSession(session.id);
    setBusy(undefined);
    if (!answered.ok) {
      setFailure(answered.error.message);
      return;
    }
    close();
    lifecycle.takeOver(answered.data.workspace);
    toasts.show({ kind: 'success', title: 'Session restored', body: session.name });
  }

  async function remove(session: Summary): Promise<void> {
    const answered = await api.deleteSession(session.id);
    if (!answered.ok) setFailure(answered.error.message);
    setDoomed(undefined);
    await load();
  }

  return (
    <>
      {failure !== undefined && (
        <p className="dialog-error" role="alert">
          {failure}
        </p>
      )}
      {sessions === undefined && failure === undefined && <Waiting what="Loading sessions" />}
      {sessions?.length === 0 && (
        <EmptyState icon={<History size={26} strokeWidth={1.5} />} title="No sessions yet">
          Save what is open now, and find it here again.
        </EmptyState>
      )}
      {sessions !== undefined && sessions.length > 0 && (
        <>
          {open > 0 && <p className="dialog-text">The windows that are open now are closed first.</p>}
          <ul className="rows session-rows">
            {sessions.map((session) => (
              <li key={session.id} className="row session-row">
                <span className="session-about">
                  <span className="row-name">{session.name}</span>
                  <span className="row-about">
                    {session.app_count === 1 ? '1 app' : `${session.app_count} apps`}, {when(session.updated_at)}
                  </span>
                </span>
                {doomed === session.id ? (
                  <>
                    <Button onClick={() => setDoomed(undefined)}>Keep</Button>
                    <Button variant="danger" onClick={() => void remove(session)}>
                      Delete
                    </Button>
                  </>
                ) : (
                  <>
                    <IconButton label={`Delete ${session.name}`} onClick={() => setDoomed(session.id)}>
                      <Trash2 size={15} strokeWidth={1.75} aria-hidden />
                    </IconButton>
                    <Button
                      variant="primary"
                      disabled={busy !== undefined}
                      aria-label={`Restore ${session.name}`}
                      onClick={() => void restore(session)}
                    >
                      {busy === session.id ? 'Restoring…' : 'Restore'}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="dialog-actions">
        <Button onClick={close}>Done</Button>
      </div>
    </>
  );
}

function when(ms: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(ms));
}
