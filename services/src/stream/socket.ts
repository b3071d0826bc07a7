/** One WebSocket of `/stream`: its liveness, its rate, and its place among the tabs. */
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { RateLimit } from '../security/rate-limit.ts';
import type { StreamRequests } from './requests.ts';
import type { Stream, Tab } from './stream.ts';

const pingEveryMs = 20_000;
const answerWithinMs = 2_000;
/** A tab that does not read is closed rather than buffered for; it resumes by its sequence number. */
const mostBufferedBytes = 16 * 1024 * 1024;
const messages = { burst: 200, perSecond: 50 } as const;

export function serveStream(
  socket: WebSocket,
  options: { stream: Stream; requests: StreamRequests; log: Logger; tab: string; from: number | undefined },
): void {
  const { stream, requests, log, from } = options;
  const rate = new RateLimit(messages);
  let heard = true;

  const tab: Tab = {
    tab: options.tab,
    send(text) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > mostBufferedBytes) socket.close(1013, 'too slow; resume by sequence');
      else socket.send(text);
    },
    alive: () => answersPing(socket),
    close: (code, reason) => socket.close(code, reason),
  };

  const liveness = setInterval(() => {
    if (!heard) socket.terminate();
    heard = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, pingEveryMs);
  socket.on('pong', () => {
    heard = true;
  });
  socket.on('message', (data: RawData, isBinary: boolean) => {
    heard = true;
    if (isBinary) {
      stream.answer(tab, { type: 'error', error: 'messages are text', code: 'EINVAL' });
    } else if (rate.take('') > 0) {
      stream.answer(tab, { type: 'error', error: 'too many messages; wait a moment', code: 'EAGAIN' });
    } else requests.receive(tab, data.toString());
  });
  socket.on('close', () => {
    clearInterval(liveness);
    stream.disconnect(tab);
  });
  socket.on('error', (error) => log.debug({ reason: error.message }, 'a stream socket failed'));
  stream.connect(tab, from).catch((error: unknown) => {
    log.error({ err: error }, 'a tab could not be connected');
    socket.close(1011, 'could not be connected');
  });
}

function answersPing(socket: WebSocket): Promise<boolean> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve(false);
  return new Promise((resolve) => {
    const done = (alive: boolean): void => {
      clearTimeout(timer);
      socket.off('pong', answered);
      socket.off('close', gone);
      resolve(alive);
    };
    const answered = (): void => done(true);
    const gone = (): void => done(false);
    const timer = setTimeout(gone, answerWithinMs);
    socket.once('pong', answered);
    socket.once('close', gone);
    socket.ping();
  });
}
