/** The kernel as a process of its own, under the supervisor or by hand. */
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runLayer } from '@agentos/protocol/layer';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { createHostBackend } from './host/index.ts';
import { createKernel, newBootId } from './kernel.ts';
import { giveBackMemoryWhenIdle } from './observability/idle-memory.ts';

// A port that is taken is told in our own log, not by the library on standard error.
setLogVerbosity(logVerbosity.NONE);

await runLayer('kernel', async ({ settings, log }) => {
  const bootId = newBootId();
  const shippedApps = fileURLToPath(new URL('../../apps', import.meta.url));
  mkdirSync(settings.home, { recursive: true, mode: 0o700 });
  mkdirSync(settings.run, { recursive: true, mode: 0o700 });
  const backend = await createHostBackend({
    runDirectory: settings.run,
    homeDirectory: settings.home,
    bootId,
    cgroupRoot: settings.cgroupRoot,
    path: process.env.PATH ?? '/usr/bin:/bin',
    log,
  });
  const kernel = await createKernel({
    home: settings.home,
    run: settings.run,
    socket: settings.kernelSocket,
    tcp: settings.kernelTcp,
    shippedApps: existsSync(shippedApps) ? shippedApps : undefined,
    mounts: settings.mounts,
    bootId,
    backend,
    log,
  });
  const stopWatching = giveBackMemoryWhenIdle(log, () => kernel.giveBackMemory());
  return {
    detail: { address: kernel.address, tcp: kernel.tcpAddress ?? 'off' },
    close() {
      stopWatching();
      return kernel.close();
    },
  };
});
