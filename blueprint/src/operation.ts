/** The operations that build and change a document: their shapes. `operations.ts` applies them. */
import { z } from 'zod';
import { AppHeader, Component, ComponentId, DataPath, Layout, ServiceEntry, uiExtras } from './document.ts';

/**
 * One operation of the streaming form: applied in order to an empty document they build it up. Components are
 * addressed by id; `parent: null` is the top level. After `begin`, every prefix is a document that can be drawn.
 */
export const BlueprintOp = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('begin'), app: AppHeader, title: z.string().max(200), layout: Layout }),
  z.strictObject({
    op: z.literal('services'),
    services: z.array(ServiceEntry).max(40),
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
