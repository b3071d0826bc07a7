/**
 * Typed fragments that documents are composed of. Text that came from the person goes through `literal` (properties)
 * or `quoted` (inside expressions), so that no word of a request is ever read as an expression.
 */
import type { Component, Handler, Json } from '@agentos/blueprint';
import type { Field } from './plan.ts';

type Children = Component[];
type Props = Record<string, Json>;

/** Text as a literal property: a leading `=` is doubled. */
export function literal(text: string): string {
  return text.startsWith('=') ? `=${text}` : text;
}

/** Text as a string inside an expression. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\s+/g, ' ')}'`;
}

export function text(content: string, variant: string, props: Props = {}): Component {
  return { type: 'text', props: { text: content, variant, ...props } };
}

export function row(children: Children, props: Props = {}): Component {
  return { type: 'row', props: { gap: 8, align: 'center', ...props }, children };
}

export function col(children: Children, props: Props = {}): Component {
  return { type: 'col', props: { gap: 8, ...props }, children };
}

export function button(label: string, click: Handler, props: Props = {}): Component {
  return { type: 'button', props: { text: label, ...props }, on_event: { click } };
}

/** The component, drawn only while the expression holds. */
export function when(expression: string, component: Component): Component {
  return { ...component, if: `=${expression}` };
}

/** A component with an id of its own. */
export function named(id: string, component: Component): Component {
  const { type, ...rest } = component;
  return { type, id, ...rest };
}

/** The label of a field, with its unit. */
export function labelOf(field: Field): string {
  return literal(field.unit === '' ? field.label : `${field.label} (${field.unit})`);
}

/** Value of a field before anyone has given one. */
export function initialValue(field: Field): Json {
  switch (field.type) {
    case 'number':
    case 'money':
    case 'rating':
      return null;
    case 'boolean':
      return false;
    default:
      return '';
  }
}

/** What one enters a field with, bound to a path. */
export function fieldInput(field: Field, path: string, props: Props = {}): Component {
  const label = labelOf(field);
  const input = (kind: string, more: Props = {}): Component => ({
    type: 'input',
    props: { label, kind, ...more, ...props },
    bind: path,
  });
  switch (field.type) {
    case 'text':
      return input('text');
    case 'email':
      return input('email', { placeholder: 'name@example.com' });
    case 'url':
      return input('url', { placeholder: 'https://' });
    case 'number':
      return input('number');
    case 'money':
      return input('number', { step: 0.01, min: 0 });
    case 'date':
      return input('date');
    case 'time':
      return input('time');
    case 'long_text':
      return { type: 'textarea', props: { label, rows: 3, ...props }, bind: path };
    case 'boolean':
      return { type: 'checkbox', props: { label }, bind: path };
    case 'rating':
      return {
        type: 'select',
        props: { label, options: ratingOptions(field.max), placeholder: 'Not rated', ...props },
        bind: path,
      };
    case 'choice':
      return {
        type: 'select',
        props: { label, options: field.options.map(literal), placeholder: 'Choose', ...props },
        bind: path,
      };
  }
}

function ratingOptions(max: number): Json[] {
  return Array.from({ length: max }, (_, index) => ({ value: max - index, label: '★'.repeat(max - index) }));
}

/** Expression of a field's value as people read it; empty text when there is none. */
export function shownValue(field: Field, path: string): string {
  switch (field.type) {
    case 'date':
      return `date(${path}, 'd MMM yyyy')`;
    case 'money':
      return `(${path} == null ? '' : fixed(number(${path}), 2))`;
    case 'number':
      return `(${path} == null ? '' : text(${path})${field.unit === '' ? '' : ` + ${quoted(field.unit === '%' ? '%' : ` ${field.unit}`)}`})`;
    case 'rating':
      return `slice('★★★★★★★★★★', 0, number(${path}) == null ? 0 : number(${path}))`;
    case 'boolean':
      return `(${path} ? 'Yes' : 'No')`;
    default:
      return `text(${path})`;
  }
}

/** One line "Label: value", gone while there is no value. */
export function fieldCaption(field: Field, path: string): Component {
  const line = `=${quoted(`${field.label}: `)} + ${shownValue(field, path)}`;
  const component = text(line, 'caption', { tone: 'muted' });
  return field.type === 'boolean' ? component : when(`${path} != null && ${path} != ''`, component);
}
