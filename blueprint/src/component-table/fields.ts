/** Components that a person enters or chooses something with. */
import { z } from 'zod';
import { define, grow, label, options, shown, size } from './shapes.ts';

const look = {
  variant: z.enum(['default', 'filled', 'plain']).optional().describe('With a line around it, a surface, or neither'),
  size: size.optional().describe('Height of the field'),
};
const error = label.optional().describe('What is wrong with the value; shown below and told to screen readers');
const readonly = z.boolean().optional().describe('Shown, and cannot be changed');
const value = shown.optional().describe('Without `bind`: the value at first');
const placeholder = label.optional().describe('Shown while it is empty; not a name');

export const fieldComponents = {
  input: define(
    'A field of one line.',
    {
      kind: z
        .enum(['text', 'email', 'password', 'number', 'tel', 'date', 'time', 'url', 'search', 'color'])
        .optional()
        .describe('What is entered; a number is bound as a number, null while the field is empty'),
      placeholder,
      value,
      readonly,
      required: z.boolean().optional().describe('Marked as needed'),
      error,
      min: z
        .union([z.number(), z.string().max(20)])
        .optional()
        .describe('Least number, date or time'),
      max: z
        .union([z.number(), z.string().max(20)])
        .optional()
        .describe('Greatest number, date or time'),
      step: z.number().positive().optional().describe('Of the arrow keys, for numbers'),
      ...look,
      grow,
    },
    {
      bind: 'text',
      events: ['change', 'submit'],
      commands: { focus: 'Puts the keyboard into it', select: 'Selects its text' },
    },
  ),
  textarea: define(
    'A field of several lines.',
    {
      rows: z.number().int().min(1).max(100).optional().describe('Lines that it shows; 4 unless told'),
      placeholder,
      value,
      readonly,
      required: z.boolean().optional().describe('Marked as needed'),
      error,
      resize: z.enum(['none', 'vertical', 'both']).optional().describe('Whether it can be pulled larger'),
      mono: z.boolean().optional().describe('Letters of equal width, for code'),
      ...look,
      grow,
    },
    { bind: 'text', events: ['change'], commands: { focus: 'Puts the keyboard into it', select: 'Selects its text' } },
  ),
  checkbox: define(
    'A box to tick, or a switch.',
    {
      variant: z.enum(['default', 'switch']).optional().describe('A switch for what takes effect at once'),
      size: size.optional().describe('Of the box'),
      value: z.boolean().optional().describe('Without `bind`: the value at first'),
      error,
      strike: z.boolean().optional().describe('Strikes the label through while ticked'),
      grow,
    },
    { bind: 'boolean', events: ['change'] },
  ),
  radio: define(
    'One of a few options, all in sight.',
    {
      options,
      value,
      direction: z.enum(['column', 'row']).optional().describe('How the options follow each other'),
      size: size.optional().describe('Of the circles'),
      error,
    },
    { bind: 'choice', events: ['change'] },
  ),
  select: define(
    'One of many options.',
    { options, placeholder, value, error, ...look, grow },
    { bind: 'choice', events: ['change'], commands: { focus: 'Puts the keyboard into it' } },
  ),
  slider: define(
    'A number between two others.',
    {
      min: z.number().optional().describe('Least value; 0 unless told'),
      max: z.number().optional().describe('Greatest value; 100 unless told'),
      step: z.number().positive().optional().describe('Distance between values; 1 unless told'),
      value: z.number().optional().describe('Without `bind`: the value at first'),
      unit: z.string().max(12).optional().describe('Written after the value'),
      show_value: z.boolean().optional().describe('Writes the value; so unless told'),
      size: size.optional().describe('Of the slider'),
      error,
      grow,
    },
    { bind: 'number', events: ['change'] },
  ),
};
