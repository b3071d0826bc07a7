/** The schemas of the language, as an editor fetches them. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaNames } from '../src/http/routes/schemas.ts';
import { send } from '../src/testing/request.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start();
});
afterAll(() => system?.stop());

test.each(schemaNames)('%s is what stands in the project', async (name) => {
  const answer = await send(system.services.port, { method: 'GET', path: `/schemas/${name}` });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, expect.stringContaining('schema+json')]);
  expect(answer.text).toBe(readFileSync(new URL(`../../blueprint/schema/${name}`, import.meta.url), 'utf8'));
});

test.each(['nope.json', 'signatures.txt', '..%2f..%2fpackage.json', '__proto__'])(
  '%s is none of them',
  async (name) => {
    const answer = await send(system.services.port, { method: 'GET', path: `/schemas/${name}` });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('"name": "');
  },
);
