/** The state of every layer, and how each capability of the host is given: enforced, degraded, simulated or not at all. */
import type { HealthResponse } from '@agentos/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useDesktop } from '../desktop/desktop-context.ts';
import type { DialogProps } from '../overlays/dialog-host.tsx';
import { Badge, Button, Waiting } from '../ui/controls.tsx';

type Tone = 'neutral' | 'success' | 'warning' | 'danger';
const layerTones: Readonly<Record<HealthResponse['layers'][number]['state'], Tone>> = {
  up: 'success',
  degraded: 'warning',
  down: 'danger',
  'on demand': 'neutral',
  off: 'neutral',
};
const hostTones: Readonly<Record<HealthResponse['host'][number]['enforcement'], Tone>> = {
  enforced: 'success',
  degraded: 'warning',
  simulated: 'warning',
  unavailable: 'danger',
};
const verdicts: Readonly<Record<HealthResponse['status'], string>> = {
  ok: 'Everything works.',
  degraded: 'Everything works, some of it with weaker means.',
  down: 'A part of the system is down.',
};

export default function Health({ close }: DialogProps) {
  const { api } = useDesktop();
  const [health, setHealth] = useState<HealthResponse | undefined>(undefined);
  const [failure, setFailure] = useState<string | undefined>(undefined);

  const load = useCallback(async () => {
    const answered = await api.health();
    if (answered.ok) setHealth(answered.data);
    setFailure(answered.ok ? undefined : answered.error.message);
  }, [api]);
  useEffect(() => void load(), [load]);

  return (
    <>
      {failure !== undefined && (
        <p className="dialog-error" role="alert">
          {failure}
        </p>
      )}
      {health === undefined && failure === undefined && <Waiting what="Asking every layer" />}
      {health !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
        <section className="dialog-scroll" tabIndex={0} aria-label="State of the system">
          <p className="health-verdict">
            <Badge tone={health.status === 'ok' ? 'success' : health.status === 'degraded' ? 'warning' : 'danger'}>
              {health.status}
            </Badge>
            {verdicts[health.status]}
          </p>
          <h3 className="dialog-heading">Layers</h3>
          <ul className="rows">
            {health.layers.map((layer) => (
              <li key={layer.name} className="row">
                <span className="row-name">{layer.name}</span>
                <span className="row-about">{layer.reason}</span>
                <Badge tone={layerTones[layer.state]}>{layer.state}</Badge>
              </li>
            ))}
          </ul>
          <h3 className="dialog-heading">Parts</h3>
          <ul className="rows">
            {health.parts.map((part) => (
              <li key={part.name} className="row">
                <span className="row-name">{part.name}</span>
                <span className="row-about">{part.reason}</span>
                <Badge tone={layerTones[part.state]}>{part.state}</Badge>
              </li>
            ))}
          </ul>
          <h3 className="dialog-heading">Host</h3>
          <ul className="rows">
            {health.host.map((capability) => (
              <li key={capability.name} className="row">
                <span className="row-name">{capability.name}</span>
                <span className="row-about">
                  {capability.mechanism}
                  {capability.reason !== '' && `: ${capability.reason}`}
                </span>
                <Badge tone={hostTones[capability.enforcement]}>{capability.enforcement}</Badge>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="dialog-actions">
        <Button onClick={() => void load()}>Ask again</Button>
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      </div>
    </>
  );
}
