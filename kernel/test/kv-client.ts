/**
 * Started by the key-value test: several clients of one host process, each with a process of its own in the kernel. Rounds
 * of five operations, of which each answer is known. Ends with 1 at the first that is wrong.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { KernelClient } from '@agentos/protocol/kernel-client';

const [address = '', operations = '0', ...tokens] = process.argv.slice(2);

async function run(token: string): Promise<void> {
  const client = await KernelClient.connect({ address });
  const app = await client.attach(token);
  const round = async (at: number): Promise<void> => {
    const key = `key ${String(at).padStart(5, '0')}`;
    const namespace = '';
    await app.call('kvSet', { namespace, key, value: Buffer.from('first') });
    const { value } = await app.call('kvGet', { namespace, key });
    deepStrictEqual(value.toString(), 'first');
    const operations = [
      { key, value: Buffer.from(`second value of ${key}`), delete: false },
      { key: `${key} too`, value: Buffer.alloc(10), delete: false },
    ];
    deepStrictEqual(await app.call('kvBatch', { namespace, operations }), { applied: 2 });
    deepStrictEqual(await app.call('kvDelete', { namespace, key: `${key} too` }), { deleted: true });
    const list = await app.call('kvList', { namespace, prefix: key, limit: 0, after: '', withValues: true });
    const left = [{ key, value: Buffer.from(`second value of ${key}`) }];
    deepStrictEqual(list, { entries: left, truncated: false });
  };
  const rounds = Number(operations) / 5;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < rounds) await round(next++);
  };
  await Promise.all(Array.from({ length: 10 }, lane));
  await client.close();
}

await Promise.all(tokens.map(run));
