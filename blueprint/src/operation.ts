/**
 * The operations that build and change a document: their shapes. `operations.ts` applies them.
 *
 * Components are addressed by id, never by position, because whoever writes them loses count; `parent: null` is the top
 * level and `at` a place among the siblings (the end unless told). After `begin`, every prefix of a stream is a document
 * that can be drawn; handlers are armed after `end`. The same operations change a complete document (`edit/`).
 */
import { z } from 'zod';
import {
  AppHeader,
  Blueprint,
  Component,
  ComponentId,
  DataPath,
  documentParts,
  Layout,
  ServiceEntry,
  uiExtras,
} from './document.ts';

/** Number of an operation in its stream, from 1: what was applied already is passed over when a reader resumes. */
const sequence = { s: z.number().int().min(1).optional() };

function operation<Name extends string, Shape extends z.core.$ZodLooseShape>(op: Name, shape: Shape) {
  return z.strictObject({ op: z.literal(op), ...sequence, ...shape });
}

const { services: _services, data: _data, persist: _persist, ...parts } = documentParts;

/** The parts of a document that are told as a whole, once they are complete. */
const wholeParts = {
  $schema: Blueprint.shape.$schema,
  blueprint: Blueprint.shape.blueprint,
  ...parts,
  tests: Blueprint.shape.tests,
};
export const partNames = [
  '$schema',
  'blueprint',
  'requires',
  'dataVersion',
  'migrations',
  'computed',
  'sources',
  'templates',
  'tests',
] as const satisfies readonly (keyof typeof wholeParts)[];
export type PartName = (typeof partNames)[number];

/** What may be taken away from `ui`. */
const uiExtraNames = ['width', 'height', 'lifecycle', 'watch'] as const satisfies readonly (keyof typeof uiExtras)[];

/** Fields of a component that `set` changes; children are components of their own. */
export const componentFields = [
  'type',
  'template',
  'props',
  'bind',
  'if',
  'repeat',
  'key',
  'validate',
  'a11y',
  'fallback',
  'on_event',
] as const satisfies readonly (keyof Component)[];
export type ComponentField = (typeof componentFields)[number];

const place = { parent: ComponentId.nullable(), at: z.number().int().min(0).max(100_000).optional() };

export const BlueprintOp = z.discriminatedUnion('op', [
  operation('begin', { app: AppHeader, title: z.string().max(200), layout: Layout }),
  operation('app', { app: AppHeader }),
  operation('services', { services: z.array(ServiceEntry).max(40) }),
  /** Fields of `ui` beside the components. `partial`: more of the title follows. */
  operation('ui', {
    title: z.string().max(200).optional(),
    layout: Layout.optional(),
    ...uiExtras,
    partial: z.literal(true).optional(),
    unset: z.array(z.enum(uiExtraNames)).max(4).optional(),
  }),
  /** Whole parts of the document, each in place of what was there. */
  operation('part', { ...wholeParts, unset: z.array(z.enum(partNames)).max(9).optional() }),
  /** Without a value, what is at the path goes. */
  operation('data', { path: DataPath, value: z.json().optional() }),
  operation('persist', { paths: z.array(DataPath).max(40) }),
  /** A component whose type, or what it cannot be drawn without, is not known yet: a place that is kept for it. */
  operation('open', { id: ComponentId, ...place }),
  /** A component with an id; its children may come with it or by later operations. */
  operation('add', { ...place, component: Component }),
  /**
   * A field of a component (`bind`), or an entry of one (`props.text`, `on_event.click`). Without a value it goes. A text
   * that grows is told as it comes: `append` adds the value to what is there, `partial` says that more follows.
   */
  operation('set', {
    id: ComponentId,
    path: z
      .string()
      .max(200)
      .regex(new RegExp(`^(${componentFields.join('|')})(\\..+)?$`, 's'), 'a field, or field.name'),
    value: z.json().optional(),
    append: z.literal(true).optional(),
    partial: z.literal(true).optional(),
  }),
  operation('move', { id: ComponentId, ...place }),
  /** Old id → new id, all at once. */
  operation('rename', { ids: z.record(ComponentId, ComponentId) }),
  operation('remove', { id: ComponentId }),
  /** Something that was repaired, left out or is missing; changes nothing. */
  operation('issue', {
    code: z.string().min(1).max(60),
    message: z.string().max(2000),
    path: z.string().max(2000).optional(),
    /** The step of repair that was needed: 0 the spelling, 1 the structure, 2 a value, 4 something was lost. */
    rung: z.number().int().min(0).max(4).optional(),
  }),
  operation('end', {}),
]);
export type BlueprintOp = z.infer<typeof BlueprintOp>;
