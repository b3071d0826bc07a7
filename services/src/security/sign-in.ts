/**
 * Who may use the desktop: one-time tokens that become sign-ins, and the command line's own token.
 *
 * Rule: a secret is kept only as its SHA-256; what is stored in `/system` survives a restart, one-time tokens do not.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Documents } from '../kernel/documents.ts';

const path = '/system/sign-ins.json';
const tokenLifeMs = 10 * 60_000;
const signInLifeMs = 30 * 24 * 3_600_000;
const touchEveryMs = 24 * 3_600_000;
const mostTokens = 100;
const mostSignIns = 64;

const Stored = z.object({
  version: z.literal(1),
  sign_ins: z.array(z.object({ hash: z.string(), created_at: z.number(), seen_at: z.number() })),
});

/** A sign-in as the rest of the services knows it: `id` is the hash of the cookie. */
export interface SignIn {
  readonly id: string;
}

export class SignIns {
  readonly #documents: Documents;
  readonly #now: () => number;
  readonly #tokens = new Map<string, number>();
  readonly #signIns = new Map<string, { created_at: number; seen_at: number }>();
  readonly #ended = new Set<(signIn: SignIn) => void>();
  readonly #cliHash: Buffer;

  private constructor(documents: Documents, cliToken: string, now: () => number) {
    this.#documents = documents;
    this.#cliHash = digest(cliToken);
    this.#now = now;
  }

  /** Loads the stored sign-ins. */
  static async load(documents: Documents, cliToken: string, now: () => number = Date.now): Promise<SignIns> {
    const signIns = new SignIns(documents, cliToken, now);
    const stored = await documents.read(path, Stored);
    for (const { hash, created_at, seen_at } of stored?.sign_ins ?? []) {
      if (now() - seen_at < signInLifeMs) signIns.#signIns.set(hash, { created_at, seen_at });
    }
    return signIns;
  }

  /** A new one-time token, good for ten minutes and one use. */
  mint(): { token: string; expiresAt: number } {
    const now = this.#now();
    for (const [hash, expires] of this.#tokens) if (expires <= now) this.#tokens.delete(hash);
    const oldest = this.#tokens.keys().next();
    if (this.#tokens.size >= mostTokens && oldest.done !== true) this.#tokens.delete(oldest.value);
    const token = randomBytes(24).toString('base64url');
    const expiresAt = now + tokenLifeMs;
    this.#tokens.set(hex(token), expiresAt);
    return { token, expiresAt };
  }

  /** Turns a one-time token into a sign-in; undefined when it is unknown, used or too old. Durable when it resolves. */
  async redeem(token: string): Promise<{ cookie: string } | undefined> {
    const key = hex(token);
    const expires = this.#tokens.get(key);
    this.#tokens.delete(key);
    if (expires === undefined || expires <= this.#now()) return undefined;
    const cookie = randomBytes(32).toString('base64url');
    const oldest = [...this.#signIns].sort(([, a], [, b]) => a.seen_at - b.seen_at)[0];
    if (this.#signIns.size >= mostSignIns && oldest !== undefined) this.#end(oldest[0]);
    this.#signIns.set(hex(cookie), { created_at: this.#now(), seen_at: this.#now() });
    await this.#store();
    return { cookie };
  }

  /** The sign-in of a cookie, or undefined. */
  find(cookie: string): SignIn | undefined {
    const id = hex(cookie);
    const entry = this.#signIns.get(id);
    if (entry === undefined) return undefined;
    const idle = this.#now() - entry.seen_at;
    if (idle >= signInLifeMs) {
      this.#end(id);
      return undefined;
    }
    if (idle >= touchEveryMs) {
      entry.seen_at = this.#now();
      // Losing this write only makes the sign-in look older than it is.
      this.#store().catch(() => undefined);
    }
    return { id };
  }

  /** Ends a sign-in everywhere; durable when it resolves. */
  async signOut(signIn: SignIn): Promise<void> {
    this.#end(signIn.id);
    await this.#store();
  }

  /** Registers for the end of sign-ins, so that open sockets can be closed. */
  onEnd(listener: (signIn: SignIn) => void): () => void {
    this.#ended.add(listener);
    return () => this.#ended.delete(listener);
  }

  /** Whether a bearer token is the command line's. */
  isCommandLine(bearer: string): boolean {
    return timingSafeEqual(digest(bearer), this.#cliHash);
  }

  #end(id: string): void {
    if (!this.#signIns.delete(id)) return;
    for (const listener of this.#ended) listener({ id });
  }

  #store(): Promise<void> {
    const sign_ins = [...this.#signIns].map(([hash, entry]) => ({ hash, ...entry }));
    return this.#documents.write(path, { version: 1, sign_ins });
  }
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function hex(secret: string): string {
  return digest(secret).toString('hex');
}
