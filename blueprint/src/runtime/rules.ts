/** Rules for the value of a bound component: the first that does not hold gives the message that is shown. */

import { mostPatternWork, patternOf } from '../expression/patterns.ts';
import {
  type Component,
  compileExpression,
  displayText,
  type Json,
  type Rule,
  type Scope,
  truthy,
  withVariable,
} from '../index.ts';
import { evaluateDeep, faultOf } from './evaluate.ts';

/** What is wrong with a value, for people; null when every rule holds. */
export function errorOf(component: Component, value: Json, scope: Scope): string | null {
  for (const rule of [component.validate ?? []].flat()) {
    const message = faultIn(rule, value, scope);
    if (message !== null) return message;
  }
  return null;
}

function faultIn(rule: Rule, value: Json, around: Scope): string | null {
  const demands = typeof rule === 'string' ? { rule } : rule;
  const scope: Scope = { ...around, frame: withVariable(around.frame, 'value', value) };
  try {
    const wrong = broken(demands, value, scope);
    if (wrong === null || demands.message === undefined) return wrong;
    return displayText(evaluateDeep(demands.message, scope));
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return fault;
  }
}

type Demands = Exclude<Rule, string>;

function broken(demands: Demands, value: Json, scope: Scope): string | null {
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (demands.rule === 'required') {
    if (empty || (typeof value === 'string' && value.trim() === '')) return 'This is needed';
    if (value === false) return 'This must be ticked';
  }
  if (!empty) {
    const wrong = ofKind(demands, value) ?? ofSize(demands, value);
    if (wrong !== null) return wrong;
    if (demands.pattern !== undefined) {
      const [pattern, text] = [patternOf(demands.pattern), displayText(value)];
      if (text.length * pattern.size > mostPatternWork) return 'This is too long to be checked';
      if (!pattern.matchesWhole(text)) return 'This does not have the right form';
    }
  }
  if (demands.check !== undefined && !truthy(compileExpression(demands.check).evaluate(scope)))
    return 'This is not right';
  return null;
}

function ofKind({ rule }: Demands, value: Json): string | null {
  const text = displayText(value).trim();
  if (rule === 'email') return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? null : 'This is not an e-mail address';
  if (rule === 'url') return isAddress(text) ? null : 'This is not an address such as https://example.org';
  if (rule !== 'number' && rule !== 'integer') return null;
  const number = numberOf(value);
  if (number === null) return 'This is not a number';
  return rule === 'integer' && !Number.isInteger(number) ? 'This is not a whole number' : null;
}

function ofSize({ min, max, minLength, maxLength }: Demands, value: Json): string | null {
  if (min !== undefined || max !== undefined) {
    const number = numberOf(value);
    if (number === null) return 'This is not a number';
    if (min !== undefined && number < min) return `This must be at least ${min}`;
    if (max !== undefined && number > max) return `This must be at most ${max}`;
  }
  const list = Array.isArray(value);
  const length = list ? value.length : [...displayText(value)].length;
  const unit = (count: number): string =>
    `${count} ${list ? 'entr' : 'character'}${count === 1 ? (list ? 'y' : '') : list ? 'ies' : 's'}`;
  if (minLength !== undefined && length < minLength) return `This needs at least ${unit(minLength)}`;
  if (maxLength !== undefined && length > maxLength) return `This may have at most ${unit(maxLength)}`;
  return null;
}

function numberOf(value: Json): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return ['http:', 'https:'].includes(new URL(text).protocol);
}
