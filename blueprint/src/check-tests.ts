/** Checks the tests that a document carries: what they name is there, what they expect can be read. */

import { findTool, toolDeclarations } from '@agentos/tools';
import type { CheckContext } from './check-context.ts';
import { checkExpression, checkPath, type Names } from './check-paths.ts';
import { findComponent } from './components.ts';
import type { Test, TestStep } from './document.ts';
import { nearest } from './issues.ts';
import { escapePointer } from './tree.ts';

const question = /^#([A-Za-z_][A-Za-z0-9_-]*)(?:\.([a-z]+))?$/;
const answers = ['value', 'visible', 'enabled', 'count', 'error'];

export function checkTests(tests: readonly Test[], names: Names, context: CheckContext): void {
  for (const [index, test] of tests.entries()) {
    const at = `/tests/${index}`;
    for (const name of Object.keys(test.data ?? {})) {
      if (Object.hasOwn(names.data, name)) continue;
      const fix = nearest(name, Object.keys(names.data));
      context.issue('unknown-path', `${at}/data/${escapePointer(name)}`, `"${name}" is not in data`, fix);
    }
    for (const id of Object.keys(test.answers ?? {})) {
      if (findTool(id) !== undefined) continue;
      const fix = nearest(
        id,
        toolDeclarations.map((tool) => tool.id),
      );
      context.unknown('unknown-tool', `${at}/answers/${escapePointer(id)}`, `unknown tool "${id}"`, fix);
    }
    for (const [step, what] of test.do.entries()) checkStep(what, `${at}/do/${step}`, names, context);
  }
}

function checkStep(step: TestStep, pointer: string, names: Names, context: CheckContext): void {
  if ('click' in step) checkId(step.click, `${pointer}/click`, context, 'click');
  else if ('enter' in step) checkId(step.enter, `${pointer}/enter`, context);
  else if ('submit' in step) checkId(step.submit, `${pointer}/submit`, context, 'submit');
  else if ('of' in step) checkId(step.of, `${pointer}/of`, context, step.event);
  else if ('set' in step) checkPath(step.set, names, context, `${pointer}/set`);
  else if ('expect' in step) {
    for (const key of Object.keys(step.expect)) {
      checkExpectation(key, `${pointer}/expect/${escapePointer(key)}`, names, context);
    }
  }
}

function checkId(id: string, pointer: string, context: CheckContext, event?: string): void {
  const component = context.byId.get(id);
  if (component === undefined) {
    const message = `there is no component with the id "${id}"`;
    context.issue('unknown-id', pointer, message, nearest(id, context.byId.keys()));
    return;
  }
  const events = findComponent(component.type)?.events;
  if (event === undefined || events === undefined || events.includes(event)) return;
  context.issue('unknown-event', pointer, `"${id}" is a ${component.type}, which has no event "${event}"`);
}

function checkExpectation(key: string, pointer: string, names: Names, context: CheckContext): void {
  if (!key.startsWith('#')) {
    checkExpression(key, names, context, pointer);
    return;
  }
  const [, id = '', answer] = question.exec(key) ?? [];
  if (id === '') {
    const message = `${JSON.stringify(key)} asks nothing: "#id" is the text of a component, or one of #id.${answers.join(', #id.')}`;
    context.issue('bad-value', pointer, message);
    return;
  }
  checkId(id, pointer, context);
  if (answer === undefined || answers.includes(answer)) return;
  const message = `a component does not tell its "${answer}": ${answers.join(', ')}`;
  context.issue('bad-value', pointer, message, nearest(answer, answers));
}
