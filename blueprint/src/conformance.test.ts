/** Runs the suites of blueprint/spec/conformance against this implementation; README.md there says what they mean. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Blueprint } from './document.ts';
import { compileExpression } from './expression/compile.ts';
import { ExpressionError } from './expression/error.ts';
import { loadRegularExpressions } from './expression/patterns.ts';
import { isObject, type Json } from './json.ts';
import { applyOp, emptyDocument } from './operations.ts';
import { derivePermissions, effectivePermissions } from './permissions.ts';
import { createStreamReader } from './stream/reader.ts';
import { walk } from './tree.ts';
import { upgradeBlueprint } from './upgrade/upgrade.ts';
import { parseBlueprint, type Validation, validateBlueprint } from './validate.ts';

await loadRegularExpressions();

const folder = join(import.meta.dirname, '../spec/conformance');
const told = { name: z.string().min(1), reason: z.string().min(1) };
const Told = z.array(z.strictObject({ code: z.string(), path: z.string(), fix: z.string().optional() }));
const On = { document: z.json().optional(), with: z.json().optional() };

function suites<Shape extends z.ZodType>(kind: string, shape: Shape): { file: string; suite: z.infer<Shape> }[] {
  const files = globSync(`${kind}/*.yaml`, { cwd: folder });
  return files.map((file) => ({ file, suite: shape.parse(parse(readFileSync(join(folder, file), 'utf8'))) }));
}

/** RFC 7396. */
function merged(base: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const copy = isObject(base) ? { ...base } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete copy[name];
    else copy[name] = merged(copy[name], value);
  }
  return copy;
}

const documentOf = (base: Json | undefined, given: { document?: Json | undefined; with?: Json | undefined }): Json =>
  given.document ?? merged(base, given.with ?? {});

/** Issues as the suites tell them: a fix and a path of `any` are looked at only where one is told. */
function outcomesOf(result: Validation, wanted: z.infer<typeof Told>, which: 'issues' | 'warnings'): unknown {
  const issues = which === 'warnings' ? result.warnings : result.ok ? [] : result.issues;
  return issues.map(({ code, path, fix }) => {
    const same = wanted.find((each) => each.code === code && (each.path === path || each.path === 'any'));
    return { code, path: same?.path ?? path, ...(same?.fix === undefined ? {} : { fix }) };
  });
}

const sorted = (list: unknown): string[] =>
  z
    .array(z.json())
    .parse(list)
    .map((each) => JSON.stringify(each))
    .sort();

let count = 0;

describe('expressions', () => {
  const Suite = z.strictObject({
    data: z.record(z.string(), z.json()),
    groups: z.array(
      z.strictObject({
        reason: z.string().min(1),
        cases: z.array(
          z.strictObject({ expression: z.string(), value: z.json().optional(), error: z.string().optional() }),
        ),
      }),
    ),
  });
  for (const { file, suite } of suites('expressions', Suite)) {
    const cases = suite.groups.flatMap((group) => group.cases);
    count += cases.length;
    test.each(cases)(`${file}: $expression`, ({ expression, value, error }) => {
      const environment = { now: () => 1_700_000_000_000, timeZone: 'UTC' };
      let outcome: unknown;
      try {
        outcome = { value: compileExpression(expression).evaluate({ data: suite.data, frame: null }, environment) };
      } catch (thrown) {
        if (!(thrown instanceof ExpressionError)) throw thrown;
        outcome = { error: thrown.code };
      }
      expect(outcome).toEqual(error === undefined ? { value } : { error });
    });
  }
});

describe('validator', () => {
  const Suite = z.strictObject({
    base: z.json(),
    cases: z.array(
      z.strictObject({ ...told, ...On, tolerant: z.boolean().optional(), issues: Told, warnings: Told.optional() }),
    ),
  });
  for (const { file, suite } of suites('validator', Suite)) {
    count += suite.cases.length;
    test.each(suite.cases)(`${file}: $name`, (each) => {
      const result = validateBlueprint(documentOf(suite.base, each), { tolerant: each.tolerant === true });
      expect(sorted(outcomesOf(result, each.issues, 'issues'))).toEqual(sorted(each.issues));
      const { warnings } = each;
      if (warnings !== undefined) expect(sorted(outcomesOf(result, warnings, 'warnings'))).toEqual(sorted(warnings));
    });
  }
});

describe('parser', () => {
  const Suite = z.strictObject({
    cases: z.array(
      z.strictObject({
        ...told,
        text: z.string(),
        repeat: z.number().optional(),
        close: z.string().optional(),
        normal: z.array(z.tuple([z.string(), z.string()])).optional(),
        issues: Told.optional(),
      }),
    ),
  });
  for (const { file, suite } of suites('parser', Suite)) {
    count += suite.cases.length;
    test.each(suite.cases)(`${file}: $name`, ({ text, repeat = 1, close = '', normal, issues }) => {
      const result = parseBlueprint(text.repeat(repeat) + close.repeat(repeat));
      expect(sorted(outcomesOf(result, issues ?? [], 'issues'))).toEqual(sorted(issues ?? []));
      if (normal === undefined) return;
      const found = result.ok
        ? [...walk(result.blueprint)].map(({ component }) => [component.id, component.type])
        : null;
      expect(found).toEqual(normal);
    });
  }
});

describe('stream', () => {
  const Texts = z.record(z.string(), z.string().nullable());
  const Suite = z.strictObject({
    cases: z.array(
      z.strictObject({
        ...told,
        text: z.string(),
        seen: z
          .array(z.strictObject({ after: z.string(), ids: z.array(z.string()).optional(), texts: Texts.optional() }))
          .optional(),
        complete: z.boolean(),
        ids: z.array(z.string()),
        texts: Texts.optional(),
      }),
    ),
  });
  const components = (blueprint: Blueprint | null) =>
    blueprint === null ? [] : [...walk(blueprint)].map((visit) => visit.component);
  const textsOf = (blueprint: Blueprint | null, asked: Record<string, unknown>) =>
    Object.fromEntries(
      Object.keys(asked).map((id) => [id, components(blueprint).find((each) => each.id === id)?.props?.text ?? null]),
    );
  for (const { file, suite } of suites('stream', Suite)) {
    count += suite.cases.length;
    test.each(suite.cases)(`${file}: $name`, ({ text, seen = [], complete, ids, texts = {} }) => {
      for (const size of [1, 3, 1000]) {
        const reader = createStreamReader();
        let document = emptyDocument();
        for (let at = 0; at < text.length; at += size) {
          for (const op of reader.push(text.slice(at, at + size))) document = applyOp(document, op);
        }
        const end = reader.end();
        for (const op of end.ops) document = applyOp(document, op);
        expect([end.complete, document.complete]).toEqual([complete, complete]);
        expect(components(document.blueprint).map(({ id }) => id)).toEqual(ids);
        expect(textsOf(document.blueprint, texts)).toEqual(texts);
      }
      for (const { after, ids: early, texts: half = {} } of seen) {
        const reader = createStreamReader();
        const until = text.indexOf(after) + after.length;
        expect(until).toBeGreaterThanOrEqual(after.length);
        const document = reader.push(text.slice(0, until)).reduce(applyOp, emptyDocument());
        if (early !== undefined) expect(components(document.blueprint).map(({ id }) => id)).toEqual(early);
        expect(textsOf(document.blueprint, half)).toEqual(half);
      }
    });
  }
});

describe('permissions', () => {
  const Suite = z.strictObject({
    base: z.json().optional(),
    cases: z.array(z.strictObject({ ...told, ...On, derived: z.record(z.string(), z.array(z.string())) })).optional(),
    effective: z
      .array(
        z.strictObject({
          ...told,
          declared: z.array(z.string()),
          needed: z.array(z.string()),
          granted: z.array(z.string()),
          gets: z.array(z.string()),
        }),
      )
      .optional(),
  });
  for (const { file, suite } of suites('permissions', Suite)) {
    const { base, cases = [], effective = [] } = suite;
    count += cases.length + effective.length;
    test.each(cases)(`${file}: $name`, (each) => {
      // Rights that are not asked for are issues; what is needed is derived all the same.
      const document = merged(documentOf(base, each), {
        app: { permissions: ['STANDARD', ...Object.keys(each.derived)] },
      });
      const result = validateBlueprint(document);
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      const derived = derivePermissions(result.blueprint).map(({ capability, causes }) => [
        capability,
        causes.map(({ pointer }) => pointer).sort(),
      ]);
      const wanted = Object.entries(each.derived).map(([capability, places]) => [capability, [...places].sort()]);
      expect(Object.fromEntries(derived)).toEqual(Object.fromEntries(wanted));
    });
    test.each(effective)(`${file}: $name`, ({ declared, needed, granted, gets }) => {
      const derived = needed.map((capability) => ({ capability, causes: [] }));
      expect(effectivePermissions(declared, derived, granted).sort()).toEqual([...gets].sort());
    });
  }
});

describe('upgrade', () => {
  const Paths = z.array(z.string());
  const Suite = z.strictObject({
    cases: z.array(
      z.strictObject({
        ...told,
        older: z.json(),
        becomes: z.json(),
        changes: Paths.optional(),
        losses: Paths.optional(),
      }),
    ),
  });
  /** Whether all of `part` stands in `whole`; a list may go on. */
  const holds = (whole: Json | undefined, part: Json): boolean => {
    if (Array.isArray(part)) return Array.isArray(whole) && part.every((each, at) => holds(whole[at], each));
    if (!isObject(part)) return whole === part;
    return isObject(whole) && Object.entries(part).every(([name, each]) => holds(whole[name], each));
  };
  for (const { file, suite } of suites('upgrade', Suite)) {
    count += suite.cases.length;
    test.each(suite.cases)(`${file}: $name`, ({ older, becomes, changes, losses = [] }) => {
      const upgrade = upgradeBlueprint(older);
      const document: Json = JSON.parse(JSON.stringify(upgrade.document));
      if (!holds(document, becomes)) expect(document).toEqual(becomes);
      if (changes !== undefined) expect(upgrade.changes.map(({ path }) => path)).toEqual(changes);
      expect(upgrade.losses.map(({ path }) => path)).toEqual(losses);
      expect(validateBlueprint(document).ok).toBe(true);
      expect(upgradeBlueprint(document)).toEqual({ document, changes: [], losses: [] });
    });
  }
});

test('there are 250 cases or more', () => {
  expect(count).toBeGreaterThanOrEqual(250);
});
