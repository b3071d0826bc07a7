/** A process app without a terminal: whether its program runs, and the way to start it again. */
import { useState } from 'react';
import type { RendererProps } from '../../apps/contract.ts';

export function StatusView({ app, host }: RendererProps) {
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const process = app.process;
  const text = process?.running
    ? `Running in the background as process ${app.sandbox_pid}.`
    : process?.exit_code == null
      ? 'Not running.'
      : process.exit_code < 0
        ? 'Stopped by a signal.'
        : `Ended with exit code ${process.exit_code}.`;

  const restart = async () => {
    setBusy(true);
    const outcome = await host.restart();
    setBusy(false);
    setFailure(outcome.ok ? '' : outcome.error.message);
  };

  return (
    <div className="process-status" role="status">
      <p className="process-status-title">
        <span className="process-status-dot" data-running={process?.running ?? false} aria-hidden="true" />
        {app.title}
      </p>
      <p>{text}</p>
      {failure !== '' && <p className="process-status-failure">{failure}</p>}
      {!process?.running && (
        <button type="button" onClick={restart} disabled={busy}>
          Start again
        </button>
      )}
    </div>
  );
}
