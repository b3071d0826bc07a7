import { once } from 'node:events';
import { chmod, lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestHost,
  profile,
  readUntil,
  request,
  searchPath,
  silent,
  type TestHost,
  withoutSandbox,
} from './test-host.ts';

const asRoot = process.getuid?.() === 0;

describe.skipIf(withoutSandbox !== '')(`isolation ${withoutSandbox}`, () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await createTestHost();
    await writeFile(join(host.home, 'run', 'admin.token'), 'secret-token', { mode: 0o600 });
    await chmod(host.home, 0o700);
  });
  afterAll(() => host[Symbol.asyncDispose]());

  /** Granted as it is when an app may use the whole home. */
  const wholeHome = () => profile([{ host: join(host.home, 'home'), inside: '/home', writable: true }]);

  test.each([
    ['the password file', 'cat /etc/shadow'],
    ['the private keys of root', 'ls /root/.ssh'],
    ['the real home', `ls ${homedir()}`],
    ['the host root', 'ls /proc/1/root/root'],
    ['system settings', 'echo 1 > /proc/sys/kernel/hostname'],
    ['system programs', 'touch /usr/bin/x'],
    ['the root folder', 'touch /x'],
    ['/etc', 'touch /etc/x'],
    ['device nodes', 'touch /dev/x || mknod /tmp/m c 1 1'],
    ['raw disks', 'ls /dev/vda /dev/sda /dev/mem /dev/kmsg'],
    ['host devices and buses', 'ls /sys/class /run/dbus /var/run/docker.sock'],
    ['mounting', 'mount -t tmpfs none /tmp'],
    ['new user namespaces', 'unshare -U true'],
  ])('a program does not get at %s', async (_, command) => {
    const { output, code } = await host.run(`${command} 2>/dev/null && echo reached`, { profile: wholeHome() });
    expect(output).not.toContain('reached');
    expect(code).not.toBe(0);
  });

  test('no path inside leads to the run directory or the token', async () => {
    const { output } = await host.run(
      `cat ${host.home}/run/admin.token; cat /home/../run/admin.token; grep -rl secret-token / 2>/dev/null --exclude-dir=proc --exclude-dir=usr; echo end`,
      { profile: wholeHome() },
    );
    expect(output).not.toContain('secret-token');
    expect(output).toContain('end');
  });

  test('a program sees its own processes only', async () => {
    const { output } = await host.run(`ls /proc | grep -c "^[0-9]"; kill -0 ${process.pid} && echo reached`);
    expect(Number(output.split('\n')[0])).toBeLessThan(8);
    expect(output).not.toContain('reached');
  });

  test('a program does not reach a server on this machine', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).end('hello'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const connect = `(exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null && echo connected || echo refused`;
    expect((await host.run(connect)).output.trim()).toBe('refused');
    const shared = await host.run(connect, { profile: { ...profile([]), network: 'shared' } });
    expect(shared.output.trim()).toBe('connected');
    server.close();
  });

  test('it runs as an ordinary user without privileges', async () => {
    const { output } = await host.run(
      'id -u; id -un; grep -E "^(CapEff|CapBnd|NoNewPrivs)" /proc/self/status; hostname',
    );
    expect(output).toMatch(/^1000\nowner\n/);
    expect(output).toMatch(/CapEff:\s+0+\n/);
    expect(output).toMatch(/CapBnd:\s+0+\n/);
    expect(output).toMatch(/NoNewPrivs:\s+1/);
    expect(output).toContain('agentos\n');
  });

  test('a program inherits no descriptors and no variables of ours', async () => {
    process.env.HOST_SECRET = 'leaked';
    const { output } = await host.run('ls /proc/self/fd; env', { environment: { GREETING: 'hello world' } });
    delete process.env.HOST_SECRET;
    expect(output.split('\n').slice(0, 5)).toEqual(['0', '1', '2', '3', expect.stringMatching(/\D/)]);
    expect(output).not.toContain('leaked');
    expect(output).toContain('GREETING=hello world');
    expect(output).toContain('HOME=/home');
  });

  test('variables do not show on the command line, and a loader variable does not reach the launcher', async () => {
    const library = join(host.home, 'home', 'evil.so');
    await writeFile(library, 'not a library');
    const process = await host.script('echo up; sleep 10', {
      environment: { TOKEN: 'in-the-environment', LD_PRELOAD: library },
    });
    await readUntil(process.stdout, 'up');
    for (const pid of process.tree()) {
      expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('in-the-environment');
    }
    await process.killTree();
  });

  test('what is granted is there, read-only or not, and what a program writes is seen outside', async () => {
    const documents = join(host.home, 'home', 'Documents');
    const pictures = join(host.home, 'home', 'Pictures');
    const { prepareSharedTree } = await import('./index.ts');
    for (const folder of [documents, pictures]) {
      await mkdir(folder);
      await writeFile(join(folder, 'note'), 'from outside', { mode: 0o600 });
      await prepareSharedTree(folder);
    }
    const granted = profile([
      { host: documents, inside: '/home/Documents', writable: true },
      { host: pictures, inside: '/home/Pictures', writable: false },
    ]);
    const { output } = await host.run(
      'cat Documents/note Pictures/note; echo; ls; umask 077; echo new > Documents/made; echo more >> Documents/note; chmod 640 Documents/note; touch -d 2001-01-01 Documents/note; stat -c %U Documents/made; echo x > Pictures/made; echo y >> Pictures/note',
      { profile: granted },
    );
    expect(output).toContain('from outsidefrom outside\nDocuments\nPictures\nowner\n');
    expect(output.match(/Read-only file system/g)).toHaveLength(2);
    expect(await readFile(join(documents, 'made'), 'utf8')).toBe('new\n');
    expect(await readFile(join(documents, 'note'), 'utf8')).toBe('from outsidemore\n');
    expect((await lstat(join(documents, 'made'))).uid).toBe((await lstat(documents)).uid);
    // A later sandbox, with another user id, works on files that were private to the first.
    const second = await host.run('cat Documents/made; echo again >> Documents/made; rm Documents/note', {
      profile: granted,
    });
    expect(second).toMatchObject({ output: 'new\n', code: 0 });
    expect(await readFile(join(documents, 'made'), 'utf8')).toBe('new\nagain\n');
  });

  test('a granted home does not show the private folders of apps, but its own', async () => {
    const apps = join(host.home, 'home', '.apps');
    const { prepareSharedTree } = await import('./index.ts');
    for (const app of ['mine', 'other']) {
      await mkdir(join(apps, app));
      await writeFile(join(apps, app, 'data'), `data of ${app}`);
    }
    await prepareSharedTree(apps);
    const { output } = await host.run('ls /home/.apps; cat /home/.apps/mine/data /home/.apps/other/data', {
      profile: profile([
        { host: join(apps, 'mine'), inside: '/home/.apps/mine', writable: true },
        { host: join(host.home, 'home'), inside: '/home', writable: true },
      ]),
    });
    expect(output).toContain('mine\n');
    expect(output).toContain('data of mine');
    expect(output).not.toContain('data of other');
  });

  test('shipped programs can be shown read-only and run', async () => {
    const apps = join(host.home, 'shipped');
    await mkdir(apps);
    await writeFile(join(apps, 'hello'), '#!/bin/sh\necho hello from $0\n', { mode: 0o700 });
    const { output } = await host.run('/apps/hello; touch /apps/x', {
      profile: profile([{ host: apps, inside: '/apps', writable: false }]),
    });
    expect(output).toContain('hello from /apps/hello');
    expect(output).toContain('Read-only file system');
  });

  test('a folder that became a symbolic link is not granted', async () => {
    const link = join(host.home, 'home', 'innocent');
    await symlink('/root', link);
    await expect(
      host.run('true', { profile: profile([{ host: link, inside: '/home/innocent', writable: true }]) }),
    ).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('a data folder behind a symbolic link of the owner works', async () => {
    const link = `${host.home}-link`;
    await symlink(host.home, link);
    const { createHostBackend } = await import('./index.ts');
    const backend = await createHostBackend({
      runDirectory: join(link, 'run'),
      homeDirectory: link,
      bootId: 'link',
      cgroupRoot: '/sys/fs/cgroup',
      path: searchPath,
      log: silent,
    });
    const bind = { host: join(link, 'home'), inside: '/home', writable: true };
    const started = await backend.launch({ ...request('sh', ['-c', 'echo x > linked']), profile: profile([bind]) });
    expect(await started.exited).toEqual({ code: 0, signal: 0 });
    expect(await readFile(join(host.home, 'home', 'linked'), 'utf8')).toBe('x\n');
    await backend.close();
    await rm(link);
  });

  test('grants that would show the kernel itself are refused', async () => {
    const grants: [string, string][] = [
      [join(host.home, 'run'), '/home/run'],
      [host.home, '/home/all'],
      ['/', '/home/root'],
      [join(host.home, 'home'), '/etc'],
      [join(host.home, 'home'), '/usr/local'],
      [join(host.home, 'home'), '/home/../x'],
      ['relative', '/home/x'],
    ];
    for (const [path, inside] of grants) {
      await expect(
        host.backend.launch({ ...request('true', []), profile: profile([{ host: path, inside, writable: false }]) }),
      ).rejects.toMatchObject({ code: expect.stringMatching(/^(EACCES|EINVAL)$/) });
    }
  });

  test('words with NUL bytes and senseless limits are refused', async () => {
    const bad = [
      { arguments: ['a\0b'] },
      { executable: 'bash\0x' },
      { environment: { A: 'b\0c' } },
      { environment: { 'A=B': 'c' } },
      { workingDirectory: '/home\0/x' },
      { profile: profile([], { memoryBytes: 0 }) },
      { profile: profile([], { processes: Number.NaN }) },
    ];
    for (const more of bad) {
      await expect(host.backend.launch({ ...request('bash', []), ...more })).rejects.toMatchObject({ code: 'EINVAL' });
    }
  });

  test.skipIf(!asRoot)('as root, two sandboxes run as two users, neither of them root', async () => {
    const [first, second] = await Promise.all([host.script('echo up; sleep 10'), host.script('echo up; sleep 10')]);
    await Promise.all([first, second].map((one) => readUntil(one.stdout, 'up')));
    const users = await Promise.all([first, second].map(async (one) => (await lstat(`/proc/${one.tree()[1]}`)).uid));
    expect(new Set(users).size).toBe(2);
    expect(Math.min(...users)).toBeGreaterThan(1_900_000_000);
    const groups = await readFile(`/proc/${first.tree()[1]}/status`, 'utf8');
    expect(/^Groups:[^\S\n]*(.*)$/m.exec(groups)?.[1]?.trim()).toBe('');
    await Promise.all([first, second].map((one) => one.killTree()));
  });
});
