/** `agentos bp fmt`: writes documents in the one way, names in order and a component a line; no value changes. */
import { formatBlueprint } from '@agentos/blueprint/format';
import type { Command } from '../command-line.ts';
import { printable } from '../printable.ts';
import { filesHelp, readFiles, recordIn, replaceFile } from './files.ts';
import { failureLine, issueLine, note, plural, print } from './lines.ts';

export const fmt: Command = {
  name: 'bp fmt',
  summary: 'write documents in the one way, in their place; what comes from the input goes to the output',
  operands: filesHelp,
  longestOperands: Number.POSITIVE_INFINITY,
  options: { check: { short: 'c', type: 'boolean', help: 'change nothing, list what would change; exit code 1 then' } },
  async run(args) {
    const check = args.flag('check');
    let failed = 0;
    let different = 0;
    let count = 0;
    for await (const file of readFiles(args.positionals)) {
      count += 1;
      if ('failure' in file) {
        failed += 1;
        note(failureLine(file.name, file.failure));
        continue;
      }
      const found = recordIn(file.text);
      if ('issue' in found) {
        failed += 1;
        note(issueLine(file.name, found.issue));
        continue;
      }
      const text = formatBlueprint(found.document);
      if (text !== file.text) different += 1;
      if (file.path === null && !check) process.stdout.write(text);
      else if (text !== file.text) {
        print(printable(file.name));
        if (!check && file.path !== null) replaceFile(file.path, text);
      }
    }
    note(
      `${plural(count, 'file')}, ${different} ${check ? 'to be written' : 'written'}${failed ? `, ${failed} failed` : ''}`,
    );
    return failed > 0 || (check && different > 0) ? 1 : 0;
  },
};
