/**
 * Messages of the WebSocket `/stream`. Every message from the server carries `id` (of the request it answers, or of
 * its own), `seq` (increasing; resume with `?from=seq`) and `traceparent`.
 */
import { z } from 'zod';
import { Json } from './json.ts';

const id = z.string().min(1).max(64);
const context = z.record(z.string(), Json).default({});
const traceparent = z.string().max(64).optional();

export const ClientMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('chat'),
    id: id.optional(),
    message: z.string().min(1).max(16_384),
    context,
    traceparent,
  }),
  z.object({
    type: z.literal('generate_ui'),
    id: id.optional(),
    message: z.string().min(1).max(16_384),
    context,
    traceparent,
  }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('ping'), id: id.optional() }),
  /** Asks to become the active tab; the other one is told `taken_over`. */
  z.object({ type: z.literal('take_over'), id: id.optional() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

const envelope = { id: z.string(), seq: z.number().int(), traceparent: z.string() };

export const ServerMessage = z.discriminatedUnion('type', [
  z.object({ ...envelope, type: z.literal('pong') }),
  z.object({ ...envelope, type: z.literal('token'), content: z.string() }),
  z.object({ ...envelope, type: z.literal('thought'), content: z.string() }),
  /** A generated app has been registered and launched: its window can open and fill. */
  z.object({ ...envelope, type: z.literal('ui_start'), app_id: z.string() }),
  z.object({ ...envelope, type: z.literal('ui_op'), app_id: z.string(), op: Json }),
  z.object({ ...envelope, type: z.literal('ui_issue'), app_id: z.string(), message: z.string() }),
  z.object({ ...envelope, type: z.literal('ui_complete'), app_id: z.string(), ui_spec: Json }),
  /** The request was not understood: a question back instead of an app. */
  z.object({
    ...envelope,
    type: z.literal('question'),
    content: z.string(),
    /** Requests that would be understood, to choose from. */
    suggestions: z.array(z.string().max(200)).max(8).optional(),
  }),
  /** End of a chat answer. */
  z.object({ ...envelope, type: z.literal('complete') }),
  z.object({ ...envelope, type: z.literal('error'), error: z.string(), code: z.string() }),
  /** Apps were opened, closed, focused or ended: fetch `GET /apps`. */
  z.object({ ...envelope, type: z.literal('apps_changed') }),
  /** `GET /registry/apps` has changed. */
  z.object({ ...envelope, type: z.literal('registry_changed') }),
  /** Key-value data of an app changed through another instance. */
  z.object({ ...envelope, type: z.literal('data_changed'), package_id: z.string(), by: z.string() }),
  /** Settings of the desktop were changed by a tool: read them again. */
  z.object({ ...envelope, type: z.literal('preferences_changed') }),
  /** A layer went down or came back. */
  z.object({ ...envelope, type: z.literal('layer'), layer: z.enum(['kernel', 'ai']), up: z.boolean() }),
  /** The sequence asked for is no longer held: reload state from the routes. */
  z.object({ ...envelope, type: z.literal('resync') }),
  /** Another tab is active already; this one may ask to take over. */
  z.object({ ...envelope, type: z.literal('second_tab') }),
  /** This tab has been replaced by another. */
  z.object({ ...envelope, type: z.literal('taken_over') }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
