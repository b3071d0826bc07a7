import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literalProps } from './component-table/types.ts';
import { componentDefinitions } from './components.ts';
import { drawable, type Json, normalize, validateBlueprint } from './index.ts';
import { manualClock } from './runtime/clock.ts';
import { drawnOf } from './runtime/drawn.ts';
import { pass, testDesk, until } from './runtime/testing-host.ts';
import { arbitraryBlueprint } from './testing-arbitraries.ts';

const around = (more: object, components: Json[] = []): unknown => ({
  app: { id: 'a', name: 'A' },
  ...more,
  ui: { title: 'A', components },
});

test('what is valid can be drawn, in its normal form', () => {
  fc.assert(
    fc.property(arbitraryBlueprint, (blueprint) => {
      const json: unknown = JSON.parse(JSON.stringify(blueprint));
      if (!validateBlueprint(json, { tolerant: true }).ok) return;
      expect(drawable(json)).toEqual(normalize(blueprint));
    }),
    { numRuns: 200 },
  );
});

test('what is in its normal form is not copied', () => {
  const json = normalize({ app: { id: 'a', name: 'A' }, ui: { title: 'A', components: ['x'] } });
  expect(drawable(json)).toBe(json);
});

describe('what would break drawing is left to the validator', () => {
  const deep = (levels: number): Json => (levels === 0 ? 1 : [deep(levels - 1)]);
  const use = (template: string): Json => ({ type: 'use', template });
  const twice = (of: string): object => ({ component: { type: 'col', children: [use(of), use(of)] } });
  const doubling = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`t${at + 1}`, twice(`t${at}`)]));
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'app'],
    ['no app', { ui: { title: 'A', components: [] } }],
    ['a list for components that is none', around({}, [])],
    ['an unknown part', around({ extra: 1 })],
    ['an unknown field of a component', around({}, [{ type: 'text', onclick: 'x' }])],
    ['a handler that is none', around({}, [{ type: 'button', on_event: { click: { args: {} } } }])],
    ['a path through a prototype', around({}, [{ type: 'input', bind: 'a.__proto__.b' }])],
    ['a name of a prototype', around({ data: JSON.parse('{ "__proto__": { "x": 1 } }') })],
    ['too deep', around({ data: { a: deep(60) } })],
    [
      'two of one id',
      around({}, [
        { type: 'text', id: 'x' },
        { type: 'text', id: 'x' },
      ]),
    ],
    ['a template in itself', around({ templates: { t: { component: use('t') } } }, [use('t')])],
    [
      'templates without measure',
      around({ templates: { t0: { component: { type: 'text' } }, ...doubling } }, [use('t30')]),
    ],
    ['a source that is asked without pause', around({ sources: { s: { tool: 'system.info', refresh: 0.001 } } })],
    ['a function', around({ data: { f: () => 1 } })],
  ])('%s', (name, json) => {
    const spoiled = name.startsWith('a list')
      ? { app: { id: 'a', name: 'A' }, ui: { title: 'A', components: {} } }
      : json;
    expect(drawable(spoiled)).toBeNull();
  });
  test('a circle of records', () => {
    const data: Record<string, unknown> = {};
    data.self = data;
    expect(drawable(around({ data }))).toBeNull();
  });
});

/** A document with one value, anywhere in it, replaced by another. */
const spoiled = fc
  .tuple(arbitraryBlueprint, fc.nat(), fc.jsonValue({ maxDepth: 2 }))
  .map(([blueprint, at, value]): unknown => {
    const json: unknown = JSON.parse(JSON.stringify(blueprint));
    const places: [object, string][] = [];
    const visit = (each: unknown): void => {
      if (typeof each !== 'object' || each === null) return;
      for (const [name, entry] of Object.entries(each)) {
        places.push([each, name]);
        visit(entry);
      }
    };
    visit(json);
    const place = places[at % places.length];
    if (place !== undefined) Reflect.set(place[0], place[1], value);
    return json;
  });

test('whatever is in a document, it is drawn or told to be broken', async () => {
  await fc.assert(
    fc.asyncProperty(spoiled, async (json) => {
      const desk = testDesk();
      const clock = manualClock(0);
      desk.clock = clock;
      const { session } = desk.open({ ui_spec: json });
      await until(() => session.phase.get().kind !== 'loading');
      const phase = session.phase.get();
      if (phase.kind === 'ready') {
        for (const { component, frame } of drawnOf(phase.blueprint.ui.components, session.views, session.own)) {
          session.views.component(component, frame).subscribe(() => {})();
        }
        await pass(clock);
      } else expect(phase.kind).toBe('broken');
      await session.close();
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('the types that are drawn are those that have a schema, and so are their literal properties', () => {
  const literals = Object.entries(componentDefinitions).map(
    ([type, { literal = [] }]: [string, { literal?: readonly string[] }]) => [type, literal],
  );
  expect(Object.fromEntries(literals)).toEqual(literalProps);
});
