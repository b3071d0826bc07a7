/**
 * How long calls over the stream take: to the first message that answers one, told under the type of that message, and
 * to the end, told under the kind of the call. A ping ends with its pong. Owns what is under way, at most 64; the oldest
 * gives way.
 */
import type { ClientMessage, ServerMessage } from '@agentos/protocol';

export type CallKind = Extract<ClientMessage['type'], 'chat' | 'generate_ui' | 'ping'>;

/** @param what type of the first answer, or kind of the call that has ended */
export type OnTimed = (what: ServerMessage['type'] | CallKind, durationMs: number, failed: boolean) => void;

export interface StreamCalls {
  sent(kind: CallKind, id: string): void;
  received(message: ServerMessage): void;
}

interface CallUnderWay {
  readonly kind: CallKind;
  readonly sentAt: number;
  answered: boolean;
}

const mostUnderWay = 64;

/** @param now milliseconds of any clock */
export function createStreamCalls(now: () => number, timed: OnTimed): StreamCalls {
  const underWay = new Map<string, CallUnderWay>();
  return {
    sent(kind, id) {
      underWay.delete(id);
      underWay.set(id, { kind, sentAt: now(), answered: false });
      if (underWay.size <= mostUnderWay) return;
      for (const oldest of underWay.keys()) {
        underWay.delete(oldest);
        break;
      }
    },
    received(message) {
      const call = underWay.get(message.id);
      if (call === undefined) return;
      const { type } = message;
      const tookMs = now() - call.sentAt;
      const failed = type === 'error' && message.code !== 'ECANCELED';
      if (!call.answered) timed(type, tookMs, failed);
      call.answered = true;
      if (type !== 'complete' && type !== 'error' && type !== 'pong') return;
      underWay.delete(message.id);
      // A ping has one answer, which is told already.
      if (type !== 'pong') timed(call.kind, tookMs, failed);
    },
  };
}
