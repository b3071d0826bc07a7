/**
 * Watches whether a frame still answers. One ping every interval; a frame that leaves `PATIENCE` of them unanswered is
 * silent until it answers again. When the shell's own timer was late (a hidden tab, a laptop that slept) the beat does
 * not count: the frame was not running either.
 */
import { PING_INTERVAL_MS } from '@os/sdk/port-protocol';

const PATIENCE = 3;

export interface Heartbeat {
  answered(beat: number): void;
  /** The person chose to wait: counts from zero again. */
  forgive(): void;
  stop(): void;
}

export function startHeartbeat(options: {
  ping(beat: number): void;
  onSilent(silent: boolean): void;
  now?: () => number;
}): Heartbeat {
  const now = options.now ?? (() => performance.now());
  let beat = 0;
  let unanswered = 0;
  let silent = false;
  let lastTick = now();

  const setSilent = (value: boolean) => {
    if (value === silent) return;
    silent = value;
    options.onSilent(value);
  };
  const tick = () => {
    const time = now();
    const late = time - lastTick > PING_INTERVAL_MS * 1.75;
    lastTick = time;
    if (late) unanswered = 0;
    if (unanswered >= PATIENCE) setSilent(true);
    unanswered += 1;
    beat += 1;
    options.ping(beat);
  };
  const timer = setInterval(tick, PING_INTERVAL_MS);
  return {
    answered(answered) {
      if (answered < 1 || answered > beat) return;
      unanswered = 0;
      setSilent(false);
    },
    forgive() {
      unanswered = 0;
      setSilent(false);
    },
    stop: () => clearInterval(timer),
  };
}
