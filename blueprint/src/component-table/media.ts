/** Players and the drawing canvas. */
import { z } from 'zod';
import { define, grow, homePath, imageAddress, label, length, mediaAddress, palette, pixels } from './shapes.ts';
import { literalProps } from './types.ts';

const playback = {
  src: mediaAddress.optional().describe('A path under /home or a data: address'),
  file: homePath,
  controls: z.boolean().optional().describe('Buttons, time and volume; so unless told'),
  autoplay: z.boolean().optional().describe('Begins by itself; browsers allow it when muted or after a click'),
  loop: z.boolean().optional().describe('Begins again at the end'),
  muted: z.boolean().optional().describe('Without sound at first'),
};
const player = {
  literal: literalProps.video,
  files: ['src', 'file', 'poster'],
  events: ['play', 'pause', 'ended'],
  commands: {
    play: 'Begins to play',
    pause: 'Stops where it is',
    stop: 'Stops and goes back to the beginning',
    seek: 'Goes to `time`, in seconds',
    volume: 'Sets the volume to `volume`, from 0 to 1',
    next: 'The next of its tracks',
    previous: 'The track before',
  },
} as const;

const drawingTool = z.enum(['pen', 'eraser', 'line', 'rect', 'ellipse']);
/** ink is black or white, as the theme has it. */
const drawingColor = z.union([
  z.literal('ink'),
  palette,
  z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a name of the palette, or such as "#3366cc"'),
]);

export const mediaComponents = {
  video: define(
    'Plays a film.',
    {
      ...playback,
      poster: imageAddress.optional().describe('Picture before it begins: a data:image address or a path under /home'),
      title: label.optional().describe('What it is called'),
      width: length.optional().describe('Pixels, "240px" or "40%"'),
      height: length.optional().describe('Pixels, "240px" or "40%"'),
      fit: z.enum(['contain', 'cover', 'fill', 'none']).optional().describe('How it fills width and height'),
      rounded: z.boolean().optional().describe('Round corners; so unless told'),
    },
    player,
  ),
  audio: define(
    'Plays sound: one file, or a list of tracks. The bound value is the position in the list.',
    {
      ...playback,
      title: label.optional().describe('What is played'),
      tracks: z
        .union([
          z
            .array(
              z.union([
                z.string().max(1000),
                z.object({
                  file: z.string().max(1000),
                  title: z.string().max(300).optional(),
                  artist: z.string().max(300).optional(),
                }),
              ]),
            )
            .max(5000),
          z.null(),
        ])
        .optional()
        .describe('Paths under /home, or records with `file`, `title`, `artist`; played one after the other'),
      variant: z.enum(['default', 'compact']).optional().describe('compact is one line'),
    },
    {
      ...player,
      files: ['src', 'file', 'tracks'],
      literal: literalProps.audio,
      bind: 'number',
      events: ['change', 'play', 'pause', 'ended'],
    },
  ),
  canvas: define(
    'A surface to draw on, with pointer or keyboard. The bound value is the list of strokes, so that it can be kept.',
    {
      width: pixels.optional().describe('Of the drawing; 640 unless told. It is shown as large as there is room'),
      height: pixels.optional().describe('Of the drawing; 400 unless told'),
      tools: z.array(drawingTool).min(1).max(5).optional().describe('Those offered; all unless told'),
      tool: drawingTool.optional().describe('The one in hand at first'),
      colors: z.array(drawingColor).min(1).max(16).optional().describe('Those offered, beside one to choose freely'),
      color: drawingColor
        .optional()
        .describe('At first: ink (black or white, as the theme has it), a name of the palette, or "#3366cc"'),
      brush: z.number().min(1).max(80).optional().describe('Width of a stroke at first; 4 unless told'),
      controls: z.boolean().optional().describe('Tools, colours, undo, clear and saving as PNG; so unless told'),
      grid: z.boolean().optional().describe('Faint lines behind the drawing'),
      bordered: z.boolean().optional().describe('A line around it; so unless told'),
      readonly: z.boolean().optional().describe('Shown, and cannot be drawn on'),
      grow,
    },
    {
      bind: 'strokes',
      events: ['change'],
      commands: {
        draw: 'Adds one stroke: `tool`, `points` (x, y, x, y, …), and optionally `color` and `size`',
        clear: 'Removes all strokes',
        undo: 'Takes the last step back',
        redo: 'Brings it back',
        set_tool: 'Takes `tool` in hand',
        set_color: 'Takes `color`',
        set_size: 'Takes a brush of `size`',
        export: 'Offers the drawing as a PNG file called `name`',
      },
    },
  ),
};
