/** Which sockets this host gives: those of its C library on Linux, those of Node elsewhere. */
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import type { HostSocket, HostSockets, SocketKind } from './host-socket.ts';
import { LinuxSockets } from './linux-sockets.ts';
import { NodeDatagram } from './node-datagram.ts';
import { NodeStream } from './node-stream.ts';

export function chooseHostSockets(): HostSockets {
  if (process.platform !== 'linux')
    return new NodeSockets(`socket calls are made on Linux, not on ${process.platform}`);
  try {
    return new LinuxSockets();
  } catch (error) {
    return new NodeSockets(`the C library cannot be called: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export class NodeSockets implements HostSockets {
  readonly capability: HostCapability;

  constructor(reason: string) {
    const lacks = 'Few options can be set, and what was set is remembered, not read from the host.';
    this.capability = {
      name: 'sockets',
      enforcement: Enforcement.DEGRADED,
      mechanism: 'node:net and node:dgram',
      reason: `${reason}. ${lacks}`,
    };
  }

  open(family: 4 | 6, kind: SocketKind): HostSocket {
    return kind === 'stream' ? new NodeStream(family) : new NodeDatagram(family);
  }

  pair(): undefined {
    return undefined;
  }

  async close(): Promise<void> {}
}
