/** Checks templates and their uses: they exist, have their parameters, end somewhere, and do not grow beyond bounds. */
import { checkChild } from './check-components.ts';
import type { CheckContext } from './check-context.ts';
import { checkInside, type Names, withEntries } from './check-paths.ts';
import type { Component } from './document.ts';
import { nearest } from './issues.ts';
import { isForbiddenName } from './json.ts';
import { escapePointer, walkWithin } from './tree.ts';

/** Fields of a component that mean nothing at a use: the template's own component has them. */
const withoutMeaning = ['bind', 'validate', 'on_event', 'children', 'a11y'] as const;

export function checkUse(component: Component, pointer: string, names: Names, context: CheckContext): void {
  const templates = context.blueprint.templates ?? {};
  const { template: name, props = {} } = component;
  for (const field of withoutMeaning) {
    if (component[field] === undefined) continue;
    const message = `a use has no ${field}: give it to the component of the template, through a parameter if need be`;
    context.issue('unknown-field', `${pointer}/${field}`, message);
  }
  checkInside(props, names, context, `${pointer}/props`);
  if (name === undefined) {
    context.issue('missing-field', pointer, 'a use names its template: "template": "name"');
    return;
  }
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (template === undefined) {
    const fix = nearest(name, Object.keys(templates));
    context.issue('unknown-template', `${pointer}/template`, `there is no template "${name}"`, fix);
    return;
  }
  const params = template.params ?? [];
  for (const given of Object.keys(props)) {
    if (params.includes(given)) continue;
    const message = `the template "${name}" has no parameter "${given}"`;
    context.issue('unknown-parameter', `${pointer}/props/${escapePointer(given)}`, message, nearest(given, params));
  }
  for (const param of params) {
    if (Object.hasOwn(props, param)) continue;
    context.issue('missing-parameter', pointer, `the template "${name}" needs the parameter "${param}"`);
  }
}

/** Checks every template as it stands, with its parameters as variables. */
export function checkTemplates(names: Names, context: CheckContext): void {
  for (const [name, { params = [], component }] of Object.entries(context.blueprint.templates ?? {})) {
    const at = `/templates/${escapePointer(name)}`;
    for (const [index, param] of params.entries()) {
      if (isForbiddenName(param)) {
        context.issue('forbidden-name', `${at}/params/${index}`, `the name "${param}" is not allowed`);
      } else if (params.indexOf(param) < index) {
        context.issue('duplicate-name', `${at}/params/${index}`, `the parameter "${param}" is there twice`);
      }
    }
    checkChild(component, `${at}/component`, withEntries(names, params), context);
  }
}

/**
 * How many components there are once every use is drawn, each counted once however often it repeats; null when
 * templates use each other in a circle, which is told as an issue.
 */
export function expandedCount(context: CheckContext): number | null {
  const { templates = {}, ui } = context.blueprint;
  const counts = new Map<string, number | null>();
  const open: string[] = [];

  const countWithin = (component: Component | string): number | null => {
    let sum = typeof component === 'string' ? 1 : 0;
    for (const { component: each } of walkWithin(component, '', null)) {
      sum += 1;
      if (each.type !== 'use' || each.template === undefined) continue;
      const inner = countOf(each.template);
      if (inner === null) return null;
      sum += inner;
    }
    return sum;
  };
  const countOf = (name: string): number | null => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
    if (template === undefined) return 0;
    if (open.includes(name)) {
      const circle = [...open.slice(open.indexOf(name)), name].join(' → ');
      context.issue('template-cycle', `/templates/${escapePointer(name)}`, `templates use each other: ${circle}`);
      counts.set(name, null);
      return null;
    }
    open.push(name);
    const count = countWithin(template.component);
    open.pop();
    if (counts.get(name) !== null) counts.set(name, count);
    return count;
  };

  let total = 0;
  for (const name of Object.keys(templates)) if (countOf(name) === null) return null;
  for (const child of ui.components) total += countWithin(child) ?? 0;
  return total;
}
