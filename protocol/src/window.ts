/** Window layout as it travels: fractions of the work area, so that a layout fits another screen. */
import { z } from 'zod';

export const SnapZone = z.enum([
  'left',
  'right',
  'top',
  'bottom',
  'top-left',
  'top-right',
  'bottom-left',
  'bottom-right',
  'maximize',
]);
export type SnapZone = z.infer<typeof SnapZone>;

const fraction = z.number().min(-4).max(4);

/** x, y, width, height as fractions of the work area (1 = its whole width or height). */
export const RelativeRect = z.object({ x: fraction, y: fraction, width: fraction, height: fraction });
export type RelativeRect = z.infer<typeof RelativeRect>;

export const WindowMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('normal') }),
  z.object({ kind: z.literal('tiled'), zone: SnapZone.exclude(['maximize']) }),
  z.object({ kind: z.literal('maximized') }),
  z.object({ kind: z.literal('full') }),
]);
export type WindowMode = z.infer<typeof WindowMode>;

/** `z` is the position in the stack, 0 at the bottom. */
export const WindowLayout = z.object({
  rect: RelativeRect,
  mode: WindowMode,
  minimized: z.boolean(),
  z: z.number().int().min(0),
});
export type WindowLayout = z.infer<typeof WindowLayout>;
