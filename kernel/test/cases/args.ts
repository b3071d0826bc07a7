/** Arguments of syscalls with everything filled in, for trials that care about one field; and what they talk to. */
import { createServer, type RequestListener } from 'node:http';
import { NetworkMode, StandardIo } from '@agentos/protocol/kernel';
import type { SyscallArgs } from '@agentos/protocol/kernel-client';

export const writeArgs = (
  path: string,
  data: string,
  more: Partial<SyscallArgs<'writeFile'>> = {},
): SyscallArgs<'writeFile'> => ({
  path,
  data: Buffer.from(data),
  offset: undefined,
  append: false,
  create: true,
  truncate: true,
  replace: false,
  mode: 0,
  ...more,
});
export const openArgs = (path: string, more: Partial<SyscallArgs<'open'>> = {}): SyscallArgs<'open'> => ({
  path,
  read: true,
  write: false,
  append: false,
  create: false,
  exclusive: false,
  truncate: false,
  mode: 0,
  ...more,
});
export const contentArgs = (
  query: string,
  more: Partial<SyscallArgs<'searchContent'>> = {},
): SyscallArgs<'searchContent'> => ({
  path: '/home',
  query,
  regularExpression: false,
  caseSensitive: false,
  limit: 0,
  ...more,
});
export const requestArgs = (
  url: string,
  more: Partial<SyscallArgs<'networkRequest'>> = {},
): SyscallArgs<'networkRequest'> => ({ method: 'GET', url, headers: {}, body: Buffer.alloc(0), ...more });
export const spawnArgs = (more: Partial<NonNullable<SyscallArgs<'spawn'>['program']>> = {}): SyscallArgs<'spawn'> => ({
  name: 'program',
  capabilities: [],
  limits: undefined,
  appId: '',
  program: {
    executable: 'cat',
    arguments: [],
    workingDirectory: '',
    environment: {},
    standardIo: StandardIo.PIPES,
    terminal: undefined,
    network: NetworkMode.NONE,
    command: '',
    handles: [],
    newSession: false,
    ...more,
  },
});

/** A web server on 127.0.0.1. */
export async function serve(listener: RequestListener): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
