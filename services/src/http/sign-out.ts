/** An open socket ends with the sign-in that opened it. */
import type { WebSocket } from 'ws';
import type { System } from '../system.ts';
import type { Asker } from './route.ts';

const signedOut = 4003;

export function closeAtSignOut(system: System, socket: WebSocket, asker: Asker): void {
  const stop = system.signIns.onEnd((ended) => {
    if (ended.id === asker.signIn?.id) socket.close(signedOut, 'signed out');
  });
  socket.once('close', stop);
}
