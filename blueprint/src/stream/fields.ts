/**
 * Which values are told while they grow and which only when they are whole. A text that people read may be shown half;
 * half an address, half a number or half an expression would be a wrong one.
 */

/** Properties that hold text for people. */
const growing = new Set([
  'text',
  'content',
  'label',
  'title',
  'subtitle',
  'placeholder',
  'description',
  'message',
  'caption',
  'alt',
  'empty',
  'footer',
  'body',
  'name',
]);

/** Whether a text property may be shown before it is complete; an expression never is (`isAtomicText`). */
export function growsAs(property: string): boolean {
  return growing.has(property);
}

/** A text that begins like an expression is whole or nothing. */
export function isAtomicText(text: string): boolean {
  return text.startsWith('=');
}

/** What a component cannot be drawn without: until it is there, a skeleton keeps its place. */
const needed: Readonly<Record<string, string>> = {
  image: 'props.src',
  video: 'props.src',
  audio: 'props.src',
  iframe: 'props.src',
  use: 'template',
};

/** The field or property that a component of this type waits for, or undefined. */
export function neededBy(type: string): string | undefined {
  return Object.hasOwn(needed, type) ? needed[type] : undefined;
}
