/** Terminals over a real kernel and real sandboxed programs. Needs a host that can sandbox. */
import { decodeTty, encodeTty, TTY_SUBPROTOCOL, TTY_WINDOW_BYTES } from '@agentos/protocol';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestSocket } from '../src/testing/socket.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let sandboxReason = '';
beforeAll(async () => {
  system = await TestSystem.start();
  const { json } = await system.request('GET', '/health');
  const sandbox = json.host.find((row: { name: string }) => row.name === 'sandbox');
  if (sandbox?.enforcement !== 'enforced') sandboxReason = sandbox?.reason ?? 'no sandbox';
});
afterAll(() => system?.stop());

beforeEach(async () => {
  const { json } = await system.request('GET', '/apps');
  for (const app of json.apps) await system.request('DELETE', `/apps/${app.id}`);
});

const onSandbox = test.extend('sandbox', { auto: true }, ({ skip }) => {
  if (sandboxReason !== '') skip(`this host cannot sandbox: ${sandboxReason}`);
  return true;
});

function terminal(id: string, acknowledge = true) {
  const socket: TestSocket = system.socket(`/apps/${id}/tty`, TTY_SUBPROTOCOL);
  const messages = () => socket.received.map((each) => decodeTty(each));
  const text = (): string =>
    Buffer.concat(messages().map((each) => (each?.type === 'data' ? each.bytes : Buffer.alloc(0)))).toString();
  if (acknowledge) {
    socket.raw.on('message', (data: Buffer) => {
      const message = decodeTty(data);
      if (message?.type === 'data') socket.send(encodeTty({ type: 'acknowledge', bytes: message.bytes.length }));
    });
  }
  return {
    socket,
    text,
    exit: () => messages().find((each) => each?.type === 'exit'),
    type: (input: string) => socket.send(encodeTty({ type: 'data', bytes: Buffer.from(input) })),
  };
}

onSandbox('typing, output, resize and exit', async () => {
  const app = await system.launch('sh');
  expect(app.process).toMatchObject({ running: true, exit_code: null });
  const tty = terminal(app.id);
  await tty.socket.opened();
  tty.socket.send(encodeTty({ type: 'resize', rows: 33, columns: 101 }));
  tty.type('echo $((6*7)); stty size\n');
  await tty.socket.until(() => tty.text().includes('42') && tty.text().includes('33 101'));
  tty.type('exit 5\n');
  await tty.socket.until(() => tty.socket.closed !== undefined);
  expect(tty.exit()).toEqual({ type: 'exit', code: 5 });
  const { json } = await system.request('GET', '/apps');
  expect(json.apps.find((each: { id: string }) => each.id === app.id).process).toMatchObject({
    running: false,
    exit_code: 5,
  });
});

onSandbox(
  'a reload shows the output again; the program went on; restart starts it anew in the same window',
  async () => {
    const app = await system.launch('sh');
    const first = terminal(app.id);
    await first.socket.opened();
    first.type('MARK=kept; echo before-$((1+1))\n');
    await first.socket.until(() => first.text().includes('before-2'));
    await first.socket.close();
    const second = terminal(app.id);
    await second.socket.until(() => second.text().includes('before-2'));
    second.type('echo still-$MARK\n');
    await second.socket.until(() => second.text().includes('still-kept'));
    expect((await system.request('POST', `/apps/${app.id}/restart`, {})).json.code).toBe('EBUSY');
    second.type('exit\n');
    await second.socket.until(() => second.exit() !== undefined);
    expect((await system.request('POST', `/apps/${app.id}/restart`, {})).status).toBe(200);
    const third = terminal(app.id);
    await third.socket.until(() => third.text().includes('still-kept'));
    third.type('echo anew-$MARK.\n');
    await third.socket.until(() => third.text().includes('anew-.'));
    await third.socket.close();
  },
);

onSandbox('a viewer that does not acknowledge gets one window and no more', async () => {
  const app = await system.launch('sh');
  const tty = terminal(app.id, false);
  await tty.socket.opened();
  tty.type('yes\n');
  await tty.socket.until(() => tty.text().length >= TTY_WINDOW_BYTES);
  await system.request('GET', '/apps');
  expect(tty.text().length).toBe(TTY_WINDOW_BYTES);
  tty.socket.send(encodeTty({ type: 'acknowledge', bytes: TTY_WINDOW_BYTES }));
  await tty.socket.until(() => tty.text().length === 2 * TTY_WINDOW_BYTES);
  tty.type('\x03');
  await system.request('DELETE', `/apps/${app.id}`);
});

onSandbox('closing the window ends the program and its children', async () => {
  const app = await system.launch('sh');
  const tty = terminal(app.id);
  await tty.socket.opened();
  tty.type('sleep 4321 & sleep 4322 & echo started-$((1+1))\n');
  await tty.socket.until(() => tty.text().includes('started-2'));
  const pids = async () =>
    (await system.services.system.kernel.self.call('processInfo', { pid: app.sandbox_pid })).process?.hostTree ?? [];
  const tree = await pids();
  expect(tree.length).toBeGreaterThan(2);
  await system.request('DELETE', `/apps/${app.id}`);
  const { existsSync } = await import('node:fs');
  expect(tree.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  await tty.socket.until(() => tty.socket.closed !== undefined);
});

onSandbox('a headless program gives both its outputs and its exit code', async () => {
  const app = await system.launch('three');
  const tty = terminal(app.id);
  await tty.socket.until(() => tty.exit() !== undefined);
  expect(tty.exit()).toEqual({ type: 'exit', code: 3 });
  expect(tty.text()).toContain('out');
  expect(tty.text()).toContain('err');
});

onSandbox('the tools of a terminal reach it for its own app and its parent only', async () => {
  const app = await system.launch('sh');
  expect((await system.tool('terminal.write', { app_id: app.id, text: "echo to''ol-$((1+1))\n" })).json.success).toBe(
    true,
  );
  const tty = terminal(app.id);
  await tty.socket.until(() => tty.text().includes('tool-2'));
  const read = await system.tool('terminal.read', { app_id: app.id }, app.id);
  expect(read.json.data).toMatchObject({ running: true, exit_code: null });
  const stranger = await system.launch('launcher');
  expect((await system.tool('terminal.write', { app_id: app.id, text: 'x' }, stranger.id)).json.code).toBe('EPERM');
  expect((await system.tool('terminal.signal', { app_id: app.id, signal: 9 })).json.success).toBe(true);
  await tty.socket.until(() => tty.exit() !== undefined);
  expect(tty.exit()).toEqual({ type: 'exit', code: -1 });
});

onSandbox('a saved session brings the scrollback back above a fresh program', async () => {
  const app = await system.launch('sh');
  const tty = terminal(app.id);
  await tty.socket.opened();
  tty.type("echo re''member-$((2+3))\n");
  await tty.socket.until(() => tty.text().includes('remember-5'));
  const { id } = (await system.request('POST', '/sessions/save', { name: 'term' })).json.session;
  const { workspace } = (await system.request('POST', `/sessions/${id}/restore`, {})).json;
  const back = workspace.apps.find((each: { package_id: string }) => each.package_id === 'sh');
  expect(back.id).not.toBe(app.id);
  const again = terminal(back.id);
  await again.socket.until(() => again.text().includes('remember-5'));
  again.type('echo fresh-$((3+4))\n');
  await again.socket.until(() => again.text().includes('fresh-7'));
});

test('a socket without the subprotocol, or to an app without a program, is closed with a reason', async () => {
  const plain = await system.launch('plain');
  const none = system.socket(`/apps/${plain.id}/tty`, TTY_SUBPROTOCOL);
  await none.until(() => none.closed?.code === 4004);
});

test('where nothing can be sandboxed, health says why, launching a program fails aloud, and all else works', async () => {
  const bare = await TestSystem.start({ env: { PATH: '/nonexistent' } });
  try {
    const { host } = (await bare.request('GET', '/health')).json;
    const sandbox = host.find((row: { name: string }) => row.name === 'sandbox');
    expect(sandbox.enforcement).toBe('unavailable');
    expect(sandbox.reason.length).toBeGreaterThan(10);
    const answer = await bare.request('POST', '/registry/apps/sh/launch', {});
    expect([answer.status >= 400, answer.json.success]).toEqual([true, false]);
    expect((await bare.request('GET', '/apps')).json.apps).toEqual([]);
    expect((await bare.launch('plain')).sandbox_pid).toBeGreaterThan(0);
  } finally {
    await bare.stop();
  }
});
