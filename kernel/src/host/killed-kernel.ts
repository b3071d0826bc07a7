/** Run by a test, which kills it: a kernel with a terminal and a program that has left daemons. Prints their pids and its folder as JSON. */
import { createTestHost, readUntil } from './test-host.ts';

const host = await createTestHost();
const terminal = await host.terminal('bash', ['-i']);
await readUntil(terminal.terminal, '$ ');
const program = await host.script('trap "" HUP TERM; setsid sleep 1000 & echo up; wait');
await readUntil(program.stdout, 'up');
process.stdout.write(JSON.stringify({ home: host.home, tree: [...terminal.tree(), ...program.tree()] }));
