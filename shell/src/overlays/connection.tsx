/** A lost connection is a banner that does not get in the way; a desktop held by another tab is a question. */
import { PanelsTopLeft, WifiOff } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDesktop } from '../desktop/desktop-context.ts';
import { Button } from '../ui/controls.tsx';

/** A break shorter than this is not worth a word. */
const patienceMs = 1_200;

export function Connection() {
  const { stream, announcer, takeOver } = useDesktop();
  const state = useSyncExternalStore(
    (listener) => stream.onState(listener),
    () => stream.state,
  );
  const lost = state.kind === 'waiting' || (state.kind === 'connecting' && stream.wasOpen);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!lost) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), patienceMs);
    return () => clearTimeout(timer);
  }, [lost]);
  useEffect(() => {
    if (shown) announcer.say('The connection is lost. It is being tried again.', true);
  }, [shown, announcer]);

  if (state.kind === 'elsewhere') return <Elsewhere onTakeOver={takeOver} />;
  if (!shown) return null;
  return (
    <div className="banner" role="status" data-above-windows>
      <WifiOff size={16} strokeWidth={1.75} aria-hidden />
      <span>The connection to AgentOS is lost. Your apps go on running; it is being tried again.</span>
      <Button onClick={() => stream.reconnect()}>Try now</Button>
    </div>
  );
}

function Elsewhere({ onTakeOver }: { onTakeOver(): void }) {
  return (
    <div className="elsewhere" role="alertdialog" aria-modal="true" aria-labelledby="elsewhere-title">
      <div className="elsewhere-card">
        <span className="elsewhere-icon" aria-hidden="true">
          <PanelsTopLeft size={26} strokeWidth={1.5} />
        </span>
        <h2 className="elsewhere-title" id="elsewhere-title">
          The desktop is open in another tab
        </h2>
        <p className="dialog-text">Bring it here with its windows as they are. The other tab will rest.</p>
        <Button variant="primary" onClick={onTakeOver} autoFocus>
          Use it here
        </Button>
      </div>
    </div>
  );
}
