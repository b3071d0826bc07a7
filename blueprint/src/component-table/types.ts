/**
 * The types of components, and which of their properties are never expressions: data cannot leave through those. Kept
 * apart from their schemas, because whoever draws a document needs no more than this.
 */
const boxed = ['keys', 'role'];
const nothing: readonly string[] = [];

/** Type → its literal properties. */
export const literalProps = {
  container: boxed,
  row: boxed,
  col: boxed,
  grid: boxed,
  list: nothing,
  card: nothing,
  tabs: nothing,
  modal: nothing,
  divider: nothing,
  text: nothing,
  badge: nothing,
  progress: nothing,
  image: ['src'],
  button: nothing,
  app_shortcut: ['app_id'],
  iframe: ['src'],
  input: nothing,
  textarea: nothing,
  checkbox: nothing,
  radio: nothing,
  select: nothing,
  slider: nothing,
  video: ['src', 'poster'],
  audio: ['src'],
  canvas: nothing,
  line_chart: nothing,
  bar_chart: nothing,
  area_chart: nothing,
  pie_chart: nothing,
  graph: nothing,
} as const satisfies Record<string, readonly string[]>;

export type ComponentType = keyof typeof literalProps;

export function isComponentType(type: string): type is ComponentType {
  return Object.hasOwn(literalProps, type);
}

/** The literal properties of a type; undefined for a type that nobody knows. */
export function literalPropsOf(type: string): readonly string[] | undefined {
  return isComponentType(type) ? literalProps[type] : undefined;
}
