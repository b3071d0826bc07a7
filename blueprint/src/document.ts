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

/** An expression where nothing else may stand, such as `if`. */
const Condition = z.string().max(2001);

const ToolId = z.string().min(1).max(80);

/** What the person is asked before a step runs; a text is the title. All texts may be expressions. */
export const Confirm = z.union([
  z.string().min(1).max(500),
  z.strictObject({
    title: z.string().min(1).max(500),
    body: z.string().max(2001).optional(),
    /** Text of the button that goes on. */
    action: z.string().max(80).optional(),
    danger: z.boolean().optional(),
  }),
]);
export type Confirm = z.infer<typeof Confirm>;

export interface HandlerStep {
  tool: string;
  args?: Record<string, z.core.util.JSONType> | undefined;
  into?: string | undefined;
  if?: string | undefined;
  confirm?: Confirm | undefined;
  ok?: Handler | undefined;
  error?: string | HandlerStep | HandlerStep[] | undefined;
  debounce?: number | undefined;
}

/** One step of a handler: run `tool` with `args` (strings that start with `=` are expressions), store its result. */
export const HandlerStep: z.ZodType<HandlerStep> = z.lazy(() =>
  z.strictObject({
    tool: ToolId,
    args: z.record(z.string(), z.json()).optional(),
    into: DataPath.optional(),
    /** Run the step only when this expression holds. */
    if: Condition.optional(),
    /** Ask first; a no ends the handler without a failure. */
    confirm: Confirm.optional(),
    /** Runs after the step succeeded, with `result`. */
    ok: Handler.optional(),
    /**
     * A path: where the message of a failure is stored (null after success) instead of being shown over the app. Steps:
     * what runs instead, with `error` (`message`, `code`, `tool`).
     */
    error: z.union([DataPath, HandlerStep, z.array(HandlerStep).min(1).max(20)]).optional(),
    /** Milliseconds of quiet before the step runs; a later event of the same handler begins them anew. */
    debounce: z.number().int().min(0).max(10_000).optional(),
  }),
);

export type Handler = string | HandlerStep | HandlerStep[];

/** `"tool.id"`, one step, or several in order; the first failing step ends the handler with a visible message. */
export const Handler: z.ZodType<Handler> = z.lazy(() =>
  z.union([ToolId, HandlerStep, z.array(HandlerStep).min(1).max(20)]),
);

export type Repeat =
  | string
  | {
      each: string;
      as?: string | undefined;
      key?: string | undefined;
      limit?: number | undefined;
      empty?: Component | string | undefined;
    };

/** Draws its component once for each entry of a list; inside, `item` (or the name in `as`) and `index` are known. */
export const Repeat: z.ZodType<Repeat> = z.lazy(() =>
  z.union([
    DataPath,
    /** `each` is a path, or an expression that gives a list. */
    z.strictObject({
      each: z.string().min(1).max(2001),
      as: VariableName.optional(),
      /** Field that tells entries apart; `id` unless told. */
      key: z.string().max(80).optional(),
      /** Most entries that are drawn. */
      limit: z.number().int().min(1).max(100_000).optional(),
      /** Drawn in place of no entries. */
      empty: Child.optional(),
    }),
  ]),
);

/** One demand on the value of a bound component; `message` (may be an expression) is shown where it does not hold. */
export const Rule = z.union([
  z.enum(['required', 'email', 'url', 'number', 'integer']),
  z.strictObject({
    rule: z.enum(['required', 'email', 'url', 'number', 'integer']).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    minLength: z.number().int().min(0).optional(),
    maxLength: z.number().int().min(0).optional(),
    /** Regular expression that the whole value matches; read in linear time. */
    pattern: z.string().min(1).max(500).optional(),
    /** Expression that holds for a right value; sees `value` beside the names of the component. */
    check: Condition.optional(),
    message: z.string().max(2001).optional(),
  }),
]);
export type Rule = z.infer<typeof Rule>;

/** What assistive technology is told beside what is on the screen. Texts may be expressions. */
export const Accessibility = z.strictObject({
  label: z.string().max(2001).optional(),
  description: z.string().max(2001).optional(),
  role: z.string().max(40).optional(),
  live: z.enum(['off', 'polite', 'assertive']).optional(),
  hidden: z.boolean().optional(),
});
export type Accessibility = z.infer<typeof Accessibility>;

export interface Component {
  type: string;
  id?: string | undefined;
  props?: Record<string, z.core.util.JSONType> | undefined;
  /** Two-way binding of the component's value. */
  bind?: string | undefined;
  /** Drawn only while this expression holds. */
  if?: string | undefined;
  repeat?: Repeat | undefined;
  /** Demands on the bound value. */
  validate?: Rule | Rule[] | undefined;
  /** Drawn in its place by a renderer that does not know its type, or when it cannot be drawn. */
  fallback?: Component | string | undefined;
  a11y?: Accessibility | undefined;
  /** A text or an expression: when it changes, the component begins anew. */
  key?: string | undefined;
  /** For the type `use`: name of the template; `props` are its parameters. */
  template?: string | undefined;
  on_event?: Record<string, Handler> | undefined;
  children?: (Component | string)[] | undefined;
}

export const Component: z.ZodType<Component> = z.lazy(() =>
  z.strictObject({
    type: z.string().min(1).max(40),
    id: ComponentId.optional(),
    props: z.record(z.string(), z.json()).optional(),
    bind: DataPath.optional(),
    if: Condition.optional(),
    repeat: Repeat.optional(),
    validate: z.union([Rule, z.array(Rule).min(1).max(20)]).optional(),
    fallback: Child.optional(),
    a11y: Accessibility.optional(),
    key: z.string().min(1).max(2001).optional(),
    template: VariableName.optional(),
    on_event: z.record(z.string(), Handler).optional(),
    children: z.array(Child).max(2000).optional(),
  }),
);

/** A component, or a text by itself. */
export const Child: z.ZodType<Component | string> = z.lazy(() => z.union([z.string().max(10_000), Component]));

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

/** Which tools of a service family an app uses, and how narrowly. */
export const ServiceEntry = z.union([
  z.string().min(1).max(40),
  z.record(
    z.string().min(1).max(40),
    z.union([
      z.literal('*'),
      z.array(z.string().min(1).max(80)).max(100),
      z.strictObject({
        /** Names within the family (`get`, `csv.read`); all unless told. */
        tools: z.union([z.literal('*'), z.array(z.string().min(1).max(80)).max(100)]).optional(),
        /** For `storage`: values of the app (all its windows), or of this window alone. */
        scope: z.enum(['app', 'instance']).optional(),
        /** For `filesystem`: nothing outside of this folder. */
        root: z.string().startsWith('/').max(1000).optional(),
        /** Only tools that change nothing. */
        readonly: z.boolean().optional(),
      }),
    ]),
  ),
]);
export type ServiceEntry = z.infer<typeof ServiceEntry>;

/** What the app needs of whoever draws it; `chart@1` is version 1 of a component, `host` such as `>=1.0`. */
export const Requires = z.strictObject({
  components: z
    .array(z.string().regex(/^[a-z_]+(@\d{1,4})?$/, 'such as "line_chart@1"'))
    .max(40)
    .optional(),
  host: z
    .string()
    .regex(/^>=\d{1,4}(\.\d{1,4}){0,2}$/, 'such as ">=1.0"')
    .optional(),
});
export type Requires = z.infer<typeof Requires>;

/** How stored data of the version before `to` becomes data of `to`. Values may be expressions over the data at that step. */
export const Migration = z.strictObject({
  to: z.number().int().min(2).max(10_000),
  steps: z
    .array(
      z.union([
        z.strictObject({ rename: DataPath, to: DataPath }),
        z.strictObject({ set: DataPath, value: z.json() }),
        z.strictObject({ remove: DataPath }),
      ]),
    )
    .min(1)
    .max(100),
});
export type Migration = z.infer<typeof Migration>;

/**
 * A value that a tool gives. It is read like data, with `name$loading` and `name$error` beside it; nothing writes to it.
 */
export const Source = z.strictObject({
  tool: ToolId,
  args: z.record(z.string(), z.json()).optional(),
  /** The value before the first answer; null unless told. */
  default: z.json().optional(),
  /** When it is asked: once, when what its arguments read changes (unless told), or every so many seconds. */
  refresh: z.union([z.enum(['mount', 'deps']), z.number().min(1).max(86_400)]).optional(),
  /** Milliseconds of quiet before it is asked again. */
  debounce: z.number().int().min(0).max(10_000).optional(),
  /** Not asked while this does not hold. */
  if: Condition.optional(),
});
export type Source = z.infer<typeof Source>;

/** A component with parameters, drawn by `{ "type": "use", "template": name, "props": {…} }`. */
export const Template = z.strictObject({ params: z.array(VariableName).max(40).optional(), component: Component });
export type Template = z.infer<typeof Template>;

/** One thing that a test does; `at` is the entry of a repeat, from 0. */
export const TestStep = z.union([
  z.strictObject({ click: ComponentId, at: z.number().int().min(0).optional() }),
  /** Enters a value into a field, a choice or a tick. */
  z.strictObject({ enter: ComponentId, value: z.json(), at: z.number().int().min(0).optional() }),
  z.strictObject({ submit: ComponentId, at: z.number().int().min(0).optional() }),
  z.strictObject({
    event: z.string().min(1).max(40),
    of: ComponentId,
    value: z.json().optional(),
    at: z.number().int().min(0).optional(),
  }),
  z.strictObject({ set: DataPath, value: z.json() }),
  /** Lets so many milliseconds of the app's clock pass. */
  z.strictObject({ wait: z.number().int().min(0).max(86_400_000) }),
  z.strictObject({ expect: z.record(z.string().min(1).max(2001), z.json()) }),
]);
export type TestStep = z.infer<typeof TestStep>;

/**
 * A check that the app carries with it. The keys of `expect` are expressions without `=` (`length(books)`) or a component
 * (`#id` its text, `#id.value`, `#id.visible`, `#id.enabled`, `#id.count` how often it is drawn, `#id.error`).
 */
export const Test = z.strictObject({
  name: z.string().min(1).max(200),
  /** Takes the place of the initial data at these names. */
  data: z.record(z.string(), z.json()).optional(),
  /** What tools of the services answer: their result, or `{ "error": { "code", "message" } }`. */
  answers: z.record(ToolId, z.json()).optional(),
  /** Milliseconds since the epoch when the test begins. */
  now: z.number().optional(),
  do: z.array(TestStep).min(1).max(200),
});
export type Test = z.infer<typeof Test>;

export const Layout = z.enum(['vertical', 'horizontal']);

export const Lifecycle = z.strictObject({
  on_mount: Handler.optional(),
  on_unmount: Handler.optional(),
  /** The window became the active one. */
  on_focus: Handler.optional(),
  on_interval: z
    .array(z.strictObject({ every: z.number().int().min(250).max(86_400_000), do: Handler }))
    .max(10)
    .optional(),
});
export type Lifecycle = z.infer<typeof Lifecycle>;

/** What `ui` holds beside title, layout and components. */
export const uiExtras = {
  /** Initial size of the window, CSS pixels. */
  width: z.number().int().min(200).max(2000).optional(),
  height: z.number().int().min(120).max(2000).optional(),
  lifecycle: Lifecycle.optional(),
  /** Path → what runs after the value there changed, with `event.value`. */
  watch: z.record(DataPath, Handler).optional(),
};

/** The parts of a document beside `app`, `ui`, in the order in which they are written. */
export const documentParts = {
  services: z.array(ServiceEntry).max(40).optional(),
  requires: Requires.optional(),
  data: z.record(z.string(), z.json()).optional(),
  persist: z.array(DataPath).max(40).optional(),
  dataVersion: z.number().int().min(1).max(10_000).optional(),
  migrations: z.array(Migration).max(100).optional(),
  computed: z.record(VariableName, Condition).optional(),
  sources: z.record(VariableName, Source).optional(),
  templates: z.record(VariableName, Template).optional(),
};

export const Blueprint = z.strictObject({
  $schema: z.string().max(300).optional(),
  /** Version of the language. */
  blueprint: z.literal('1.0').optional(),
  app: AppHeader,
  ...documentParts,
  ui: z.strictObject({
    title: z.string().max(200),
    layout: Layout.optional(),
    ...uiExtras,
    components: z.array(Child).max(2000),
  }),
  tests: z.array(Test).max(100).optional(),
});
export type Blueprint = z.infer<typeof Blueprint>;
