/** `agentos bp validate`: says for each fault of a document where it is and what to write. */
import { type Issue, type JsonObject, parseBlueprint, upgradeBlueprint } from '@agentos/blueprint';
import type { Command } from '../command-line.ts';
import { printable } from '../printable.ts';
import { filesHelp, readFiles, recordIn } from './files.ts';
import { failureLine, issueLine, note, plural, print } from './lines.ts';

interface Verdict {
  readonly file: string;
  readonly ok: boolean;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Why the file could not be read. */
  readonly failure?: string;
}

export const validate: Command = {
  name: 'bp validate',
  summary: 'check documents; each fault as file:path code message',
  operands: filesHelp,
  longestOperands: Number.POSITIVE_INFINITY,
  options: {
    tolerant: { short: 't', type: 'boolean', help: 'take what is unknown as warnings, as for files of a newer system' },
    json: { type: 'boolean', help: 'one JSON object with all files' },
  },
  async run(args) {
    const tolerant = args.flag('tolerant');
    const verdicts: Verdict[] = [];
    const older: string[] = [];
    for await (const file of readFiles(args.positionals)) {
      if ('failure' in file) {
        verdicts.push({ file: file.name, ok: false, issues: [], warnings: [], failure: file.failure });
        continue;
      }
      const validation = parseBlueprint(file.text, { tolerant });
      const { ok, warnings } = validation;
      verdicts.push({ file: file.name, ok, issues: validation.ok ? [] : validation.issues, warnings });
      if (!ok && isOlder(file.text)) older.push(file.name);
    }
    const wrong = verdicts.filter(({ ok }) => !ok).length;
    if (args.flag('json')) print(JSON.stringify({ ok: wrong === 0, files: verdicts }, null, 2));
    else {
      for (const verdict of verdicts) printVerdict(verdict);
      for (const name of older) note(`${printable(name)} is in an older spelling: agentos bp upgrade --write`);
      note(`${plural(verdicts.length, 'file')}, ${wrong === 0 ? 'all valid' : `${wrong} not valid`}`);
    }
    return wrong === 0 ? 0 : 1;
  },
};

function printVerdict({ file, issues, warnings, failure }: Verdict): void {
  if (failure !== undefined) print(failureLine(file, failure));
  for (const issue of issues) print(issueLine(file, issue));
  for (const issue of warnings) print(issueLine(file, issue, 'warning'));
}

function isOlder(text: string): boolean {
  const found = recordIn(text);
  if ('issue' in found) return false;
  const { changes } = upgradeBlueprint(found.document);
  return changes.length > 0 && looksLikeApp(found.document);
}

function looksLikeApp(document: JsonObject): boolean {
  return ['ui', 'ui_spec', 'blueprint', 'components'].some((name) => Object.hasOwn(document, name));
}
