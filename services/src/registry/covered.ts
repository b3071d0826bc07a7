/**
 * Whether rights of one app are within those of another, for apps that launch apps: a child never has more than its
 * creator. Errs on the safe side: what is not seen to be covered is not.
 */
import { type Capability, capabilityKinds, parseCapability } from '@agentos/protocol';

/**
 * The first of `wanted` that is not within `held`, or undefined. STANDARD is each app's own: its private folder and
 * keys are no right over anybody else.
 */
export function beyond(wanted: readonly string[], held: readonly string[]): string | undefined {
  const own = held.map(parseCapability);
  const wish = wanted.map(parseCapability);
  return wanted.find((_text, index) => {
    const right = wish[index];
    if (right === undefined || right.deny || right.kind === 'STANDARD') return false;
    const sameKind = own.filter(({ kind }) => kind === right.kind);
    const allowed = sameKind.some((each) => !each.deny && covers(each, right));
    const alsoDenied = sameKind
      .filter(({ deny }) => deny)
      .every((denial) => wish.some((each) => each.deny && each.kind === denial.kind && covers(each, denial)));
    return !(allowed && alsoDenied);
  });
}

function covers(wide: Capability, narrow: Capability): boolean {
  if (wide.argument === undefined || wide.argument === narrow.argument) return true;
  if (narrow.argument === undefined || capabilityKinds[wide.kind] !== 'path' || !wide.argument.endsWith('/**')) {
    return false;
  }
  const folder = wide.argument.slice(0, -'/**'.length);
  return !folder.includes('*') && (narrow.argument === folder || narrow.argument.startsWith(`${folder}/`));
}
