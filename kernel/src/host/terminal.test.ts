import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytes, createTestHost, readAll, readUntil, request, type TestHost, withoutSandbox } from './test-host.ts';

describe.skipIf(withoutSandbox !== '')(`terminals ${withoutSandbox}`, () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await createTestHost();
  });
  afterAll(() => host[Symbol.asyncDispose]());

  test('an interactive shell computes, and its window can be resized', async () => {
    const shell = await host.terminal('bash', ['-i']);
    await readUntil(shell.terminal, '$ ');
    await shell.terminal?.write(bytes('echo is $((6*7))\n'));
    await readUntil(shell.terminal, 'is 42');
    await shell.terminal?.write(bytes('stty size\n'));
    await readUntil(shell.terminal, '24 80');
    shell.resize(33, 101);
    await shell.terminal?.write(bytes('stty size\n'));
    await readUntil(shell.terminal, '33 101');
    await shell.terminal?.write(bytes('exit 5\n'));
    await readAll(shell.terminal);
    expect(await shell.exited).toEqual({ code: 5, signal: 0 });
  });

  test('job control works in a shell: Ctrl+Z, jobs, fg, Ctrl+C', async () => {
    const shell = await host.terminal('bash', ['-i']);
    await readUntil(shell.terminal, '$ ');
    await shell.terminal?.write(bytes('bash -c \'trap "echo back" CONT; echo up; while :; do sleep 0.05; done\'\n'));
    await readUntil(shell.terminal, /up\r\n/);
    await shell.terminal?.write(bytes('\x1a'));
    await readUntil(shell.terminal, 'Stopped');
    await shell.terminal?.write(bytes('fg\n'));
    await readUntil(shell.terminal, /back\r\n/);
    await shell.terminal?.write(bytes('\x03'));
    await readUntil(shell.terminal, '$ ');
    await shell.terminal?.write(bytes('echo still $((20+3))\n'));
    await readUntil(shell.terminal, 'still 23');
    await shell.killTree();
    shell.terminal?.close();
  });

  test('Ctrl+C reaches a program without a shell, which may catch it and go on', async () => {
    const program = [
      'import signal',
      'for turn in range(2):',
      '  try:',
      '    print("ready", flush=True)',
      '    signal.pause()',
      '  except KeyboardInterrupt: print("caught", flush=True)',
      'print("done")',
    ].join('\n');
    const python = await host.terminal('python3', ['-c', program]);
    for (let turn = 0; turn < 2; turn++) {
      await readUntil(python.terminal, 'ready');
      await python.terminal?.write(bytes('\x03'));
      await readUntil(python.terminal, 'caught');
    }
    expect(await readAll(python.terminal)).toContain('done');
    expect(await python.exited).toEqual({ code: 0, signal: 0 });
  });

  test('Ctrl+C ends a program that does not catch it, and the status says so', async () => {
    const cat = await host.terminal('cat', []);
    await cat.terminal?.write(bytes('ready\n'));
    await readUntil(cat.terminal, /ready\r\nready\r\n/);
    await cat.terminal?.write(bytes('\x03'));
    expect(await cat.exited).toEqual({ code: -1, signal: 2 });
    cat.terminal?.close();
  });

  test('Ctrl+Z does not strand a program that nobody could bring back', async () => {
    const sleeper = await host.terminal('sh', ['-c', 'echo ready; read line; echo got $line']);
    await readUntil(sleeper.terminal, 'ready');
    await sleeper.terminal?.write(bytes('\x1aword\n'));
    expect(await readAll(sleeper.terminal)).toContain('got');
    expect(await sleeper.exited).toEqual({ code: 0, signal: 0 });
  });

  test('a signal reaches the program, not the monitor of its sandbox', async () => {
    const program = await host.terminal('bash', [
      '-c',
      'trap "echo terminated; exit 7" TERM; echo ready; while :; do sleep 0.05; done',
    ]);
    await readUntil(program.terminal, 'ready');
    program.signal(15);
    expect(await readAll(program.terminal)).toContain('terminated');
    expect(await program.exited).toEqual({ code: 7, signal: 0 });
  });

  test('SIGINT goes to what runs in the foreground of a shell, which stays', async () => {
    const shell = await host.terminal('bash', ['-i']);
    await readUntil(shell.terminal, '$ ');
    await shell.terminal?.write(bytes('echo go; cat\n'));
    await readUntil(shell.terminal, /go\r\n/);
    await shell.terminal?.write(bytes('up\n'));
    await readUntil(shell.terminal, /up\r\nup\r\n/);
    shell.signal(2);
    await readUntil(shell.terminal, '$ ');
    await shell.terminal?.write(bytes('echo code $?; cd /usr/bin; echo moved\n'));
    await readUntil(shell.terminal, 'code 130');
    await readUntil(shell.terminal, /moved\r\n/);
    expect(shell.workingDirectory()).toBe('/usr/bin');
    await shell.killTree();
    shell.terminal?.close();
  });

  test('a closed terminal ends the program', async () => {
    const shell = await host.terminal('bash', ['-i']);
    await readUntil(shell.terminal, '$ ');
    shell.terminal?.close();
    const { signal } = await shell.exited;
    expect(signal).toBeGreaterThan(0);
    expect(shell.tree()).toEqual([]);
    expect(shell.workingDirectory()).toBeUndefined();
    await expect(shell.terminal?.write(bytes('x'))).rejects.toMatchObject({ code: 'EPIPE' });
  });

  test('output that nobody reads stops the program instead of filling the memory', async () => {
    const flood = await host.terminal('sh', ['-c', 'echo ready; exec cat /dev/zero']);
    await readUntil(flood.terminal, 'ready');
    const before = process.memoryUsage.rss();
    let cpu = -1;
    // Blocked in its write, the program uses no more CPU time.
    for (let still = 0; still < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = flood.usage().cpuNs;
      still = now === cpu ? still + 1 : 0;
      cpu = now;
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
    expect((await flood.terminal!.read(1000)).length).toBeGreaterThan(0);
    await flood.killTree();
    flood.terminal?.close();
  });

  test('a pending read can be given up without losing what comes later', async () => {
    const cat = await host.terminal('cat', []);
    const abort = new AbortController();
    const pending = cat.terminal!.read(10, abort.signal);
    abort.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
    await cat.terminal?.write(bytes('later\n'));
    await readUntil(cat.terminal, 'later');
    await cat.killTree();
    cat.terminal?.close();
  });

  test('a full-screen program sees a terminal of its own', async () => {
    const shell = await host.terminal('bash', ['-c', 'test -t 0 && test -t 1 && echo TERM=$TERM; printf x > /dev/tty']);
    const seen = await readAll(shell.terminal);
    expect(seen).toContain('TERM=xterm-256color');
    expect(seen).toContain('x');
  });

  test('a missing program is an error, not a silent end', async () => {
    const before = openDescriptors();
    await expect(host.terminal('no-such-program', [])).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(host.terminal('/home/none', [])).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(host.terminal('/etc/passwd', [])).rejects.toMatchObject({ code: 'EACCES' });
    await expect(host.backend.launch({ ...request('true', []), workingDirectory: '/nowhere' })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(openDescriptors()).toBeLessThanOrEqual(before);
  });
});

function openDescriptors(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}
