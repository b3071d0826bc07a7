/**
 * Token buckets by client, in a table that never grows beyond its bound: the client seen longest ago is forgotten,
 * which can only give it a full bucket again.
 */
export interface RateLimitOptions {
  /** Requests in one go. */
  readonly burst: number;
  readonly perSecond: number;
  /** Clients remembered. */
  readonly clients?: number;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

export class RateLimit {
  readonly #options: Required<RateLimitOptions>;
  /** In order of last use. */
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(options: RateLimitOptions) {
    this.#options = { clients: 4_096, now: () => performance.now(), ...options };
  }

  /** Takes one token; returns 0 when there was one, otherwise the seconds until there is. */
  take(client: string): number {
    const { burst, perSecond, clients, now } = this.#options;
    const at = now();
    const bucket = this.#buckets.get(client) ?? { tokens: burst, at };
    this.#buckets.delete(client);
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    const wait = bucket.tokens >= 1 ? 0 : (1 - bucket.tokens) / perSecond;
    if (wait === 0) bucket.tokens -= 1;
    this.#buckets.set(client, bucket);
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > clients && oldest.done !== true) this.#buckets.delete(oldest.value);
    return wait;
  }

  get size(): number {
    return this.#buckets.size;
  }
}
