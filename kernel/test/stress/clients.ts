/** A host process with some of the clients of the stress table; the test tells it which job to run. */
import { KernelClient } from '@agentos/protocol/kernel-client';
import { type JobName, jobs, type StressClient } from './jobs.ts';

/** What the test sends first: who the clients of this process act as. */
export interface Introduction {
  readonly address: string;
  readonly admin: string;
  readonly clients: readonly { readonly index: number; readonly token: string }[];
}
export interface Order {
  readonly job: JobName;
  readonly targets: readonly number[];
}
export type Answer = { readonly counts: readonly Readonly<Record<string, number>>[] } | { readonly failure: string };

const [introduction] = process.argv.slice(2);
const { address, admin, clients }: Introduction = JSON.parse(introduction ?? '');
const ready = await Promise.all(
  clients.map(async ({ index, token }): Promise<StressClient> => {
    const client = await KernelClient.connect({ address, timeoutMs: 30_000 });
    return { index, client, admin, process: await client.attach(token), targets: [] };
  }),
);

process.on('message', async ({ job, targets }: Order) => {
  let answer: Answer;
  try {
    answer = { counts: await Promise.all(ready.map((one) => jobs[job]({ ...one, targets }))) };
  } catch (error) {
    answer = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(answer);
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
