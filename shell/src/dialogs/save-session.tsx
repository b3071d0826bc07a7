/** Saves what is open, where it is and what it holds, under a name. */
import { type FormEvent, useState } from 'react';
import { useDesktop } from '../desktop/desktop-context.ts';
import type { DialogProps } from '../overlays/dialog-host.tsx';
import { Button, TextField } from '../ui/controls.tsx';

export default function SaveSession({ close }: DialogProps) {
  const { api, layoutSync, toasts, windows } = useDesktop();
  const count = windows.recent().length;
  const [name, setName] = useState(suggestion);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [saving, setSaving] = useState(false);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === '') {
      setFailure('Give the session a name.');
      return;
    }
    setSaving(true);
    const answered = await api.saveSession({ name: trimmed, app_states: layoutSync.snapshot() });
    setSaving(false);
    if (!answered.ok) {
      setFailure(answered.error.message);
      return;
    }
    toasts.show({ kind: 'success', title: 'Session saved', body: trimmed });
    close();
  }

  return (
    <form onSubmit={(event) => void save(event)}>
      <p className="dialog-text">
        {count === 0
          ? 'No app is open; the session will be empty.'
          : `${count === 1 ? 'One app' : `${count} apps`} with windows, places and state.`}
      </p>
      <TextField
        label="Name"
        value={name}
        autoFocus
        maxLength={80}
        error={failure}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      <div className="dialog-actions">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={saving}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  );
}

function suggestion(): string {
  return `Session of ${new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date())}`;
}
