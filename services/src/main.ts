/** The services as a process under the supervisor. */
import { runLayer } from '@agentos/protocol/layer';
import { createGeneration } from './generation/generation.ts';
import { createServices } from './services.ts';
import { createAiDemand } from './stream/ai-demand.ts';

await runLayer('services', async ({ settings, log, send, onMessage }) => {
  const demand = createAiDemand({ ask: () => send({ type: 'want', layer: 'ai' }) });
  const services = await createServices({ settings, log, createGeneration, wantAi: demand.want });
  const stop = onMessage((message) => {
    if (message.type !== 'layer' || message.layer !== 'ai') return;
    demand.changed(message.up, message.reason);
    services.aiChanged(message.up);
  });
  return {
    detail: { port: services.port, origin: services.origin },
    async close() {
      stop();
      await services.close();
    },
  };
});
