/** Where the service listens: a Unix socket that only its owner can reach, and loopback TCP when it is asked for. */
import { chmodSync, rmSync } from 'node:fs';
import { isLoopback } from '@agentos/protocol/settings';
import { type Server, ServerCredentials } from '@grpc/grpc-js';
import type { Logger } from 'pino';

export interface Addresses {
  readonly socket: string;
  /** `host:port`, or undefined for none. */
  readonly tcp: string | undefined;
}

/** Binds the server. A taken TCP port is a warning; without the socket there is no service. */
export async function listen(server: Server, addresses: Addresses, log: Logger): Promise<{ tcp: string | undefined }> {
  rmSync(addresses.socket, { force: true });
  const before = process.umask(0o177);
  try {
    await bind(server, `unix:${addresses.socket}`);
  } finally {
    process.umask(before);
  }
  chmodSync(addresses.socket, 0o600);
  return { tcp: await bindTcp(server, addresses.tcp, log) };
}

async function bindTcp(server: Server, address: string | undefined, log: Logger): Promise<string | undefined> {
  if (address === undefined) return undefined;
  const host = address.slice(0, address.lastIndexOf(':'));
  if (!isLoopback(host)) {
    log.warn({ address }, 'not listening on TCP: requests are not encrypted, so the address must be loopback');
    return undefined;
  }
  try {
    return `${host}:${await bind(server, address)}`;
  } catch (error) {
    log.warn({ err: error, address }, 'not listening on TCP: the port is taken');
    return undefined;
  }
}

/** Port that was bound (0 for a Unix socket). */
function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
