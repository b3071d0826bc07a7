/** Started and killed by the key-value test: writes pairs of keys and says the name of each once it is acknowledged. */
import { KeyValueStore } from '../src/kv/store.ts';
import { parts, textOf } from './kv-pair.ts';

const [path = '', round = ''] = process.argv.slice(2);
const store = new KeyValueStore(path);
let next = 0;
const lane = async (): Promise<void> => {
  for (;;) {
    const pair = `${round}/${String(next++).padStart(8, '0')}`;
    const changes = parts.map((part) => ({ key: `${pair}/${part}`, value: Buffer.from(textOf(`${pair}/${part}`)) }));
    await store.write('n', changes, 1e12);
    process.stdout.write(`${pair}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, lane));
