/** `agentos bp test`: runs the tests that apps carry, without a screen, with a clock that is moved by hand. */
import { parseBlueprint } from '@agentos/blueprint';
import { runTest, type TestResult } from '@agentos/blueprint/runtime/test-runner';
import { type Command, CommandError } from '../command-line.ts';
import { printable } from '../printable.ts';
import { filesHelp, readFiles } from './files.ts';
import { failureLine, issueLine, note, plural, print } from './lines.ts';

interface Outcome {
  readonly file: string;
  readonly tests: readonly TestResult[];
  /** Why nothing could be run. */
  readonly faults: readonly string[];
}

export const test: Command = {
  name: 'bp test',
  summary: 'run the tests that apps carry; a line for each',
  operands: filesHelp,
  longestOperands: Number.POSITIVE_INFINITY,
  options: {
    name: { short: 'n', type: 'string', value: 'TEXT', help: 'only tests with these letters in their name' },
    json: { type: 'boolean', help: 'one JSON object with all results' },
  },
  async run(args) {
    const json = args.flag('json');
    const wanted = args.text('name')?.toLowerCase() ?? '';
    const outcomes: Outcome[] = [];
    for await (const file of readFiles(args.positionals)) {
      if ('failure' in file) {
        outcomes.push({ file: file.name, tests: [], faults: [failureLine(file.name, file.failure)] });
        if (!json) print(failureLine(file.name, file.failure));
        continue;
      }
      const parsed = parseBlueprint(file.text);
      if (!parsed.ok) {
        const faults = parsed.issues.map((issue) => issueLine(file.name, issue));
        outcomes.push({ file: file.name, tests: [], faults });
        if (!json) for (const line of faults) print(line);
        continue;
      }
      const results: TestResult[] = [];
      for (const carried of parsed.blueprint.tests ?? []) {
        if (!carried.name.toLowerCase().includes(wanted)) continue;
        const result = await runTest(parsed.blueprint, carried);
        results.push(result);
        if (!json) printResult(file.name, result);
      }
      if (results.length === 0 && !json) print(printable(`none  ${file.name}: the app carries no such tests`));
      outcomes.push({ file: file.name, tests: results, faults: [] });
    }
    const all = outcomes.flatMap(({ tests }) => tests);
    const failed = all.filter(({ ok }) => !ok).length;
    const faulty = outcomes.filter(({ faults }) => faults.length > 0).length;
    if (json) print(JSON.stringify({ ok: failed + faulty === 0, files: outcomes }, null, 2));
    note(`${plural(all.length, 'test')}, ${failed === 0 ? 'none' : failed} failed${faultsText(faulty)}`);
    if (wanted !== '' && all.length === 0) throw new CommandError(`no test has '${printable(wanted)}' in its name`);
    return failed + faulty === 0 ? 0 : 1;
  },
};

function faultsText(faulty: number): string {
  return faulty === 0 ? '' : `; ${plural(faulty, 'file')} could not be tested`;
}

function printResult(file: string, { name, ok, why }: TestResult): void {
  print(printable(ok ? `ok    ${file}: ${name}` : `FAIL  ${file}: ${name}: ${why}`));
}
