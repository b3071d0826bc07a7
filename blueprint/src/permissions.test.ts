import { parseCapability } from '@agentos/protocol/capability-grammar';
import { describe, expect, test } from 'vitest';
import type { Blueprint } from './document.ts';
import { covers, deriveCapabilities, derivePermissions, effectivePermissions, holdAgainst } from './permissions.ts';
import { validateBlueprint } from './validate.ts';

function documentOf(parts: Partial<Omit<Blueprint, 'ui'>> & { ui?: Partial<Blueprint['ui']> }): Blueprint {
  return { app: { id: 'a', name: 'A' }, ...parts, ui: { title: 'A', components: [], ...parts.ui } };
}
const read = (path: string) => ({ tool: 'filesystem.read', args: { path } });

describe('derived with causes', () => {
  test('from events, the lifecycle, watched paths, intervals and sources', () => {
    const document = documentOf({
      services: ['filesystem'],
      sources: { files: { tool: 'filesystem.list', args: { path: '/home' } } },
      ui: {
        lifecycle: { on_mount: read('/home/a'), on_interval: [{ every: 1000, do: read('/home/a') }] },
        watch: { x: 'clipboard.copy' },
        components: [
          {
            type: 'button',
            on_event: {
              click: ['toast.show', read('/home/b')].map((step) => (typeof step === 'string' ? { tool: step } : step)),
            },
          },
        ],
      },
    });
    expect(derivePermissions(document)).toEqual([
      { capability: 'CLIPBOARD', causes: [{ pointer: '/ui/watch/x', tool: 'clipboard.copy' }] },
      { capability: 'LIST_DIRECTORY:/home', causes: [{ pointer: '/sources/files/tool', tool: 'filesystem.list' }] },
      {
        capability: 'READ_FILE:/home/a',
        causes: [
          { pointer: '/ui/lifecycle/on_mount/tool', tool: 'filesystem.read' },
          { pointer: '/ui/lifecycle/on_interval/0/do/tool', tool: 'filesystem.read' },
        ],
      },
      {
        capability: 'READ_FILE:/home/b',
        causes: [{ pointer: '/ui/components/0/on_event/click/1/tool', tool: 'filesystem.read' }],
      },
    ]);
  });

  test('from where a tool could hide: what follows, handlers that are arguments, templates, fallbacks, empty lists', () => {
    const button = (path: string) => ({ type: 'button', on_event: { click: read(path) } });
    const document = documentOf({
      templates: { t: { component: { ...button('/home/1'), fallback: button('/home/2') } } },
      ui: {
        components: [
          { type: 'text', repeat: { each: 'x', empty: button('/home/3') } },
          {
            type: 'button',
            on_event: {
              click: {
                tool: 'toast.show',
                args: { message: 'x', action_handler: { tool: 'math.pi', ok: read('/home/4') } },
                ok: [read('/home/5')],
                error: read('/home/6'),
              },
            },
          },
        ],
      },
    });
    expect(deriveCapabilities(document)).toEqual([
      'STANDARD',
      ...[1, 2, 3, 4, 5, 6].map((n) => `READ_FILE:/home/${n}`),
    ]);
    const hidden = derivePermissions(document)[3];
    expect(hidden?.causes[0]?.pointer).toBe('/ui/components/1/on_event/click/args/action_handler/ok/tool');
  });

  test('an argument that becomes known only later asks for anything, within the root of its service', () => {
    const ui = { components: [{ type: 'button', on_event: { click: read('=path') } }] };
    expect(deriveCapabilities(documentOf({ ui }))).toEqual(['STANDARD', 'READ_FILE']);
    const services = [{ filesystem: { root: '/home/Books/../Notes' } }];
    expect(deriveCapabilities(documentOf({ services, ui }))).toEqual(['STANDARD', 'READ_FILE:/home/Notes/**']);
  });

  test('from what components load: origins of addresses, and files', () => {
    const components = [
      { type: 'image', props: { src: 'https://pictures.example.com/a.png' } },
      { type: 'image', props: { src: 'https://example.com:8443/a.png' } },
      { type: 'image', props: { src: 'data:image/png;base64,xx' } },
    ];
    expect(deriveCapabilities(documentOf({ ui: { components } }))).toEqual([
      'STANDARD',
      'NETWORK_ACCESS:example.com:8443',
      'NETWORK_ACCESS:pictures.example.com:443',
    ]);
  });
});

describe('effective = declared ∩ derived ∩ granted', () => {
  const derived = derivePermissions(
    documentOf({
      ui: {
        components: [
          { type: 'button', on_event: { click: [read('/home/Notes/a'), read('=x')], change: 'clipboard.copy' } },
        ],
      },
    }),
  );

  test('what nothing needs is dropped, what is needed without limit is met by a limit', () => {
    const held = holdAgainst(
      ['STANDARD', 'READ_FILE:/home/Notes/**', 'SPAWN_PROCESS', '!READ_FILE:/home/Notes/private'],
      derived,
    );
    expect(held.armed.sort()).toEqual([
      '!READ_FILE:/home/Notes/private',
      'READ_FILE:/home/Notes/**',
      'READ_FILE:/home/Notes/a',
      'STANDARD',
    ]);
    expect(held.unused).toEqual(['SPAWN_PROCESS']);
    expect(held.missing.map(({ capability }) => capability)).toEqual(['CLIPBOARD']);
  });

  test('nothing beyond any of the three', () => {
    const effective = (declared: string[], granted: string[]) =>
      effectivePermissions(declared, derived, granted).sort();
    expect(effective(['CLIPBOARD', 'SPAWN_PROCESS'], ['CLIPBOARD', 'SPAWN_PROCESS'])).toEqual([
      'CLIPBOARD',
      'STANDARD',
    ]);
    expect(effective(['CLIPBOARD'], ['STANDARD'])).toEqual(['STANDARD']);
    expect(effective([], ['CLIPBOARD'])).toEqual(['STANDARD']);
    expect(effective(['READ_FILE'], ['READ_FILE:/home/Notes/**'])).toEqual([
      'READ_FILE:/home/Notes/**',
      'READ_FILE:/home/Notes/a',
      'STANDARD',
    ]);
    expect(effective(['READ_FILE'], ['READ_FILE', '!READ_FILE:/home/b'])).toContain('!READ_FILE:/home/b');
  });
});

test.each([
  ['READ_FILE', 'READ_FILE:/home/a', true],
  ['READ_FILE:/home/a', 'READ_FILE', false],
  ['READ_FILE:/home/**', 'READ_FILE:/home/a/b', true],
  ['READ_FILE:/home/**', 'READ_FILE:/homework/a', false],
  ['READ_FILE:/home/a/**', 'READ_FILE:/home/**', false],
  ['READ_FILE:/home/**', 'READ_FILE:/home/a/**', true],
  ['READ_FILE:/home/*', 'READ_FILE:/home/a', true],
  ['READ_FILE:/home/*', 'READ_FILE:/home/a/b', false],
  ['READ_FILE:/**', 'READ_FILE:/home/a', true],
  ['READ_FILE:/home/**', 'WRITE_FILE:/home/a', false],
  ['NETWORK_ACCESS:*.example.com:443', 'NETWORK_ACCESS:a.example.com:443', true],
  ['NETWORK_ACCESS:*.example.com:443', 'NETWORK_ACCESS:example.com:443', false],
  ['NETWORK_ACCESS:*.example.com:443', 'NETWORK_ACCESS:evilexample.com:443', false],
  ['NETWORK_ACCESS:example.com', 'NETWORK_ACCESS:example.com:443', true],
  ['NETWORK_ACCESS:example.com:80', 'NETWORK_ACCESS:example.com:443', false],
])('%s covers %s: %s', (wide, narrow, expected) => {
  expect(covers(parseCapability(wide), parseCapability(narrow))).toBe(expected);
});

test('a picture is let pass at an origin that the app may reach, and only there', () => {
  const at = (permissions: string[], src: string) => {
    const document = documentOf({ ui: { components: [{ type: 'image', props: { src, alt: 'x' } }] } });
    const result = validateBlueprint({ ...document, app: { ...document.app, permissions } });
    return result.ok ? [] : result.issues.map(({ code }) => code);
  };
  const src = 'https://pictures.example.com/a.png';
  expect(at(['NETWORK_ACCESS:*.example.com:443'], src)).toEqual([]);
  expect(at(['NETWORK_ACCESS'], src)).toEqual([]);
  expect(at(['NETWORK_ACCESS', '!NETWORK_ACCESS:pictures.example.com'], src)).toEqual(['unsafe-address']);
  expect(at(['NETWORK_ACCESS:*.example.com:443'], 'https://example.org/a.png')).toEqual(['unsafe-address']);
  expect(at(['NETWORK_ACCESS'], 'http://pictures.example.com/a.png')).toEqual(['unsafe-address']);
  expect(at(['NETWORK_ACCESS'], 'https://u:p@pictures.example.com/a.png')).toEqual(['unsafe-address']);
});
