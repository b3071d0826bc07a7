/** A tool that runs in the services, through the same route as the desktop uses. */
import { Agent, request } from 'node:http';
import { type Bench, quantile, time } from './figure.ts';

// Together within the burst that one client may make.
const calls = 800;
const warmUps = 100;

export const toolCall: Bench = {
  name: 'tool-call',
  title: 'Tool calls through the services',
  how: `\`storage.get\` of a small value by POST /services/execute with the cookie, over one kept connection, one after the other, ${calls} times; each reads from the kernel's store.`,
  async run({ system }) {
    const running = await system();
    const cookie = await running.signIn();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const execute = (toolId: string, params: unknown): Promise<void> =>
      post(
        `${running.baseUrl}/services/execute`,
        agent,
        { cookie, origin: running.baseUrl },
        { tool_id: toolId, params },
      );
    await execute('storage.set', { key: 'bench', value: 'a small value' });
    const samples: number[] = [];
    for (let call = -warmUps; call < calls; call += 1) {
      const from = performance.now();
      await execute('storage.get', { key: 'bench' });
      if (call >= 0) samples.push(performance.now() - from);
    }
    agent.destroy();
    return [
      { name: 'storage.get, p50', value: time(quantile(samples, 0.5)) },
      { name: 'storage.get, p99', value: time(quantile(samples, 0.99)) },
    ];
  },
};

function post(url: string, agent: Agent, headers: Record<string, string>, body: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers: { ...headers, 'content-type': 'application/json' } });
    sent.once('error', reject);
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => {
        if (response.statusCode === 200 && text.startsWith('{"success":true')) resolve();
        else reject(new Error(`${response.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    sent.end(JSON.stringify(body));
  });
}
