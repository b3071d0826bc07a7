/** `agentos bp import`: makes apps of what other systems describe: surfaces of A2UI, specs of json-render. */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Json } from '@agentos/blueprint';
import { formatBlueprint } from '@agentos/blueprint/format';
import { importA2ui, isA2ui } from '@agentos/blueprint/import/a2ui';
import type { Imported } from '@agentos/blueprint/import/importer';
import { importJsonRender, isJsonRender } from '@agentos/blueprint/import/json-render';
import { type Command, CommandError } from '../command-line.ts';
import { printable } from '../printable.ts';
import { readFiles, type TextFile } from './files.ts';
import { failureLine, note, print } from './lines.ts';

const formats = {
  a2ui: { recognises: isA2ui, read: importA2ui },
  'json-render': { recognises: isJsonRender, read: importJsonRender },
} as const;
type Format = keyof typeof formats;

const isFormat = (name: string): name is Format => Object.hasOwn(formats, name);

/** Deeper than any document may be; what is deeper is not read at all. */
const deepest = 200;

export const importApp: Command = {
  name: 'bp import',
  summary: 'make apps of surfaces of A2UI (messages as a list or a line each) and specs of json-render',
  operands: 'FILE… (- for the standard input, which gives the app to the output)',
  longestOperands: Number.POSITIVE_INFINITY,
  options: {
    from: { type: 'string', value: 'FORMAT', help: `${Object.keys(formats).join(' or ')}; recognised unless told` },
    name: { type: 'string', value: 'NAME', help: 'of the app; that of the file unless told' },
    output: { short: 'o', type: 'string', value: 'FILE', help: 'where to write; beside the file, as .bp, unless told' },
    force: { type: 'boolean', help: 'write over a file that is there' },
  },
  async run(args) {
    const from = args.text('from');
    if (from !== undefined && !isFormat(from)) throw new CommandError(`no format '${printable(from)}' is known`, 2);
    const output = args.text('output');
    if (output !== undefined && args.positionals.length > 1) throw new CommandError('--output takes one file', 2);
    let failed = false;
    for await (const file of readFiles(args.positionals, (name) => /\.(json|jsonl)$/.test(name))) {
      const outcome = 'failure' in file ? file.failure : importOne(file, from, args.text('name'));
      if (typeof outcome === 'string') {
        failed = true;
        note(failureLine(file.name, outcome));
        continue;
      }
      for (const { path, message } of outcome.issues)
        note(printable(`${file.name}:${path === '' ? '/' : path} ${message}`));
      const target = output ?? ('path' in file && file.path !== null ? besideOf(file.path) : null);
      if (target === null) process.stdout.write(outcome.text);
      else if (existsSync(target) && !args.flag('force')) {
        failed = true;
        note(failureLine(target, 'is there already (--force writes over it)'));
      } else {
        writeFileSync(target, outcome.text);
        print(printable(target));
      }
    }
    return failed ? 1 : 0;
  },
};

function importOne(
  file: TextFile,
  wanted: Format | undefined,
  name: string | undefined,
): string | { readonly text: string; readonly issues: Imported['issues'] } {
  const json = jsonIn(file.text);
  if (json === undefined) return 'not JSON, nor JSON a line';
  if (deeperThan(json, deepest)) return `nested deeper than ${deepest} levels`;
  const format = wanted ?? Object.keys(formats).find((each) => isFormat(each) && formats[each].recognises(json));
  if (format === undefined || !isFormat(format)) return 'neither A2UI nor json-render (--from says which it is)';
  const known = name ?? (file.path === null ? undefined : basename(file.path, extname(file.path)));
  const { blueprint, issues } = formats[format].read(json, known);
  if (blueprint === null) return issues[0]?.message ?? 'nothing could be made of it';
  return { text: formatBlueprint(JSON.parse(JSON.stringify(blueprint))), issues };
}

/** A JSON value, or the list of those that stand in lines of their own. */
function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.length < 2 ? undefined : lines.map((line): Json => JSON.parse(line));
    } catch {
      return undefined;
    }
  }
}

function deeperThan(root: Json, most: number): boolean {
  const pending: { value: Json; depth: number }[] = [{ value: root, depth: 1 }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (typeof at.value !== 'object' || at.value === null) continue;
    if (at.depth > most) return true;
    for (const value of Object.values(at.value)) pending.push({ value, depth: at.depth + 1 });
  }
  return false;
}

function besideOf(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}.bp`);
}
