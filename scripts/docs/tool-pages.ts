/** Reference pages of the tools, one a family and an index, made from their declarations. */
import { type ToolDeclaration, toolAliases, toolDeclarations } from '@agentos/tools';
import { z } from 'zod';
import { mathPage } from './math-page.ts';
import { defaultOf, descriptionOf, fieldsOf, mayBeLeftOut, typeOf } from './tool-types.ts';

/** What a family is for; one that is not here has its tools alone. */
const about: Readonly<Record<string, string>> = {
  app: 'Running apps: open, list, focus, close.',
  auth: 'Who is signed in.',
  canvas: 'Drawing on a canvas component. Coordinates are pixels of the drawing, from its upper left.',
  chart:
    'Data of charts. A chart shows rows of the app (`"data": "=points"`), so these tools write to that data, or take rows and give rows.',
  clipboard: 'Text to and from other programs.',
  data: 'Single values of the app, and lists looked through without being changed.',
  filesystem: 'Files and folders, as the rights of the app allow.',
  form: 'Fields below one component, each with its `validate`.',
  game: 'Games of marks on a grid, and scores. A game is a record in the data of the app that `game.reset` makes: `columns`, `rows`, `in_a_row`, `drop`, `players`, `board` (marks row by row, empty text where none is), `turn`, `winner`, `line` (the places that won), `over`, `moves`.',
  graph:
    'Nodes and edges: a record `{ "nodes", "edges" }` in the data of the app, which a graph component shows. A node has an `id`, an edge `from` and `to`.',
  http: 'Other computers, as the network rules of the app allow.',
  hub: 'Apps that can be opened.',
  ipc: 'Pipes, shared memory and queues between processes.',
  list: 'Lists of the app, whose entries are found by their `id`.',
  math: 'Numbers, statistics, units, matrices, algebra and calculus.',
  monitor: 'Figures and events of the system.',
  notification: 'What matters outside of the app.',
  permissions: 'What apps may do.',
  player: 'Audio and video components.',
  random: 'Chance.',
  search: 'Finding files by name and by what is in them.',
  settings: 'Settings of the system.',
  storage: 'Values that last, private to the app.',
  system: 'The machine, the log, questions to the person, undo.',
  terminal: 'Terminals.',
  text: 'Patterns, JSON and tables as text. Patterns are regular expressions without look-around and back-references, read in linear time.',
  theme: 'How the desktop looks.',
  timer: 'A number that moves with the clock, and handlers that run later. At most 10 timers run at once in an app.',
  toast: 'Short messages in a corner of the desktop.',
  ui: 'What is seen: values on displays, keys of a calculator, components that are hidden, disabled, focused, opened.',
};

const families: ReadonlyMap<string, readonly ToolDeclaration[]> = Map.groupBy<string, ToolDeclaration>(
  toolDeclarations,
  (tool) => tool.id.slice(0, tool.id.indexOf('.')),
);

/** Path in the project → text, for every family and the index. */
export function toolPages(): Readonly<Record<string, string>> {
  const pages = [...families].map(([family, tools]): [string, string] => [
    `docs/tools/${family}.md`,
    family === 'math' ? mathPage() : familyPage(family, tools),
  ]);
  return { 'docs/tools/README.md': indexPage(), ...Object.fromEntries(pages) };
}

function indexPage(): string {
  const rows = [...families].map(([family, tools]) => {
    const sites = [...new Set(tools.map((tool) => tool.site))].join(', ');
    return `| [\`${family}\`](${family}.md) | ${tools.length} | ${sites} | ${cell(about[family] ?? '')} |`;
  });
  const others = Object.entries(toolAliases).map(([name, id]) => `| \`${name}\` | \`${id}\` |`);
  return `# Tools

<!-- Generated from tools/src/families by \`make docs\`. -->

${toolDeclarations.length} tools: what handlers and sources of an app call. A tool at the site \`shell\` runs in the browser without a round trip
and sees the data of its app alone; one at \`services\` runs there with the rights of the instance. An unknown tool, a wrong argument and a
failure are errors that the window shows, each with a code: \`EINVAL\` wrong argument, \`ENOENT\` nothing there, \`EACCES\` no right, \`EEXIST\`
there already, \`E2BIG\` too much, \`EAGAIN\` too many at once, \`ENOTSUP\` not possible here.

| family | tools | site | what |
|---|---|---|---|
${rows.join('\n')}

## Types of parameters

A **path** names a place in the data of the app (\`books\`, \`draft.title\`, inside a repeat \`item.done\`). A **component** is the id of a component.
A **handler** is what stands in \`on_event\`: a tool, a step, or a list of steps; it runs when the tool says so, and its rights are asked for like
those of any handler. \`?\` marks what may be left out.

## Other names

Names that stand for a declared tool and take its parameters.

| name | tool |
|---|---|
${others.join('\n')}
`;
}

function familyPage(family: string, tools: readonly ToolDeclaration[]): string {
  return `# \`${family}\`

<!-- Generated from tools/src/families by \`make docs\`. -->

${about[family] === undefined ? '' : `${about[family]}\n\n`}${tools.map(toolText).join('\n')}`;
}

function toolText(tool: ToolDeclaration): string {
  const shape = tool.params instanceof z.ZodObject ? Object.entries(tool.params.shape) : [];
  const rows = shape.map(([name, field]) => {
    const fallback = defaultOf(field);
    const notes = [descriptionOf(field), fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\` unless told`];
    const cells = [`\`${name}${mayBeLeftOut(field) ? '?' : ''}\``, typeOf(field), notes.filter(Boolean).join('; ')];
    return `| ${cells.map(cell).join(' | ')} |`.replace('|  |', '| |');
  });
  const table = rows.length === 0 ? '' : `\n| parameter | type | |\n|---|---|---|\n${rows.join('\n')}\n`;
  const result = fieldsOf(tool.result);
  const needs = tool.capabilities(tool.params.parse(tool.example));
  const facts = [
    result === '' ? '' : `Gives ${result}.`,
    `Runs in the ${tool.site}.`,
    needs.length === 0 ? '' : `Needs, as in the example, ${needs.map((each) => `\`${each}\``).join(', ')}.`,
  ];
  const args = Object.keys(z.record(z.string(), z.unknown()).parse(tool.example)).length === 0;
  const example = args ? tool.id : { tool: tool.id, args: tool.example };
  return `## ${tool.id}

${tool.title}. ${tool.description}
${table}
${facts.filter(Boolean).join(' ')}

\`\`\`json
${JSON.stringify(example)}
\`\`\`
`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
