/** The AI layer as a process: started by the supervisor when someone first asks for it, ended when nobody does. */
import { runLayer } from '@agentos/protocol/layer';
import { issueToken } from './access.ts';
import { createAnswer, inWords } from './chat/answer.ts';
import { findSystemFolder, readLibrary } from './chat/pages.ts';
import { createComposer } from './composer/composer.ts';
import { listen } from './listen.ts';
import { createAiServer } from './server.ts';

await runLayer('ai', async ({ settings, log }) => {
  const answer = createAnswer(readLibrary(findSystemFolder(import.meta.dirname)));
  const engine = createComposer((request, signal) => inWords(answer(request), signal));
  const token = issueToken(settings.run);
  const server = createAiServer({ engine, token, log });
  const { tcp } = await listen(server, { socket: settings.aiSocket, tcp: settings.aiTcp }, log);
  return {
    detail: { engine: engine.id, ...(tcp === undefined ? {} : { tcp }) },
    close: () =>
      new Promise((resolve) => {
        // Streams in progress are cut: the caller sees them as cancelled and keeps what it has.
        const forced = setTimeout(() => server.forceShutdown(), 500);
        server.tryShutdown(() => {
          clearTimeout(forced);
          resolve();
        });
      }),
  };
});
