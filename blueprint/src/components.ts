/**
 * Every component type: its properties, what it binds, which events it has. The one source for the validator, the
 * renderer and whoever composes documents. A property may be an expression instead of its literal unless it is in
 * `literal`.
 */
import { z } from 'zod';

/** What `bind` holds: null when the component has no value. */
export type BindKind = 'text' | 'number' | 'boolean' | 'choice' | null;

export interface ComponentDefinition {
  readonly description: string;
  /** Literal shapes of the properties, beside the common ones. */
  readonly props: z.ZodObject;
  /** Properties that are never expressions, such as addresses: data cannot leave through them. */
  readonly literal?: readonly string[];
  readonly bind: BindKind;
  readonly events: readonly string[];
  /** Whether it draws children. */
  readonly children: boolean;
}

const label = z.string().max(2000);
const shown = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);

/** Steps of the spacing scale: 0, 4, 8, 12, 16, 24 pixels by number of steps of 4, or by name. */
export const Space = z.union([z.number().min(0).max(64), z.enum(['none', 'small', 'medium', 'large'])]);
export const Option = z.union([
  z.string().max(200),
  z.strictObject({ value: z.union([z.string().max(200), z.number(), z.boolean()]), label: z.string().max(200) }),
]);
const options = z.union([z.array(Option).max(1000), z.null()]);
const size = z.union([
  z.number().min(0).max(4000),
  z.string().regex(/^\d{1,4}(\.\d+)?(px|%)$/, 'such as "240px" or "40%"'),
]);

/** Icons that a button may have. */
export const buttonIcons = [
  ...([
    'add',
    'remove',
    'delete',
    'edit',
    'check',
    'close',
    'search',
    'filter',
    'sort',
    'copy',
    'save',
    'download',
  ] as const),
  ...([
    'upload',
    'refresh',
    'reset',
    'undo',
    'redo',
    'play',
    'pause',
    'stop',
    'next',
    'previous',
    'up',
    'down',
  ] as const),
  ...([
    'left',
    'right',
    'backspace',
    'star',
    'heart',
    'bell',
    'clock',
    'calendar',
    'settings',
    'info',
    'help',
  ] as const),
  ...([
    'shuffle',
    'swap',
    'list',
    'chart',
    'folder',
    'file',
    'book',
    'user',
    'mail',
    'home',
    'sun',
    'moon',
    'eye',
  ] as const),
] as const;
export type ButtonIcon = (typeof buttonIcons)[number];

/** Properties of every component. */
export const commonProps = z.strictObject({
  label: label.optional(),
  hidden: z.boolean().optional(),
  disabled: z.boolean().optional(),
});

const box = {
  gap: Space.optional(),
  align: z.enum(['start', 'center', 'end', 'stretch', 'baseline']).optional(),
  justify: z.enum(['start', 'center', 'end', 'between']).optional(),
  wrap: z.boolean().optional(),
  grow: z.boolean().optional(),
  padding: Space.optional(),
  width: size.optional(),
  /** Scrolls inside instead of growing. */
  scroll: z.boolean().optional(),
  /** A quiet panel behind it. */
  surface: z.boolean().optional(),
  role: z
    .enum(['main', 'navigation', 'search', 'form', 'group', 'region', 'toolbar', 'status', 'complementary'])
    .optional(),
  /** Key of the keyboard → id of the button that it presses. */
  keys: z.record(z.string().min(1).max(20), z.string().max(80)).optional(),
};

function define(
  description: string,
  props: z.ZodRawShape,
  rest: Partial<Omit<ComponentDefinition, 'description' | 'props'>> = {},
): ComponentDefinition {
  return {
    description,
    props: z.strictObject({ ...commonProps.shape, ...props }),
    bind: null,
    events: [],
    children: false,
    ...rest,
  };
}

const holds = { children: true } as const;
const boxed = { ...holds, literal: ['keys', 'role'] } as const;

export const componentDefinitions = {
  container: define('A box with children', { direction: z.enum(['row', 'column']).optional(), ...box }, boxed),
  row: define('Children side by side', box, boxed),
  col: define('Children one below the other', box, boxed),
  grid: define(
    'Children in columns of equal width: a number of columns, or as many as fit a minimum width',
    {
      columns: z
        .union([z.number().int().min(1).max(24), z.string().regex(/^\d{2,4}px$/, 'such as "140px"')])
        .optional(),
      ...box,
    },
    boxed,
  ),
  list: define(
    'A list; its children, usually one with repeat, are the entries',
    {
      variant: z.enum(['default', 'bordered', 'striped']).optional(),
      empty: label.optional(),
      grow: z.boolean().optional(),
      gap: Space.optional(),
    },
    holds,
  ),
  card: define(
    'A panel with an optional title; with a click handler the title is a button',
    {
      title: shown.optional(),
      subtitle: shown.optional(),
      selected: z.boolean().optional(),
      grow: z.boolean().optional(),
    },
    { children: true, events: ['click'] },
  ),
  divider: define('A line', {}),
  tabs: define(
    'Shows one child at a time; each child has props.label',
    { default: z.union([z.string(), z.number()]).optional(), grow: z.boolean().optional() },
    { children: true, bind: 'choice', events: ['change'] },
  ),
  modal: define(
    'A dialog, shown while its bind is true',
    { title: label.optional() },
    {
      children: true,
      bind: 'boolean',
      events: ['close'],
    },
  ),
  text: define('Text', {
    text: shown.optional(),
    variant: z.enum(['h1', 'h2', 'h3', 'body', 'caption', 'label', 'code', 'display']).optional(),
    align: z.enum(['start', 'center', 'end']).optional(),
    tone: z.enum(['default', 'muted', 'accent', 'success', 'warning', 'danger']).optional(),
    strike: z.boolean().optional(),
    grow: z.boolean().optional(),
    /** Announces changes to a screen reader. */
    live: z.boolean().optional(),
  }),
  badge: define('A small label of state', {
    text: shown.optional(),
    variant: z.enum(['default', 'success', 'warning', 'error', 'info']).optional(),
  }),
  progress: define('How much of a whole is done', {
    value: z.union([z.number(), z.null()]).optional(),
    max: z.number().positive().optional(),
  }),
  image: define(
    'A picture: a data: address or a path under /home',
    {
      src: z
        .string()
        .max(200_000)
        .regex(
          /^(data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]|\/home\/)/,
          'a data:image address or a path under /home',
        ),
      alt: label.optional(),
      width: size.optional(),
    },
    { literal: ['src'] },
  ),
  button: define(
    'A button',
    {
      text: shown.optional(),
      variant: z.enum(['default', 'primary', 'outline', 'ghost', 'danger']).optional(),
      size: z.enum(['small', 'medium', 'large']).optional(),
      icon: z.enum(buttonIcons).optional(),
      grow: z.boolean().optional(),
      pressed: z.boolean().optional(),
      span: z.number().int().min(1).max(24).optional(),
    },
    { events: ['click'] },
  ),
  input: define(
    'A field of one line',
    {
      kind: z.enum(['text', 'email', 'password', 'number', 'date', 'time', 'url', 'search']).optional(),
      placeholder: label.optional(),
      readonly: z.boolean().optional(),
      required: z.boolean().optional(),
      min: z.union([z.number(), z.string().max(20)]).optional(),
      max: z.union([z.number(), z.string().max(20)]).optional(),
      step: z.number().positive().optional(),
      grow: z.boolean().optional(),
    },
    { bind: 'text', events: ['change', 'submit'] },
  ),
  textarea: define(
    'A field of several lines',
    {
      rows: z.number().int().min(1).max(100).optional(),
      placeholder: label.optional(),
      readonly: z.boolean().optional(),
      grow: z.boolean().optional(),
    },
    { bind: 'text', events: ['change'] },
  ),
  checkbox: define(
    'A box to tick',
    { strike: z.boolean().optional(), grow: z.boolean().optional() },
    {
      bind: 'boolean',
      events: ['change'],
    },
  ),
  radio: define('One of a few options', { options }, { bind: 'choice', events: ['change'] }),
  select: define(
    'One of many options',
    { options, placeholder: label.optional(), grow: z.boolean().optional() },
    {
      bind: 'choice',
      events: ['change'],
    },
  ),
  slider: define(
    'A number between two others',
    { min: z.number().optional(), max: z.number().optional(), step: z.number().positive().optional() },
    { bind: 'number', events: ['change'] },
  ),
} as const satisfies Record<string, ComponentDefinition>;

export type ComponentType = keyof typeof componentDefinitions;

export function isComponentType(type: string): type is ComponentType {
  return Object.hasOwn(componentDefinitions, type);
}

export function findComponent(type: string): ComponentDefinition | undefined {
  return isComponentType(type) ? componentDefinitions[type] : undefined;
}
