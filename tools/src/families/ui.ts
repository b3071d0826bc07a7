/** What is seen: values on displays, keys of a calculator, components that are hidden, disabled, focused, opened. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { componentId, dataPath } from '../path.ts';

const text = z.union([z.string().max(10_000), z.number()]).describe('text to add');
const shown = z.object({ value: z.string() });
/** Tools that act on a component give its id. */
const acted = z.object({ id: z.string() });

/** The keys of a calculator; the ASCII spellings mean the same as the signs. */
const calculatorKeys = [
  ...(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'] as const),
  ...(['+', '-', '−', '*', '×', '/', '÷', '^', '%', '(', ')'] as const),
  ...(['sign', 'back', 'clear'] as const),
  ...(['π', 'e', '!', '√', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'ln', 'log', 'exp', 'abs'] as const),
] as const;

export const uiTools = [
  declareTool('ui.set', {
    title: 'Show a value',
    description: 'Puts a value at a path.',
    site: 'shell',
    params: z.object({ path: dataPath, value: z.json() }),
    result: z.object({ value: z.json() }),
    example: { path: 'display', value: '0' },
  }),
  declareTool('ui.get', {
    title: 'Read a value',
    description: 'The value at a path; null when nothing is there.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: z.object({ value: z.json() }),
    example: { path: 'display' },
  }),
  declareTool('ui.append', {
    title: 'Add text at the end',
    description: 'Adds text to the text at a path.',
    site: 'shell',
    params: z.object({ path: dataPath, text }),
    result: shown,
    example: { path: 'display', text: '7' },
  }),
  declareTool('ui.backspace', {
    title: 'Take the last character away',
    description: 'Removes the last character of the text at a path.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: shown,
    example: { path: 'display' },
  }),
  declareTool('ui.clear', {
    title: 'Clear',
    description:
      'Empties what is at a path: text becomes empty, a number 0, a list or record empty, a truth value false. With default, puts that there instead.',
    site: 'shell',
    params: z.object({ path: dataPath, default: z.json().optional() }),
    result: z.object({ value: z.json() }),
    example: { path: 'display' },
  }),
  declareTool('ui.toggle', {
    title: 'Switch over',
    description: 'Turns true into false and everything else that does not hold into true.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: z.object({ value: z.boolean() }),
    example: { path: 'open' },
  }),
  declareTool('ui.key', {
    title: 'Press a calculator key',
    description:
      'Types one key of a calculator into the expression at a path and keeps it well-formed: digits, ".", "+", "−", "×", "÷", ' +
      '"^", "%", "(", ")", "sign", "back", "clear", and scientific ones: "π", "e", "!", and functions such as "sin", "ln", "√", ' +
      'which open a bracket. With fresh (a path that is true while the display shows a result) a digit starts anew, an operator ' +
      'goes on from the result, and fresh becomes false.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      key: z.enum(calculatorKeys),
      fresh: dataPath.optional(),
    }),
    result: shown,
    example: { path: 'display', key: '7' },
  }),
  declareTool('ui.compute', {
    title: 'Calculate',
    description:
      'Works out the arithmetic text at a path in exact decimals, as math.evaluate does, and puts the result in its place, or at ' +
      'the path into. With expression that text is worked out instead.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      expression: z.union([z.string().max(1000), z.number()]).optional(),
      into: dataPath.optional(),
    }),
    result: shown,
    example: { path: 'display', expression: '7×8' },
  }),
  declareTool('ui.show', {
    title: 'Show a component',
    description: 'Shows a component that ui.hide has hidden.',
    site: 'shell',
    params: z.object({ id: componentId }),
    result: acted,
    example: { id: 'details' },
  }),
  declareTool('ui.hide', {
    title: 'Hide a component',
    description: 'Hides a component until ui.show, or until the app is opened anew.',
    site: 'shell',
    params: z.object({ id: componentId }),
    result: acted,
    example: { id: 'details' },
  }),
  declareTool('ui.enable', {
    title: 'Enable a component',
    description: 'Enables a component that ui.disable has disabled.',
    site: 'shell',
    params: z.object({ id: componentId }),
    result: acted,
    example: { id: 'send' },
  }),
  declareTool('ui.disable', {
    title: 'Disable a component',
    description: 'Disables a component until ui.enable, or until the app is opened anew.',
    site: 'shell',
    params: z.object({ id: componentId }),
    result: acted,
    example: { id: 'send' },
  }),
  declareTool('ui.focus', {
    title: 'Move the focus',
    description: 'Gives a component the keyboard.',
    site: 'shell',
    params: z.object({ id: componentId }),
    result: acted,
    example: { id: 'title' },
  }),
  declareTool('ui.modal', {
    title: 'Open or close a dialog',
    description: 'Opens a modal, or closes it when open is false.',
    site: 'shell',
    params: z.object({ id: componentId, open: z.boolean().default(true) }),
    result: acted,
    example: { id: 'settings', open: true },
  }),
  declareTool('ui.tabs', {
    title: 'Choose a tab',
    description: 'Shows one tab of a tabs component, by its label or by its position from 0.',
    site: 'shell',
    params: z.object({ id: componentId, tab: z.union([z.string().max(200), z.number().int().min(0).max(999)]) }),
    result: acted,
    example: { id: 'views', tab: 'Chart' },
  }),
  declareTool('ui.refresh', {
    title: 'Ask a source again',
    description: 'Asks a source of the document again, and waits for its answer. Gives the new value.',
    site: 'shell',
    params: z.object({ source: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,39}$/, 'the name of a source') }),
    result: z.object({ value: z.json() }),
    example: { source: 'files' },
  }),
] as const;
