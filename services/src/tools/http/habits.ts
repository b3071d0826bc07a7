/**
 * How the requests of one window are made, as it said with `http.set_*`: headers, sign-in, time, redirects, retries, rate.
 * Kept in memory for the life of the instance; the owner at the desktop has one of its own.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Instance } from '../../apps/instance.ts';
import { Problem } from '../../problem.ts';

export interface SignIn {
  /** In lower case; what signs in is sent to this host alone. */
  readonly host: string;
  readonly header: string;
  readonly value: string;
}

export interface Habits {
  /** By name in lower case. */
  readonly headers: Map<string, { name: string; value: string }>;
  signIn: SignIn | undefined;
  timeoutMs: number;
  followRedirects: boolean;
  maxRedirects: number;
  retries: { readonly most: number; readonly minWaitMs: number; readonly maxWaitMs: number };
  /** Requests a second; undefined: no limit. */
  rate: number | undefined;
  /** When the next request may begin, milliseconds of `performance.now()`. */
  nextAt: number;
}

const ofInstance = new WeakMap<Instance, Habits>();
const ofOwner = plain();
const mostHeaders = 40;
const longestWaitMs = 30_000;

function plain(): Habits {
  return {
    headers: new Map(),
    signIn: undefined,
    timeoutMs: 30_000,
    followRedirects: true,
    maxRedirects: 5,
    retries: { most: 0, minWaitMs: 500, maxWaitMs: 10_000 },
    rate: undefined,
    nextAt: 0,
  };
}

/** The habits of the calling window; of the owner for null. */
export function habitsOf(caller: Instance | null): Habits {
  if (caller === null) return ofOwner;
  const known = ofInstance.get(caller);
  if (known !== undefined) return known;
  const fresh = plain();
  ofInstance.set(caller, fresh);
  return fresh;
}

/** @throws Problem EINVAL when the window has as many headers as it may have */
export function keepHeader(habits: Habits, name: string, value: string): void {
  const key = name.toLowerCase();
  if (!habits.headers.has(key) && habits.headers.size >= mostHeaders) {
    throw new Problem('EINVAL', `a window keeps at most ${mostHeaders} headers`, { detail: 'key' });
  }
  habits.headers.set(key, { name, value });
}

/**
 * Waits for the turn of one more request.
 *
 * @throws Problem EAGAIN when so many wait already that its turn is half a minute away
 */
export async function takeTurn(habits: Habits): Promise<void> {
  if (habits.rate === undefined) return;
  const now = performance.now();
  const at = Math.max(now, habits.nextAt);
  if (at - now > longestWaitMs) {
    throw new Problem('EAGAIN', 'too many requests wait for their turn: raise the rate or ask less often');
  }
  habits.nextAt = at + 1000 / habits.rate;
  if (at > now) await delay(at - now);
}
