/** Which system this is, and how it is doing in one line. */
import { useEffect, useState } from 'react';
import { useDesktop } from '../desktop/desktop-context.ts';
import { Logo } from '../desktop/logo.tsx';
import type { DialogProps } from '../overlays/dialog-host.tsx';
import { isRecord } from '../services/http.ts';
import { Button } from '../ui/controls.tsx';

interface Facts {
  readonly version: string;
  readonly rows: readonly [string, string][];
}

export default function About({ close }: DialogProps) {
  const { api, overlays } = useDesktop();
  const [facts, setFacts] = useState<Facts | undefined>(undefined);

  useEffect(() => {
    let current = true;
    void api.execute('system.info', {}).then((answered) => {
      if (!current || !answered.ok || !answered.data.success || !isRecord(answered.data.data)) return;
      const info = answered.data.data;
      setFacts({
        version: String(info.version),
        rows: [
          ['Host', String(info.platform)],
          ['Processors', String(info.cpus)],
          ['Memory', `${(Number(info.memory_bytes) / 2 ** 30).toFixed(1)} GB`],
          ['Running for', duration(Number(info.uptime_ms))],
          ['Processes', String(info.processes)],
        ],
      });
    });
    return () => {
      current = false;
    };
  }, [api]);

  return (
    <div className="about">
      <span className="about-mark">
        <Logo size={34} />
      </span>
      <p className="about-name">AgentOS</p>
      <p className="about-version">
        {facts === undefined ? 'A private computer in a browser tab' : `Version ${facts.version}`}
      </p>
      <dl className="about-facts">
        {facts?.rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="dialog-actions">
        <Button onClick={() => overlays.setState({ front: { kind: 'dialog', name: 'health' } })}>System health</Button>
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      </div>
    </div>
  );
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}
