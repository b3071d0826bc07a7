/** Started and killed by the key-value test: writes numbered keys and says each number once it is acknowledged. */
import { KeyValueStore } from '../src/kv/store.ts';

const [path = '', from = '0'] = process.argv.slice(2);
const store = new KeyValueStore(path);
let next = Number(from);
const lane = async (): Promise<void> => {
  for (;;) {
    const number = next++;
    const key = String(number).padStart(8, '0');
    await store.write('n', [{ key, value: Buffer.from(`value of ${key}`) }], 1e12);
    process.stdout.write(`${number}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, lane));
