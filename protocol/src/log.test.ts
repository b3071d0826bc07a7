import { expect, test } from 'vitest';
import { createLog, removed } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): {
  lines: Record<string, unknown>[];
  text: string;
} {
  const written: string[] = [];
  const log = createLog('test', { level: 'trace', to: { write: (line) => written.push(line) } });
  write(log);
  const text = written.join('');
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { lines, text };
}

const secret = 'S3cr3tValue_0123456789';

test.each([
  ['a token', { token: secret }],
  ['the header of a request', { headers: { authorization: `Bearer ${secret}`, cookie: `agentos-8000=${secret}` } }],
  ['a cookie that is set', { reply: { 'set-cookie': [`agentos-8000=${secret}; HttpOnly`] } }],
  ['a password, deep inside', { a: { b: [{ c: { newPassword: secret } }] } }],
  ['an administrator token', { adminToken: secret }],
  ['an API key under any spelling', { apiKey: secret, api_key: secret, 'x-api-key': secret }],
  ['the environment of a program', { program: { env: { HOME: secret, LANG: secret } } }],
  ['an environment as a list', { env: [`A=${secret}`] }],
  ['a bearer token in a text', { reason: `refused Bearer ${secret} at once` }],
  ['a sign-in address', { url: `http://localhost:8000/#token=${secret}` }],
  ['a query', { url: `/x?token=${secret}&y=1` }],
  ['a name and a password in an address', { url: `http://me:${secret}@host/` }],
  ['bytes', { data: Buffer.from(secret) }],
])('no line holds %s', (_, fields) => {
  const { text, lines } = logged((log) => {
    log.info(fields, 'something');
    log.child(fields).warn('something');
    log.error({ inner: fields }, 'something');
  });
  expect(lines).toHaveLength(3);
  expect(text).not.toContain(secret);
});

test('messages and errors are cleaned too, with their causes', () => {
  const { text, lines } = logged((log) => {
    log.info(`signed in with Bearer ${secret}`);
    log.error({ err: new Error(`token=${secret}`, { cause: new Error(`Bearer ${secret}`) }) }, 'failed');
    log.error(Object.assign(new Error('failed'), { token: secret, request: { authorization: secret } }));
  });
  expect(text).not.toContain(secret);
  expect(lines).toHaveLength(3);
  expect(lines[1]!.err).toMatchObject({ type: 'Error', message: expect.stringContaining(removed) });
  expect(JSON.stringify(lines[1]!.err)).toContain('log.test.ts');
});

test('what is no secret stays as it is', () => {
  const fields = {
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    tokens_in: 12,
    tokensOut: 3,
    method: 'GET',
    route: '/auth/tokens',
    list: [1, 'two', null, true],
    nothing: null,
    environments: 2,
  };
  const { lines } = logged((log) => log.info(fields, 'a message about a token'));
  expect(lines[0]).toMatchObject({ ...fields, name: 'test', msg: 'a message about a token', level: 30 });
  expect(typeof lines[0]!.time).toBe('string');
});

test('what contains itself, and what is very deep, are cut', () => {
  const circle: Record<string, unknown> = { name: 'circle' };
  circle.self = circle;
  const { lines } = logged((log) => log.info({ circle }, 'round'));
  expect(lines).toHaveLength(1);
});
