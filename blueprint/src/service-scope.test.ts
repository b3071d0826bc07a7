/** What `services` keeps a tool to, also where a call leaves things unsaid, and what becomes of a limit that is written wrong. */
import { findTool } from '@agentos/tools';
import { describe, expect, test } from 'vitest';
import { derivePermissions, repairDocument, upgradeBlueprint } from './index.ts';
import type { JsonObject } from './json.ts';
import { serviceRefusal, serviceScopes } from './service-scope.ts';
import { validateBlueprint } from './validate.ts';

const refusal = (services: Parameters<typeof serviceScopes>[0], id: string, args: JsonObject) => {
  const tool = findTool(id);
  if (tool === undefined) throw new Error(`no tool ${id}`);
  return serviceRefusal(serviceScopes(services), tool, args);
};
const click = (handler: unknown, rest: object = {}) => ({
  app: { id: 'a', name: 'A', permissions: ['STANDARD', 'READ_FILE', 'LIST_DIRECTORY'] },
  data: { path: '', secret: '' },
  ...rest,
  ui: { title: 'A', components: [{ type: 'button', props: { text: 'x' }, on_event: { click: handler } }] },
});

describe('a root', () => {
  const services = [{ search: { root: '/home/Books' } }];
  test('holds for the folder that a tool takes when none is said', () => {
    expect(refusal(services, 'search.content', { query: 'x' })).toMatchObject({ code: 'service-refused' });
    expect(refusal(services, 'search.all', { query: 'x', limit: 5 })).toMatchObject({ code: 'service-refused' });
    expect(refusal(services, 'search.files', { query: 'x', path: '/home/Books/A' })).toBe(null);
    const result = validateBlueprint(click({ tool: 'search.content', args: { query: 'x' } }, { services }));
    expect(!result.ok && result.issues.map(({ code }) => code)).toContain('service-refused');
  });
  test('what is left unsaid is asked for as the tool takes it, not as its example says', () => {
    const document = validateBlueprint(
      click({ tool: 'search.files', args: { query: '=secret' } }, { services: ['search'] }),
    );
    if (!document.ok) throw new Error(JSON.stringify(document.issues));
    expect(derivePermissions(document.blueprint).map(({ capability }) => capability)).toEqual(['LIST_DIRECTORY:/home']);
  });
  test('of the family in which a tool is, whatever name it is called by', () => {
    const own = [{ filesystem: { root: '/home/Books' } }, 'search'];
    const document = validateBlueprint(
      click({ tool: 'filesystem.search_content', args: { query: 'x', path: '=path' } }, { services: own }),
    );
    if (!document.ok) throw new Error(JSON.stringify(document.issues));
    expect(derivePermissions(document.blueprint).map(({ capability }) => capability)).toEqual([
      'LIST_DIRECTORY',
      'READ_FILE',
    ]);
  });
});

describe('a limit that is written wrong is not lifted', () => {
  const reads = { tool: 'filesystem.read', args: { path: '=path' } };
  test.each([
    ['a word that nobody knows', { filesystem: { root: '/home/Books', write: false } }],
    ['a folder that is no path', { filesystem: { root: 'Books' } }],
    ['a home that is no path', { filesystem: { root: '~/Books', readonly: true } }],
    ['a truth value as text', { filesystem: { readonly: 'yes' } }],
    ['a number', { filesystem: 7 }],
  ])('by a repair: %s', (_what, entry) => {
    for (const tolerant of [false, true]) {
      const repair = repairDocument(click(reads, { services: [entry] }), { tolerant });
      if (!repair.ok) continue;
      expect(refusal(repair.blueprint.services ?? [], 'filesystem.read', { path: '/home/x' })).not.toBe(null);
    }
  });
  test('by an upgrade', () => {
    const { document } = upgradeBlueprint(
      click(reads, { services: [{ filesystem: { root: 'Books', readonly: true } }] }),
    );
    const result = validateBlueprint(document, { tolerant: true });
    const services = result.ok ? (result.blueprint.services ?? []) : [];
    expect(refusal(services, 'filesystem.read', { path: '/home/x' })).not.toBe(null);
  });
});

test('a component that uses a tool is held to services like a handler', () => {
  const shortcut = {
    app: { id: 'a', name: 'A', permissions: ['SPAWN_PROCESS'] },
    ui: { title: 'A', components: [{ type: 'app_shortcut', props: { app_id: 'notes', name: 'Notes' } }] },
  };
  const codes = (services: unknown) => {
    const result = validateBlueprint({ ...shortcut, services });
    return result.ok ? [] : result.issues.map(({ code }) => code);
  };
  expect(codes([])).toEqual(['service-not-declared']);
  expect(codes([{ app: { readonly: true } }])).toEqual(['service-refused']);
  expect(codes(['app'])).toEqual([]);
});
