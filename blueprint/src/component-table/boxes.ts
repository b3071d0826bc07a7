/** Components that hold others. */
import { z } from 'zod';
import { define, grow, label, length, pixels, Space, shown } from './shapes.ts';
import { literalProps } from './types.ts';

const itemHeight = pixels
  .optional()
  .describe('Height of an entry of a long repeat before it is drawn; found out by itself unless told');
const maxHeight = length.optional().describe('Scrolls inside when its content is higher');

const box = {
  gap: Space.optional().describe('Space between the children: pixels, or none, small, medium, large'),
  align: z.enum(['start', 'center', 'end', 'stretch', 'baseline']).optional().describe('Across the direction'),
  justify: z.enum(['start', 'center', 'end', 'between']).optional().describe('Along the direction'),
  wrap: z.boolean().optional().describe('Goes on in a further line where there is no room'),
  grow,
  padding: Space.optional().describe('Space inside, at all sides'),
  width: length.optional().describe('Pixels, "240px" or "40%"'),
  height: length.optional().describe('Pixels, "240px" or "40%"'),
  max_height: maxHeight,
  item_height: itemHeight,
  scroll: z.boolean().optional().describe('Scrolls inside instead of growing'),
  surface: z.boolean().optional().describe('A quiet panel behind it'),
  role: z
    .enum(['main', 'navigation', 'search', 'form', 'group', 'region', 'toolbar', 'status', 'complementary'])
    .optional()
    .describe('What it is, for screen readers'),
  keys: z
    .record(z.string().min(1).max(20), z.string().max(80))
    .optional()
    .describe('Key of the keyboard → id of the button that it presses while the window is focused and no field is'),
};

const boxed = { children: true, literal: literalProps.container, events: ['submit'] } as const;

export const boxComponents = {
  container: define(
    'A box with children.',
    { direction: z.enum(['row', 'column']).optional().describe('How the children follow each other'), ...box },
    boxed,
  ),
  row: define('Children side by side.', box, boxed),
  col: define('Children one below the other.', box, boxed),
  grid: define(
    'Children in columns of equal width.',
    {
      columns: z
        .union([z.number().int().min(1).max(24), z.string().regex(/^\d{2,4}px$/, 'such as "140px"')])
        .optional()
        .describe('How many, or a least width such as "140px": then as many as fit'),
      responsive: z.boolean().optional().describe('Fewer columns where the window is narrow'),
      ...box,
    },
    boxed,
  ),
  list: define(
    'A list; its children, usually one with `repeat`, are the entries. Only the entries in sight are drawn.',
    {
      variant: z.enum(['default', 'bordered', 'striped']).optional().describe('How entries are set apart'),
      empty: label.optional().describe('Shown while there is no entry'),
      grow,
      gap: Space.optional().describe('Space between the entries'),
      max_height: maxHeight,
      item_height: itemHeight,
    },
    { children: true },
  ),
  card: define(
    'A panel with an optional title. With a click handler the title is a button.',
    {
      title: shown.optional().describe('Heading'),
      subtitle: shown.optional().describe('A quieter line below the title'),
      footer: shown.optional().describe('A quiet line at the bottom'),
      selected: z.boolean().optional().describe('Marked as the current one'),
      grow,
    },
    { children: true, events: ['click'] },
  ),
  tabs: define(
    'Shows one child at a time; each child has `props.label`. The bound value is the label (or position, when it is a number) of the current tab.',
    {
      default: z.union([z.string(), z.number()]).optional().describe('Label, id or position of the tab shown first'),
      variant: z.enum(['default', 'pills', 'bordered', 'vertical']).optional().describe('How the tabs look'),
      size: z.enum(['small', 'medium']).optional().describe('Of the tabs'),
      grow,
    },
    {
      children: true,
      bind: 'choice',
      events: ['change'],
      commands: {
        switch: 'Shows the tab whose label, id or position is `tab`',
        next: 'The next tab',
        previous: 'The tab before',
      },
    },
  ),
  modal: define(
    'A dialog over the window, shown while its `bind` is true or a tool has opened it. Escape closes it.',
    {
      title: label.optional().describe('Heading'),
      open: z.boolean().optional().describe('Without `bind`: whether it is open at first'),
      size: z.enum(['small', 'medium', 'large', 'full']).optional().describe('Width; full takes the whole window'),
      centered: z.boolean().optional().describe('In the middle (unless told) or near the top'),
    },
    { children: true, bind: 'boolean', events: ['close'], commands: { open: 'Shows it', close: 'Closes it' } },
  ),
  divider: define('A line between what is before and after it.', {
    orientation: z.enum(['horizontal', 'vertical']).optional().describe('Follows from what it stands in, unless told'),
    variant: z.enum(['solid', 'dashed', 'dotted']).optional().describe('How the line is drawn'),
  }),
};
