/**
 * The Blueprint document: its types and its one schema, read by services, generation and the shell.
 * The language is described in `docs/blueprint.md`; this file holds the shapes, `validate.ts` the rules between them.
 */
import { z } from 'zod';

/** A path into the app's data, such as `books`, `draft.title` or, inside a repeat, `item.done`. */
export const DataPath = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/, 'names joined by dots');

/** Name of a repeat's variable. */
export const VariableName = z
  .string()
  .max(40)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'one name');

export const ComponentId = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, 'a letter or underscore, then letters, digits, dash, underscore');

/** One step of a handler: run `tool` with `args` (strings that start with `=` are expressions), store its result. */
export const HandlerStep = z.strictObject({
  tool: z.string().min(1).max(80),
  args: z.record(z.string(), z.json()).optional(),
  into: DataPath.optional(),
  /** Run the step only when this expression holds. */
  if: z.string().max(2001).optional(),
  /** Where the message of a failure is stored (null after success) instead of being shown over the app. */
  error: DataPath.optional(),
});
export type HandlerStep = z.infer<typeof HandlerStep>;

/** `"tool.id"`, one step, or several in order; the first failing step ends the handler with a visible message. */
export const Handler = z.union([z.string().min(1).max(80), HandlerStep, z.array(HandlerStep).min(1).max(20)]);
export type Handler = z.infer<typeof Handler>;

/** Draws its component once for each entry of a list; inside, `item` (or the name in `as`) and `index` are known. */
export const Repeat = z.union([
  DataPath,
  /** `each` is a path, or an expression that gives a list. */
  z.strictObject({
    each: z.string().min(1).max(2001),
    as: VariableName.optional(),
    key: z.string().max(80).optional(),
  }),
]);
export type Repeat = z.infer<typeof Repeat>;

export interface Component {
  type: string;
  id?: string | undefined;
  props?: Record<string, z.core.util.JSONType> | undefined;
  /** Two-way binding of the component's value. */
  bind?: string | undefined;
  /** Drawn only while this expression holds. */
  if?: string | undefined;
  repeat?: Repeat | undefined;
  on_event?: Record<string, Handler> | undefined;
  children?: (Component | string)[] | undefined;
}

export const Component: z.ZodType<Component> = z.lazy(() =>
  z.strictObject({
    type: z.string().min(1).max(40),
    id: ComponentId.optional(),
    props: z.record(z.string(), z.json()).optional(),
    bind: DataPath.optional(),
    if: z.string().max(2001).optional(),
    repeat: Repeat.optional(),
    on_event: z.record(z.string(), Handler).optional(),
    children: z
      .array(z.union([z.string().max(10_000), Component]))
      .max(2000)
      .optional(),
  }),
);

export const AppHeader = z.strictObject({
  id: z
    .string()
    .max(64)
    .regex(/^[a-z0-9][a-z0-9._-]*$/),
  name: z.string().min(1).max(80),
  description: z.string().max(500).optional(),
  icon: z.string().max(64).optional(),
  category: z.string().max(40).optional(),
  version: z.string().max(32).optional(),
  author: z.string().max(80).optional(),
  tags: z.array(z.string().max(40)).max(20).optional(),
  permissions: z.array(z.string().max(300)).max(64).optional(),
});
export type AppHeader = z.infer<typeof AppHeader>;

export const Layout = z.enum(['vertical', 'horizontal']);

const uiExtras = {
  /** Initial size of the window, CSS pixels. */
  width: z.number().int().min(200).max(2000).optional(),
  height: z.number().int().min(120).max(2000).optional(),
  lifecycle: z.strictObject({ on_mount: Handler.optional(), on_unmount: Handler.optional() }).optional(),
};

export const Blueprint = z.strictObject({
  app: AppHeader,
  services: z
    .array(z.union([z.string(), z.record(z.string(), z.json())]))
    .max(40)
    .optional(),
  data: z.record(z.string(), z.json()).optional(),
  persist: z.array(DataPath).max(40).optional(),
  ui: z.strictObject({
    title: z.string().max(200),
    layout: Layout.optional(),
    ...uiExtras,
    components: z.array(z.union([z.string().max(10_000), Component])).max(2000),
  }),
});
export type Blueprint = z.infer<typeof Blueprint>;

/**
 * One operation of the streaming form: applied in order to an empty document they build it up. Components are
 * addressed by id; `parent: null` is the top level. After `begin`, every prefix is a document that can be drawn.
 */
export const BlueprintOp = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('begin'), app: AppHeader, title: z.string().max(200), layout: Layout }),
  z.strictObject({
    op: z.literal('services'),
    services: z.array(z.union([z.string(), z.record(z.string(), z.json())])).max(40),
  }),
  /** Initial size of the window and lifecycle handlers: what `ui` holds beside title, layout and components. */
  z.strictObject({ op: z.literal('ui'), ...uiExtras }),
  z.strictObject({ op: z.literal('data'), path: DataPath, value: z.json() }),
  z.strictObject({ op: z.literal('persist'), paths: z.array(DataPath).max(40) }),
  z.strictObject({
    op: z.literal('add'),
    parent: ComponentId.nullable(),
    /** With an id; its children may come with it or by later operations. */
    component: Component,
  }),
  z.strictObject({ op: z.literal('remove'), id: ComponentId }),
  z.strictObject({ op: z.literal('end') }),
]);
export type BlueprintOp = z.infer<typeof BlueprintOp>;
