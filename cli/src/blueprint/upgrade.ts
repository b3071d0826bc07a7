/** `agentos bp upgrade`: turns documents of the older spellings into those of today, and lists what it changes. */
import { type Json, type Upgrade, upgradeBlueprint, validateBlueprint } from '@agentos/blueprint';
import { formatBlueprint } from '@agentos/blueprint/format';
import type { Command } from '../command-line.ts';
import { printable } from '../printable.ts';
import { type FileRead, filesHelp, readFiles, recordIn, replaceFile } from './files.ts';
import { failureLine, issueLine, note, plural, print } from './lines.ts';

interface Result {
  readonly file: string;
  readonly changes: Upgrade['changes'];
  /** What could not be carried over; it stands in a card of the app. */
  readonly losses: Upgrade['losses'];
  /** Faults that are left, or why the file could not be read. */
  readonly left: readonly string[];
}

export const upgrade: Command = {
  name: 'bp upgrade',
  summary: 'list what turns documents of older spellings into those of today, or write them',
  operands: filesHelp,
  longestOperands: Number.POSITIVE_INFINITY,
  options: {
    write: { short: 'w', type: 'boolean', help: 'write the result in place of the file; of the input, to the output' },
    json: { type: 'boolean', help: 'the list as one JSON object' },
  },
  async run(args) {
    const results: Result[] = [];
    const written = args.flag('write');
    let toOutput = false;
    for await (const file of readFiles(args.positionals)) {
      const { result, text } = upgradeOne(file);
      results.push(result);
      if (!written || 'failure' in file || text === undefined) continue;
      if (file.path === null) {
        toOutput = true;
        process.stdout.write(text);
      } else if (result.changes.length + result.losses.length > 0) replaceFile(file.path, text);
    }
    const tell = toOutput ? note : print;
    if (args.flag('json')) tell(JSON.stringify({ files: results }, null, 2));
    else for (const result of results) for (const line of linesOf(result)) tell(line);
    const changed = results.filter(({ changes, losses }) => changes.length + losses.length > 0).length;
    note(`${plural(results.length, 'file')}, ${changed} ${written ? 'upgraded' : 'to be upgraded'}`);
    return results.some(({ left }) => left.length > 0) ? 1 : 0;
  },
};

function upgradeOne(file: FileRead): { result: Result; text?: string } {
  const nothing = { file: file.name, changes: [], losses: [] };
  if ('failure' in file) return { result: { ...nothing, left: [failureLine(file.name, file.failure)] } };
  const found = recordIn(file.text);
  if ('issue' in found) return { result: { ...nothing, left: [issueLine(file.name, found.issue)] } };
  const { document, changes, losses } = upgradeBlueprint(found.document);
  const validation = validateBlueprint(document, { tolerant: true });
  const left = validation.ok ? [] : validation.issues.map((issue) => issueLine(file.name, issue));
  const result = { file: file.name, changes, losses, left };
  return { result, text: changes.length + losses.length === 0 ? file.text : textOf(document) };
}

function textOf(document: unknown): string {
  const json: Json = JSON.parse(JSON.stringify(document));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('an upgrade gave no record');
  return formatBlueprint(json);
}

function linesOf({ file, changes, losses, left }: Result): string[] {
  const at = (path: string): string => `${file}:${path === '' ? '/' : path}`;
  return [
    ...changes.map(({ path, message }) => printable(`${at(path)} ${message}`)),
    ...losses.map(({ path, message }) => printable(`${at(path)} lost: ${message}; it stands in a card of the app`)),
    ...left,
  ];
}
