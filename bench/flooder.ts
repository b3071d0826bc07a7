/**
 * Floods a kernel with syscalls from a host process of its own: `node flooder.ts <address> <token> <ring | unary>`. Tells its
 * parent when the flood runs, and how many calls it made once the parent sends anything.
 */
import { KernelClient } from '../protocol/src/kernel-client.ts';

const [address = '', token = '', kind = 'ring'] = process.argv.slice(2);
const connections = kind === 'ring' ? 4 : 1;
const inFlight = kind === 'ring' ? 1_024 : 256;
const stat = { path: '/home', follow: true };

let calls = 0;
let over = false;
const clients = await Promise.all(Array.from({ length: connections }, () => KernelClient.connect({ address })));
const lanes = clients.map(async (client) => {
  const attached = await client.attach(token);
  const once = (): Promise<unknown> =>
    kind === 'ring' ? attached.call('stat', stat) : client.executeUnary(token, 'stat', stat);
  const lane = async (): Promise<void> => {
    while (!over) {
      await once();
      calls++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
});
const started = performance.now();
process.send?.('flooding');
process.once('message', async () => {
  over = true;
  const perSecond = calls / ((performance.now() - started) / 1000);
  await Promise.all(lanes);
  await Promise.all(clients.map((client) => client.close()));
  process.send?.(perSecond, undefined, undefined, () => process.exit(0));
});
