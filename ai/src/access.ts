/**
 * Who may call the AI service: whoever can read the token in the runtime folder, that is the system services of the
 * same owner. Made anew at each start.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Metadata, status } from '@grpc/grpc-js';

/** Where the token lies; the services read it there. */
export function tokenPath(run: string): string {
  return join(run, 'ai.token');
}

/** Makes a token and puts it, readable by its owner alone, into the runtime folder. */
export function issueToken(run: string): string {
  mkdirSync(run, { recursive: true, mode: 0o700 });
  const token = randomBytes(32).toString('base64url');
  const path = tokenPath(run);
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${token}\n`, { mode: 0o600, flag: 'w' });
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
  return token;
}

/** A refusal as gRPC tells it. */
export const refusal = { code: status.UNAUTHENTICATED, details: 'the token of run/ai.token is needed' } as const;

/** Whether a call carries the token, compared in constant time. */
export function carriesToken(metadata: Metadata, token: string): boolean {
  const header = metadata.get('authorization')[0];
  if (typeof header !== 'string' || !header.startsWith('Bearer ')) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header.slice('Bearer '.length)), digest(token));
}
