import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolDeclarations } from '@agentos/tools';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { componentExamples } from '../component-examples.ts';
import { componentDefinitions } from '../components.ts';
import { isObject, type Json } from '../json.ts';
import { arbitraryBlueprint } from '../testing-arbitraries.ts';
import { parseBlueprint, validateBlueprint } from '../validate.ts';

const root = join(import.meta.dirname, '../../..');
const schemaFile = (name: string): string => readFileSync(join(root, 'blueprint/schema', name), 'utf8');

function compiled(name: string): ValidateFunction {
  const ajv = new Ajv2020({ strictRequired: false, strictTypes: false, allowUnionTypes: true });
  if (name.includes('editor')) ajv.addKeyword('markdownDescription');
  return ajv.compile(JSON.parse(schemaFile(name)));
}

let validator: ValidateFunction;
let editor: ValidateFunction;
beforeAll(() => {
  validator = compiled('blueprint.validator.json');
  editor = compiled('blueprint.editor.json');
}, 120_000);

const faultsOf = (check: ValidateFunction, document: unknown): unknown => (check(document) ? null : check.errors);
const app = { id: 'a', name: 'A' };
const ofComponents = (...components: unknown[]) => ({ app, data: { a: 1 }, ui: { title: 'A', components } });

describe('what is valid passes the published schemas', () => {
  test.each(globSync('apps/blueprint/**/*.bp', { cwd: root }))('%s', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    if (!parseBlueprint(text).ok) throw new Error(`${file} is not valid`);
    expect(faultsOf(validator, JSON.parse(text))).toBe(null);
    expect(faultsOf(editor, JSON.parse(text))).toBe(null);
  });

  test.each(Object.entries(componentExamples))('the example of %s', (_, { data = {}, component }) => {
    const document = { app, data, ui: { title: 'A', components: [component] } };
    expect(faultsOf(validator, document)).toBe(null);
    expect(faultsOf(editor, document)).toBe(null);
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        if (!validateBlueprint(blueprint).ok) return;
        const document: unknown = JSON.parse(JSON.stringify(blueprint));
        expect(faultsOf(validator, document)).toBe(null);
        expect(faultsOf(editor, document)).toBe(null);
      }),
      { numRuns: 300 },
    );
  });

  test('expressions stand for values of any shape', () => {
    const document = ofComponents(
      { type: 'slider', props: { max: '=a * 2' } },
      { type: 'select', props: { options: [{ value: '=a', label: 'A' }] } },
      { type: 'button', on_event: { click: { tool: 'data.set', args: { path: '=a', value: { b: ['=a'] } } } } },
    );
    expect(faultsOf(validator, document)).toBe(null);
  });
});

/** What a schema alone can see, each with a document that has it and nothing else wrong. */
const wrong: Record<string, unknown> = {
  'missing-field': { app: { id: 'a' }, ui: { title: 'A', components: [] } },
  'unknown-field': { ...ofComponents(), extra: 1 },
  'wrong-type': { app, ui: { title: 7, components: [] } },
  'bad-value': { app: { id: 'A B', name: 'A' }, ui: { title: 'A', components: [] } },
  'bad-name': { ...ofComponents(), data: { 'two words': 1 } },
  'not-an-expression': ofComponents({ type: 'text', if: 'a == 1' }),
  'unknown-component': ofComponents({ type: 'buton' }),
  'unknown-property': ofComponents({ type: 'button', props: { txt: 'x' } }),
  'bad-property': ofComponents({ type: 'button', props: { variant: 'huge' } }),
  'literal-only': ofComponents({ type: 'image', props: { src: "='https://a.example/' + a", alt: 'x' } }),
  'not-bindable': ofComponents({ type: 'divider', bind: 'a' }),
  'unknown-event': ofComponents({ type: 'button', on_event: { hover: 'toast.dismiss_all' } }),
  'no-children': ofComponents({ type: 'text', children: ['x'] }),
  'rule-without-value': ofComponents({ type: 'input', validate: 'required' }),
  'empty-rule': ofComponents({ type: 'input', bind: 'a', validate: { message: 'x' } }),
  'unknown-tool': ofComponents({ type: 'button', on_event: { click: 'data.sett' } }),
  'unknown-argument': ofComponents({
    type: 'button',
    on_event: { click: { tool: 'data.set', args: { path: 'a', value: 1, twice: true } } },
  }),
  'missing-argument': ofComponents({ type: 'button', on_event: { click: { tool: 'data.set', args: { path: 'a' } } } }),
  'bad-argument': ofComponents({
    type: 'button',
    on_event: { click: { tool: 'data.increment', args: { path: 'a', by: 'much' } } },
  }),
};

describe('what is wrong by its shape fails the published schema', () => {
  test.each(Object.entries(wrong))('%s', (code, document) => {
    const validation = validateBlueprint(document);
    expect(validation.ok ? [] : validation.issues.map((issue) => issue.code)).toEqual([code]);
    expect(validator(document)).toBe(false);
  });

  test('wherever a handler may stand', () => {
    const bad = { tool: 'data.set', args: { path: 'a' } };
    for (const document of [
      { ...ofComponents(), ui: { title: 'A', components: [], lifecycle: { on_mount: bad } } },
      { ...ofComponents(), ui: { title: 'A', components: [], watch: { a: [bad] } } },
      { ...ofComponents(), sources: { b: bad } },
      ofComponents({ type: 'button', on_event: { click: { tool: 'toast.dismiss_all', error: [bad] } } }),
      ofComponents({ type: 'col', children: [{ type: 'button', on_event: { click: bad } }] }),
      ofComponents({ type: 'list', repeat: { each: '=[]', empty: { type: 'buton' } } }),
    ]) {
      expect(validator(document)).toBe(false);
    }
  });
});

describe('the other files', () => {
  test('every field, component type and property says in the editor what it is for', () => {
    const { $defs, properties } = JSON.parse(schemaFile('blueprint.editor.json'));
    const silent: string[] = [];
    const look = (name: string, fields: Json): void => {
      for (const [field, schema] of Object.entries(isObject(fields) ? fields : {})) {
        if (isObject(schema) && schema.description === undefined) silent.push(`${name}.${field}`);
      }
    };
    look('', properties);
    for (const name of ['Component', 'HandlerStep', 'Source', 'Test']) look(name, $defs[name].properties);
    for (const type of Object.keys(componentDefinitions)) look(type, $defs[`${type}.props`].properties);
    expect(silent).toEqual([]);
  });

  test('tools.json has every tool, its example fits its parameters', () => {
    const { tools } = JSON.parse(schemaFile('tools.json'));
    expect(tools.map((tool: { id: string }) => tool.id)).toEqual(toolDeclarations.map(({ id }) => id));
    const ajv = new Ajv2020({ strict: false });
    for (const { id, parameters, example } of tools)
      expect([id, ajv.validate(parameters, example)]).toEqual([id, true]);
  });

  test('the signatures name every component and tool, in less than a third of the schema', () => {
    const text = schemaFile('signatures.txt');
    for (const name of [...Object.keys(componentDefinitions), ...toolDeclarations.map(({ id }) => id)]) {
      expect(text).toContain(`\n${name}(`);
    }
    expect(text).toContain('\ndata.set(path: path, value: any)');
    const schema = schemaFile('blueprint.editor.json').length;
    expect(text.length).toBeLessThan(schema / 3);
  });
});
