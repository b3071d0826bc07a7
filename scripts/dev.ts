/**
 * Development: the system runs as always, Vite serves the shell with hot reload in front of it, web apps are built again and
 * layers restarted when their sources change.
 *
 *   node scripts/dev.ts      Ctrl+C stops all of it
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join, sep } from 'node:path';
import { readSettings } from '@agentos/protocol/settings';
import { signal } from '../cli/src/host/process-table.ts';
import { signInAddress } from '../cli/src/services-client.ts';
import { runningState } from '../cli/src/supervisor/state-file.ts';
import { projectRoot } from './sources.ts';

const vitePort = 5173;
const viteOrigins = [`http://127.0.0.1:${vitePort}`, `http://localhost:${vitePort}`];
/** An editor writes several files at once: wait until it is done, milliseconds. */
const settleMs = 150;

type Layer = 'kernel' | 'services' | 'ai';

/** Folder → the layers that run its code. */
const runBy: Readonly<Record<string, readonly Layer[]>> = {
  kernel: ['kernel'],
  services: ['services'],
  ai: ['ai'],
  blueprint: ['services', 'ai'],
  tools: ['services', 'ai'],
  protocol: ['kernel', 'services', 'ai'],
};
/** Folders whose change needs another build of the web apps; the shell itself is Vite's. */
const inWebApps = new Set(['apps', 'sdk']);

const origins = [process.env.AGENTOS_ORIGINS, ...viteOrigins].filter((origin) => origin !== undefined && origin !== '');
const env = { ...process.env, AGENTOS_ORIGINS: origins.join(',') };
const settings = readSettings(env);
const agentos = (command: string): void => {
  execFileSync(join(projectRoot, 'agentos'), [command], { env, stdio: 'inherit' });
};

const pending = new Set<string>();
let timer: NodeJS.Timeout | undefined;

function changed(folder: string, file: string | null): void {
  const parts = (file ?? '').split(sep);
  if (parts.some((part) => part === 'node_modules' || part.startsWith('dist') || part === '.cache')) return;
  if (/\.test\.tsx?$/.test(file ?? '')) return;
  pending.add(folder);
  clearTimeout(timer);
  timer = setTimeout(apply, settleMs);
}

function apply(): void {
  const folders = [...pending];
  pending.clear();
  const layers = new Set(folders.flatMap((folder) => runBy[folder] ?? []));
  const state = runningState(settings.run);
  for (const layer of state?.layers ?? []) {
    if (!layers.has(layer.name) || layer.process === undefined) continue;
    console.log(`restarting ${layer.name}`);
    // A clean end; the supervisor starts it again at once.
    signal(layer.process, 'SIGTERM');
  }
  if (folders.some((folder) => inWebApps.has(folder))) run('node', 'scripts/build.ts');
}

function run(program: string, ...args: string[]): ChildProcess {
  return spawn(join(projectRoot, 'node_modules', '.bin', program), args, { cwd: projectRoot, env, stdio: 'inherit' });
}

agentos(runningState(settings.run) === undefined ? 'up' : 'restart');
const watchers = [...Object.keys(runBy), ...inWebApps].map((folder) =>
  watch(join(projectRoot, folder), { recursive: true }, (_event, file) => changed(folder, file)),
);
const address = new URL(await signInAddress(settings));
const vite = spawn(
  join(projectRoot, 'node_modules', '.bin', 'vite'),
  ['--port', String(vitePort), '--strictPort', '--host', '127.0.0.1'],
  {
    cwd: join(projectRoot, 'shell'),
    // The shell's Vite configuration passes everything that is not a source on to this address.
    env: { ...env, AGENTOS_SERVICES: address.origin },
    stdio: 'inherit',
  },
);
console.log(`\nwith hot reload:\n\n  http://127.0.0.1:${vitePort}/${address.hash}\n`);
process.once('SIGINT', () => vite.kill('SIGINT'));
process.once('SIGTERM', () => vite.kill('SIGTERM'));
await once(vite, 'exit');
for (const watcher of watchers) watcher.close();
agentos('down');
