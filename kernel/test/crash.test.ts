/** A kernel that is killed in the middle of its work, and the next one on the same folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Enforcement, ProcessKind } from '@agentos/protocol/kernel';
import { KernelClient, type KernelProcess } from '@agentos/protocol/kernel-client';
import { runtimeFolder } from '@agentos/protocol/settings';
import { expect, onTestFinished, test } from 'vitest';
import { writeArgs } from './cases/args.ts';
import { everything } from './kernel-fixture.ts';
import { hostState, script, temporaryOf } from './real-backend.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

interface ChildKernel {
  readonly pid: number;
  readonly client: KernelClient;
  readonly admin: string;
  readonly system: KernelProcess;
  readonly process: ChildProcess;
}

async function start(home: string): Promise<ChildKernel> {
  const run = runtimeFolder(home);
  const socket = join(run, 'kernel.sock');
  const env = {
    ...process.env,
    AGENTOS_HOME: home,
    AGENTOS_KERNEL_SOCKET: socket,
    AGENTOS_KERNEL_TCP: 'off',
    AGENTOS_LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the kernel ended with ${code}`))),
  ])) as [{ type: string }];
  expect(message.type).toBe('ready');
  const client = await KernelClient.connect({ address: `unix:${socket}` });
  const admin = readFileSync(join(run, 'admin.token'), 'utf8');
  const { token } = await client.createProcess(admin, {
    name: 'system',
    kind: ProcessKind.SERVICE,
    appId: 'crash',
    capabilities: everything,
  });
  return { pid: child.pid!, client, admin, system: await client.attach(token), process: child };
}

/** Control groups whose name says that this process made them. */
function groupsOf(pid: number): string[] {
  return ['', 'memory', 'pids', 'cpu', 'freezer', 'cpuacct', 'unified'].flatMap((controller) => {
    const folder = join('/sys/fs/cgroup', controller);
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(`agentos-${pid}.`)) : [];
  });
}

const content = (version: number): string => `${version}\n`.repeat(20_000);

test('kill -9 under load: nothing acknowledged is lost, nothing torn, leftovers are swept', async () => {
  const home = mkdtempSync(join(tmpdir(), 'agentos-crash-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const acknowledged = new Map<string, string>();
  const versions = new Map<string, number>();
  const stray: number[] = [];
  const killed: number[] = [];
  let hasSandbox = true;

  for (let round = 0; round < 3; round++) {
    const kernel = await start(home);
    const { system } = kernel;
    const { info } = await system.call('systemInfo', {});
    hasSandbox = info?.host.find(({ name }) => name === 'sandbox')?.enforcement !== Enforcement.UNAVAILABLE;
    expect(killed.flatMap(groupsOf)).toEqual([]);
    expect(killed.flatMap(temporaryOf)).toEqual([]);
    for (const [key, value] of acknowledged) {
      const found = await system.call('kvGet', { namespace: '', key });
      expect([key, found.found && found.value.toString()]).toEqual([key, value]);
    }
    for (const [path, version] of versions) {
      const text = (await system.call('readFile', { path, offset: 0, length: 0 })).data.toString();
      const found = Number.parseInt(text, 10);
      expect(found).toBeGreaterThanOrEqual(version);
      expect(text).toBe(content(found));
    }

    let going = true;
    let writes = 0;
    const lane = async (work: (step: number) => Promise<void>): Promise<void> => {
      for (let step = 0; going; step++) {
        try {
          await work(step);
          writes++;
        } catch (error) {
          if (going) throw error;
        }
      }
    };
    const lanes = [
      ...Array.from({ length: 8 }, (_, number) =>
        lane(async (step) => {
          const key = `${round}/${number}/${step}`;
          await system.call('kvSet', { namespace: '', key, value: Buffer.from(`${key}!`) });
          acknowledged.set(key, `${key}!`);
        }),
      ),
      ...Array.from({ length: 3 }, (_, number) =>
        lane(async (step) => {
          const path = `/home/version-${number}`;
          const version = round * 1_000_000 + step;
          await system.call('writeFile', { ...writeArgs(path, content(version)), truncate: false, replace: true });
          versions.set(path, version);
        }),
      ),
      lane(async () => {
        await system.call('writeFile', writeArgs('/tmp/scratch', content(1)));
      }),
    ];
    if (hasSandbox) {
      for (const text of ['trap "" TERM HUP; setsid sleep 1000 & sleep 1000', '(setsid sleep 1000 &); kill -STOP $$']) {
        const { pid } = await system.call('spawn', script(text));
        await expect
          .poll(async () => (await system.call('processInfo', { pid })).process?.hostTree.length)
          .toBeGreaterThanOrEqual(3);
        stray.push(...((await system.call('processInfo', { pid })).process?.hostTree ?? []));
      }
    }
    while (writes < 300) await new Promise((resolve) => setTimeout(resolve, 5));
    going = false;
    kernel.process.kill('SIGKILL');
    await Promise.all([once(kernel.process, 'exit'), ...lanes]);
    await kernel.client.close();
    killed.push(kernel.pid);
    await expect.poll(() => stray.filter((pid) => !['', 'Z'].includes(hostState(pid)))).toEqual([]);
  }

  expect(acknowledged.size).toBeGreaterThan(100);
  expect(versions.size).toBe(3);
  const last = await start(home);
  expect(killed.flatMap(groupsOf)).toEqual([]);
  expect(killed.flatMap(temporaryOf)).toEqual([]);
  // Half-written replacements of the killed kernels are gone too.
  expect(readdirSync(join(home, 'home')).filter((name) => name.startsWith('.~'))).toEqual([]);
  // A stop that is asked for leaves nothing either, and says so with its exit code.
  last.process.kill('SIGTERM');
  const [code] = await once(last.process, 'exit');
  expect(code).toBe(0);
  expect(groupsOf(last.pid)).toEqual([]);
  expect(
    readdirSync('/dev/shm').filter((name) => name.startsWith('agentos-tmp-') && temporaryOf(last.pid).length > 0),
  ).toEqual([]);
  await last.client.close();
}, 120_000);
