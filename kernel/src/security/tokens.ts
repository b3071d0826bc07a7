/**
 * Who a caller is. Tokens are random, kept only as hashes, and compared by looking the hash up, so that the time taken
 * says nothing about a token. A pid in a request is never proof of anything.
 */
import { createHash, randomBytes } from 'node:crypto';

export type Identity = { readonly kind: 'administrator' } | { readonly kind: 'process'; readonly pid: number };

export class Tokens {
  readonly #identities = new Map<string, Identity>();
  readonly #byPid = new Map<number, string>();

  /** A new administrator token, 64 hexadecimal digits. */
  issueAdministrator(): string {
    return this.#issue({ kind: 'administrator' }).token;
  }

  /** A new token of a process; shown once. */
  issueProcess(pid: number): string {
    const { token, hash } = this.#issue({ kind: 'process', pid });
    this.#byPid.set(pid, hash);
    return token;
  }

  revokeProcess(pid: number): void {
    const hash = this.#byPid.get(pid);
    if (hash === undefined) return;
    this.#byPid.delete(pid);
    this.#identities.delete(hash);
  }

  identify(token: string): Identity | undefined {
    if (token.length !== 64) return undefined;
    return this.#identities.get(hashOf(token));
  }

  #issue(identity: Identity): { token: string; hash: string } {
    const token = randomBytes(32).toString('hex');
    const hash = hashOf(token);
    this.#identities.set(hash, identity);
    return { token, hash };
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
