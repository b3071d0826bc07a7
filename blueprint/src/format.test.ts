import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBlueprint } from './format.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { createStreamReader } from './stream/reader.ts';
import { arbitraryBlueprint } from './testing-arbitraries.ts';
import { walk } from './tree.ts';

const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value));

describe('the text of a document', () => {
  test('holds the same document, and formatting it again changes nothing', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        const text = formatBlueprint(plain(blueprint));
        const read: JsonObject = JSON.parse(text);
        expect(read).toEqual(plain(blueprint));
        expect(formatBlueprint(read)).toBe(text);
      }),
    );
  });

  test('does not depend on the order in which its names came, where that has no meaning', () => {
    const component = {
      on_event: { click: { into: 'x', tool: 'storage.list' } },
      props: { text: 'Go' },
      id: 'b',
      type: 'button',
    };
    const text = formatBlueprint({
      ui: { components: [component], title: 'A' },
      app: { name: 'A', id: 'a' },
      $schema: 's',
    });
    expect(text).toBe(`{
  "$schema": "s",
  "app": { "id": "a", "name": "A" },
  "ui": {
    "title": "A",
    "components": [
      { "type": "button", "id": "b", "props": { "text": "Go" }, "on_event": { "click": { "tool": "storage.list", "into": "x" } } }
    ]
  }
}
`);
  });

  test('has a line for each component', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        const text = formatBlueprint(plain(blueprint));
        const parts = text.slice(text.indexOf('"components": [')).split('\n');
        const begun = parts.filter((line) => /^\s*\{ "type": /.test(line));
        expect(begun.length).toBe([...walk(blueprint)].length);
      }),
    );
  });

  test('is in the order in which a stream shows it at once', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        const reader = createStreamReader();
        reader.push(formatBlueprint(plain(blueprint)));
        const { ops, complete } = reader.end();
        expect(complete).toBe(true);
        expect(ops.map(({ op }) => op)).toEqual(['end']);
      }),
    );
  });

  test('what is not valid is formatted too and loses nothing', () => {
    const values: JsonObject[] = [
      {},
      { ui: 7 },
      { ui: { components: [7, null, {}], extra: [1] } },
      { foo: { a: [] }, tests: [7] },
    ];
    for (const value of values) expect(JSON.parse(formatBlueprint(value))).toEqual(value);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: Json = JSON.parse(JSON.stringify(value));
        if (isObject(json)) expect(JSON.parse(formatBlueprint(json))).toEqual(json);
      }),
    );
  });

  test('of an app that ships keeps its values', () => {
    const path = join(import.meta.dirname, '../../apps/blueprint/utilities/calculator.bp');
    const document: JsonObject = JSON.parse(readFileSync(path, 'utf8'));
    expect(JSON.parse(formatBlueprint(document))).toEqual(document);
  });
});
