/** Run by a test under another user: what a kernel without privileges can do. Prints its findings as JSON. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytes, createTestHost, profile, readUntil } from './test-host.ts';

await using host = await createTestHost();
await writeFile(join(host.home, 'run', 'admin.token'), 'secret', { mode: 0o600 });
const home = profile([{ host: join(host.home, 'home'), inside: '/home', writable: true }]);
const user = await host.run('id -u; echo from inside > file', { profile: home });
const secret = await host.run(`cat ${host.home}/run/admin.token 2>/dev/null || echo hidden`, { profile: home });
const cat = await host.terminal('cat', []);
await cat.terminal?.write(bytes('up\n'));
await readUntil(cat.terminal, /up\r\nup\r\n/);
await cat.terminal?.write(bytes('\x03'));
const interrupted = await cat.exited;
cat.terminal?.close();
const loop = await host.script('sleep 1000 & setsid sleep 1000 & echo up; wait');
await readUntil(loop.stdout, 'up');
await loop.killTree();
const trap = await host.script('trap "exit 9" TERM; echo up; while :; do sleep 0.05; done');
await readUntil(trap.stdout, 'up');
trap.signal(15);
const busy = await host.script('echo up; while :; do :; done');
await readUntil(busy.stdout, 'up');
const weights = [];
for (const weight of [336, 1_024, 3_125]) weights.push((await busy.cpu.setWeight(weight)).weight);
await busy.cpu.setGate(false);
await busy.killTree();
process.stdout.write(
  JSON.stringify({
    separation: host.backend.capabilities().find((one) => one.name === 'user-separation')?.enforcement,
    user: user.output,
    written: readFileSync(join(host.home, 'home', 'file'), 'utf8'),
    ownSecret: secret.output.trim(),
    interrupted,
    terminated: await trap.exited,
    tree: loop.tree().length,
    weights,
  }),
);
