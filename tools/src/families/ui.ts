/** Editing of what a display shows: text, keys of a calculator, switches. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath } from '../path.ts';

const text = z.union([z.string().max(10_000), z.number()]).describe('text to add');
const shown = z.object({ value: z.string() });

/** The keys of a calculator; the ASCII spellings mean the same as the signs. */
const calculatorKeys = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '.',
  '+',
  '-',
  '−',
  '*',
  '×',
  '/',
  '÷',
  '^',
  '%',
  '(',
  ')',
  'sign',
  'back',
  'clear',
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
      'Empties what is at a path: text becomes empty, a number 0, a list or record empty, a truth value false.',
    site: 'shell',
    params: z.object({ path: dataPath }),
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
      '"^", "%", "(", ")", "sign", "back", "clear". With fresh (a path that is true while the display shows a result) a digit ' +
      'starts anew, an operator goes on from the result, and fresh becomes false.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      key: z.enum(calculatorKeys),
      fresh: dataPath.optional(),
    }),
    result: shown,
    example: { path: 'display', key: '7' },
  }),
] as const;
