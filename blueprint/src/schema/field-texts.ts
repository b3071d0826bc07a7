/** What each field of the language is for, in a sentence that editors show, with an example where one helps. */
import type { Json } from '../json.ts';

export interface FieldText {
  /** Markdown. */
  readonly says: string;
  readonly example?: Json;
}

const on = (says: string): FieldText => ({ says });

export const fieldTexts: Readonly<Record<string, FieldText>> = {
  '.$schema': on('Where an editor finds this schema.'),
  '.blueprint': on('Version of the language: `1.0`.'),
  '.app': {
    says: 'What the app is and what it may do.',
    example: { id: 'notes', name: 'Notes', permissions: ['STANDARD'] },
  },
  '.services': {
    says: 'Families of tools that run in the system, and how narrowly.',
    example: ['storage', { filesystem: { root: '/home/Notes', readonly: true } }],
  },
  '.requires': {
    says: 'What the app needs of whoever draws it.',
    example: { components: ['line_chart@1'], host: '>=1.0' },
  },
  '.data': { says: 'The initial model. Texts in it are literal.', example: { books: [], draft: { title: '' } } },
  '.persist': { says: 'Paths of the data that are kept.', example: ['books'] },
  '.dataVersion': on('Version of the shape of the data that is kept; `migrations` bring older data to it.'),
  '.migrations': {
    says: 'How kept data of an older version becomes that of a newer one.',
    example: [{ to: 2, steps: [{ rename: 'items', to: 'books' }] }],
  },
  '.computed': {
    says: 'Values that follow from others: a name and an expression.',
    example: { open: '=filter(books, !item.done)' },
  },
  '.sources': {
    says: 'Values that a tool gives. `name$loading` and `name$error` stand beside each.',
    example: { files: { tool: 'filesystem.list', args: { path: '/home' }, default: [] } },
  },
  '.templates': {
    says: 'Components with parameters, drawn by `{ "type": "use" }`.',
    example: { line: { params: ['book'], component: { type: 'text', props: { text: '=book.title' } } } },
  },
  '.ui': on('What is on the screen.'),
  '.tests': {
    says: 'Checks that the app carries: `agentos bp test` runs them.',
    example: [{ name: 'adds', do: [{ click: 'add' }, { expect: { 'length(books)': 1 } }] }],
  },

  'app.id': on('Name of the app in the system: small letters, digits, dots and dashes.'),
  'app.name': on('Name for people.'),
  'app.description': on('What it is for, in a sentence.'),
  'app.icon': on('Name of an icon, such as `book`.'),
  'app.category': on('Where it stands in the launcher.'),
  'app.version': on('Version of the app.'),
  'app.author': on('Who made it.'),
  'app.tags': on('Words to find it by.'),
  'app.permissions': {
    says: 'Rights that it asks for. It gets those that it needs, was granted, and names here.',
    example: ['STANDARD', 'READ_FILE:/home/Notes/**'],
  },

  'ui.title': on('Title of the window.'),
  'ui.layout': on('Direction of the top level; `vertical` unless told.'),
  'ui.width': on('Width of the window at first, in pixels.'),
  'ui.height': on('Height of the window at first, in pixels.'),
  'ui.lifecycle': on('What runs when the window opens, goes, is focused, or every so often.'),
  'ui.watch': {
    says: 'What runs after the value at a path changed, with `event.value`.',
    example: { query: { tool: 'ui.refresh', args: { source: 'files' } } },
  },
  'ui.components': on('The components, from top to bottom. A text by itself is a text.'),
  'ui.lifecycle.on_mount': on('Runs when the data is there.'),
  'ui.lifecycle.on_unmount': on('Runs before the window goes.'),
  'ui.lifecycle.on_focus': on('Runs when the window becomes the active one.'),
  'ui.lifecycle.on_interval': {
    says: 'Runs every so many milliseconds, 250 at least.',
    example: [{ every: 1000, do: 'ui.refresh' }],
  },

  'Component.type': on('What it is; `use` draws a template.'),
  'Component.id': on('Its name: for tests, tools and styles. Given by itself unless told.'),
  'Component.props': on('Its properties, literal or expressions (a text that starts with `=`).'),
  'Component.bind': { says: 'The path that holds its value, in both directions.', example: 'draft.title' },
  'Component.if': { says: 'An expression; it is drawn only while this holds.', example: '=count(books) > 0' },
  'Component.repeat': {
    says: 'Draws it once for each entry of a list, with `item` and `index`.',
    example: { each: '=sort(books, item.title)', as: 'book' },
  },
  'Component.validate': {
    says: 'Demands on its value; the message is shown where one does not hold.',
    example: ['required', { maxLength: 80, message: 'Too long' }],
  },
  'Component.fallback': on('Drawn in its place where its type is not known, or when it cannot be drawn.'),
  'Component.a11y': on('What assistive technology is told beside what is on the screen.'),
  'Component.key': on('When this value changes, the component begins anew.'),
  'Component.template': on('For `use`: name of the template; `props` are its parameters.'),
  'Component.on_event': {
    says: 'What runs on its events.',
    example: { click: { tool: 'data.reset', args: { path: 'draft' } } },
  },
  'Component.children': on('The components inside.'),

  'HandlerStep.tool': on('The tool that runs.'),
  'HandlerStep.args': on('Its arguments; texts that start with `=` are expressions, evaluated when the step comes.'),
  'HandlerStep.into': on('A path that takes the result: its field `value` where it has one.'),
  'HandlerStep.if': on('An expression; the step is passed over when it does not hold.'),
  'HandlerStep.confirm': {
    says: 'What the person is asked first; a no ends the handler.',
    example: { title: 'Delete it?', danger: true },
  },
  'HandlerStep.ok': on('Runs after it succeeded, with `result`.'),
  'HandlerStep.error': on('A path that takes the message of a failure, or what runs instead, with `error`.'),
  'HandlerStep.debounce': on('Milliseconds of quiet before it runs.'),

  'Source.tool': on('The tool that gives the value.'),
  'Source.args': on('Its arguments; expressions are evaluated at each call.'),
  'Source.default': on('The value before the first answer.'),
  'Source.refresh': on(
    'Asked once (`mount`), when what its arguments read changes (`deps`), or every so many seconds.',
  ),
  'Source.debounce': on('Milliseconds of quiet before it is asked again.'),
  'Source.if': on('An expression; it is not asked while this does not hold.'),

  'Test.name': on('What it shows, in a sentence.'),
  'Test.data': on('Takes the place of the initial data at these names.'),
  'Test.answers': on('What tools of the services answer, by their names.'),
  'Test.now': on('Milliseconds since 1970 when it begins.'),
  'Test.do': on('What is done and expected, in order.'),
};
