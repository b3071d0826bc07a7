/** How faults are written for people: one line each, the file first, so that editors and `grep` find their way. */
import type { Issue } from '@agentos/blueprint';
import { printable } from '../printable.ts';

export function issueLine(file: string, issue: Issue, severity: 'error' | 'warning' = 'error'): string {
  const fix = issue.fix === undefined ? '' : ` (write: ${issue.fix})`;
  const kind = severity === 'warning' ? 'warning ' : '';
  return printable(`${file}:${issue.path === '' ? '/' : issue.path} ${kind}${issue.code} ${issue.message}${fix}`);
}

/** What is wrong with a file as a whole. */
export function failureLine(file: string, failure: string): string {
  return printable(`${file}: ${failure}`);
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What is said beside the answer, so that the answer can be piped on. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function plural(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
