import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bytes,
  createTestHost,
  profile,
  readAll,
  readUntil,
  request,
  type TestHost,
  withoutSandbox,
} from './test-host.ts';

describe.skipIf(withoutSandbox !== '')(`programs and their children ${withoutSandbox}`, () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await createTestHost();
  });
  afterAll(() => host[Symbol.asyncDispose]());

  test('pipes carry input, output and errors apart, whatever their size', async () => {
    const program = await host.script('head -c 3000000 /dev/zero | tr "\\0" x; echo problem >&2; cat');
    const output = readAll(program.stdout);
    await program.stdin?.write(bytes('input'));
    program.stdin?.close();
    expect(await readAll(program.stderr)).toBe('problem\n');
    expect(await output).toBe(`${'x'.repeat(3_000_000)}input`);
    expect(await program.exited).toEqual({ code: 0, signal: 0 });
  });

  test('writing to a program that has ended fails with EPIPE', async () => {
    const program = await host.script('read line');
    await expect(
      (async () => {
        for (let i = 0; i < 100; i++) await program.stdin?.write(Buffer.alloc(65_536, '\n'));
      })(),
    ).rejects.toMatchObject({ code: 'EPIPE' });
    await program.killTree();
  });

  test('a write waits for a slow reader and can be given up', async () => {
    const program = await host.script('sleep 10');
    const abort = new AbortController();
    const write = program.stdin?.write(Buffer.alloc(1024 * 1024), abort.signal);
    setTimeout(() => abort.abort(new Error('too slow')), 50);
    await expect(write).rejects.toThrow('too slow');
    await program.killTree();
  });

  test.each([
    ['exit 0', { code: 0, signal: 0 }],
    ['exit 42', { code: 42, signal: 0 }],
    ['exit 255', { code: 255, signal: 0 }],
    ['kill -9 $$', { code: -1, signal: 9 }],
    ['kill -SEGV $$', { code: -1, signal: 11 }],
  ])('%s is reported as it was', async (text, status) => {
    expect(await host.run(text)).toMatchObject(status);
  });

  test('a program that the host cannot execute says so', async () => {
    const { code, output } = await host.run(
      'printf "#!/no/such/interpreter\\n" > /tmp/x; chmod +x /tmp/x; exec /tmp/x',
    );
    expect(code).toBeGreaterThan(0);
    expect(output).toContain('/tmp/x');
  });

  test('a program without standard streams runs', async () => {
    const program = await host.backend.launch({
      ...request('sh', ['-c', 'cat; exit 3']),
      standardIo: { kind: 'none' },
    });
    expect(await program.exited).toEqual({ code: 3, signal: 0 });
  });

  test('the end of the program is the end of what it left behind', async () => {
    const program = await host.script('setsid sleep 1000 & sleep 1000 & echo up; exit 0');
    await readUntil(program.stdout, 'up');
    const tree = program.tree();
    await program.exited;
    expect(tree.filter(isAlive)).toEqual([]);
  });

  test('killing the tree ends every process: stopped, daemonised, ignoring signals', async () => {
    const program = await host.script(`
      trap "" TERM INT HUP
      for i in 1 2 3 4 5 6; do sleep 1000 & done
      for i in 1 2 3 4 5 6; do setsid sh -c 'sleep 1000 & sleep 1000' & done
      (setsid sh -c '(sleep 1000 &) &')
      sleep 1001 & kill -STOP $!
      echo up; wait`);
    await readUntil(program.stdout, 'up');
    await expect.poll(() => program.tree().length).toBeGreaterThanOrEqual(23);
    await expect.poll(() => program.tree().filter((pid) => state(pid) === 'T').length).toBe(1);
    const tree = program.tree();
    const start = performance.now();
    await program.killTree();
    expect(tree.filter(isAlive)).toEqual([]);
    expect(program.tree()).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(await program.exited).toEqual({ code: -1, signal: 9 });
    await program.killTree();
  });

  test('stop and continue reach the whole tree, and leave a stopped job stopped', async () => {
    const program = await host.script('sleep 1000 & kill -STOP $!; sleep 1000 & echo up; wait');
    await readUntil(program.stdout, 'up');
    await expect.poll(() => program.tree().filter((pid) => state(pid) === 'T').length).toBe(1);
    program.signal(19);
    await expect
      .poll(() =>
        program
          .tree()
          .slice(1)
          .every((pid) => state(pid) === 'T'),
      )
      .toBe(true);
    program.signal(18);
    await expect.poll(() => program.tree().filter((pid) => state(pid) === 'T').length).toBe(1);
    program.signal(19);
    await program.killTree();
  });

  test('CPU time and memory of the whole tree are accounted', async () => {
    const program = await host.script('(timeout 0.4 sh -c "while :; do :; done"); echo worked; sleep 10');
    await readUntil(program.stdout, 'worked');
    const { cpuNs, memoryBytes } = program.usage();
    expect(cpuNs).toBeGreaterThan(20e6);
    expect(memoryBytes).toBeGreaterThan(1024 * 1024);
    await program.killTree();
    expect(program.usage().cpuNs).toBeGreaterThanOrEqual(cpuNs);
  });

  test('closing the backend ends what runs and refuses what comes', async () => {
    const other = await createTestHost({ bootId: 'closing' });
    const program = await other.script('echo up; sleep 1000');
    await readUntil(program.stdout, 'up');
    const tree = program.tree();
    await other[Symbol.asyncDispose]();
    expect(tree.filter(isAlive)).toEqual([]);
    await expect(other.backend.launch(request('true', []))).rejects.toMatchObject({ code: 'EAGAIN' });
  });

  test('when the kernel is killed, its programs end with it', async () => {
    const script = fileURLToPath(new URL('./killed-kernel.ts', import.meta.url));
    const kernel = execFile(process.execPath, [script]);
    const { home, tree }: { home: string; tree: number[] } = await new Promise((resolve) => {
      kernel.stdout?.once('data', (text: string) => resolve(JSON.parse(text)));
    });
    expect(tree.length).toBeGreaterThanOrEqual(4);
    expect(tree.every(isAlive)).toBe(true);
    kernel.kill('SIGKILL');
    await expect.poll(() => tree.filter((pid) => !['', 'Z'].includes(state(pid)))).toEqual([]);
    await rm(home, { recursive: true });
  });

  test('fifty launches leave nothing behind', async () => {
    await host.run('true');
    expect(groupsOf(process.pid)).toEqual([]);
    const before = traces();
    for (let round = 0; round < 10; round++) {
      const runs = Array.from({ length: 4 }, () => host.run('sleep 1000 & echo x', { profile: profile([]) }));
      const terminal = await host.terminal('bash', ['-c', 'echo x']);
      await Promise.all([...runs, readAll(terminal.terminal), terminal.exited]);
    }
    await expect.poll(() => traces()).toEqual(before);
  });
});

/** What a launch could leave on this machine. */
function traces() {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean);
  return {
    // Identities that stay ready keep their user namespaces open.
    descriptors: readdirSync('/proc/self/fd').filter((fd) => !isNamespace(fd)).length,
    children: children.length,
    mounts: readFileSync('/proc/self/mountinfo', 'latin1').split('\n').length,
    groups: groupsOf(process.pid),
  };
}

function isNamespace(fd: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).startsWith('user:');
  } catch {
    return true;
  }
}

/** Groups of single sandboxes; the one that holds them stays as long as the kernel. */
function groupsOf(pid: number): string[] {
  return ['memory', 'pids', 'cpu', ''].flatMap((controller) => {
    const folder = join('/sys/fs/cgroup', controller);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      new RegExp(`-test-${pid}-\\d+/\\d+$`).test(name),
    );
  });
}

function state(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return line.charAt(line.lastIndexOf(')') + 2);
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  return state(pid) !== '';
}
