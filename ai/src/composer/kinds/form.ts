/** A form to fill in again and again, and the responses it has collected. */
import type { Blueprint, Component } from '@agentos/blueprint';
import { addTo, reset, set } from '../actions.ts';
import { documentOf } from '../document.ts';
import { emptyEntry, entryList, isEmptyDraft, summary, undoRow, viewOf } from '../entries.ts';
import { button, col, fieldInput, named, row, text, when } from '../parts.ts';
import type { Field, Plan } from '../plan.ts';

export function composeForm(plan: Plan): Blueprint {
  const { entity, fields } = plan;
  const view = viewOf(plan);
  const inputs = fields.map((field) => {
    const input = named(`field-${field.key.replace(/_/g, '-')}`, fieldInput(field, `draft.${field.key}`));
    return field.type === 'email' ? [input, emailHint(field)] : [input];
  });
  const emails = fields.filter((field) => field.type === 'email');
  const incomplete = [isEmptyDraft(fields), ...emails.map((field) => malformed(field))].join(' || ');
  const send = named(
    'send',
    button('Submit', [addTo(entity.key, '=draft'), reset('draft'), set('sent', true)], {
      variant: 'primary',
      disabled: `=${incomplete}`,
    }),
  );
  const sheet = named(
    'sheet',
    col(
      [
        ...inputs.flat(),
        row([send, named('clear', button('Clear', [reset('draft'), set('sent', false)], { variant: 'ghost' }))]),
        when(
          `sent && ${isEmptyDraft(fields)}`,
          named('thanks', text('Thank you. Your answers have been saved.', 'body', { tone: 'success', live: true })),
        ),
      ],
      { gap: 12, padding: 12, role: 'group' },
    ),
  );
  const foot = summary(plan);
  const responses = named(
    'responses',
    col(
      [
        ...(view.toolbar === undefined ? [] : [view.toolbar]),
        undoRow(plan),
        entryList(plan, view, 'No responses yet.'),
        ...(foot === undefined ? [] : [foot]),
      ],
      {
        gap: 8,
        padding: 12,
      },
    ),
  );
  const tabs: Component = {
    type: 'tabs',
    id: 'pages',
    props: { grow: true },
    children: [labelled(sheet, 'Form'), labelled(responses, 'Responses')],
  };
  return documentOf(plan, {
    data: { [entity.key]: [], draft: emptyEntry(fields), sent: false, ...view.data },
    persist: [entity.key],
    width: 520,
    height: Math.min(760, 240 + fields.length * 62),
    components: [tabs],
  });
}

function labelled(component: Component, label: string): Component {
  return { ...component, props: { ...component.props, label } };
}

function malformed(field: Field): string {
  return `(draft.${field.key} != '' && !(contains(draft.${field.key}, '@') && contains(draft.${field.key}, '.')))`;
}

function emailHint(field: Field): Component {
  return when(
    malformed(field),
    text(`${field.label}: an address such as name@example.com`, 'caption', { tone: 'danger', live: true }),
  );
}
