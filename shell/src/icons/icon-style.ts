/** Which drawing and which two colours an app icon has. Pure: the same app has the same icon on every desktop. */

export interface IconColours {
  readonly from: string;
  readonly to: string;
  /** For details cut out of the white drawing. */
  readonly ink: string;
}

export type IconFace =
  | { readonly kind: 'glyph'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const own: Readonly<Record<string, IconColours>> = {
  calculator: { from: '#ff9f5a', to: '#e8590c', ink: '#c2410c' },
  notes: { from: '#ffd25e', to: '#e0970a', ink: '#a86a00' },
  'file-explorer': { from: '#5cb4ff', to: '#1d6fe0', ink: '#1d5fc0' },
  shell: { from: '#4a4d5e', to: '#20222c', ink: '#20222c' },
  traces: { from: '#9a7bff', to: '#4b2fc9', ink: '#3f28a8' },
  'python-runner': { from: '#47b0a8', to: '#19707a', ink: '#155e68' },
};

const palette: readonly IconColours[] = [
  { from: '#8f7bff', to: '#5b3fe0', ink: '#4c34bd' },
  { from: '#5cc0ff', to: '#1877d8', ink: '#155fae' },
  { from: '#3fcfb4', to: '#108a7c', ink: '#0d6f64' },
  { from: '#7fd06a', to: '#36913a', ink: '#2b752f' },
  { from: '#ff8fb1', to: '#d63a72', ink: '#ad2b5a' },
  { from: '#ff9a76', to: '#de4a3a', ink: '#b03528' },
  { from: '#b98cff', to: '#8438d6', ink: '#6a2bae' },
  { from: '#8fa3c4', to: '#506488', ink: '#40506e' },
];

export function coloursOf(packageId: string): IconColours {
  const known = Object.hasOwn(own, packageId) ? own[packageId] : undefined;
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (const unit of packageId) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return palette[((hash ^ (hash >>> 15)) >>> 3) % palette.length] ?? { from: '#8f7bff', to: '#5b3fe0', ink: '#4c34bd' };
}

/**
 * @param hasGlyph whether there is a drawing of this name
 * @param icon     icon of the manifest: a name, an emoji, or nothing
 */
export function faceOf(packageId: string, icon: string, name: string, hasGlyph: (name: string) => boolean): IconFace {
  if (hasGlyph(packageId)) return { kind: 'glyph', name: packageId };
  if (hasGlyph(icon)) return { kind: 'glyph', name: icon };
  if (/\p{Extended_Pictographic}/u.test(icon)) return { kind: 'text', text: [...icon].slice(0, 4).join('') };
  const letter = [...name.trim()][0]?.toUpperCase();
  return letter === undefined ? { kind: 'glyph', name: 'generated' } : { kind: 'text', text: letter };
}
