/** What was understood, in the words of the person, so that a misreading is seen at once. */
import type { Field, Kind, Operation, Plan } from './plan.ts';

const kindNames: Readonly<Record<Kind, string>> = {
  list: 'a list',
  form: 'a form',
  calculator: 'a calculator',
  converter: 'a converter',
  timer: 'a timer',
  notes: 'notes',
  quiz: 'a quiz',
  dashboard: 'a dashboard',
  counter: 'a counter',
};

const typeNames: Readonly<Record<Field['type'], string>> = {
  text: 'text',
  long_text: 'long text',
  number: 'number',
  money: 'money',
  date: 'date',
  time: 'time',
  boolean: 'yes or no',
  choice: 'choice',
  rating: 'rating',
  email: 'email',
  url: 'link',
};

/** Operations that are worth a word: adding, changing and deleting go without saying. */
const extraNames: Partial<Readonly<Record<Operation, string>>> = {
  search: 'search',
  filter: 'filters',
  sort: 'sorting',
  total: 'a total',
  average: 'an average',
};

/** Kinds whose apps have the fields of the plan; the others know their own. */
const fieldKinds: ReadonlySet<Kind> = new Set(['list', 'form', 'dashboard', 'notes', 'calculator']);

function describe(field: Field): string {
  if (field.type === 'choice') return `${field.label} (${field.options.join(', ')})`;
  if (field.type === 'rating') return `${field.label} (1 to ${field.max})`;
  return `${field.label} (${field.unit === '' ? typeNames[field.type] : `${typeNames[field.type]}, ${field.unit}`})`;
}

/** One or two sentences. */
export function explain(plan: Plan, name: string): string[] {
  const named = fieldKinds.has(plan.kind) && plan.fields.length > 0;
  const fields = !named ? '' : ` with ${plan.fields.map(describe).join(', ')}`;
  const sentences = [`Understood as ${kindNames[plan.kind]}: ${name}${fields}.`];
  const extras = [...plan.operations].flatMap((operation) => extraNames[operation] ?? []);
  if (extras.length > 0) sentences.push(`With ${extras.join(', ')}.`);
  if (plan.items.length > 0) sentences.push(`It starts with ${plan.items.join(', ')}.`);
  return sentences;
}
