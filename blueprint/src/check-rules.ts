/** Checks the rules for the value of a bound component. */
import type { CheckContext } from './check-context.ts';
import { checkCondition, checkInside, type Names, withValues } from './check-paths.ts';
import type { Component } from './document.ts';
import { patternFault } from './expression/patterns.ts';

export function checkRules(component: Component, pointer: string, names: Names, context: CheckContext): void {
  const { validate } = component;
  if (validate === undefined) return;
  if (component.bind === undefined) {
    context.issue('rule-without-value', `${pointer}/validate`, 'validate needs a bind: without one there is no value');
  }
  const several = Array.isArray(validate);
  for (const [index, rule] of (several ? validate : [validate]).entries()) {
    if (typeof rule === 'string') continue;
    const at = several ? `${pointer}/validate/${index}` : `${pointer}/validate`;
    const { message, check, pattern, ...rest } = rule;
    const known = withValues(names, 'value');
    if (check === undefined && pattern === undefined && Object.values(rest).every((part) => part === undefined)) {
      context.issue('empty-rule', at, 'this rule demands nothing: give rule, min, max, pattern or check');
    }
    if (check !== undefined) checkCondition(check, 'check', known, context, `${at}/check`);
    if (message !== undefined) checkInside(message, known, context, `${at}/message`);
    const fault = pattern === undefined ? null : patternFault(pattern);
    if (fault !== null) context.issue('bad-pattern', `${at}/pattern`, `the pattern does not compile: ${fault}`);
    for (const [low, high] of [
      ['min', 'max'],
      ['minLength', 'maxLength'],
    ] as const) {
      const [least, most] = [rest[low], rest[high]];
      if (least === undefined || most === undefined || least <= most) continue;
      context.issue('bad-value', `${at}/${low}`, `no value is at least ${least} and at most ${most}`);
    }
  }
}
