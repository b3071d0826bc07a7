/** Components that show something, and what is pressed. */
import { z } from 'zod';
import { buttonIcons } from './icons.ts';
import {
  define,
  grow,
  homePath,
  imageAddress,
  label,
  length,
  pageAddress,
  pixels,
  shown,
  size,
  tones,
} from './shapes.ts';
import { literalProps } from './types.ts';

/** A colour that is content, like a picture; the app around it keeps the colours of the theme. */
const plainColor = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'such as "#3366cc"');

export const showComponents = {
  text: define('Text.', {
    text: shown.optional().describe('What it says'),
    variant: z
      .enum(['h1', 'h2', 'h3', 'body', 'caption', 'label', 'code', 'display'])
      .optional()
      .describe('Size and use; display is one large line such as the result of a calculator'),
    format: z
      .enum(['plain', 'markdown'])
      .optional()
      .describe('markdown sets headings, lists, tables, code, emphasis; links and pictures stay words'),
    weight: z.enum(['normal', 'medium', 'bold']).optional().describe('Of the letters'),
    align: z.enum(['start', 'center', 'end']).optional().describe('Along the line'),
    tone: z.enum(tones).optional().describe('Colour by meaning'),
    strike: z.boolean().optional().describe('Struck through'),
    grow,
    live: z.boolean().optional().describe('Announces changes to a screen reader'),
  }),
  badge: define('A small label of state.', {
    text: shown.optional().describe('What it says'),
    variant: z.enum(['default', 'success', 'warning', 'error', 'info']).optional().describe('Colour by meaning'),
    size: z.enum(['small', 'medium']).optional().describe('Of the label'),
  }),
  progress: define('How much of a whole is done; without a value it moves to and fro.', {
    value: z.union([z.number(), z.null()]).optional().describe('From 0 to `max`; null while it is not known'),
    max: z.number().positive().optional().describe('The whole; 100 unless told'),
    variant: z.enum(['default', 'success', 'warning', 'danger']).optional().describe('Colour by meaning'),
    size: size.optional().describe('Height of the bar'),
    show_value: z.boolean().optional().describe('Writes the share in percent beside it'),
  }),
  image: define(
    'A picture: from `src`, which is literal, from a file, or a plain colour that the data holds.',
    {
      src: imageAddress.optional().describe('A data:image address, or a path under /home'),
      file: homePath,
      color: plainColor.optional().describe('In place of a picture, one colour: what is shown, not how the app looks'),
      ink: plainColor.optional().describe('With `color`: letters of this colour on it, to see both together'),
      alt: label.optional().describe('What is on it, for those who do not see it; empty for decoration'),
      width: length.optional().describe('Pixels, "240px" or "40%"'),
      height: length.optional().describe('Pixels, "240px" or "40%"'),
      fit: z.enum(['contain', 'cover', 'fill', 'none']).optional().describe('How it fills width and height'),
      rounded: z.boolean().optional().describe('Round corners; so unless told'),
    },
    { literal: literalProps.image, files: ['src', 'file'] },
  ),
  button: define(
    'A button.',
    {
      text: shown.optional().describe('What it says; with an icon it may be left out, then `label` is its name'),
      variant: z
        .enum(['default', 'primary', 'secondary', 'outline', 'ghost', 'danger'])
        .optional()
        .describe('Weight; one primary button for what is done most'),
      size: size.optional().describe('Of the button'),
      icon: z.enum(buttonIcons).optional().describe('Before the text'),
      full: z.boolean().optional().describe('As wide as what it stands in'),
      grow,
      pressed: z.boolean().optional().describe('For a switch: whether it is on'),
      span: z.number().int().min(1).max(24).optional().describe('Columns of a grid that it takes'),
    },
    { events: ['click'] },
  ),
  app_shortcut: define(
    'Opens an app; the app that shows it needs the right to start others.',
    {
      app_id: z.string().min(1).max(64).describe('Id of the app in the registry'),
      name: label.optional().describe('What it is called; the id unless told'),
      icon: z.string().max(64).optional().describe('Name of one of the icons of buttons, or one emoji'),
      description: label.optional().describe('What it is for'),
      category: label.optional().describe('A word above the name'),
      variant: z.enum(['icon', 'card', 'list']).optional().describe('How much is shown'),
    },
    { literal: literalProps.app_shortcut, events: ['click'], tools: ['app.launch'] },
  ),
  iframe: define(
    'A document in a frame that runs no scripts and loads nothing from outside: HTML under /home, or HTML as text.',
    {
      src: pageAddress.optional().describe('A path under /home; a page of the network is offered as a link'),
      file: homePath,
      html: z
        .union([z.string().max(500_000), z.null()])
        .optional()
        .describe('HTML as text, in place of a file'),
      title: label.optional().describe('Name of the frame'),
      width: length.optional().describe('Pixels, "240px" or "40%"'),
      height: pixels.optional().describe('Pixels; 320 unless told'),
      bordered: z.boolean().optional().describe('A line around it; so unless told'),
      rounded: z.boolean().optional().describe('Round corners; so unless told'),
      grow,
    },
    { literal: literalProps.iframe, files: ['src', 'file'], commands: { refresh: 'Reads the file again' } },
  ),
};
