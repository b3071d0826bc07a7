/** Notes and journals: all of them on the left, the open one on the right, saved while one writes. */
import type { Blueprint, Component } from '@agentos/blueprint';
import { addTo, removeFrom, set } from '../actions.ts';
import { documentOf } from '../document.ts';
import { emptyEntry } from '../entries.ts';
import { button, col, fieldInput, named, quoted, row, shownValue, text, when } from '../parts.ts';
import type { Field, Plan } from '../plan.ts';
import { capitalise } from '../text.ts';

const plainFields: readonly Field[] = [
  { key: 'title', label: 'Title', type: 'text', options: [], unit: '', max: 5 },
  { key: 'body', label: 'Text', type: 'long_text', options: [], unit: '', max: 5 },
];

export function composeNotes(plan: Plan): Blueprint {
  const fields = withBody(plan.fields);
  const { key, one, many } = plan.entity;
  const title =
    fields.find((field) => field.type === 'text') ??
    fields.find((field) => field.type === 'date') ??
    fields[0] ??
    plainFields[0];
  const searched = `join([${fields
    .filter((field) => field.type !== 'boolean')
    .map((field) => shownValue(field, `item.${field.key}`))
    .join(', ')}], ' ')`;
  const shownTitle =
    title === undefined
      ? `'Untitled'`
      : `(${shownValue(title, `item.${title.key}`)} == '' ? 'Untitled' : ${shownValue(title, `item.${title.key}`)})`;
  const second = fields.find((field) => field.type === 'long_text' && field !== title);
  const each = `filter(${key}, query == '' || contains(lower(${searched}), lower(query)))`;
  const index: Component = named(
    'index',
    col(
      [
        named(
          'new',
          button(
            `New ${one}`,
            [addTo(key, emptyEntry(fields), 'start'), set('open_id', '=result.value'), set('query', '')],
            { variant: 'primary', icon: 'add' },
          ),
        ),
        named('search', {
          type: 'input',
          props: { label: 'Search', kind: 'search', placeholder: `Search ${many}` },
          bind: 'query',
        }),
        named('entries', {
          type: 'list',
          props: { empty: capitalise(`no ${many} yet.`), grow: true },
          children: [
            named('entry', {
              type: 'card',
              props: {
                title: `=${shownTitle}`,
                ...(second === undefined ? {} : { subtitle: `=slice(text(item.${second.key}), 0, 60)` }),
                selected: '=item.id == open_id',
              },
              repeat: { each: `=${each}`, key: 'id' },
              on_event: { click: [set('open_id', '=item.id')] },
            }),
          ],
        }),
      ],
      { gap: 8, width: '240px', role: 'group' },
    ),
  );
  const inputs = fields.map((field) => {
    const input = fieldInput(
      field,
      `item.${field.key}`,
      field.type === 'long_text' && field === second ? { grow: true, rows: 12 } : {},
    );
    return named(`edit-${field.key.replace(/_/g, '-')}`, input);
  });
  const editor: Component = named('editor', {
    ...col(
      [
        ...inputs,
        row(
          [
            named(
              'remove',
              button(
                `Delete ${one}`,
                [removeFrom(key, '=item.id'), set('removed', '=result.value'), set('open_id', '')],
                { variant: 'ghost', icon: 'delete', size: 'small' },
              ),
            ),
          ],
          { justify: 'end' },
        ),
      ],
      { gap: 12, grow: true, padding: 12 },
    ),
    repeat: { each: `=filter(${key}, item.id == open_id)`, key: 'id' },
  });
  return documentOf(plan, {
    data: { [key]: [], open_id: '', query: '', removed: null },
    persist: [key],
    width: 780,
    height: 560,
    components: [
      named(
        'pages',
        row(
          [
            index,
            named(
              'page',
              col(
                [
                  when(
                    'removed != null',
                    named(
                      'undo',
                      row(
                        [
                          text(capitalise(`${one} deleted.`), 'caption', { tone: 'muted', grow: true, live: true }),
                          named(
                            'put-back',
                            button('Undo', [addTo(key, '=removed', 'start'), set('removed', null)], {
                              variant: 'ghost',
                              size: 'small',
                            }),
                          ),
                        ],
                        { surface: true, padding: 8 },
                      ),
                    ),
                  ),
                  editor,
                  when(
                    `count(${key}, item.id == open_id) == 0`,
                    named(
                      'nothing-open',
                      text(
                        `=count(${key}) == 0 ? ${quoted(`Press New ${one} to write the first one.`)} : ${quoted(`Choose one on the left, or press New ${one}.`)}`,
                        'body',
                        { tone: 'muted' },
                      ),
                    ),
                  ),
                ],
                { grow: true },
              ),
            ),
          ],
          { gap: 12, align: 'stretch', grow: true },
        ),
      ),
    ],
  });
}

/** A note without anything to write in is none. */
function withBody(fields: readonly Field[]): readonly Field[] {
  if (fields.length === 0) return plainFields;
  if (fields.some((field) => field.type === 'long_text')) return fields;
  const taken = fields.some((field) => field.key === 'body');
  return [
    ...fields,
    { key: taken ? 'body_text' : 'body', label: 'Text', type: 'long_text', options: [], unit: '', max: 5 },
  ];
}
