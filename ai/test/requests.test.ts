/**
 * What people ask for and what they get: every request of `requests.json`, by what a user of the app can see and do.
 * The list was written before the composer.
 */
import {
  applyOp,
  type Component,
  emptyDocument,
  type Json,
  toOperations,
  validateBlueprint,
  walk,
} from '@agentos/blueprint';
import { describe, expect, it } from 'vitest';
import { compose } from '../src/composer/composer.ts';
import type { Plan } from '../src/composer/plan.ts';
import { Machine } from './machine.ts';
import data from './requests.json' with { type: 'json' };

interface ExpectedField {
  readonly name: string;
  readonly type: string;
  readonly options?: readonly string[];
}
interface Expected {
  readonly text: string;
  readonly kind: string;
  readonly fields: readonly ExpectedField[];
  readonly operations: readonly string[];
  readonly items?: readonly string[];
  readonly seconds?: number;
  readonly units?: readonly string[];
}
const understood: readonly Expected[] = data.understood;

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
const names = (label: string, name: string): boolean => wordsIn(name).every((word) => wordsIn(label).includes(word));

function composed(request: string) {
  const composition = compose(request);
  if ('question' in composition) throw new Error(`asked back: ${composition.question.question}`);
  return composition;
}

/** What an input of each type looks like in a document. */
const looksLike: Readonly<Record<string, (component: Component) => boolean>> = {
  text: ({ type, props }) => type === 'input' && props?.kind === 'text',
  long_text: ({ type }) => type === 'textarea',
  number: ({ type, props }) => type === 'input' && props?.kind === 'number',
  money: ({ type, props }) => type === 'input' && props?.kind === 'number' && props.step === 0.01,
  date: ({ type, props }) => type === 'input' && props?.kind === 'date',
  time: ({ type, props }) => type === 'input' && props?.kind === 'time',
  boolean: ({ type }) => type === 'checkbox',
  choice: ({ type }) => type === 'select' || type === 'radio',
  rating: ({ type }) => type === 'select' || type === 'slider',
  email: ({ type, props }) => type === 'input' && props?.kind === 'email',
  url: ({ type, props }) => type === 'input' && props?.kind === 'url',
};

const samples: Readonly<Record<string, Json>> = {
  text: 'Sample text',
  long_text: 'Several words\nin lines',
  number: 7,
  money: 12.5,
  date: '2026-11-22',
  time: '09:30',
  boolean: true,
  rating: 3,
  email: 'ada@example.com',
  url: 'https://example.com',
};

function bound(document: ReturnType<typeof composed>['blueprint'], field: ExpectedField): Component[] {
  return [...walk(document)]
    .map(({ component }) => component)
    .filter(
      ({ bind, props }) => bind !== undefined && typeof props?.label === 'string' && names(props.label, field.name),
    );
}

describe.each(understood)('$text', (request) => {
  const { blueprint, plan, thoughts } = composed(request.text);

  it('is understood and valid', () => {
    expect(plan.kind).toBe(request.kind);
    const validation = validateBlueprint(blueprint);
    expect(validation).toMatchObject({ ok: true, warnings: [] });
    expect(blueprint.app.permissions).toEqual(['STANDARD']);
    expect(thoughts[0]).toContain('Understood as');
  });

  it('shows every field by its label, bound, with its type', () => {
    for (const field of request.fields) {
      const inputs = bound(blueprint, field);
      expect(inputs.length, `${field.name} is bound nowhere`).toBeGreaterThan(0);
      const right = inputs.filter((input) => looksLike[field.type]?.(input) === true);
      expect(right.length, `${field.name} is no ${field.type}`).toBeGreaterThan(0);
      if (field.options === undefined) continue;
      const options = right[0]?.props?.options;
      expect(JSON.stringify(options).toLowerCase()).toBe(JSON.stringify(field.options));
    }
  });

  it('has the operations that were asked for, and starts as asked', () => {
    const text = JSON.stringify(blueprint.ui);
    const tools = new Set(text.match(/(?<="tool":")[a-z.]+/g));
    const has: Readonly<Record<string, () => boolean>> = {
      add: () => tools.has('list.add'),
      delete: () => tools.has('list.remove'),
      edit: () => /"bind":"item\./.test(text),
      toggle: () => /"type":"checkbox"[^}]*\},"bind":"item\./.test(text),
      search: () => /"kind":"search"/.test(text) && text.includes('contains('),
      filter: () => /only_[a-z_]+ == ''/.test(text),
      sort: () => text.includes('sort(') && text.includes('item[order_by]'),
      total: () => /Total|total/.test(text) && text.includes('sum('),
    };
    for (const operation of request.operations) expect(has[operation]?.(), operation).toBe(true);
    const screen = new Machine(blueprint);
    for (const item of request.items ?? []) expect(screen.text().toLowerCase()).toContain(item.toLowerCase());
    if (request.seconds !== undefined) expect(screen.data.left ?? screen.data.elapsed).toBe(request.seconds);
    for (const unit of request.units ?? []) expect(screen.text().toLowerCase()).toContain(unit);
  });

  it('keeps what is entered', async () => {
    const screen = new Machine(blueprint);
    const entered = await fillIn(screen, request, plan);
    const again = screen.reopened();
    for (const [field, value] of entered) {
      expect(JSON.stringify(again.data), `${field} is not kept`).toContain(JSON.stringify(value));
    }
    if (request.fields.length > 0) expect(entered.size).toBe(request.fields.length);
  });

  it('streams as operations whose every prefix is a document', () => {
    const operations = toOperations(blueprint);
    const states = new Set<string>();
    let document = emptyDocument();
    for (const op of operations) {
      document = applyOp(document, op);
      if (document.blueprint === null) continue;
      states.add(JSON.stringify(document.blueprint.ui.components));
    }
    expect(document.complete).toBe(true);
    expect(document.blueprint).toEqual(blueprint);
    expect(states.size).toBeGreaterThanOrEqual(3);
  });

  it('is composed the same way every time', () => {
    expect(composed(request.text).blueprint).toEqual(blueprint);
  });
});

/** Enters a value for every field as a person would; gives what was entered. */
async function fillIn(screen: Machine, request: Expected, plan: Plan): Promise<Map<string, Json>> {
  const entered = new Map<string, Json>();
  const sampleOf = (field: ExpectedField, options: Json | undefined): Json => {
    if (field.type !== 'choice') return samples[field.type] ?? '';
    const first = Array.isArray(options) ? options[0] : '';
    return typeof first === 'object' && first !== null && !Array.isArray(first) ? (first.value ?? '') : (first ?? '');
  };
  const enter = (field: ExpectedField): boolean => {
    const input = screen.drawn().find(({ component, props }) => {
      return (
        component.bind !== undefined &&
        looksLike[field.type]?.(component) === true &&
        names(String(props.label), field.name)
      );
    });
    if (input === undefined) return false;
    const value = sampleOf(field, input.props.options);
    screen.enter(input, value);
    entered.set(field.name, value);
    return true;
  };
  if (plan.kind === 'notes') await screen.press('new');
  const later = request.fields.filter((field) => !enter(field));
  const title = screen
    .drawn()
    .find(({ component }) => component.bind?.startsWith('draft.') && component.type === 'input');
  if (title !== undefined && screen.data.draft !== undefined) {
    const named = plan.fields.find((field) => field.type === 'text');
    // A field that goes without saying, such as the task of a to-do list, is filled in too.
    if (named !== undefined && !request.fields.some((field) => names(named.label, field.name))) {
      for (const input of screen.labelled(named.label)) screen.enter(input, 'Something');
    }
    const add = screen.all('add')[0] ?? screen.all('send')[0];
    if (add !== undefined && add.props.disabled !== true) await screen.press(add.component.id ?? 'add');
  }
  // Progress is ticked in the row, once there is one.
  for (const field of later) enter(field);
  return entered;
}

describe('requests that say no app', () => {
  it.each(data.not_understood)('%s: asks back, with suggestions that work', (text) => {
    const composition = compose(text);
    if (!('question' in composition))
      throw new Error(`made ${composition.plan.kind}: ${composition.blueprint.app.name}`);
    expect(composition.question.question).toMatch(/\?/);
    expect(composition.question.suggestions.length).toBeGreaterThan(0);
    for (const suggestion of composition.question.suggestions) expect(compose(suggestion)).toHaveProperty('blueprint');
  });
});
