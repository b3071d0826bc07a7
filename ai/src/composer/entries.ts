/**
 * Lists of entries as list, form, dashboard and notes share them: the form on top, search, filter and order, and rows
 * that can be edited in place. Every field is in the form or in the row by its label, bound below `draft` or `item`.
 */
import type { Component, Json } from '@agentos/blueprint';
import { addTo, onlyIf, removeFrom, reset, set } from './actions.ts';
import {
  button,
  col,
  fieldCaption,
  fieldInput,
  initialValue,
  labelOf,
  literal,
  named,
  quoted,
  row,
  shownValue,
  text,
  when,
} from './parts.ts';
import type { Field, Operation, Plan } from './plan.ts';
import { capitalise } from './text.ts';

/** Fields that tell how far an entry is; they are ticked in the row, not asked for in the form. */
const progress =
  /\b(done|completed?|finished|seen|read|watched|paid|returned|bought|purchased|packed|checked|delivered|shipped|received|visited|cooked|tried|learned|mastered)\b/i;

export function isProgress(field: Field): boolean {
  return field.type === 'boolean' && progress.test(field.label);
}

/** The field that an entry is called by: the first text, else the first of all. */
export function titleField(fields: readonly Field[]): Field | undefined {
  return fields.find((field) => field.type === 'text') ?? fields.find((field) => field.type === 'choice') ?? fields[0];
}

/** The empty entry. */
export function emptyEntry(fields: readonly Field[]): Record<string, Json> {
  return Object.fromEntries(fields.map((field) => [field.key, initialValue(field)]));
}

/** Condition on the draft that must hold before it can be added: its title, or any field when that may be empty. */
export function isEmptyDraft(fields: readonly Field[]): string {
  const title = titleField(fields);
  if (title === undefined) return 'false';
  return title.type === 'boolean' ? 'false' : `(draft.${title.key} == null || draft.${title.key} == '')`;
}

/** Inputs for a new entry and the button that adds it. */
export function entryForm(plan: Plan, asked: readonly Field[], addLabel: string): Component {
  const { key } = plan.entity;
  const add = [addTo(key, '=draft'), reset('draft')];
  const title = titleField(plan.fields);
  const inputs = asked.map((field) => {
    const input = named(
      `new-${idOf(field.key)}`,
      fieldInput(field, `draft.${field.key}`, field.type === 'long_text' ? { rows: 2 } : {}),
    );
    return field === title && input.type === 'input'
      ? { ...input, on_event: { submit: add.map((step) => onlyIf(`!${isEmptyDraft(plan.fields)}`, step)) } }
      : input;
  });
  const addButton = named(
    'add',
    button(addLabel, add, { variant: 'primary', icon: 'add', disabled: `=${isEmptyDraft(plan.fields)}` }),
  );
  const lines = inputs.filter((input) => input.type !== 'textarea');
  const areas = inputs.filter((input) => input.type === 'textarea');
  const props = { role: 'group', surface: true };
  const beside = areas.length === 0 && lines.length <= 3;
  if (beside) return named('form', row([...lines, addButton], { gap: 12, align: 'end', wrap: true, ...props }));
  const fields = lines.length === 0 ? [] : [named('form-fields', row(lines, { gap: 12, align: 'end', wrap: true }))];
  return named('form', col([...fields, ...areas, row([addButton], { justify: 'end' })], { gap: 12, ...props }));
}

function idOf(key: string): string {
  return key.replace(/_/g, '-');
}

/** What narrows and orders the list: its data, its controls, and the expression of the entries that are left. */
export interface View {
  readonly data: Record<string, Json>;
  readonly toolbar: Component | undefined;
  /** The entries to draw. */
  readonly each: string;
  /** Condition under which something narrows the list. */
  readonly narrowed: string;
}

/** Entries beyond which search is offered although nobody asked for it. */
const searchFrom = 6;

export function viewOf(plan: Plan): View {
  const { key } = plan.entity;
  const wanted = (operation: Operation): boolean => plan.operations.has(operation);
  const data: Record<string, Json> = { editing: '', removed: null };
  const controls: Component[] = [];
  const conditions: string[] = [];
  const active: string[] = [];

  const readable = plan.fields.filter((field) => field.type !== 'boolean' && field.type !== 'rating');
  if (readable.length > 0) {
    data.query = '';
    const search = named('search', {
      type: 'input',
      props: { label: 'Search', kind: 'search', placeholder: `Search ${plan.entity.many}`, grow: true },
      bind: 'query',
    });
    controls.push(wanted('search') ? search : when(`count(${key}) >= ${searchFrom} || query != ''`, search));
    const haystack = `join([${readable.map((field) => shownValue(field, `item.${field.key}`)).join(', ')}], ' ')`;
    conditions.push(`(query == '' || contains(lower(${haystack}), lower(query)))`);
    active.push("query != ''");
  }
  if (wanted('filter')) {
    for (const field of filterable(plan.fields)) {
      const path = `only_${field.key}`;
      data[path] = '';
      const all = { value: '', label: 'All' };
      const options: Json =
        field.type === 'choice'
          ? [all, ...field.options.map((option) => ({ value: option, label: option }))]
          : field.type === 'boolean'
            ? [all, { value: 'Yes', label: 'Yes' }, { value: 'No', label: 'No' }]
            : `=concat([{value: '', label: 'All'}], map(unique(map(filter(${key}, text(item.${field.key}) != ''), item.${field.key})), {value: item, label: item}))`;
      controls.push(
        named(`only-${idOf(field.key)}`, { type: 'select', props: { label: labelOf(field), options }, bind: path }),
      );
      const value = field.type === 'boolean' ? shownValue(field, `item.${field.key}`) : `item.${field.key}`;
      conditions.push(`(${path} == '' || ${value} == ${path})`);
      active.push(`${path} != ''`);
    }
  }
  const filtered = conditions.length === 0 ? key : `filter(${key}, ${conditions.join(' && ')})`;
  let each = filtered;
  if (wanted('sort')) {
    data.order_by = '';
    data.descending = false;
    const options = [
      { value: '', label: 'As added' },
      ...plan.fields.map((field) => ({ value: field.key, label: literal(field.label) })),
    ];
    controls.push(named('order-by', { type: 'select', props: { label: 'Sort by', options }, bind: 'order_by' }));
    controls.push(named('descending', { type: 'checkbox', props: { label: 'Descending' }, bind: 'descending' }));
    // One chain of sort and filter, no conditional around: entries of the result can then still be written to.
    each = `sort(${filtered}, order_by == '' ? index : item[order_by], descending ? 'desc' : 'asc')`;
  }
  return {
    data,
    toolbar:
      controls.length === 0 ? undefined : named('tools', row(controls, { wrap: true, align: 'end', role: 'group' })),
    each: each === key ? key : `=${each}`,
    narrowed: active.length === 0 ? 'false' : `(${active.join(' || ')})`,
  };
}

/** Fields that a list can be narrowed by: few values each. Without choices, the texts. */
function filterable(fields: readonly Field[]): Field[] {
  const few = fields.filter((field) => field.type === 'choice' || field.type === 'boolean');
  if (few.length > 0) return few.slice(0, 3);
  return fields.filter((field) => field.type === 'text' && field !== titleField(fields)).slice(0, 2);
}

/** The list of entries with its rows. */
export function entryList(plan: Plan, view: View, emptyText: string): Component {
  const { key, one } = plan.entity;
  const entry = named('entry', {
    ...col([entryView(plan), entryEditor(plan)], { gap: 4, padding: 8 }),
    repeat: { each: view.each, key: 'id' },
  });
  const none = when(
    `count(${key}) > 0 && ${view.narrowed} && count(${view.each.replace(/^=/, '')}) == 0`,
    named('none', text(`No ${one} matches.`, 'body', { tone: 'muted' })),
  );
  return named('list', {
    type: 'list',
    props: { variant: 'bordered', empty: emptyText, grow: true },
    children: view.narrowed === 'false' ? [entry] : [entry, none],
  });
}

/** What was deleted last can be put back. */
export function undoRow(plan: Plan): Component {
  const put = [addTo(plan.entity.key, '=removed'), set('removed', null)];
  return when(
    'removed != null',
    named(
      'undo',
      row(
        [
          text(capitalise(`${plan.entity.one} deleted.`), 'caption', { tone: 'muted', grow: true, live: true }),
          named('put-back', button('Undo', put, { variant: 'ghost', size: 'small' })),
        ],
        { role: 'status' },
      ),
    ),
  );
}

/** How an entry reads: its title, the rest below it, ticks and actions at the end. */
function entryView(plan: Plan): Component {
  const title = titleField(plan.fields);
  const progressFields = plan.fields.filter(isProgress);
  const rest = plan.fields.filter((field) => field !== title && !isProgress(field));
  const badges = rest.filter((field) => field.type === 'choice');
  const lines = rest.filter((field) => field.type !== 'choice');
  const first = progressFields[0];
  const heading: Component = text(title === undefined ? '' : `=${shownValue(title, `item.${title.key}`)}`, 'body', {
    ...(first === undefined ? {} : { strike: `=item.${first.key}` }),
  });
  const about = col(
    [
      named('entry-title', heading),
      ...(lines.length === 0
        ? []
        : [
            row(
              lines.map((field) => fieldCaption(field, `item.${field.key}`)),
              { wrap: true, gap: 12 },
            ),
          ]),
    ],
    { gap: 2, grow: true },
  );
  const marks = badges.map((field) =>
    when(`text(item.${field.key}) != ''`, { type: 'badge', props: { text: `=item.${field.key}`, variant: 'info' } }),
  );
  const ticks = progressFields.map((field) =>
    named(`tick-${idOf(field.key)}`, { type: 'checkbox', props: { label: labelOf(field) }, bind: `item.${field.key}` }),
  );
  const actions = [
    named('edit', button('Edit', [set('editing', '=item.id')], { variant: 'ghost', size: 'small', icon: 'edit' })),
    named(
      'remove',
      button('Delete', [removeFrom(plan.entity.key, '=item.id'), set('removed', '=result.value')], {
        variant: 'ghost',
        size: 'small',
        icon: 'delete',
      }),
    ),
  ];
  return when('editing != item.id', named('entry-view', row([about, ...marks, ...ticks, ...actions], { gap: 12 })));
}

/** The same entry as inputs, in its place. */
function entryEditor(plan: Plan): Component {
  const inputs = plan.fields.map((field) => named(`edit-${idOf(field.key)}`, fieldInput(field, `item.${field.key}`)));
  return when(
    'editing == item.id',
    named(
      'entry-editor',
      col(
        [
          row(
            inputs.filter((input) => input.type !== 'textarea'),
            { gap: 12, align: 'end', wrap: true },
          ),
          ...inputs.filter((input) => input.type === 'textarea'),
          row([named('close-editor', button('Close', [set('editing', '')], { variant: 'primary', size: 'small' }))], {
            justify: 'end',
          }),
        ],
        { gap: 12 },
      ),
    ),
  );
}

/** Sums and averages below a list. Undefined when nothing was asked for or nothing can be added up. */
export function summary(plan: Plan): Component | undefined {
  const { key, one, many } = plan.entity;
  const figures: Component[] = [
    text(`=plural(count(${key}), ${quoted(one)}, ${quoted(many)})`, 'caption', { tone: 'muted', grow: true }),
  ];
  const money = plan.fields.filter((field) => field.type === 'money');
  const counted = plan.fields.filter((field) => field.type === 'number' && field.unit !== '%');
  const total = plan.operations.has('total') || money.length > 0;
  if (total) for (const figure of totals(plan, money, counted)) figures.push(figure);
  if (plan.operations.has('average')) {
    for (const field of [...money, ...counted, ...plan.fields.filter((rated) => rated.type === 'rating')]) {
      const value = `avg(${key}, number(item.${field.key}))`;
      figures.push(
        text(
          `=${quoted(`Average ${field.label.toLowerCase()}: `)} + (${value} == null ? '-' : text(round(${value}, 2)))`,
          'label',
        ),
      );
    }
  }
  return named('summary', row(figures, { wrap: true, gap: 16, role: 'status' }));
}

function totals(plan: Plan, money: readonly Field[], counted: readonly Field[]): Component[] {
  const { key } = plan.entity;
  const price = money[0];
  const quantity = counted.find((field) => /\b(quantity|qty|count|amount|number|pieces|units)\b/i.test(field.label));
  if (price !== undefined && money.length === 1 && quantity !== undefined) {
    const count = `(number(item.${quantity.key}) == null ? 1 : number(item.${quantity.key}))`;
    return [named('total', text(`='Total: ' + fixed(sum(${key}, number(item.${price.key}) * ${count}), 2)`, 'h3'))];
  }
  if (money.length > 0) {
    return money.map((field) =>
      named(
        `total-${idOf(field.key)}`,
        text(
          `=${quoted(money.length === 1 ? 'Total: ' : `Total ${field.label.toLowerCase()}: `)} + fixed(sum(${key}, number(item.${field.key})), 2)`,
          'h3',
        ),
      ),
    );
  }
  return counted.map((field) =>
    named(
      `total-${idOf(field.key)}`,
      text(
        `=${quoted(`Total ${field.label.toLowerCase()}: `)} + text(round(sum(${key}, number(item.${field.key})), 2))${field.unit === '' ? '' : ` + ${quoted(` ${field.unit}`)}`}`,
        'h3',
      ),
    ),
  );
}

/** "Add book". */
export function addLabel(plan: Plan): string {
  return `Add ${literal(plan.entity.one)}`;
}

/** "No books yet. Add the first one above." */
export function emptyLabel(plan: Plan): string {
  return capitalise(`no ${plan.entity.many} yet. Add the first one above.`);
}
