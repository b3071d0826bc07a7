/**
 * Handlers of an older document: names of tools without arguments, alone or in a list. What they took from around them is
 * written out: the text of the component where the event happens, and the nearest display as the place to write to.
 */
import { findTool } from '@agentos/tools';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { escapePointer } from '../tree.ts';
import type { UpgradeReport } from './report.ts';

/** A component and those above it, nearest first. */
interface Place {
  readonly component: JsonObject | null;
  readonly above: readonly JsonObject[];
}

/** Where the display of an app is kept once a tool writes to it. */
export interface Displays {
  /** The path that the component is bound to, from now on. */
  bindTo(component: JsonObject): string;
  /** All components, in the order of the document. */
  readonly all: readonly JsonObject[];
}

/** Upgrades the handlers of all components in place. */
export function upgradeHandlers(ui: JsonObject, report: UpgradeReport, displays: Displays): void {
  const visit = (children: Json | undefined, path: string, above: readonly JsonObject[]): void => {
    if (!Array.isArray(children)) return;
    for (const [at, child] of children.entries()) {
      if (!isObject(child)) continue;
      const here = `${path}/${at}`;
      if (isObject(child.on_event)) {
        upgradeAll(child.on_event, `${here}/on_event`, { component: child, above }, report, displays);
        if (Object.keys(child.on_event).length === 0) delete child.on_event;
      }
      visit(child.children, `${here}/children`, [child, ...above]);
    }
  };
  visit(ui.components, '/ui/components', []);
  if (isObject(ui.lifecycle)) {
    const { on_interval, ...hooks } = ui.lifecycle;
    upgradeAll(hooks, '/ui/lifecycle', { component: null, above: [] }, report, displays);
    ui.lifecycle = { ...hooks, ...(on_interval === undefined ? {} : { on_interval }) };
  }
}

function upgradeAll(handlers: JsonObject, path: string, place: Place, report: UpgradeReport, displays: Displays): void {
  for (const [event, handler] of Object.entries(handlers)) {
    const at = `${path}/${escapePointer(event)}`;
    const steps = Array.isArray(handler) ? handler : [handler];
    const upgraded = steps.map((step) => upgradeStep(step, at, place, report, displays));
    const inOrder = Array.isArray(handler) && handler.some((step) => typeof step === 'string');
    if (inOrder) report.change(at, 'each name of a tool in a list is a step');
    if (!inOrder && upgraded.every((step, index) => step === steps[index])) continue;
    const kept = upgraded.flatMap((step) =>
      step === undefined ? [] : [typeof step === 'string' ? { tool: step } : step],
    );
    const [only] = kept;
    if (only === undefined) delete handlers[event];
    else handlers[event] = kept.length === 1 ? only : kept;
  }
}

/** The step of today; the very same when it is one; undefined when it cannot be carried over. */
function upgradeStep(
  step: Json,
  path: string,
  place: Place,
  report: UpgradeReport,
  displays: Displays,
): Json | undefined {
  const name = isObject(step) ? step.tool : step;
  if (typeof name !== 'string') return step;
  const tool = toolToday(name);
  if (tool !== name) report.change(path, `the tool "${name}" is "${tool}" today`);
  const declaration = findTool(tool);
  const args = isObject(step) && isObject(step.args) ? step.args : {};
  const known = isObject(step) ? { ...step, tool } : tool;
  const own = isObject(step) && tool === name ? step : known;
  if (declaration === undefined || Object.keys(args).length > 0) return own === step ? step : known;
  if (declaration.params.safeParse({}).success) return tool === name ? step : known;
  // Only what had no arguments at all took them from around it.
  if (isObject(step) && step.args !== undefined) return known;
  const given = argumentsFrom(declaration.params, place, displays);
  if (given === undefined) {
    report.lose(path, `${tool} needs arguments that the older document does not say`, step);
    return undefined;
  }
  report.change(path, `the arguments of ${tool} were written out`);
  return { ...(isObject(step) ? step : {}), tool, args: given };
}

/** The declared name of a tool that is meant by one of its other names, or by one with capitals. */
function toolToday(name: string): string {
  const declared = findTool(name) ?? findTool(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return declared?.id ?? name;
}

/** The arguments that a tool took from the component where the event happens; undefined when they do not suffice. */
function argumentsFrom(
  params: { safeParse(value: unknown): { success: boolean } } & { shape?: object },
  { component, above }: Place,
  displays: Displays,
): JsonObject | undefined {
  const names = Object.keys(params.shape ?? {});
  const props = isObject(component?.props) ? component.props : {};
  const said = [props.value, props.text, props.label].find(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  const args: JsonObject = {};
  for (const name of ['text', 'value', 'message']) if (names.includes(name) && said !== undefined) args[name] = said;
  if (names.includes('path')) {
    // Try without a display first: binding one changes the document.
    if (!params.safeParse({ ...args, path: 'display' }).success) return undefined;
    const display = nearestDisplay(above, displays.all);
    if (display === undefined) return undefined;
    args.path = displays.bindTo(display);
  }
  return params.safeParse(args).success ? args : undefined;
}

/** The nearest field that is only read, else the first field. */
function nearestDisplay(above: readonly JsonObject[], all: readonly JsonObject[]): JsonObject | undefined {
  const isField = ({ type }: JsonObject): boolean => type === 'input' || type === 'textarea';
  const isDisplay = (component: JsonObject): boolean =>
    isField(component) && isObject(component.props) && component.props.readonly === true;
  for (const ancestor of above) {
    const found = componentsIn(ancestor.children).find(isDisplay);
    if (found !== undefined) return found;
  }
  return all.find(isDisplay) ?? all.find(isField);
}

/** Every component of a list and below, in the order of the document. */
export function componentsIn(children: Json | undefined): JsonObject[] {
  if (!Array.isArray(children)) return [];
  return children.flatMap((child) => (isObject(child) ? [child, ...componentsIn(child.children)] : []));
}
