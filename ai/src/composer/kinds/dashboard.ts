/** Figures on top (count, totals, averages), shares below, and the entries that they come from. */
import type { Blueprint, Component } from '@agentos/blueprint';
import { documentOf } from '../document.ts';
import {
  addLabel,
  emptyEntry,
  emptyLabel,
  entryForm,
  entryList,
  isProgress,
  titleField,
  undoRow,
  viewOf,
} from '../entries.ts';
import { labelOf, literal, named, quoted, text } from '../parts.ts';
import type { Field, Plan } from '../plan.ts';
import { capitalise } from '../text.ts';

export function composeDashboard(plan: Plan): Blueprint {
  const { entity, fields } = plan;
  const view = viewOf(plan);
  const measures = fields.filter(
    (field) => field.type === 'money' || field.type === 'number' || field.type === 'rating',
  );
  const groups = fields.filter((field) => field.type === 'choice' || field.type === 'boolean' || field.type === 'text');
  const group = groups.find((field) => field.type === 'choice') ?? groups[0] ?? titleField(fields);
  const measure = measures[0];
  const cards = named('figures', {
    type: 'grid',
    props: { columns: '150px', gap: 12 },
    children: [
      figure('count', capitalise(literal(entity.many)), `count(${entity.key})`),
      ...measures.flatMap((field) => measureFigures(plan, field)),
      ...fields.filter((field) => field.type === 'boolean').map((field) => booleanFigure(plan, field)),
    ],
  });
  const asked = fields.filter((field) => !isProgress(field));
  return documentOf(plan, {
    data: { [entity.key]: [], draft: emptyEntry(fields), ...view.data },
    persist: [entity.key],
    width: 820,
    height: 680,
    components: [
      cards,
      ...(group === undefined ? [] : [shares(plan, group, measure)]),
      entryForm(plan, asked.length === 0 ? fields : asked, addLabel(plan)),
      ...(view.toolbar === undefined ? [] : [view.toolbar]),
      undoRow(plan),
      entryList(plan, view, emptyLabel(plan)),
    ],
  });
}

function figure(id: string, title: string, value: string): Component {
  return named(`figure-${id}`, {
    type: 'card',
    props: { title },
    children: [named(`figure-${id}-value`, text(`=${value}`, 'h1'))],
  });
}

function measureFigures(plan: Plan, field: Field): Component[] {
  const { key } = plan.entity;
  const value = `number(item.${field.key})`;
  const decimals = field.type === 'money' ? 2 : 1;
  const shown = (expression: string): string =>
    `(${expression} == null ? '-' : format(${expression}, ${decimals})${field.unit === '' ? '' : ` + ${quoted(` ${field.unit}`)}`})`;
  const id = field.key.replace(/_/g, '-');
  const average = figure(`average-${id}`, `Average ${lower(field)}`, shown(`avg(${key}, ${value})`));
  if (field.type === 'rating' || field.unit === '%') return [average];
  return [figure(`total-${id}`, `Total ${lower(field)}`, shown(`sum(${key}, ${value})`)), average];
}

function booleanFigure(plan: Plan, field: Field): Component {
  return figure(field.key.replace(/_/g, '-'), labelOf(field), `count(${plan.entity.key}, item.${field.key})`);
}

function lower(field: Field): string {
  return /^\p{Lu}\p{Lu}/u.test(field.label) ? field.label : field.label.toLowerCase();
}

/** One bar for each value of a field: its share of the total, or of the count. */
function shares(plan: Plan, group: Field, measure: Field | undefined): Component {
  const { key } = plan.entity;
  const values = `unique(map(filter(${key}, text(item.${group.key}) != ''), ${group.type === 'boolean' ? `(item.${group.key} ? 'Yes' : 'No')` : `item.${group.key}`}))`;
  const same = group.type === 'boolean' ? `(item.${group.key} ? 'Yes' : 'No') == group` : `item.${group.key} == group`;
  const amount = (list: string): string =>
    measure === undefined ? `count(${list})` : `sum(${list}, number(item.${measure.key}))`;
  const part = amount(`filter(${key}, ${same})`);
  const whole = amount(key);
  const shown = measure?.type === 'money' ? `fixed(${part}, 2)` : `text(round(${part}, 2))`;
  const title = measure === undefined ? `By ${lower(group)}` : `${measure.label} by ${lower(group)}`;
  return named('shares', {
    type: 'card',
    props: { title: literal(title) },
    children: [
      named('shares-list', {
        type: 'list',
        props: { empty: 'Nothing to compare yet.', gap: 8 },
        children: [
          named('share', {
            type: 'progress',
            props: {
              label: `=group + ': ' + ${shown}`,
              value: `=${whole} == 0 ? 0 : max(0, ${part}) / ${whole} * 100`,
              max: 100,
            },
            repeat: { each: `=${values}`, as: 'group' },
          }),
        ],
      }),
    ],
  });
}
