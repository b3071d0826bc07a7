/** Shapes that properties of several component types share, and how a type is defined. Lengths are CSS pixels. */
import { z } from 'zod';
import { paletteNames } from './palette.ts';

/** What `bind` holds: null when the component has no value; `strokes` is the list that a canvas draws. */
export type BindKind = 'text' | 'number' | 'boolean' | 'choice' | 'strokes' | null;

export interface ComponentDefinition {
  readonly description: string;
  /** Raised when what a property means changes; `requires` names it as `line_chart@1`. */
  readonly version: number;
  /** Literal shapes of the properties, the common ones included; each says what it is for. */
  readonly props: z.ZodObject;
  /** Properties that are never expressions, such as addresses: data cannot leave through them. */
  readonly literal?: readonly string[];
  /** Properties that name files below `/home`: the window reads them as the app. */
  readonly files?: readonly string[];
  /** Tools that it runs by itself, so that the app needs their rights. */
  readonly tools?: readonly string[];
  readonly bind: BindKind;
  readonly events: readonly string[];
  /** Whether it draws children. */
  readonly children: boolean;
  /** What tools may tell it while it is on the screen: command → what it does. */
  readonly commands?: Readonly<Record<string, string>>;
}

export const label = z.string().max(2000);
export const shown = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);

/** Steps of the spacing scale: 0, 8, 12, 16 by name, or pixels. */
export const Space = z.union([z.number().min(0).max(64), z.enum(['none', 'small', 'medium', 'large'])]);

export const Option = z.union([
  z.string().max(200),
  z.strictObject({ value: z.union([z.string().max(200), z.number(), z.boolean()]), label: z.string().max(200) }),
]);
export const options = z
  .union([z.array(Option).max(10_000), z.null()])
  .optional()
  .describe('Texts, or records with `value` and `label`');

/** A length along one side: pixels, or a share of what is around. */
export const length = z.union([
  z.number().min(0).max(4000),
  z.string().regex(/^\d{1,4}(\.\d+)?(px|%)$/, 'such as "240px" or "40%"'),
]);
export const pixels = z.number().min(16).max(4000);

export const size = z.enum(['small', 'medium', 'large']);
/** Colours by what they are for; each theme has its own. */
export const tones = ['default', 'muted', 'accent', 'success', 'warning', 'danger'] as const;
export const palette = z.enum(paletteNames);

/** A whole list or nothing; what is in it is read when it is drawn, because it is data. */
export const rows = z.union([z.array(z.json()).max(100_000), z.null()]);

const dataImage = 'data:image\\/(png|jpeg|gif|webp|avif|svg\\+xml)[;,]';
const dataMedia = 'data:(audio|video)\\/[a-z0-9.+-]+[;,]';
const https = 'https:\\/\\/[a-zA-Z0-9.-]+(:\\d{1,5})?(\\/|$)';

export const imageAddress = z
  .string()
  .max(200_000)
  .regex(
    new RegExp(`^(${dataImage}|\\/home\\/|${https})`),
    'a data:image address, a path under /home or an https address',
  );
export const mediaAddress = z
  .string()
  .max(200_000)
  .regex(new RegExp(`^(${dataMedia}|\\/home\\/|${https})`), 'a data: address, a path under /home or an https address');
export const pageAddress = z
  .string()
  .max(2000)
  .regex(new RegExp(`^(\\/home\\/|${https})`), 'a path under /home or an https address');
export const homePath = z
  .union([z.string().max(1000), z.null()])
  .optional()
  .describe('Path of a file under /home; unlike `src` it may be an expression, because it never leaves the machine');

export const grow = z.boolean().optional().describe('Takes the room that is left');

/** Properties of every component. */
export const commonProps = z.strictObject({
  label: label.optional().describe('Name: shown where the component has a place for it, and told to screen readers'),
  hidden: z.boolean().optional().describe('Not drawn while true'),
  disabled: z.boolean().optional().describe('Cannot be used while true'),
});

export function define(
  description: string,
  props: z.ZodRawShape,
  rest: Partial<Omit<ComponentDefinition, 'description' | 'props'>> = {},
): ComponentDefinition {
  return {
    description,
    version: 1,
    props: z.strictObject({ ...commonProps.shape, ...props }),
    bind: null,
    events: [],
    children: false,
    ...rest,
  };
}

/** What each event tells; `event.value` holds its value. */
export const eventMeanings: Readonly<Record<string, string>> = {
  click: 'It was pressed, with the pointer or the keyboard',
  change: 'The person chose or entered another value: `event.value`',
  submit: 'Enter was pressed in the field (`event.value` is its text), or a tool has sent the form in the box',
  close: 'The dialog was closed',
  select: 'Something in it was chosen; `event.value` tells which',
  play: 'It began to play',
  pause: 'It was paused',
  ended: 'It played to its end',
};
