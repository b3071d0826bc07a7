import { expect, test } from 'vitest';
import { componentExamples, galleryDocument } from './component-examples.ts';
import { componentDefinitions } from './components.ts';
import type { Blueprint } from './document.ts';
import { validateBlueprint } from './validate.ts';

const documentOf = (type: string, { data, component }: (typeof componentExamples)['text']): Blueprint => ({
  app: { id: 'example', name: type, permissions: type === 'app_shortcut' ? ['SPAWN_PROCESS'] : [] },
  services: ['app'],
  ...(data === undefined ? {} : { data }),
  ui: { title: type, components: [component] },
});

test.each(Object.entries(componentExamples))('the example of %s is valid, without a warning', (type, example) => {
  const result = validateBlueprint(documentOf(type, example));
  expect(result.ok ? result.warnings : result.issues).toEqual([]);
  expect(example.component.type).toBe(type);
});

test('the gallery of all examples is valid', () => {
  const result = validateBlueprint(galleryDocument());
  expect(result.ok ? result.warnings : result.issues).toEqual([]);
});

test('every component type and every property says what it is for', () => {
  const silent = Object.entries(componentDefinitions).flatMap(([type, definition]) =>
    Object.entries(definition.props.shape)
      .filter(([, shape]) => (shape.description ?? '') === '')
      .map(([name]) => `${type}.${name}`),
  );
  expect(silent).toEqual([]);
});

test('what is literal or names files is a property of its component', () => {
  for (const [type, definition] of Object.entries(componentDefinitions)) {
    for (const name of [...(definition.literal ?? []), ...(definition.files ?? [])]) {
      expect(Object.keys(definition.props.shape), type).toContain(name);
    }
  }
});

test.each([
  ['image', 'src', 'javascript:alert(1)'],
  ['image', 'src', 'data:text/html,<script>'],
  ['iframe', 'src', 'data:text/html,x'],
  ['iframe', 'src', 'http://example.com/'],
  ['video', 'src', 'blob:https://example.com/1'],
  ['audio', 'src', '=picked'],
  ['canvas', 'color', 'url(https://example.com)'],
])('refuses %s with %s %s', (type, name, value) => {
  const result = validateBlueprint({
    app: { id: 'hostile', name: 'Hostile' },
    data: { picked: 'https://example.com/a.mp3' },
    ui: { title: 'Hostile', components: [{ type, props: { [name]: value } }] },
  });
  expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([`/ui/components/0/props/${name}`]);
});
