/** The sockets of all processes: makes them, counts them, and tells of peers that were turned away and data that was lost. */
import { EventCategory, EventSeverity, type HostCapability } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { Process } from '../process/process.ts';
import { deniesPeer } from '../security/check.ts';
import type { Endpoint, HostSocket, HostSockets, SocketKind } from './host-socket.ts';
import { Socket, type SocketWatcher } from './socket.ts';

/** Sockets of all processes together: descriptors of the host are the kernel's too. */
const mostSockets = 4_096;

type SocketEvent = 'socket.opened' | 'socket.closed' | 'socket.refused' | 'socket.dropped';

export class Network {
  readonly #host: HostSockets;
  readonly #events: EventRing;
  #count = 0;

  constructor(host: HostSockets, events: EventRing) {
    this.#host = host;
    this.#events = events;
  }

  get capability(): HostCapability {
    return this.#host.capability;
  }

  /** Sockets that are open. */
  get size(): number {
    return this.#count;
  }

  /** @throws KernelError ENFILE, ENOMEM, EAFNOSUPPORT */
  open(process: Process, family: 4 | 6, kind: SocketKind): Socket {
    this.#requireRoom();
    return this.#adopt(process, this.#host.open(family, kind));
  }

  /**
   * Takes a connection that came to `listener`; undefined when a denial speaks of the peer.
   * @throws KernelError ENFILE, ENOMEM; the connection is then closed
   */
  accepted(process: Process, listener: Socket, host: HostSocket, peer: Endpoint): Socket | undefined {
    if (deniesPeer(process, { name: '', ...peer })) return undefined;
    const socket = this.#adopt(process, host);
    socket.standing.bound = listener.standing.bound;
    socket.standing.peer = peer;
    socket.standing.granted(process);
    return socket;
  }

  #requireRoom(): void {
    if (this.#count >= mostSockets) throw failure('ENFILE', `the kernel has ${mostSockets} sockets open, and no more`);
  }

  #adopt(process: Process, host: HostSocket): Socket {
    const watcher: SocketWatcher = {
      pair: () => this.#host.pair(),
      refused: (by) => this.#emit('socket.refused', by, 1),
      closed: (_socket, dropped) => {
        this.#count--;
        if (dropped > 0) this.#emit('socket.dropped', process, dropped);
        this.#emit('socket.closed', process, this.#count);
      },
    };
    if (this.#count >= mostSockets) host.close(true);
    this.#requireRoom();
    const socket = new Socket(host, process.memory, watcher);
    this.#count++;
    socket.standing.granted(process);
    this.#emit('socket.opened', process, this.#count);
    return socket;
  }

  #emit(type: SocketEvent, { pid, trace }: Process, count: number): void {
    const category = type === 'socket.refused' ? EventCategory.SECURITY : EventCategory.NETWORK;
    const isLoss = type === 'socket.refused' || type === 'socket.dropped';
    const severity = isLoss ? EventSeverity.WARNING : EventSeverity.DEBUG;
    this.#events.emit(category, severity, type, 'socket', pid, trace, count, 0, 0);
  }

  close(): Promise<void> {
    return this.#host.close();
  }
}
