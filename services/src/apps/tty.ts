/** The terminal stream of one window: the socket on one side, the program on the other. Flow control both ways. */
import { decodeTty, encodeTty, TTY_SUBPROTOCOL } from '@agentos/protocol';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { messageOf } from '../problem.ts';
import type { HostProgram } from './host-program.ts';

/** Typed bytes that the program has not taken yet; above it the socket is not read. */
const pendingInputBytes = 256 * 1024;

const close = { replaced: 4001, wrongProtocol: 4002, ended: 1000 } as const;

/** Connects a socket to a program until either ends. The program goes on when the socket closes. */
export function serveTerminal(socket: WebSocket, program: HostProgram, log: Logger): void {
  if (socket.protocol !== TTY_SUBPROTOCOL) {
    socket.close(close.wrongProtocol, `the subprotocol is ${TTY_SUBPROTOCOL}`);
    return;
  }
  let pending = 0;
  const attachment = program.attach({
    data: (bytes) => socket.send(encodeTty({ type: 'data', bytes })),
    exit: (code) => {
      socket.send(encodeTty({ type: 'exit', code }));
      socket.close(close.ended, 'the program has ended');
    },
    replaced: () => socket.close(close.replaced, 'opened in another window'),
  });

  const type = async (bytes: Uint8Array): Promise<void> => {
    pending += bytes.length;
    if (pending > pendingInputBytes) socket.pause();
    try {
      await program.write(bytes);
    } catch (error) {
      log.debug({ reason: messageOf(error) }, 'input for a program was dropped');
    } finally {
      pending -= bytes.length;
      if (pending <= pendingInputBytes && socket.isPaused) socket.resume();
    }
  };

  socket.on('message', (data: RawData, isBinary: boolean) => {
    const message = isBinary ? decodeTty(bytesOf(data)) : undefined;
    if (message?.type === 'data') void type(message.bytes);
    else if (message?.type === 'acknowledge') attachment.acknowledge(message.bytes);
    else if (message?.type === 'resize' && message.rows > 0 && message.columns > 0) {
      program.resize(Math.min(message.rows, 1_000), Math.min(message.columns, 1_000)).catch((error: unknown) => {
        log.debug({ reason: messageOf(error) }, 'a terminal could not be resized');
      });
    }
  });
  socket.on('close', () => attachment.detach());
  socket.on('error', (error) => log.debug({ reason: error.message }, 'a terminal socket failed'));
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
